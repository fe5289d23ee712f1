"""Points of the coordination diagram, and vehicles after the end of green."""

import pytest

from meydan.measure.coordination_diagram import coordination_diagram
from meydan.measure.junction_log import Detector
from meydan.measure.yellow_and_red_actuations import yellow_and_red_actuations
from tests.measure.small_log import BINS, CYCLE, HEARD, NEXT, RED, log, row, rows_as_dicts


def test_lamps_and_vehicles_stand_where_they_are_in_their_cycle() -> None:
    came = [(second, 82, 11) for second in (5, 20, 51, 70)]
    found = rows_as_dicts(coordination_diagram(log(*RED, *CYCLE, *HEARD, *came, (2, 131, 7)), BINS))
    assert [(r["after_s"], r["what"], r["in_cycle_s"], r["plan"]) for r in found] == [
        (5, "vehicle_on_red", 5, 7),
        (20, "green", 20, 7),
        (20, "vehicle_on_green", 20, 7),
        (50, "yellow", 50, 7),
        (51, "vehicle_on_yellow", 51, 7),
        (54, "red", 54, 7),
    ]


def test_a_diagram_without_cycles_says_so() -> None:
    assert coordination_diagram(log(*HEARD, (5, 82, 11)), BINS).why is not None


TABLE = (Detector(46, 2, "yellow_red"),)


@pytest.mark.parametrize(
    ("second", "met"),
    [
        (49.9, ()),
        (50, ("on_yellow",)),
        (53.9, ("on_yellow",)),
        (54, ("violations",)),
        (58.9, ("violations",)),
        (59, ("violations", "severe")),
        (73.9, ("violations", "severe")),
    ],
)
def test_a_vehicle_after_green_is_on_yellow_or_violates(second: float, met: tuple[str, ...]) -> None:
    found = row(yellow_and_red_actuations(log(*CYCLE, *NEXT, *HEARD, (second, 82, 46), detectors=TABLE), BINS))
    assert {name for name in ("on_yellow", "violations", "severe") if found[name]} == set(met)
    assert (found["cycles"], found["vehicles"], found["unplaced"]) == (1, 1, 0)
    if met[:1] == ("violations",):
        assert found["mean_after_red_s"] == pytest.approx(second - 54)


@pytest.mark.parametrize("second", [19.9, 74, 105])
def test_a_vehicle_outside_valid_cycles_violates_nothing(second: float) -> None:
    found = row(yellow_and_red_actuations(log(*CYCLE, *NEXT, *HEARD, (second, 82, 46), detectors=TABLE), BINS))
    assert (found["vehicles"], found["violations"], found["unplaced"]) == (0, 0, 1)
