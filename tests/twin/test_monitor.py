"""The monitor sees each rule broken in the letters alone, and nothing in a light that keeps them."""

from dataclasses import replace

import pytest

from meydan.city.instant import later
from meydan.city.junction import Junction, Known, Sureness, TwinLinks
from meydan.twin.monitor import LampMonitor
from tests.junctions import junction
from tests.random_junctions import START

GROUPS = ("P1", "P2", "P3", "W1")  # one link each; P1 and W1 are in conflict with P2 and P3


def stands(*, flashing_s: float = 0, red_amber_s: float = 0) -> Junction:
    found = junction(red_amber_s=red_amber_s)
    flashing = Known(flashing_s, Sureness.SURVEYED)
    groups = {g: replace(group, flashing_green=flashing) for g, group in found.groups.items()}
    return replace(found, groups=groups, twin=TwinLinks("J1", GROUPS, {}))


def rules(*shown: tuple[float, str], at: Junction | None = None) -> list[str]:
    """Return the rules broken by a light that shows these letters from these seconds on."""
    monitor = LampMonitor(at or stands())
    return [found.rule for s, letters in shown for found in monitor.watch(later(START, s), letters)]


CYCLE = [
    (0, "rrrr"),
    (6, "GrrG"),
    (36, "yrrr"),
    (39, "rrrr"),
    (44, "rGrr"),
    (54, "rGGr"),
    (66, "ryyr"),
    (69, "rrrr"),
    (71, "GrrG"),
]


def test_a_light_that_keeps_the_rules_is_left_in_peace() -> None:
    assert rules(*CYCLE) == []


@pytest.mark.parametrize(
    ("shown", "broken"),
    [
        ([(0, "rrrr"), (6, "GGrr")], ["I1"]),
        ([(0, "rrrr"), (6, "GrrG"), (36, "yrrr"), (39, "rGrr")], ["I2", "I2"]),
        ([(0, "rrrr"), (6, "GrrG"), (36, "rrrr")], ["I3"]),
        ([(0, "rrrr"), (6, "yrrr")], ["I3"]),
        ([(0, "rrrr"), (6, "GrrG"), (36, "yrrr"), (39, "Grrr")], ["I3"]),
        ([(0, "rrrr"), (6, "Grrr"), (36, "yrrr"), (38, "rrrr")], ["I4"]),
        ([(0, "rrrr"), (6, "Grrr"), (36, "yrrr"), (40, "rrrr")], ["I4"]),
        ([(0, "rrrr"), (6, "Grrr"), (10, "yrrr")], ["I5"]),
        ([(0, "oooo"), (6, "Grrr")], ["I8"]),
        ([(0, "OOOO"), (6, "Grrr")], ["I8"]),
    ],
)
def test_a_broken_rule_is_seen(shown: list[tuple[float, str]], broken: list[str]) -> None:
    assert rules(*shown) == broken


def test_two_links_of_a_group_must_agree() -> None:
    twin = TwinLinks("J1", ("P1", "P1", "P2", "W1"), {})
    assert rules((0, "rrrr"), (6, "Grrr"), at=replace(stands(), twin=twin)) == ["one lamp a group"]


def test_a_letter_that_no_lamp_can_show_is_seen() -> None:
    assert "one lamp a group" in rules((0, "rrr?"))


def test_the_flashing_end_of_green_counts_towards_no_minimum_but_delays_the_next() -> None:
    flashing = stands(flashing_s=4)
    assert rules((0, "rrrr"), (6, "Grrr"), (15, "yrrr"), (18, "rGrr"), at=flashing) == []
    assert rules((0, "rrrr"), (6, "Grrr"), (14, "yrrr"), (17, "rGrr"), at=flashing) == ["I5"]


def test_a_missing_red_amber_is_seen() -> None:
    red_amber = stands(red_amber_s=2)
    assert rules((0, "rrrr"), (6, "urrr"), (8, "Grrr"), at=red_amber) == []
    assert rules((0, "rrrr"), (6, "Grrr"), at=red_amber) == ["I3"]
    assert rules((0, "rrrr"), (6, "urrr"), (7, "Grrr"), at=red_amber) == ["I4"]


def test_what_stood_before_the_first_look_is_not_judged() -> None:
    assert rules((0, "Grrr"), (1, "yrrr"), (4, "rrrr")) == []
