"""A file of parameters is read whole or refused whole, with every fault where it stands."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from meydan.city.errors import CityError
from meydan.city.words import CATALOGUE
from meydan.control.parameter import Choice, Parameter
from meydan.store.parameter_file import read_parameters

OFFERED = {"wait_s": Parameter(5.0, 1.0, 10.0, "s", "test"), "steps": Parameter(2, 1, 9, "", "test")}


def offers(name: str) -> Mapping[str, Parameter]:
    if name != "waiting":
        raise CityError("run.no_strategy", strategy=name, known="waiting")
    return OFFERED


def faults(text: str, folder: Path) -> list[tuple[int, str]]:
    """Return line and code of every fault with which a text is refused; each has its sentence."""
    with pytest.raises(CityError) as caught:
        read(text, folder)
    assert caught.value.code == "parameter.faults"
    assert all(found.what.code in CATALOGUE for found in caught.value.faults)
    return [(found.line, found.what.code) for found in caught.value.faults]


def read(text: str, folder: Path) -> Choice:
    file = folder / "my.toml"
    file.write_text(text, encoding="utf-8")
    return read_parameters(file, offers)


def test_a_strategy_comes_with_its_values(tmp_path: Path) -> None:
    text = 'strategy = "waiting"\n[parameters]\nwait_s = 7\nsteps = 3\n'
    assert read(text, tmp_path) == Choice("waiting", (("steps", 3), ("wait_s", 7)))
    assert read('strategy = "waiting"', tmp_path) == Choice("waiting")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'strategy = "waiting"\n[parameters]\nwait_s = 11\nsteps = 2.5\nmore_s = 1\nsteps_s = true\n',
            [
                (3, "parameter.out_of_bounds"),
                (4, "parameter.not_whole"),
                (5, "parameter.unknown"),
                (6, "city.want_number"),
            ],
        ),
        ('strategy = "hurrying"\n', [(1, "run.no_strategy")]),
        ('strategy = ""\nextra = 1\n', [(1, "city.want_text"), (2, "city.unknown_key")]),
        ("parameters = 3\n", [(0, "city.missing_key"), (1, "city.want_table")]),
        ('strategy = "waiting"\n[parameters]\nwait_s = nan\n', [(3, "city.want_number")]),
        ("strategy = ", [(0, "parameter.not_toml")]),
    ],
)
def test_every_fault_is_told_at_once_with_its_line(text: str, expected: list[tuple[int, str]], tmp_path: Path) -> None:
    assert faults(text, tmp_path) == expected


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CityError) as caught:
        read_parameters(tmp_path / "no.toml", offers)
    assert caught.value.code == "parameter.unreadable"
