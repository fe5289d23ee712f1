"""Strategies by name, by name with a period, and from a file."""

from pathlib import Path

import pytest

from meydan.centre.registry import find_strategy, meaning_of, strategy_label
from meydan.city.errors import CityError
from meydan.control import actuated
from meydan.control.by_weight import ByWeight
from meydan.control.parameter import Choice

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


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Choice("max_pressure_5"), Choice("max_pressure", (("every_s", 5),)), True),
        (Choice("max_pressure"), Choice("max_pressure", (("every_s", 10.0),)), True),
        (Choice("predictive", (("switch", 2), ("horizon_s", 50))), Choice("predictive"), True),
        (Choice("max_pressure_5"), Choice("max_pressure"), False),
        (Choice("max_pressure"), Choice("greedy"), False),
        (Choice("predictive", (("stop_s", 5),)), Choice("predictive", (("stop_s", 6),)), False),
        (Choice("actuated"), Choice("coordinated"), False),
    ],
)
def test_choices_mean_the_same_where_they_run_the_same_strategy_with_the_same_values(
    one: Choice, other: Choice, *, same: bool
) -> None:
    assert (meaning_of(one) == meaning_of(other)) == same


def test_nobody_knows_what_a_file_of_code_means() -> None:
    assert meaning_of(Choice("my_own.py")) == ""


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
