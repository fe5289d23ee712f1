"""Nobody is let go into a short road to the next signals that is full."""

from dataclasses import replace

import pytest

from meydan.city.city import City
from meydan.city.events import DetectorChanged, DetectorHealth, DetectorJudged, Event, RunStarted, Tick, ZoneChanged
from meydan.city.instant import later
from meydan.city.junction import Onward
from meydan.city.state import JunctionState
from meydan.city.zones import with_zones
from meydan.control import outlook, predictive
from meydan.control.near import SHORT_M
from meydan.control.short_exit import ShortExit, short_exits
from tests.control.test_predictive import at, calls, zoned
from tests.junctions import without_crossing
from tests.paper_street import START, city, live_through, script

ROAD_M = 30.0  # holds four vehicles


def pair(*, distance_m: float = 30.0, share: float = 1.0, zones: bool = True) -> City:
    """Return two junctions: P1 of J1 leads into the short road P1 of J2."""
    first = without_crossing()
    lane = first.lanes["P1_0"]
    on = Onward("J2", lane.approach, distance_m, 3.0, share)
    second = replace(first, id="J2", lanes={**first.lanes, "P1_0": replace(lane, length_m=ROAD_M)})
    first = replace(first, lanes={**first.lanes, "P1_0": replace(lane, onward=(on,))})
    of = replace(city(first), junctions={"J1": first, "J2": second})
    return with_zones(of, {j.id: j.lanes.values() for j in (first, second)}) if zones else of


def exit_road(of: City, *events: Event) -> ShortExit | None:
    """Return the road on of P1 after what its detectors said."""
    seen = {name: JunctionState(junction, on_street=False) for name, junction in of.junctions.items()}
    for event in (RunStarted(START, "", "", 1, 1), *events, Tick(later(START, 10), 0)):
        seen["J2"].observe(event)
    return short_exits(of, of.junctions["J1"], seen).get("P1_0")


def is_full(of: City, *events: Event) -> bool:
    found = exit_road(of, *events)
    assert found is not None
    return found.is_full()


def stands(count: int) -> ZoneChanged:
    return ZoneChanged(later(START, 5), "J2", "Z1", count, count)


def test_a_short_road_is_full_when_one_more_would_fill_it() -> None:
    assert not is_full(pair())
    assert not is_full(pair(), stands(2))
    assert is_full(pair(), stands(3))


def test_who_drives_on_it_does_not_fill_it() -> None:
    assert not is_full(pair(), ZoneChanged(later(START, 5), "J2", "Z1", 4, 0))


def test_a_detector_that_is_known_to_be_faulty_fills_nothing() -> None:
    assert not is_full(pair(), stands(4), DetectorJudged(later(START, 6), "J2", "Z1", DetectorHealth.STUCK_ON))


def test_loops_see_one_vehicle_of_each_lane_and_fill_nothing() -> None:
    assert not is_full(pair(zones=False), DetectorChanged(later(START, 5), "J2", "P1s", occupied=True))


def test_a_longer_road_and_one_that_few_take_are_left_alone() -> None:
    assert exit_road(pair(distance_m=SHORT_M + 1)) is None
    assert exit_road(pair(share=0.4)) is None


@pytest.mark.anyio
@pytest.mark.parametrize("is_blocked", [False, True])
async def test_a_queue_before_a_short_road_that_is_full_waits_for_it(
    monkeypatch: pytest.MonkeyPatch, *, is_blocked: bool
) -> None:
    seen = JunctionState(zoned().junctions["J1"], on_street=False)
    monkeypatch.setattr(ShortExit, "is_full", lambda _: is_blocked)
    monkeypatch.setattr(outlook, "short_exits", lambda *_: {"P1_0": ShortExit(seen, (), 1.0)})
    goes = ((s, 9 - k, 9 - k) for k, s in enumerate(range(8, 27, 2)))
    happens = script(at("Z1", *goes), at("Z2", (9, 4, 4)))
    first = calls(await live_through(zoned(), predictive, 90, happens))[0]
    assert ((first.t - START) / 1000 < 19) is is_blocked
