"""The emergency test of row 7: every route of every junction called on the twin, under the candidate.

Of each junction one route after another is called, as often as the measured time allows, at any second of its cycle.
When the stage stands is read from the lamps, when the plan is met from the end of its stages: the controller's own word
on either is not asked.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from meydan.centre.loop import Record
from meydan.city.city import City
from meydan.city.events import GroupChanged, Mode, ModeChanged, PlanChanged, StageEnded, Tick
from meydan.city.instant import NEVER, Instant, elapsed_s, later
from meydan.city.interstage import interstage_s
from meydan.city.junction import Junction, Lamp, Priority, VehicleKind
from meydan.city.plan import Plan
from meydan.field.emergency_routes import MOST_HELD_S, WITHIN_S
from meydan.field.sumo import SumoField, TwinRun
from meydan.store.zone import midnight
from meydan.twin.bench.our_run import drive
from meydan.twin.bench.task import Settings
from meydan.twin.bench.watching import Eye
from meydan.twin.gate.emergency_verdict import EmergencyTest, RouteTested, longest_entry_s
from meydan.twin.prove.task import RunTask

HELD_S = 20.0  # for which a stage is held, where its route allows that
BACK_CYCLES = 5  # the one in which the route is left, and three that may have to be a third longer
PATIENCE = 2.0  # times what is allowed; then a call is given up as failed
PAUSE_S = 20.0  # at least between two calls
LEAVING_S = 2.0  # until a controller has heard that a call is over
SPREAD = 0.618034  # of a cycle more than before each time: so the calls of a junction fall all over its cycle


def has_routes(city: City) -> bool:
    """Say whether there is anything to call."""
    return any(junction.routes for junction in city.junctions.values())


def stageless(city: City) -> int:
    """Return how many priorities for emergency vehicles name no stage."""
    wanted = (one for junction in city.junctions.values() for one in junction.priorities.values())
    return sum(one.kind is VehicleKind.EMERGENCY and not one.stage for one in wanted)


def call_all_routes(task: RunTask) -> EmergencyTest:
    """Run a task on the twin with its routes called, and return what became of them."""
    city = task.solution.city
    assert city.twin is not None
    begins = later(midnight(city.zone, city.twin.day), task.place.from_s)
    callers = {name: Caller(stands, city, begins) for name, stands in city.junctions.items() if stands.routes}

    def hear(twin: SumoField, record: Record) -> None:
        if isinstance(record, Tick):
            for name, caller in callers.items():
                if wish := caller.wish(record.t):
                    twin.call_route(name, wish.route, on=wish.on)
        elif heard := callers.get(getattr(record, "junction", "")):
            heard.hear(record)

    with tempfile.TemporaryDirectory(prefix="meydan-emergency-") as scratch:
        eye = Eye(city, Path(scratch))
        run = TwinRun(seed=task.seed, options=eye.options(Settings(), emissions=False))
        driven = replace(city, twin=replace(city.twin, routes=task.routes))
        drive(driven, task.place.folder, task.solution.found(), task.solution.label, run, eye.watch, hear)
        violations = eye.monitor.count
    tested = tuple(one for caller in callers.values() for one in caller.tested())
    return EmergencyTest(tested, violations, stageless(city))


@dataclass(frozen=True, slots=True)
class Wish:
    """A route whose input is to be switched."""

    route: str
    on: bool


@dataclass(slots=True)
class _Call:
    """One call of a route: what it took, each with what is allowed [s]; None where it took too long to wait for."""

    route: Priority
    began: Instant
    held: Instant = NEVER
    ended: Instant = NEVER
    back_most_s: float = 0.0
    back_s: float | None = None
    is_over: bool = False

    @property
    def entry_s(self) -> float | None:
        """The seconds from the call until the stage stood."""
        return elapsed_s(self.held, self.began) if self.held else None

    @property
    def back_share(self) -> float:
        """How much of what is allowed it took to be back."""
        return float("inf") if self.back_s is None else self.back_s / self.back_most_s


class Caller:
    """Calls the routes of one junction from `begins` on; it knows what the junction says and shows, and the clock."""

    def __init__(self, junction: Junction, city: City, begins: Instant) -> None:
        self._junction = junction
        self._plans = {name: plan for (j, name), plan in city.plans.items() if j == junction.id}
        self._most_s = {name: longest_entry_s(junction, one.stage) for name, one in junction.routes.items()}
        self._next, self._calls = begins, list[_Call]()
        self._lamps: dict[str, Lamp] = {}
        self._mode, self._plan, self._is_adjusted = Mode.UNKNOWN, junction.local_plan, False

    def hear(self, record: Record) -> None:
        """Take what the junction says."""
        match record:
            case GroupChanged():
                self._lamps[record.group] = record.lamp
                self._see_stage(record.t)
            case PlanChanged():
                self._plan, self._is_adjusted = record.plan, record.adjusted
            case ModeChanged():
                self._mode = record.mode
                if record.mode is Mode.CENTRAL or (record.mode is Mode.LOCAL and self._is_adjusted):
                    self._come_back(record.t)
            case StageEnded() if self._mode is Mode.LOCAL and is_in_step(self._junction, self._running, record):
                self._come_back(record.t)
            case _:
                pass

    def wish(self, now: Instant) -> Wish | None:
        """Return which input is to be switched now, None if none is."""
        call = self._calls[-1] if self._calls else None
        if call is None or call.is_over:
            may = now >= self._next and self._mode in (Mode.LOCAL, Mode.CENTRAL) and self._would_be_held(now)
            return self._begin(now) if may else None
        if not call.held:
            call.is_over = elapsed_s(now, call.began) > PATIENCE * self._most_s[call.route.id]
        elif call.ended:
            call.is_over = elapsed_s(now, call.ended) > PATIENCE * call.back_most_s
        else:
            return self._end(call, now) if elapsed_s(now, call.held) >= held_s(call.route) else None
        self._next = later(now, PAUSE_S)
        return Wish(call.route.id, on=False) if call.is_over else None

    def tested(self) -> Iterator[RouteTested]:
        """Yield what became of each route; a call that was under way in the end does not count."""
        for name in self._junction.routes:
            calls = [call for call in self._calls if call.route.id == name and call.is_over]
            entries = [call.entry_s for call in calls]
            worst = max(calls, key=lambda call: call.back_share, default=None)
            yield RouteTested(
                self._junction.id,
                name,
                len(calls),
                None if None in entries else max((s for s in entries if s is not None), default=None),
                self._most_s[name],
                worst.back_s if worst else None,
                worst.back_most_s if worst else 0.0,
            )

    @property
    def _running(self) -> Plan:
        return self._plans[self._plan]

    def _would_be_held(self, now: Instant) -> bool:
        """Say whether the next route was not called so often of late that its controller would take it for a fault."""
        route, since = self._next_route(), later(now, -WITHIN_S)
        stood = [one for one in self._calls if one.route is route and one.held and one.ended > since]
        spent_s = sum(elapsed_s(one.ended, max(one.held, since)) + LEAVING_S for one in stood)
        return spent_s + held_s(route) + LEAVING_S <= MOST_HELD_S or not stood

    def _next_route(self) -> Priority:
        routes = list(self._junction.routes.values())
        return routes[len(self._calls) % len(routes)]

    def _begin(self, now: Instant) -> Wish:
        route = self._next_route()
        self._calls.append(_Call(route, now))
        self._see_stage(now)
        return Wish(route.id, on=True)

    def _end(self, call: _Call, now: Instant) -> Wish:
        call.ended, call.back_most_s = now, BACK_CYCLES * self._running.cycle_s
        return Wish(call.route.id, on=False)

    def _see_stage(self, now: Instant) -> None:
        """Note that the stage of the route that is called stands, if it does."""
        if self._calls and not self._calls[-1].held and not self._calls[-1].is_over:
            green = self._junction.stages[self._calls[-1].route.stage].green
            if all(self._lamps.get(group) is Lamp.GREEN for group in green):
                self._calls[-1].held = now

    def _come_back(self, now: Instant) -> None:
        call = self._calls[-1] if self._calls else None
        if call is not None and call.ended and not call.is_over:
            call.back_s, call.is_over = elapsed_s(now, call.ended), True
            self._next = later(now, PAUSE_S + len(self._calls) * SPREAD % 1 * self._running.cycle_s)


def held_s(route: Priority) -> float:
    """Return for how long a stage is held: not for its longest time, which is a fault."""
    return max(route.least_s, min(HELD_S, route.longest_s - 1))


def is_in_step(junction: Junction, plan: Plan, ended: StageEnded) -> bool:
    """Say whether a stage ended when the clock of its plan says; a second for each step may be lost by rounding."""
    at_ms, ends_ms = 0, list[int]()
    for number, step in enumerate(plan.steps):
        at_ms += _ms(step.green_s)
        ends_ms += [at_ms] if step.stage == ended.stage else []
        at_ms += _ms(interstage_s(junction, step.stage, plan.steps[(number + 1) % len(plan.steps)].stage))
    cycle_ms, now_ms = _ms(plan.cycle_s), ended.t - _ms(plan.offset_s)
    off_ms = [(now_ms - end_ms) % cycle_ms for end_ms in ends_ms]
    return any(min(ms, cycle_ms - ms) <= 1000 * len(plan.steps) for ms in off_ms)


def _ms(s: float) -> int:
    return round(s * 1000)
