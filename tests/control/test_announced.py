"""Who was let go upstream is expected here; who was expected and not counted may stand before the line unseen."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from meydan.city.city import City
from meydan.city.events import DetectorChanged, Event, GroupChanged, RunStarted, Tick, ZoneChanged
from meydan.city.instant import later
from meydan.city.junction import Junction, Lamp, Onward
from meydan.city.state import JunctionState
from meydan.city.zones import with_zones
from meydan.control.announced import LATE_S, MOVE_OFF_S, Road, roads_into
from meydan.control.demand import SILENT_S
from meydan.control.lane_traffic import lane_traffic
from meydan.control.traffic import Traffic
from tests.junctions import without_crossing
from tests.paper_street import START, city

WAY_M, TRAVEL_S = 400.0, 40.0
SIGHT_M = 100.0


def two(share: float = 1.0, *, zones: bool = True) -> City:
    """Return two usual junctions: lane P1 of J1 leads on to road P1 of J2."""
    one = without_crossing()
    onward = (Onward("J2", "road P1", WAY_M, TRAVEL_S, share),)
    first = replace(one, lanes={**one.lanes, "P1_0": replace(one.lanes["P1_0"], onward=onward)})
    junctions = {"J1": first, "J2": replace(one, id="J2")}
    of = replace(city(one), junctions=junctions)
    return with_zones(of, {name: j.lanes.values() for name, j in junctions.items()}) if zones else of


class Street:
    """Both junctions as they are believed to be, and the road from the first to the second; told second by second."""

    def __init__(self, of: City) -> None:
        self.seen = {name: JunctionState(junction, on_street=False) for name, junction in of.junctions.items()}
        self.t = START
        for name, state in self.seen.items():
            state.observe(RunStarted(START, "", "", 1, 1))
            for group in of.junctions[name].groups:
                state.observe(GroupChanged(START, name, group, Lamp.GREEN if name == "J1" else Lamp.RED))
        self.lanes: Mapping[str, Traffic] = lane_traffic(of.junctions["J2"], self.seen["J2"])[0]
        (self.road,) = roads_into(of, "J2", self.seen, self.lanes)

    @property
    def lane(self) -> Traffic:
        return self.lanes["P1_0"]

    def second(self, *events: Event) -> None:
        self.t = later(self.t, 1)
        for event in events:
            self.seen[event.junction].observe(event)  # type: ignore[union-attr] # every one here has its junction
        for state in self.seen.values():
            state.observe(Tick(self.t, 0))
        for lane in self.lanes.values():
            lane.observe(self.seen["J2"], 1.0, -1.0)
        self.road.observe(self.t)

    def holds(self, junction: str, vehicles: int) -> None:
        """Let a second pass in which the zone of lane P1 says how many it holds."""
        self.second(ZoneChanged(later(self.t, 1), junction, "Z1", vehicles, 0))

    def coming(self, seconds: int = 60) -> list[float]:
        found = np.zeros((len(self.lanes), seconds))
        self.road.expect(self.t, list(self.lanes.values()), found)
        return [float(x) for x in found[list(self.lanes).index("P1_0")]]


def test_who_was_let_go_reaches_the_line_one_way_later() -> None:
    street = Street(two())
    street.holds("J1", 1)
    street.holds("J1", 0)
    coming = street.coming()
    assert sum(coming) == pytest.approx(1.0)
    at_line_s = MOVE_OFF_S + TRAVEL_S * (1 - SIGHT_M / WAY_M) + SIGHT_M / 13.9
    assert coming.index(max(coming)) == pytest.approx(at_line_s, abs=1.5)


def test_a_loop_upstream_tells_as_well() -> None:
    of = two(zones=False)
    street = Street(of)
    loop = next(d.id for d in of.junctions["J1"].detectors.values() if d.lane == "P1_0" and d.asks)
    for occupied in (True, False):
        street.second(DetectorChanged(later(street.t, 1), "J1", loop, occupied))
    assert sum(street.coming()) == pytest.approx(1.0)


def test_who_leaves_a_zone_at_red_was_not_let_go() -> None:
    street = Street(two())
    street.holds("J1", 2)
    street.second(GroupChanged(later(street.t, 1), "J1", "P1", Lamp.RED))
    for _ in range(5):
        street.second()
    street.holds("J1", 0)
    assert sum(street.coming()) == 0.0


def test_who_is_counted_here_is_expected_no_more_and_was_not_missed() -> None:
    street = Street(two())
    street.holds("J1", 1)
    street.holds("J1", 0)
    for _ in range(33):
        street.second()
    street.holds("J2", 1)
    assert sum(street.coming()) == 0.0
    for _ in range(int(LATE_S) + 5):
        street.second()
    assert street.lane.missed == 0.0


def test_who_was_told_of_and_never_counted_may_stand_there_unseen() -> None:
    street = Street(two())
    street.holds("J1", 1)
    street.holds("J1", 0)
    for _ in range(34 + int(LATE_S)):
        street.second()
    assert street.lane.missed == pytest.approx(1.0)
    assert street.lane.unseen(20.0) >= 1.0


def test_where_many_turn_off_between_nobody_is_believed_to_stand_there() -> None:
    street = Street(two(share=0.5))
    street.holds("J1", 1)
    street.holds("J1", 0)
    for _ in range(34 + int(LATE_S)):
        street.second()
    assert 0.0 < street.lane.missed < 0.15


def test_missed_ones_are_gone_after_a_green() -> None:
    street = Street(two())
    lane = street.lane
    lane.missed = 2.0
    for s in range(10):
        lane.observe(street.seen["J2"], 1.0, float(s))
    assert lane.missed == 0.0


def test_as_many_as_usual_come_from_beyond_those_that_upstream_tells_of() -> None:
    street = Street(two())
    street.second()
    coming = np.zeros(60)
    street.lane.expect(street.t, coming)
    known_s = int(street.lane.travel_s + MOVE_OFF_S + TRAVEL_S * (1 - SIGHT_M / WAY_M))
    assert not coming[:known_s].any()
    assert coming[known_s + 3 :].all()


def test_those_of_whom_upstream_did_not_tell_are_expected_from_where_our_own_sight_begins() -> None:
    street = Street(two())
    for _ in range(40):
        street.holds("J2", 1)
        street.holds("J2", 0)
    coming = np.zeros(60)
    street.lane.expect(street.t, coming)
    begins_s = int(street.lane.travel_s) + 2
    assert street.lane.known < 0.2
    assert coming[begins_s] > 0.8 * coming[-1] > 0.0


def test_a_silent_detector_upstream_tells_nothing() -> None:
    street = Street(two())
    for _ in range(int(SILENT_S) + 2):
        street.second()
    assert (street.lane.ahead_s, street.lane.known) == (0.0, 0.0)


def test_who_stands_on_a_loop_upstream_is_told_of_once_he_has_left_it() -> None:
    street = Street(two(zones=False))
    street.second(DetectorChanged(later(street.t, 1), "J1", "P1s", occupied=True))
    assert sum(street.coming()) == 0.0
    street.second(DetectorChanged(later(street.t, 1), "J1", "P1s", occupied=False))
    assert sum(street.coming()) > 0.5


def test_how_many_come_is_learned() -> None:
    street = Street(two())
    for _ in range(60):
        street.holds("J1", 1)
        street.holds("J1", 0)
    for _ in range(60):
        street.second()
    street.holds("J1", 1)
    street.holds("J1", 0)
    assert sum(street.coming()) < 0.3  # of sixty not one was counted here


def test_a_road_without_signals_upstream_is_told_nothing() -> None:
    of = two()
    stands: Junction = of.junctions["J1"]
    seen = {name: JunctionState(junction, on_street=False) for name, junction in of.junctions.items()}
    roads: list[Road] = roads_into(of, "J1", seen, lane_traffic(stands, seen["J1"])[0])
    assert roads == []
