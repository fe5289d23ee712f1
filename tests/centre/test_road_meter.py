"""A road is as busy as its detectors say: zones by their queues, loops by how long they are covered."""

import pytest

from meydan.centre.road_meter import RoadLevel, RoadMeter
from meydan.city.city import City
from meydan.city.events import DetectorChanged, DetectorHealth, DetectorJudged, Event, RunStarted, Tick, ZoneChanged
from meydan.city.instant import Instant, later
from meydan.city.state import JunctionState
from meydan.city.zones import with_zones
from tests.junctions import junction
from tests.paper_street import city

T = Instant(1_772_496_000_000)


def zoned() -> City:
    return with_zones(city(), {"J1": junction().lanes.values()})


def watch(of: City, seconds: int, *events: Event) -> dict[str, RoadLevel | None]:
    """Return the level of each road after so many seconds, looked at every second as screens do."""
    meter, seen = RoadMeter(of), {"J1": JunctionState(of.junctions["J1"], on_street=False)}
    waiting = sorted(events, key=lambda event: event.t)
    seen["J1"].observe(RunStarted(T, "", "", 1, 1))
    for s in range(seconds + 1):
        while waiting and waiting[0].t <= later(T, s):
            seen["J1"].observe(waiting.pop(0))
        seen["J1"].observe(Tick(later(T, s), 0))
        levels = meter.levels(later(T, s), seen)
    return dict(zip(meter.roads, levels, strict=True))


def counts(s: float, vehicles: int, standing: int) -> ZoneChanged:
    return ZoneChanged(later(T, s), "J1", "Z1", vehicles, standing)


def test_an_empty_road_is_free() -> None:
    assert watch(zoned(), 60) == {"road P1": (0, 0, 0), "road P2": (0, 0, 0), "road P3": (0, 0, 0)}


@pytest.mark.parametrize(
    ("vehicles", "standing", "level"),
    [(1, 1, 0), (3, 3, 1), (4, 4, 1), (5, 5, 2), (7, 7, 2), (9, 9, 3), (13, 13, 3), (8, 0, 0), (8, 3, 1)],
)
def test_the_level_of_a_zone_is_that_of_its_queue_and_its_occupancy_that_of_all(
    vehicles: int, standing: int, level: int
) -> None:
    found = watch(zoned(), 60, counts(0.1, vehicles, standing))["road P1"]
    assert found is not None
    assert found[0] == level
    assert found[1] == pytest.approx(min(100, 7.5 * vehicles), abs=1)


def test_a_queue_that_stood_half_of_the_last_minute_counts_half() -> None:
    found = watch(zoned(), 60, counts(0.1, 10, 10), counts(30, 0, 0))["road P1"]
    assert found is not None
    assert found[:2] == (2, 37)


def test_what_was_more_than_a_minute_ago_is_forgotten() -> None:
    assert watch(zoned(), 120, counts(0.1, 10, 10), counts(30, 0, 0))["road P1"] == (0, 0, 0)


def test_who_came_in_is_the_flow_of_a_zone() -> None:
    drive = [counts(5 * i + 2 + shift, 1 - shift, 0) for i in range(24) for shift in (0, 1)]
    assert watch(zoned(), 120, *drive)["road P1"] == (0, 2, 720)


def test_a_zone_known_to_be_faulty_does_not_count() -> None:
    faulty = DetectorJudged(later(T, 1), "J1", "Z1", DetectorHealth.STUCK_ON)
    assert watch(zoned(), 60, counts(0.1, 10, 10), faulty)["road P1"] is None


def test_a_road_with_loops_is_judged_by_its_advance_loop() -> None:
    on, off = (DetectorChanged(later(T, s), "J1", "P1a", occupied=s == 0) for s in (0, 20))
    stands = DetectorChanged(later(T, 0), "J1", "P1s", occupied=True)
    found = watch(city(), 60, on, off, stands)
    assert found["road P1"] == (2, 33, 0)
    assert found["road P2"] == (0, 0, 0)
