"""The twin as a field: what it says and in which order, what it takes, and that it leaves nothing behind."""

from collections.abc import Mapping, Sequence
from contextlib import aclosing
from itertools import pairwise
from pathlib import Path
from typing import Any

import libsumo
import pytest

from meydan.city.because import because
from meydan.city.city import City
from meydan.city.events import (
    DetectorChanged,
    Event,
    GroupChanged,
    JunctionHeard,
    Mode,
    ModeChanged,
    StageStarted,
    Tick,
)
from meydan.city.instant import Instant, elapsed_s, later
from meydan.city.orders import CallStage, Cleared
from meydan.field.sumo import Pace, SumoField, TwinRun
from meydan.store.city_folder import read_city
from meydan.twin.monitor import CityMonitor
from tests.twin_runs import make_city

pytestmark = [pytest.mark.sumo, pytest.mark.anyio]

EPOCH = Instant(1_772_496_000_000)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(2, tmp_path_factory.mktemp("made") / "city")


@pytest.fixture(scope="module")
def city(folder: Path) -> City:
    return read_city(folder)


def twin(city: City, folder: Path, run: TwinRun | None = None, **more: Any) -> SumoField:
    """Return the twin of a city; the first lamp that SUMO really shows against a rule ends the test."""
    monitor = CityMonitor(city)

    def watch(t: Instant, letters: Mapping[str, str]) -> None:
        monitor.watch(t, letters)
        assert list(monitor.last) == []

    run = run or TwinRun(length_s=120)
    return SumoField(city, folder, epoch=EPOCH, utc_offset_s=lambda t: 10_800, run=run, **({"on_lamps": watch} | more))


async def events_of(field: SumoField) -> list[Event]:
    return [event async for event in field.events()]


@pytest.fixture(scope="module")
async def happened(city: City, folder: Path) -> list[Event]:
    """Return two minutes of a city that nobody orders about."""
    return await events_of(twin(city, folder))


def of_kind(events: Sequence[Event], kind: type[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


async def test_time_never_runs_backwards(happened: list[Event]) -> None:
    assert all(a.t <= b.t for a, b in pairwise(happened))


async def test_a_tick_ends_each_step_and_carries_the_local_time(happened: list[Event]) -> None:
    ticks = of_kind(happened, Tick)
    assert [tick.t for tick in ticks] == [later(EPOCH, s) for s in range(1, 121)]
    assert {tick.utc_offset_s for tick in ticks} == {10_800}


async def test_pulses_come_before_the_tick_of_their_second_and_lamps_after_it(happened: list[Event]) -> None:
    now, pulses = EPOCH, 0
    for event in happened:
        match event:
            case Tick():
                now = event.t
            case DetectorChanged():
                assert now <= event.t <= later(now, 1)
                pulses += 1
            case _:
                assert event.t == now
    assert pulses > 20


async def test_every_junction_starts_red_says_so_and_is_heard_again_and_again(
    happened: list[Event], city: City
) -> None:
    for name in city.junctions:
        own = [event for event in happened if getattr(event, "junction", "") == name]
        first = of_kind(own, ModeChanged)[0]
        assert (first.t, first.mode) == (EPOCH, Mode.STARTUP)
        assert of_kind(own, StageStarted)
        silence = [elapsed_s(b.t, a.t) for a, b in pairwise([*own, Tick(later(EPOCH, 120), 0)])]
        assert max(silence) <= 5
    assert of_kind(happened, JunctionHeard)


async def test_a_run_begins_where_it_is_told(city: City, folder: Path) -> None:
    ticks = of_kind(await events_of(twin(city, folder, run=TwinRun(begin_s=600, length_s=3))), Tick)
    assert [tick.t for tick in ticks] == [later(EPOCH, s) for s in (601, 602, 603)]


async def test_a_run_of_no_length_says_only_how_things_stand(city: City, folder: Path) -> None:
    found = await events_of(twin(city, folder, run=TwinRun(length_s=0)))
    assert {event.t for event in found} == {EPOCH}
    assert of_kind(found, Tick) == []
    assert {event.junction for event in of_kind(found, ModeChanged)} == set(city.junctions)


async def test_the_monitor_sees_each_step_what_sumo_shows(city: City, folder: Path) -> None:
    seen: list[tuple[Instant, dict[str, str]]] = []
    field = twin(city, folder, run=TwinRun(length_s=30), on_lamps=lambda t, shown: seen.append((t, dict(shown))))
    found = await events_of(field)
    assert [t for t, _ in seen] == [later(EPOCH, s) for s in range(30)]
    first_green = min(event.t for event in of_kind(found, GroupChanged) if event.lamp == "G")
    assert all(set(text) <= set("rs") for t, shown in seen for text in shown.values() if t < first_green)
    assert any("G" in text for text in dict(seen)[first_green].values())


class Steps(Pace):
    """A pace that waits for nobody and counts."""

    def __init__(self) -> None:
        super().__init__(speed=None)
        self.asked: list[float] = []

    async def wait(self, step_s: float) -> None:
        self.asked.append(step_s)


async def test_the_pace_is_asked_once_a_step(city: City, folder: Path) -> None:
    steps = Steps()
    await events_of(twin(city, folder, run=TwinRun(length_s=20), pace=steps))
    assert steps.asked == [1.0] * 20


async def test_an_order_reaches_its_junction_only_and_ends_by_itself(city: City, folder: Path) -> None:
    other, name = city.junctions
    field = twin(city, folder)
    modes: list[ModeChanged] = []
    stage = ""
    async for event in field.events():
        if isinstance(event, StageStarted) and event.junction == name:
            stage = event.stage
        if isinstance(event, Tick) and event.t == later(EPOCH, 30):
            order = CallStage(event.t, name, stage, later(event.t, 40), 1, because("test"))
            await field.send(Cleared(order, for_street=False))
        modes += [event] if isinstance(event, ModeChanged) else []
    of_other = [event.mode for event in modes if event.junction == other]
    assert Mode.CENTRAL not in of_other
    own = [
        (event.mode, elapsed_s(event.t, EPOCH))
        for event in modes
        if event.junction == name and event.t > later(EPOCH, 29)
    ]
    assert [mode for mode, _ in own] == [Mode.CENTRAL, Mode.LOCAL]
    assert own[0][1] in (30, 31)
    assert own[1][1] in (70, 71)


async def test_a_run_that_is_broken_off_leaves_room_for_the_next(city: City, folder: Path) -> None:
    async with aclosing(twin(city, folder).events()) as going:  # type: ignore[type-var]  # a generator, typed as iterator
        async for event in going:
            if isinstance(event, Tick):
                break
    assert not libsumo.isLoaded()
    assert len(of_kind(await events_of(twin(city, folder, run=TwinRun(length_s=2))), Tick)) == 2
