"""Finds the line of a value in a TOML text, for messages: the standard reader keeps no positions."""

import re

_HEADER = re.compile(r"^\s*\[+\s*(.+?)\s*\]+\s*(#.*)?$")
_KEY = re.compile(r'^\s*("(?:[^"\\]|\\.)*"|[A-Za-z0-9_-]+)\s*=')
_PART = re.compile(r'"((?:[^"\\]|\\.)*)"|([A-Za-z0-9_-]+)')


def line_of(text: str, keys: tuple[str, ...]) -> int:
    """Return the line (from 1) where the value at `keys` stands, or its nearest enclosing table; 0 if neither."""
    best, best_depth = 0, 0
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _parts(header.group(1))
            path = table
        elif key := _KEY.match(line):
            path = (*table, *_parts(key.group(1)))
        else:
            continue
        depth = _shared(path, keys)
        if depth > best_depth and depth == len(path):
            best, best_depth = number, depth
    return best


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(quoted or bare for quoted, bare in _PART.findall(dotted))


def _shared(path: tuple[str, ...], keys: tuple[str, ...]) -> int:
    """Return how many names the two have in common from the left."""
    depth = 0
    for a, b in zip(path, keys, strict=False):
        if a != b:
            break
        depth += 1
    return depth
