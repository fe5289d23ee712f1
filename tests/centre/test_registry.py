"""Strategies by name, by name with a period, and from a file."""

from pathlib import Path

import pytest

from meydan.centre.registry import find_strategy, strategy_label
from meydan.city.errors import CityError
from meydan.control import actuated
from meydan.control.by_weight import ByWeight

OWN = """
from meydan.control.actuated import NEEDS, decide, start
"""


def refused(name: str) -> CityError:
    with pytest.raises(CityError) as caught:
        find_strategy(name)
    return caught.value


def test_a_registered_strategy_is_found() -> None:
    assert find_strategy("actuated") is actuated


@pytest.mark.parametrize(("name", "every_s"), [("max_pressure_5", 5.0), ("greedy_10", 10.0)])
def test_a_period_can_be_part_of_the_name(name: str, every_s: float) -> None:
    found = find_strategy(name)
    assert isinstance(found, ByWeight)
    assert found.every_s == every_s


@pytest.mark.parametrize("name", ["magic", "actuated_5", "max_pressure_0", "max_pressure_", "_5", ""])
def test_other_names_are_refused_with_those_there_are(name: str) -> None:
    assert "max_pressure" in str(refused(name).what.values)


def test_a_file_is_a_strategy(tmp_path: Path) -> None:
    file = tmp_path / "my_own.py"
    file.write_text(OWN)
    assert find_strategy(str(file)).NEEDS == actuated.NEEDS
    assert strategy_label(str(file)) == "my_own"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\nimport nothing_like_it\n", 2, "nothing_like_it"),
        ("def start(:\n", 1, "SyntaxError"),
        ("\n\n1 / 0\n", 3, "ZeroDivisionError"),
        ("NEEDS = frozenset()\n", 0, "start, decide"),
    ],
)
def test_a_file_that_is_no_strategy_is_told_with_its_line(text: str, line: int, said: str, tmp_path: Path) -> None:
    file = tmp_path / "broken.py"
    file.write_text(text)
    error = refused(str(file))
    (found,) = error.faults
    assert (found.file, found.line) == ("broken.py", line)
    assert said in str(found.what.values)


def test_a_missing_file_is_told() -> None:
    assert refused("nowhere/mine.py").code == "run.no_strategy_file"
