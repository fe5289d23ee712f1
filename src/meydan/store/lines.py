"""Finds the line of a value in a TOML text, for messages: the standard reader keeps no positions."""

import re
import tomllib
from collections import Counter
from typing import Any

_NAME = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)"""
_DOTTED = rf"({_NAME}(?:\s*\.\s*{_NAME})*)"
_HEADER = re.compile(rf"\s*(\[\[?)\s*{_DOTTED}\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"\s*{_DOTTED}\s*=")


def line_of(text: str, keys: tuple[str, ...]) -> int:
    """Return the line (from 1) where the value at `keys` stands, or its nearest enclosing table; 0 if neither.

    The tables of an array are told apart by their numbers, from 0: ("holidays", "2", "name").
    """
    best, best_depth = 0, 0
    table: tuple[str, ...] = ()
    tables_of: Counter[tuple[str, ...]] = Counter()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = path = _parts(header.group(2))
            if header.group(1) == "[[":
                table = path = (*path, str(tables_of[path]))
                tables_of[path[:-1]] += 1
        elif key := _KEY.match(line):
            path = (*table, *_parts(key.group(1)))
        else:
            continue
        if len(path) > best_depth and path == keys[: len(path)]:
            best, best_depth = number, len(path)
    return best


def _parts(dotted: str) -> tuple[str, ...]:
    """Return the names of a dotted key, unquoted; none where it only looks like one, in a text of several lines."""
    try:
        at: Any = tomllib.loads(f"{dotted} = 0")
    except tomllib.TOMLDecodeError:
        return ()
    names = []
    while isinstance(at, dict):
        ((name, at),) = at.items()
        names.append(name)
    return tuple(names)
