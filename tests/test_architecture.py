"""What the imports and the types cannot show: who may make what, and what pure code never calls."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "meydan"
PURE = ("city", "safety", "control", "design", "measure")
TOUCHES = {"open", "print", "input", "exec", "eval", "compile", "__import__", "globals", "breakpoint"}


def modules(*packages: str) -> list[Path]:
    roots = [SOURCE / package for package in packages] or [SOURCE]
    return sorted(path for root in roots for path in root.rglob("*.py"))


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the name of everything a module calls, and the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
                yield name, node.lineno
            case _:
                pass


def makers_of(name: str) -> set[str]:
    return {str(path.relative_to(SOURCE)) for path in modules() if name in {called for called, _ in calls(path)}}


def test_only_the_door_makes_cleared_orders_and_the_log_reads_them_back() -> None:
    assert makers_of("Cleared") == {"safety/door.py", "store/codec.py"}


def test_only_the_centre_asks_the_door() -> None:
    assert makers_of("clear") & {p for p in makers_of("clear") if "import clear" in (SOURCE / p).read_text()} == {
        "centre/loop.py"
    }


def test_only_the_twin_sets_a_lamp() -> None:
    assert makers_of("setRedYellowGreenState") == {"field/sumo/simulation.py"}


def test_no_command_goes_through_a_shell() -> None:
    """Names of files, and words of other cities, come near commands: a shell would read them as commands of its own."""
    by_shell = {"system", "popen", "getoutput", "getstatusoutput", "create_subprocess_shell"}
    found = {str(path) for path in modules() if by_shell & {name for name, _ in calls(path)}}
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and "shell" in {word.arg for word in node.keywords}:
                found.add(str(path))
    assert found == set()


@pytest.mark.parametrize("path", modules(*PURE), ids=lambda path: str(path.relative_to(SOURCE)))
def test_pure_code_touches_nothing(path: Path) -> None:
    found = [f"{name} in line {line}" for name, line in calls(path) if name in TOUCHES]
    assert found == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_has_a_name_that_says_nothing(path: Path) -> None:
    assert not {part.removesuffix(".py") for part in path.relative_to(SOURCE).parts} & {
        "utils",
        "helpers",
        "common",
        "base",
        "manager",
        "misc",
    }


def test_the_product_never_reads_the_data_beside_the_checkout() -> None:
    assert [path.name for path in modules() if "../shared" in path.read_text(encoding="utf-8")] == []
