"""A trial gives junctions over at the change of a day, ends by itself, and stops everywhere at once."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from meydan.centre.board import Record
from meydan.centre.loop import Centre, run
from meydan.city.because import because
from meydan.city.city import City
from meydan.city.events import (
    DetectorChanged,
    DetectorHealth,
    DetectorJudged,
    Event,
    GroupChanged,
    Mode,
    ModeChanged,
    PlanChanged,
    Tick,
)
from meydan.city.instant import Instant, later
from meydan.city.junction import Lamp
from meydan.city.orders import CallStage, Cleared, HoldStage, Order, ReleaseToLocal, SetPlan
from meydan.city.state import JunctionState
from meydan.control import actuated, fixed_time
from meydan.control.calendar import local_minute
from meydan.control.held_plans import city_to_try
from meydan.control.left_over import LeftOver
from meydan.control.trial import OnTrial, StopRules, Trial
from tests.control.test_held_plans import timed_anew
from tests.junctions import junction, plan
from tests.paper_street import START, PaperStreet, city, passes, script, started

TO_MIDNIGHT_S = 60
OFFSET_S = 86_400 - TO_MIDNIGHT_S  # midnight comes a minute after the start
FIRST = local_minute(START, OFFSET_S).day
BUSY = script(*(passes(d, 5 * k + i) for k in range(40) for i, d in enumerate(("P1s", "P2s", "P3s"))))


class NightStreet(PaperStreet):
    """A street on which a minute after the start another day begins."""

    async def events(self) -> AsyncIterator[Event]:
        async for event in super().events():
            yield Tick(event.t, OFFSET_S) if isinstance(event, Tick) else event


async def night(
    strategy: Any, happens: Mapping[int, Sequence[Event]] | None = None, seconds: int = 240, of: City | None = None
) -> list[Record]:
    written: list[Record] = []
    of = of or city()
    street = NightStreet(of, happens or BUSY, seconds)
    await run(Centre(of, strategy, "test", written.append, on_street=False), street, started())
    return written


def orders_in(records: list[Record]) -> list[Order]:
    return [record.order for record in records if isinstance(record, Cleared)]


def trial_on(*days: int, junctions: tuple[str, ...] = ("J1",), **rules: Any) -> Trial:
    return Trial(frozenset(junctions), frozenset(days), StopRules(**rules))


def two_junctions() -> City:
    other = replace(junction(), id="J2")
    return city(junction(), other, plans=(plan(), replace(plan(), junction="J2")))


class Fails:
    NEEDS: frozenset[type[Order]] = frozenset()

    @staticmethod
    def start(of: City, name: str, seen: Mapping[str, JunctionState]) -> str:
        return name

    @staticmethod
    def decide(state: str, event: Event) -> tuple[str, list[Order]]:
        if state == "J1" and isinstance(event, Tick) and event.t > later(START, 30):
            raise ValueError("as it must")
        return state, []


@pytest.mark.anyio
async def test_a_trial_without_a_day_on_changes_nothing() -> None:
    assert await night(OnTrial(actuated, fixed_time, trial_on())) == await night(actuated)


@pytest.mark.anyio
async def test_at_midnight_a_junction_is_given_back_first_and_then_the_other_strategy_begins() -> None:
    records = await night(OnTrial(fixed_time, actuated, trial_on(FIRST + 1)))
    first, second = orders_in(records)[:2]
    assert isinstance(first, ReleaseToLocal)
    assert (first.t, first.because.code) == (later(START, TO_MIDNIGHT_S), "trial.begins")
    assert isinstance(second, CallStage | HoldStage)


@pytest.mark.anyio
async def test_on_its_days_a_junction_runs_the_plan_on_trial_and_afterwards_its_own_again() -> None:
    of = city(plans=[plan(), timed_anew("corridor")])
    seen = {"J1": city_to_try(of, city(plans=[timed_anew("day")]), fixed_time, "J1")}
    records = await night(OnTrial(fixed_time, fixed_time, trial_on(FIRST + 1), cities=seen), of=of)
    began, chosen = orders_in(records)[:2]
    assert isinstance(began, ReleaseToLocal)
    assert isinstance(chosen, SetPlan)
    assert chosen.plan == "corridor"
    assert [one.plan for one in records if isinstance(one, PlanChanged)] == ["day", "corridor"]
    back = await night(OnTrial(fixed_time, fixed_time, trial_on(FIRST), cities=seen), of=of)
    assert [one.plan for one in back if isinstance(one, PlanChanged)] == ["day", "corridor", "day"]


@pytest.mark.anyio
async def test_with_its_last_day_a_trial_ends_by_itself() -> None:
    records = await night(OnTrial(fixed_time, actuated, trial_on(FIRST)))
    codes = [(order.t, order.because.code) for order in orders_in(records) if isinstance(order, ReleaseToLocal)]
    assert codes == [(START, "trial.begins"), (later(START, TO_MIDNIGHT_S), "trial.ends")]
    assert not [order for order in orders_in(records) if order.t > later(START, TO_MIDNIGHT_S)]


@pytest.mark.anyio
async def test_a_strategy_that_fails_stops_the_trial_at_every_junction() -> None:
    fails: Any = Fails
    strategy = OnTrial(fixed_time, fails, trial_on(FIRST, FIRST + 1, junctions=("J1", "J2")))
    with capture_logs():  # drawing the traceback would take seconds
        records = await night(strategy, of=two_junctions())
    assert strategy.stopped == because("trial.stop_error", junction="J1", error="ValueError")
    given_back = [(order.junction, order.because.code) for order in orders_in(records)]
    assert ("J1", "centre.strategy_failed") in given_back
    assert given_back[-1] == ("J2", "trial.stops")


@pytest.mark.anyio
async def test_a_queue_on_an_advance_detector_stops_the_trial_and_the_next_day_does_not_begin_it_again() -> None:
    stands = {20: [DetectorChanged(later(START, 20), "J1", d, True) for d in ("P1s", "P1a")]}
    strategy = OnTrial(fixed_time, actuated, trial_on(FIRST, FIRST + 1, queue_s=30))
    records = await night(strategy, stands)
    assert strategy.stopped is not None
    assert strategy.stopped.code == "trial.stop_queue"
    last = orders_in(records)[-1]
    assert isinstance(last, ReleaseToLocal)
    assert (last.t, last.because.code) == (later(START, 50), "trial.stops")


@pytest.mark.anyio
async def test_a_controller_that_fails_stops_the_trial() -> None:
    fails = {20: [ModeChanged(later(START, 20), "J1", Mode.FAILURE, because("controller.failure"))]}
    strategy = OnTrial(fixed_time, actuated, trial_on(FIRST, junctions=("J1", "J2")))
    await night(strategy, fails, seconds=30, of=two_junctions())
    assert strategy.stopped == because("trial.stop_failure", junction="J1")


@pytest.mark.anyio
async def test_greens_in_a_row_that_leave_vehicles_behind_stop_the_trial() -> None:
    stands = {10: [DetectorChanged(later(START, 10), "J1", "P2s", True)]}
    strategy = OnTrial(fixed_time, actuated, trial_on(FIRST, FIRST + 1, split_failures=2))
    await night(strategy, stands, seconds=400)
    assert strategy.stopped is not None
    assert strategy.stopped.code == "trial.stop_split"


@pytest.mark.anyio
async def test_a_trial_that_was_stopped_in_an_earlier_run_does_not_begin_again() -> None:
    strategy = OnTrial(fixed_time, actuated, trial_on(FIRST, FIRST + 1), because("trial.stop_queue"))
    assert await night(strategy) == await night(fixed_time)


def left_over(
    busy: list[tuple[float, bool]],
    greens: list[tuple[float, float]],
    judged: list[tuple[float, DetectorHealth]] | None = None,
) -> int:
    """Return how many greens in a row P2's loop at the line says left somebody behind."""
    seen = JunctionState(junction(), on_street=False)
    found = LeftOver(junction())
    lamps = [
        (t, GroupChanged(later(START, t), "J1", "P2", lamp))
        for a, b in greens
        for t, lamp in ((a, Lamp.GREEN), (b, Lamp.AMBER))
    ]
    loop = [(t, DetectorChanged(later(START, t), "J1", "P2s", on)) for t, on in busy]
    health = [(t, DetectorJudged(later(START, t), "J1", "P2s", found)) for t, found in judged or ()]
    ticks = [(t + 0.5, Tick(Instant(later(START, t + 0.5)), 0)) for t in range(int(greens[-1][1]) + 60)]
    every: list[tuple[float, Event]] = [*lamps, *loop, *health, *ticks]
    for _, event in sorted(every, key=lambda one: one[0]):
        seen.observe(event)
        found.take(event, seen)
    return found.worst[1]


def test_a_green_left_somebody_behind_when_the_line_was_busy_in_green_and_after_it() -> None:
    greens = [(10.0, 20.0), (50.0, 60.0)]
    assert left_over([(8, True)], greens) == 2
    assert left_over([(8, True), (12, False)], greens) == 0
    assert left_over([(8, True), (21, False)], greens) == 0
    assert left_over([(18, True)], greens[:1]) == 0
    assert left_over([(8, True), (40, False)], greens) == 0


def test_a_loop_that_is_stuck_says_nothing_of_vehicles_left_behind() -> None:
    greens = [(60.0 * cycle + 10, 60.0 * cycle + 20) for cycle in range(9)]
    assert left_over([(8, True)], greens[:5]) == 5  # for 252 s: it may be a blocked lane
    assert left_over([(8, True)], greens[:6]) == 0
    assert left_over([(8, True)], greens) == 0


def test_a_loop_that_was_stuck_in_green_is_not_believed_because_it_moves_after_it() -> None:
    freed = [(-300, True), (20.2, False), (20.4, True)]
    assert left_over(freed, [(10.0, 20.0)]) == 0
    assert left_over([(-200, True), *freed[1:]], [(10.0, 20.0)]) == 1


@pytest.mark.parametrize("health", [one for one in DetectorHealth if one is not DetectorHealth.OK])
def test_a_loop_that_was_judged_faulty_says_nothing_until_it_is_well(health: DetectorHealth) -> None:
    greens = [(10.0, 20.0), (50.0, 60.0)]
    assert left_over([(8, True)], greens, [(1, health)]) == 0
    assert left_over([(8, True)], greens, [(62, health)]) == 0
    assert left_over([(8, True)], greens, [(1, health), (30, DetectorHealth.OK)]) == 1


def test_a_loop_that_chatters_says_nothing_and_one_that_many_vehicles_pass_does() -> None:
    greens = [(10.0, 20.0), (50.0, 60.0)]
    chatter = [(0.5 * n + (0.45 if up else 0.0), not up) for n in range(140) for up in (False, True)]
    assert left_over(chatter, greens) == 0
    queue = [(2.0 * n + (1.8 if up else 0.0), not up) for n in range(35) for up in (False, True)]
    assert left_over(queue, greens) == 2
