"""What zones say of a junction: who is there, who came, who waits; and how a city gets zones for its loops."""

from dataclasses import replace
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.city import City
from meydan.city.events import DetectorChanged, Event, GroupChanged, ZoneChanged
from meydan.city.instant import Instant, later
from meydan.city.junction import Detector, DetectorKind, Junction, Lamp, Lane
from meydan.city.plan import Timetable
from meydan.city.state import JunctionState
from meydan.city.zones import ZONE_REACH_M, with_zones
from tests.junctions import junction, plan

T = Instant(1_800_000_000_000)

numbers = st.integers(0, 13).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


def zoned() -> Junction:
    """Return the junction with zones: P1 and P2 share a lane whose piece upstream is watched too, P3 has its own."""
    lanes = {
        "P12_0": Lane("P12_0", "road P1", ("P1", "P2"), 60.0, 13.9),
        "up_0": Lane("up_0", "road up", ("P1", "P2"), 200.0, 13.9, 60.0),
        "P3_0": Lane("P3_0", "road P3", ("P3",), 300.0, 13.9),
        "P1_0": Lane("P1_0", "road P1", ("P1",), 60.0, 13.9),
    }
    spans = {"near": ("P12_0", 0.0, 60.0), "far": ("up_0", 60.0, 40.0), "own": ("P3_0", 0.0, 100.0)}
    spans |= {"side": ("P1_0", 0.0, 60.0)}
    zones = {name: Detector(name, lane, DetectorKind.ZONE, d_m, long_m) for name, (lane, d_m, long_m) in spans.items()}
    return replace(junction(), lanes=lanes, detectors=zones)


def state(*events: Event, at: Junction | None = None) -> JunctionState:
    found = JunctionState(at or zoned(), on_street=False)
    for event in events:
        found.observe(event)
    return found


def says(s: float, zone: str, vehicles: int, standing: int) -> ZoneChanged:
    return ZoneChanged(later(T, s), "J1", zone, vehicles, standing)


def shows(s: float, group: str, lamp: Lamp) -> GroupChanged:
    return GroupChanged(later(T, s), "J1", group, lamp)


@given(said=st.lists(st.tuples(st.integers(1, 90), numbers), min_size=1, max_size=30))
def test_a_zone_is_what_it_said_last_and_its_sums_are_those_of_all_it_said(
    said: list[tuple[int, tuple[int, int]]],
) -> None:
    times = list(accumulate(after_s for after_s, _ in said))
    found = state(*(says(t, "own", *n) for t, (_, n) in zip(times, said, strict=True))).detectors["own"]
    spells = [(later_s - t, n) for (t, (_, n)), later_s in zip(zip(times, said, strict=True), times[1:], strict=False)]
    came = sum(max(0, now - before) for before, now in pairwise([0, *(n for _, (n, _) in said)]))
    assert (found.vehicles, found.standing) == said[-1][1]
    assert (found.occupied, found.changed) == (found.vehicles > 0, later(T, times[-1]))
    assert found.count == came >= found.vehicles
    assert found.vehicle_ms == sum(1000 * s * n for s, (n, _) in spells)
    assert found.standing_ms == sum(1000 * s * n for s, (_, n) in spells)
    assert found.busy_ms == sum(1000 * s for s, (n, _) in spells if n)


happenings = st.one_of(
    st.tuples(st.sampled_from(["near", "far", "own", "side"]), numbers),
    st.tuples(st.sampled_from(["P1", "P2", "P3"]), st.sampled_from([Lamp.RED, Lamp.GREEN, Lamp.AMBER])),
)


@given(happened=st.lists(happenings, max_size=40))
def test_a_group_waits_exactly_while_somebody_who_stood_at_its_red_may_still_be_there(
    happened: list[tuple[str, tuple[int, int] | Lamp]],
) -> None:
    at_line = {"P1": ("near", "side"), "P2": ("near",), "P3": ("own",)}
    found = state()
    here = dict.fromkeys(found.detectors, (0, 0))
    lamps: dict[str, Lamp] = {}
    waits: dict[str, Instant] = {}
    for s, (name, what) in enumerate(happened):
        if isinstance(what, Lamp):
            found.observe(shows(s, name, what))
            lamps[name] = what
        else:
            found.observe(says(s, name, *what))
            here[name] = what
        for group, zones in at_line.items():
            stands = any(here[zone][1] for zone in zones)
            if lamps.get(group) is Lamp.GREEN or not any(here[zone][0] for zone in zones):
                waits.pop(group, None)
            elif stands:
                waits.setdefault(group, later(T, s))
    assert found.waiting == waits


def test_who_drives_through_a_zone_asks_for_nothing() -> None:
    assert state(shows(0, "P3", Lamp.RED), says(3, "own", 4, 0)).waiting == {}


def test_who_stands_on_a_piece_upstream_asks_for_nothing() -> None:
    assert state(shows(0, "P1", Lamp.RED), says(3, "far", 4, 4)).waiting == {}


def test_who_stands_in_a_shared_lane_asks_for_all_its_groups_until_he_left_with_one_of_them() -> None:
    red = (shows(0, "P1", Lamp.RED), shows(0, "P2", Lamp.RED), says(3, "near", 1, 1))
    assert state(*red).waiting == {"P1": later(T, 3), "P2": later(T, 3)}
    assert state(*red, shows(5, "P2", Lamp.GREEN)).waiting == {"P1": later(T, 3)}
    assert state(*red, shows(5, "P2", Lamp.GREEN), says(8, "near", 0, 0)).waiting == {}


def test_an_empty_zone_forgets_nobody_whom_a_loop_or_another_zone_saw() -> None:
    other = state(shows(0, "P1", Lamp.RED), says(3, "near", 1, 1), says(4, "side", 1, 0), says(5, "near", 0, 0))
    assert other.waiting == {"P1": later(T, 3)}
    loop = Detector("loop", "P3_0", DetectorKind.STOP_LINE, 1.0, 2.0)
    mixed = replace(zoned(), detectors={**zoned().detectors, "loop": loop})
    on, off = (DetectorChanged(later(T, s), "J1", "loop", occupied=s == 1) for s in (1, 2))
    assert state(on, off, says(3, "own", 1, 1), says(9, "own", 0, 0), at=mixed).waiting == {"P3": later(T, 1)}


@pytest.mark.parametrize(
    ("kind", "distance_m", "asks"),
    [
        (DetectorKind.STOP_LINE, 9.0, True),
        (DetectorKind.ADVANCE, 50.0, False),
        (DetectorKind.ZONE, 0.0, True),
        (DetectorKind.ZONE, 5.9, True),  # the stop line's own lane is too short for a vehicle
        (DetectorKind.ZONE, 6.0, False),
    ],
)
def test_which_detectors_ask(kind: DetectorKind, distance_m: float, *, asks: bool) -> None:
    assert Detector("D", "lane", kind, distance_m, 2.0).asks is asks


lengths = st.lists(st.integers(1, 30_000).map(lambda cm: cm / 100), min_size=1, max_size=12)


@given(lengths=lengths)
def test_the_zones_of_a_lane_and_its_pieces_cover_the_last_hundred_metres_once(lengths: list[float]) -> None:
    ahead_m = [round(sum(lengths[:i]), 2) for i in range(len(lengths))]
    lanes = [Lane(f"L{i}", "road", ("P1",), m, 13.9, ahead_m[i]) for i, m in enumerate(lengths)]
    with_loops = City("c", "UTC", "sumo", "", "", {"J1": junction()}, {("J1", "day"): plan()}, Timetable())
    city = with_zones(with_loops, {"J1": lanes})
    zones = sorted(city.junctions["J1"].detectors.values(), key=lambda d: d.distance_m)
    assert {d.kind for d in zones} == {DetectorKind.ZONE}
    reached_m = 0.0
    for zone in zones:
        lane = city.junctions["J1"].lanes[zone.lane]
        assert zone.distance_m == pytest.approx(reached_m, abs=0.001)
        assert 0 < zone.length_m <= lane.length_m
        reached_m = zone.distance_m + zone.length_m
    assert reached_m == pytest.approx(min(ZONE_REACH_M, sum(lengths)), abs=0.001)
    assert replace(city.junctions["J1"], lanes={}, detectors={}) == replace(junction(), lanes={}, detectors={})
    assert replace(city, junctions={}) == replace(with_loops, junctions={})
