"""A trial: on some days some junctions run another strategy, on the other days the usual one, as drawn before.

At the change of a day a junction is given back to its own plan first, then the other strategy begins with it. The trial
ends by itself with its last day, and at once for all its junctions when a rule says stop.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.events import Event, Mode, Tick
from meydan.city.instant import later
from meydan.city.orders import Order, ReleaseToLocal
from meydan.city.state import JunctionState
from meydan.control import Strategy
from meydan.control.calendar import local_minute
from meydan.control.left_over import LeftOver
from meydan.control.standing_queue import StandingQueue

RELEASE_LIVES_S = 30.0
BEGINS, ENDS, STOPS = "trial.begins", "trial.ends", "trial.stops"


@dataclass(frozen=True, slots=True)
class StopRules:
    """When a trial is stopped at once: `queue_s` for which a queue stands over an advance detector, or greens in a row.

    `split_failures` is the number of greens in a row of one group that left vehicles behind. A junction whose
    controller fails, or at which the strategy itself does, stops it in any case.
    """

    queue_s: float = 180.0
    split_failures: int = 6


@dataclass(frozen=True, slots=True)
class Trial:
    """Which junctions, and on which days (numbers since 1970-01-01, local) they run the solution on trial."""

    junctions: frozenset[str]
    days_on: frozenset[int]
    rules: StopRules = StopRules()


@dataclass(slots=True)
class _Memory:
    """One junction: who decides now, with what memory, and what is watched while it is on trial."""

    city: City
    junction: str
    seen: Mapping[str, JunctionState]
    inner: Any
    is_on: bool = False
    left_over: LeftOver | None = None
    queue: StandingQueue | None = None


class OnTrial:
    """A strategy made of two: the usual one, and the one on trial.

    Parameters
    ----------
    usual, candidate
        What runs everywhere, and what runs at the trial's junctions on its days.
    trial
        Where and when.
    stopped
        Why the trial was stopped earlier; None if it goes on.
    cities
        The city as the one on trial sees it, by junction, where it brings plans; elsewhere it sees that of the run.
    """

    def __init__(
        self,
        usual: Strategy[Any],
        candidate: Strategy[Any],
        trial: Trial,
        stopped: Because | None = None,
        cities: Mapping[str, City] | None = None,
    ) -> None:
        self.NEEDS = usual.NEEDS | candidate.NEEDS | {ReleaseToLocal}
        self.stopped = stopped
        self._usual, self._candidate, self._trial = usual, candidate, trial
        self._cities = cities or {}

    def start(self, city: City, junction: str, seen: Mapping[str, JunctionState]) -> _Memory:
        """Return the state for one junction: the usual strategy's, until a tick says what day it is."""
        memory = _Memory(city, junction, seen, self._usual.start(city, junction, seen))
        if junction in self._trial.junctions:
            stands = city.junctions[junction]
            memory.left_over, memory.queue = LeftOver(stands), StandingQueue(stands, self._trial.rules.queue_s)
        return memory

    def decide(self, state: _Memory, event: Event) -> tuple[_Memory, list[Order]]:
        """Give the junction over where the day or a stop rule says so; else let who is on decide."""
        if state.left_over is not None and state.queue is not None:
            state.left_over.take(event, state.seen[state.junction])
            state.queue.take(event, state.seen[state.junction])
            if isinstance(event, Tick) and (orders := self._look(state, event)):
                return state, orders
        running = self._candidate if state.is_on else self._usual
        try:
            state.inner, orders = running.decide(state.inner, event)
        except Exception as error:
            if state.is_on:
                self._stop(because("trial.stop_error", junction=state.junction, error=type(error).__name__))
            raise
        return state, orders

    def _look(self, state: _Memory, tick: Tick) -> list[Order]:
        """Return the release with which the junction is given over now, if it is."""
        if state.is_on and self.stopped is None and (why := self._why_stop(state)):
            self._stop(why)
        is_day_on = local_minute(tick.t, tick.utc_offset_s).day in self._trial.days_on
        wanted = is_day_on and self.stopped is None
        if wanted == state.is_on:
            return []
        state.is_on = wanted
        city = self._cities.get(state.junction, state.city) if wanted else state.city
        state.inner = (self._candidate if wanted else self._usual).start(city, state.junction, state.seen)
        why = because(BEGINS if wanted else STOPS if is_day_on else ENDS)
        until, fence = later(tick.t, RELEASE_LIVES_S), state.seen[state.junction].fence
        return [ReleaseToLocal(tick.t, state.junction, until, fence, why)]

    def _stop(self, why: Because) -> None:
        self.stopped = self.stopped or why

    def _why_stop(self, state: _Memory) -> Because | None:
        seen, rules = state.seen[state.junction], self._trial.rules
        if seen.mode is Mode.FAILURE:
            return because("trial.stop_failure", junction=state.junction)
        if state.queue is not None and (found := state.queue.find(seen)) is not None:
            return because("trial.stop_queue", junction=state.junction, detector=found[0], covered_s=found[1])
        worst = state.left_over.worst if state.left_over is not None else ("", 0)
        if worst[1] >= rules.split_failures:
            return because("trial.stop_split", junction=state.junction, group=worst[0], greens=worst[1])
        return None
