"""Fail on files and functions that nobody reads in one sitting, and name those that are on the way there."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("src", "tests", "tools", "benchmarks")
LOOK_AGAIN = {"file": 300, "function": 30}
TOO_LONG = {"file": 400, "function": 60}

Size = tuple[str, str, int]  # kind, place, lines


def sizes_of_file(path: Path) -> Iterator[Size]:
    """Yield the size of a file and of each function in it; a docstring does not count as length of a function."""
    text = path.read_text(encoding="utf-8")
    yield "file", str(path), len(text.splitlines())
    if path.suffix != ".py":
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield "function", f"{path}:{node.lineno} {node.name}", _lines(node)


def _lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is not None:
        docstring = function.body[0]
        lines -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
    return lines


def list_files(root: Path) -> list[Path]:
    """Return every Python file and browser module of ours."""
    return sorted(
        path
        for folder in FOLDERS
        for path in (root / folder).rglob("*")
        if path.suffix in (".py", ".mjs") and "vendor" not in path.parts
    )


def main(root: Path) -> int:
    """Print what is long, longest first; return 1 if anything is too long."""
    sizes = [size for path in list_files(root) for size in sizes_of_file(path)]
    too_long = False
    for kind, place, lines in sorted(sizes, key=lambda size: -size[2]):
        if lines > TOO_LONG[kind]:
            print(f"error: {kind} of {lines} lines, at most {TOO_LONG[kind]}: {place}")
            too_long = True
        elif lines > LOOK_AGAIN[kind]:
            print(f"notice: {kind} of {lines} lines, look again from {LOOK_AGAIN[kind]} on: {place}")
    return 1 if too_long else 0


if __name__ == "__main__":
    sys.exit(main(Path()))
