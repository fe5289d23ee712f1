"""Which seconds of green are worth moving, and how the green that was used is told."""

from dataclasses import replace

import pytest

from meydan.city.events import DetectorChanged, GroupChanged, ZoneChanged
from meydan.city.instant import later
from meydan.city.junction import Detector, DetectorKind, Junction, Lamp
from meydan.city.state import DetectorState, JunctionState
from meydan.control.green_move import Served, best_move, control_delay_s
from meydan.control.plan_bounds import Bounds
from meydan.control.saturation import LaneUse, follow_lamps, lanes_used
from tests.junctions import junction
from tests.paper_street import START

CYCLE_S, WATCHED_S = 90.0, 900.0
BOUNDS = Bounds((22.5, 22.5), (37.5, 37.5), 67.5, 112.5)


def lane(name: str, used: float, vehicles: float) -> LaneUse:
    """Return a lane that had 30 s of green in each of ten cycles."""
    return LaneUse(name, (), DetectorState(count=1), False, green_s=300.0, used_s=300.0 * used, vehicles=vehicles)


def seen() -> JunctionState:
    return JunctionState(junction(), on_street=False)


def test_seconds_go_to_the_step_that_is_short_of_green() -> None:
    served = Served([[lane("a", 0.3, 45)], [lane("b", 0.95, 140)]], WATCHED_S, CYCLE_S)
    move = best_move(served, (30.0, 30.0), BOUNDS, seen())
    assert move is not None
    assert (move.giver, move.taker, move.moved_s) == (0, 1, 5)
    assert [move.giver_used, move.taker_used] == pytest.approx([0.3, 0.95])


def test_one_full_lane_that_few_use_does_not_outweigh_many_that_are_well_used() -> None:
    main_road = [lane(f"a{i}", 0.72, 130) for i in range(4)]
    served = Served([main_road, [lane("b", 0.85, 10)]], WATCHED_S, CYCLE_S)
    assert best_move(served, (30.0, 30.0), BOUNDS, seen()) is None


def test_what_was_moved_is_not_moved_again_before_its_effect_is_seen() -> None:
    served = Served([[lane("a", 0.3, 45)], [lane("b", 0.80, 120)]], WATCHED_S, CYCLE_S)
    move = best_move(served, (30.0, 30.0), BOUNDS, seen())
    assert move is not None
    served.moved(move)
    assert served.lanes[1][0].saturation == pytest.approx(0.80 * 30 / (30 + move.moved_s))
    assert best_move(served, (30.0 - move.moved_s, 30.0 + move.moved_s), BOUNDS, seen()) is None


def test_a_lane_that_leads_on_to_the_next_signals_is_not_short_of_green() -> None:
    inner = lane("b", 0.95, 140)
    inner.goes_on = True
    served = Served([[lane("a", 0.3, 45)], [inner]], WATCHED_S, CYCLE_S)
    assert best_move(served, (30.0, 30.0), BOUNDS, seen()) is None


def test_no_step_gives_what_it_would_be_short_of_itself() -> None:
    served = Served([[lane("a", 0.72, 20)], [lane("b", 0.99, 160)]], WATCHED_S, CYCLE_S)
    move = best_move(served, (30.0, 30.0), BOUNDS, seen())
    assert move is not None
    assert move.moved_s == 2
    assert move.giver_left == pytest.approx(0.72 * 30 / 28)


def test_lanes_that_both_steps_serve_do_not_count() -> None:
    both = lane("both", 0.99, 140)
    served = Served([[both], [both, lane("b", 0.2, 10)]], WATCHED_S, CYCLE_S)
    assert best_move(served, (30.0, 30.0), BOUNDS, seen()) is None


def test_the_delay_is_that_of_the_manual() -> None:
    """C = 90 s, g = 40 s, s = 1,800 veh/h, q = 600 veh/h: X = 0.75, 20.8 s uniform and 6.4 s incremental."""
    assert control_delay_s(600 / 3600, 40 / 90, 0.75, 90.0) == pytest.approx(20.83 + 6.4, abs=0.1)


def lived_through(stands: Junction, *events: DetectorChanged | ZoneChanged | GroupChanged) -> LaneUse:
    """Return how lane P1 was used in a green from second 100 to 130."""
    state = JunctionState(stands, on_street=False)
    lanes = lanes_used(stands, state)
    green = [GroupChanged(later(START, s), "J1", "P1", lamp) for s, lamp in ((100, Lamp.GREEN), (130, Lamp.AMBER))]
    for event in sorted([*green, *events], key=lambda event: event.t):
        state.observe(event)
        if isinstance(event, GroupChanged):
            follow_lamps(lanes, event, state)
    return next(use for use in lanes if use.lane == "P1_0")


def pulse(s: float, lasts_s: float) -> list[DetectorChanged]:
    return [DetectorChanged(later(START, at), "J1", "P1s", on) for at, on in ((s, True), (s + lasts_s, False))]


def test_a_loop_tells_unused_green_by_its_gaps() -> None:
    """Someone stands until 102, then ten vehicles, each 1 s of 2: free for 18 s, of which 12 s are between vehicles."""
    queue = [*pulse(80, 22), *(event for k in range(10) for event in pulse(103 + 2 * k, 1))]
    use = lived_through(junction(), *queue)
    assert use.green_s == 30
    assert use.vehicles == 10
    assert use.used_s == pytest.approx(30 - (18 - 10 * 1.2))


def test_a_zone_tells_used_green_by_those_who_left_and_those_who_still_stand() -> None:
    stands = junction()
    zone = Detector("Z1", "P1_0", DetectorKind.ZONE, 0.0, 100.0)
    numbers = [(90, 8, 8), (105, 6, 4), (115, 3, 1), (128, 2, 1)]
    changes = [ZoneChanged(later(START, s), "J1", "Z1", *found) for s, *found in numbers]
    use = lived_through(replace(stands, detectors={"Z1": zone}), *changes)
    assert use.vehicles == 6
    assert use.used_s == pytest.approx((6 + 1) * 1.9)
