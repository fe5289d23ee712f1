"""Intergreens from geometry agree with the guideline's formula, worked by hand."""

import math

import pytest

from meydan.feeds.sumo.intergreens import _needed_s
from meydan.feeds.sumo.light import Link


def _link(*path: tuple[float, float], turning: bool = False, crossing_m: float = 0.0) -> Link:
    return Link(0, "a", "a_0", "b", path, turning, crossing_m > 0, crossing_m, "n", 0)


def test_straight_over_straight() -> None:
    clearing, entering = _link((0, 0), (40, 0)), _link((20, -10), (20, 10))
    assert _needed_s(clearing, entering) == pytest.approx(3 + (20 + 6) / 10 - 10 / (40 / 3.6))


def test_a_tight_turn_clears_at_5_mps() -> None:
    radius_m = 8.0
    path = [(radius_m * math.sin(a), radius_m - radius_m * math.cos(a)) for a in (i * math.pi / 40 for i in range(21))]
    entering = _link((radius_m / 2, -5), (radius_m / 2, radius_m))
    needed = _needed_s(_link(*path, turning=True), entering)
    way_out_m = radius_m * math.asin(0.5)
    way_in_m = 5 + radius_m - radius_m * math.cos(math.asin(0.5))
    assert needed == pytest.approx(2 + (way_out_m + 6) / 5 - way_in_m / (40 / 3.6), abs=0.02)


def test_a_wide_turn_clears_at_7_mps() -> None:
    radius_m = 20.0
    path = [(radius_m * math.sin(a), radius_m - radius_m * math.cos(a)) for a in (i * math.pi / 40 for i in range(21))]
    entering = _link((radius_m / 2, -5), (radius_m / 2, radius_m))
    way_out_m = radius_m * math.asin(0.5)
    way_in_m = 5 + radius_m - radius_m * math.cos(math.asin(0.5))
    expected = 2 + (way_out_m + 6) / 7 - way_in_m / (40 / 3.6)
    assert _needed_s(_link(*path, turning=True), entering) == pytest.approx(expected, abs=0.02)


def test_people_leave_the_whole_crossing() -> None:
    crossing, entering = _link((0, 0), (0, 12), crossing_m=12.0), _link((-5, 6), (5, 6))
    assert _needed_s(crossing, entering) == pytest.approx(12 / 1.2 - 5 / (40 / 3.6))


def test_ways_that_never_meet_need_nothing() -> None:
    assert _needed_s(_link((0, 0), (40, 0)), _link((0, 30), (40, 30))) is None
