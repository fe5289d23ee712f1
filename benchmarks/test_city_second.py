"""One second of a city: every junction's loops change, a tick comes, every strategy decides, a picture is made."""

from dataclasses import replace
from itertools import count

import msgspec
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from meydan.centre.loop import Centre
from meydan.centre.road_meter import RoadMeter
from meydan.centre.snapshot import snapshot_city
from meydan.city.because import because
from meydan.city.events import DetectorChanged, Event, GroupChanged, Mode, ModeChanged, StageStarted, Tick
from meydan.city.instant import later
from meydan.city.junction import Lamp
from meydan.control import actuated
from tests.junctions import junction, plan
from tests.paper_street import OFFSET_S, START, city, started


def centre_of(junctions: int) -> Centre:
    """Return a centre whose junctions all stand in stage A."""
    names = [f"J{i}" for i in range(junctions)]
    of = city(
        *(replace(junction(), id=name) for name in names), plans=[replace(plan(), junction=name) for name in names]
    )
    centre = Centre(of, actuated, "actuated", lambda _: None, on_street=False)
    centre.handle(started())
    for name in names:
        for event in standing(name):
            centre.handle(event)
    return centre


def standing(name: str) -> list[Event]:
    greens = {"P1", "W1"}
    lamps = [GroupChanged(START, name, g, Lamp.GREEN if g in greens else Lamp.RED) for g in ("P1", "P2", "P3", "W1")]
    return [ModeChanged(START, name, Mode.LOCAL, because("test")), *lamps, StageStarted(START, name, "A")]


@pytest.mark.parametrize("junctions", [21, 300, 2500])
def test_one_city_second(benchmark: BenchmarkFixture, junctions: int) -> None:
    centre, seconds = centre_of(junctions), count(1)

    def one_second() -> None:
        s = next(seconds)
        for name in centre.seen:
            centre.handle(DetectorChanged(later(START, s), name, "P1a", bool(s % 2)))
            centre.handle(DetectorChanged(later(START, s), name, "P2s", bool(s % 2)))
        centre.handle(Tick(later(START, s), OFFSET_S))

    benchmark(one_second)
    benchmark.extra_info["junctions"] = junctions


@pytest.mark.parametrize("junctions", [21, 300, 2500])
def test_one_picture_of_a_city(benchmark: BenchmarkFixture, junctions: int) -> None:
    centre = centre_of(junctions)
    meter = RoadMeter(centre.city)
    size = len(benchmark(lambda: msgspec.json.encode(snapshot_city(centre, meter))))
    benchmark.extra_info["bytes"] = size
