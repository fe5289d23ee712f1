"""A shadow hears what the running strategy hears, and nothing it wishes reaches the street."""

import ast
import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.centre import shadow as shadow_module
from meydan.centre.board import Record
from meydan.centre.loop import Centre, run
from meydan.centre.shadow import Shadow
from meydan.centre.shadow_document import ShadowOf, document_of, notes_of
from meydan.centre.shadow_notes import LONGEST_TICK_MS, ShadowNotes
from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.errors import FieldError
from meydan.city.events import Event, JunctionLost, Tick
from meydan.city.instant import Instant, later
from meydan.city.orders import CallStage, Cleared, Order, Refused, SetMode
from meydan.city.state import JunctionState
from meydan.control import actuated, fixed_time, greedy
from meydan.store.codec import encode_records
from tests.paper_street import OFFSET_S, START, PaperStreet, city, live_through, passes, script, started

SECONDS = 240
SOURCE = Path(shadow_module.__file__).resolve().parents[1]
HAPPENS = script(*(passes(d, 7 * k + i) for k in range(30) for i, d in enumerate(("P1a", "P2a", "P3a", "P2s"))))


def in_shadow(records: list[Record], of: City, strategy: Any, **more: Any) -> Shadow:
    shadow = Shadow(of, strategy, "shadowed", ShadowNotes(200), **more)
    for record in records:
        shadow.take(record)
    return shadow


class Fails:
    NEEDS: frozenset[type[Order]] = frozenset({CallStage})

    @staticmethod
    def start(of: City, junction: str, seen: Mapping[str, JunctionState]) -> int:
        return 0

    @staticmethod
    def decide(state: int, event: Event) -> tuple[int, list[Order]]:
        if isinstance(event, Tick) and event.t > later(START, 60):
            raise ValueError("as it must")
        return state, []


class CallsTooSoon:
    """Calls the other stage each second: safety refuses what would cut a minimum green."""

    NEEDS: frozenset[type[Order]] = frozenset({CallStage})

    @staticmethod
    def start(of: City, junction: str, seen: Mapping[str, JunctionState]) -> JunctionState:
        return seen[junction]

    @staticmethod
    def decide(state: JunctionState, event: Event) -> tuple[JunctionState, list[Order]]:
        if not isinstance(event, Tick) or not state.stage:
            return state, []
        other = "B" if state.stage == "A" else "A"
        until = later(event.t, 20)
        return state, [CallStage(event.t, "J1", other, until, state.fence, because("control.timetable"))]


class PromptStreet(PaperStreet):
    """A street whose controllers carry on as soon as they have an order, as those of the twin do."""

    async def events(self) -> AsyncIterator[Event]:
        for s in range(self._seconds):
            for event in self._carry_on():
                yield event
            self._now = later(START, s)
            for event in self._script.get(s, ()):
                yield event
            yield Tick(self._now, OFFSET_S)

    def _carry_on(self) -> Iterator[Event]:
        for controller in self._controllers.values():
            yield from controller.advance(self._now)


async def promptly(strategy: Any, write: Callable[[Record], None]) -> None:
    street = PromptStreet(city(), HAPPENS, SECONDS)
    street._now = START
    await run(Centre(city(), strategy, "test", write, on_street=False), street, started())


@pytest.mark.anyio
async def test_a_shadow_of_the_running_strategy_itself_shows_the_same_all_the_time() -> None:
    records: list[Record] = []
    await promptly(actuated, records.append)
    notes = in_shadow(records, city(), actuated).notes
    assert notes.same == 1.0
    assert notes.covered_ms == (SECONDS - 1) * 1000
    assert notes.orders == sum(isinstance(record, Cleared) for record in records)
    of_junction = notes.junctions["J1"]
    assert of_junction.arrivals == 90
    assert of_junction.met_green == of_junction.would_meet_green > 0


@pytest.mark.anyio
async def test_another_strategy_shows_something_else_in_the_shadow_of_the_same_events() -> None:
    records = await live_through(city(), fixed_time, SECONDS, HAPPENS)
    notes = in_shadow(records, city(), actuated).notes
    assert notes.orders > 0
    assert 0 < notes.same < 1
    stages = notes.junctions["J1"]
    assert stages.street_ms != stages.shadow_ms
    assert stages.shadow_ms.total() > 100_000


@pytest.mark.anyio
async def test_what_safety_and_the_controllers_refuse_is_counted_by_why() -> None:
    records = await live_through(city(), fixed_time, 60)
    notes = in_shadow(records, city(), CallsTooSoon).notes
    assert notes.vetoes["safety.min_green"] > 0
    assert notes.orders > 0


@pytest.mark.anyio
async def test_a_strategy_that_fails_in_the_shadow_is_fenced_and_said_so() -> None:
    records = await live_through(city(), fixed_time, 120)
    told: list[Because] = []
    notes = in_shadow(records, city(), Fails, tell=told.append).notes
    assert notes.failed == {"J1": "ValueError"}
    assert [what.code for what in told] == ["shadow.strategy_failed"]
    assert notes.ticks == 120


@settings(max_examples=15, deadline=None)
@given(pulses=st.lists(st.tuples(st.sampled_from(("P1a", "P2a", "P2s", "P3s")), st.integers(0, 110)), max_size=30))
def test_with_and_without_a_shadow_the_street_gets_the_same_to_the_last_byte(pulses: list[tuple[str, int]]) -> None:
    happens = script(*(passes(*pulse) for pulse in pulses))
    alone = asyncio.run(live_through(city(), actuated, 120, happens))
    shadow = Shadow(city(), greedy, "greedy", ShadowNotes(200))
    watched: list[Record] = []

    async def with_shadow() -> None:
        def write(record: Record) -> None:
            watched.append(record)
            shadow.take(record)

        centre = Centre(city(), actuated, "test", write, on_street=False)
        await run(centre, PaperStreet(city(), happens, 120), started())

    asyncio.run(with_shadow())
    assert encode_records(watched) == encode_records(alone)


@pytest.mark.anyio
async def test_what_a_shadow_clears_no_street_would_take(monkeypatch: pytest.MonkeyPatch) -> None:
    cleared: list[Cleared] = []
    records = await live_through(city(), fixed_time, 60)
    shadow = Shadow(city(), actuated, "actuated", ShadowNotes(200))
    take = shadow._street.take

    def note_and_take(order: Cleared, now: Instant) -> None:
        cleared.append(order)
        take(order, now)

    monkeypatch.setattr(shadow._street, "take", note_and_take)
    for record in records:
        shadow.take(record)
    assert cleared
    assert not any(order.for_street for order in cleared)


def test_no_part_of_a_shadow_knows_a_field_or_sends_anything() -> None:
    parts = [*SOURCE.glob("centre/shadow*.py"), SOURCE / "field/shadow_street.py", SOURCE / "cli/shadowing.py"]
    assert len(parts) == 8, parts
    for path in parts:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert "send" not in named, path
        assert not {m for m in imported if m and m.startswith("meydan.field")} - {
            "meydan.field.controller",
            "meydan.field.shadow_street",
        }, path


def test_orders_that_virtual_controllers_do_not_take_are_refused_at_the_start() -> None:
    class NeedsModes(Fails):
        NEEDS = frozenset({SetMode})

    with pytest.raises(FieldError):
        Shadow(city(), NeedsModes, "modes", ShadowNotes(200))


@pytest.mark.anyio
async def test_ticks_that_took_too_long_are_counted() -> None:
    records = await live_through(city(), fixed_time, 10)
    times = iter(range(100))
    notes = in_shadow(records, city(), fixed_time, clock=lambda: float(next(times))).notes
    assert (notes.ticks, notes.late, notes.slowest_ms, notes.in_time) == (10, 10, 1000.0, 0.0)


@pytest.mark.anyio
async def test_time_without_contact_is_compared_with_nothing_and_a_hole_covers_nothing() -> None:
    whole = await live_through(city(), fixed_time, 120)
    lost = JunctionLost(later(START, 60), "J1")
    cut = [r for r in whole if _time(r) < lost.t]
    notes = in_shadow(
        [*cut, lost, *(Tick(later(START, s), OFFSET_S) for s in (60, 61, 62, 90))], city(), actuated
    ).notes
    before = in_shadow(cut, city(), actuated).notes
    assert notes.junctions["J1"].compared_ms == before.junctions["J1"].compared_ms
    assert notes.covered_ms == before.covered_ms + 3000
    assert LONGEST_TICK_MS < 28_000


@pytest.mark.anyio
async def test_what_was_noted_already_is_lived_through_again_and_not_counted_twice() -> None:
    records = await live_through(city(), fixed_time, SECONDS, HAPPENS)
    whole = in_shadow(records, city(), actuated).notes
    cut = records.index(Tick(later(START, 120), OFFSET_S))
    half = in_shadow(records[: cut + 1], city(), actuated).notes
    about = ShadowOf("Kâğıthane", "", "actuated", "sha256:0", "fixed_time", "2026-03-03", 1)
    taken_up = Shadow(city(), actuated, "shadowed", notes_of(document_of(about, half)))
    for record in records:
        taken_up.take(record)
    assert _plain(taken_up.notes) == _plain(whole)


def _plain(notes: ShadowNotes) -> dict[str, Any]:
    about = ShadowOf("", "", "", "", "", "", None)
    return {name: value for name, value in document_of(about, notes).items() if name not in ("slowest_ms", "late")}


def _time(record: Record) -> Instant:
    return record.order.t if isinstance(record, Cleared | Refused) else record.t
