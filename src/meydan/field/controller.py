"""The virtual controller: what stands behind every lamp of the twin.

It keeps minimum greens, intergreens and conflicts by itself and shares no code with `meydan.safety`: each checks
the other. It runs its own plan, takes orders while they live, and falls back when they lapse. It knows nothing of
SUMO and reads no clock: `advance` is told the time. An emergency route goes before plan, order and detectors.
"""

from collections.abc import Iterable, Mapping

from meydan.city.because import Because, because
from meydan.city.events import (
    Event,
    GroupChanged,
    Mode,
    ModeChanged,
    OrderRejected,
    PlanChanged,
    StageEnded,
    StageStarted,
)
from meydan.city.instant import NEVER, Instant
from meydan.city.junction import Junction, Lamp
from meydan.city.orders import CallStage, Cleared, HoldStage, Order, SetCycle, SetOffset, SetPlan, SetSplits
from meydan.city.plan import Plan
from meydan.field.emergency_routes import EmergencyRoutes
from meydan.field.order_checks import ABOUT_PLANS, TAKEN, Standing, cannot_go, cannot_take
from meydan.field.plan_orders import PlanOrders
from meydan.field.plan_priority import PlanPriority
from meydan.field.sequence import Sequencer

_STILL = (Mode.FAILURE, Mode.MANUAL)  # nothing moves by itself


class VirtualController:
    """One junction's controller.

    `wake` is the instant before which `advance` has nothing to do.

    Parameters
    ----------
    junction
        The signal groups, stages, conflicts and intergreens it is built for.
    plans
        Its stored plans by name; `junction.local_plan` must be one of them.
    now
        The instant it is switched on: all red from here for `startup_red`.
    """

    takes: frozenset[type[Order]] = TAKEN

    def __init__(self, junction: Junction, plans: Mapping[str, Plan], now: Instant) -> None:
        self.junction = junction
        self.routes = EmergencyRoutes(junction.id, junction.routes)
        self._lamps = Sequencer(junction, now)  # fails its self-check before anything else is built
        self._plans = PlanOrders(junction, plans)
        self._plan = self._plans.running
        self._plan_until = self._lease_until = NEVER
        self.is_forced, self._held_stage, self._wanted = False, "", ""
        self._step, self._began, self._step_ends = 0, NEVER, NEVER
        self._priority = PlanPriority()
        self._fence, self._now, self.wake = 0, now, now
        self._startup_ends = Instant(now + round(junction.startup_red.s * 1000))
        self._news: list[Event] = []
        self._tell_all(now)

    @property
    def lamps(self) -> Mapping[str, Lamp]:
        """What each signal group shows."""
        return self._lamps.shown

    @property
    def plan(self) -> Plan:
        """The plan that runs."""
        return self._plan.plan

    @property
    def plans(self) -> Mapping[str, Plan]:
        """The plans it has stored, by name."""
        return self._plans.stored

    def cycle_start(self, now: Instant) -> Instant:
        """Return when the cycle of the running plan began."""
        return self._plan.cycle_start(now)

    def had_minimum(self, group: str, now: Instant) -> bool:
        """Say whether a group that is green has been so for its minimum."""
        return self._lamps.served((group,), now)

    def next_minimum(self, now: Instant) -> Instant:
        """Return when `had_minimum` turns true next of any group that is green now."""
        return self._lamps.next_minimum(now)

    def take(self, cleared: Cleared, now: Instant) -> None:
        """Take an order, or reject it; the answer is among the events of the next `advance`."""
        order = cleared.order
        refusal = self._cannot(order, now)
        if refusal is None and self._is_renewal(order):
            self._fence, self._lease_until = order.fence, order.until
            self.wake = min(self.wake, order.until)  # nothing but the end of the lease moved
            return
        if refusal is not None:
            self._news.append(OrderRejected(now, self.junction.id, refusal))
        else:
            self._obey(order, now)
        self.wake = NEVER

    def advance(self, now: Instant) -> list[Event]:
        """Carry the sequence on to `now` and return what happened, in order of time. Time never runs back."""
        if now < self.wake:
            return []
        self._now = now = max(now, self._now)
        self._lapse(now)
        while self.mode not in _STILL and self._one_change(now):
            if self._lamps.conflict():
                self.fail(now)
        self.wake = self._next_wake()
        news, self._news = self._news, []
        return news

    def catch_up(self, now: Instant) -> list[Event]:
        """Carry the sequence on to `now` over every instant at which something was due.

        So whoever looks rarely does not lengthen every lamp by a part of the time between two looks.
        """
        news: list[Event] = []
        while self._now < self.wake < now:
            news += self.advance(self.wake)
        return news + self.advance(now)

    def fail(self, now: Instant) -> None:
        """Go to flashing amber and stay there until `reset_on_site` (I9)."""
        self._lamps.show_everywhere(Lamp.FLASHING_AMBER, now)
        self._tell_lamps(now, self.junction.groups)
        self.stage = self.target = self._wanted = ""
        self._become(Mode.FAILURE, because("controller.failure"), now)
        self.wake = NEVER

    def reset_on_site(self, now: Instant) -> None:
        """End a failure the way it must end: all red first, then the first stage (I8). Else it does nothing."""
        if self.mode is Mode.FAILURE:
            self._start_anew(now)

    def force_plan(self, name: str | None, now: Instant) -> None:
        """Run a plan until told otherwise, as a command of RSMP does; None gives the local plan back."""
        self.is_forced = name is not None
        self._plans.force(self.junction.local_plan if name is None else name)
        self._follow_plan(now)
        self.wake = NEVER

    def force_stage(self, stage: str | None, now: Instant) -> None:
        """Go to a stage and stay there until told otherwise, as control by detectors does; None gives it back.

        What stands ends after its minimum and over its intergreens, as ever.
        """
        before, self._held_stage = self._held_stage, stage or ""
        if before and not stage and self.mode is Mode.LOCAL:
            self._join_plan(now)
        self.wake = NEVER

    def call_route(self, route: str, now: Instant, *, on: bool) -> None:
        """Switch the input of an emergency route: it has the junction as soon as no other one has."""
        if news := self.routes.switch(route, now, on=on):
            self._news += news
            self.wake = NEVER

    def favour(self, groups: frozenset[str]) -> None:
        """Give some signal groups priority within the running plan; afterwards it gets back in step as ever."""
        if self._priority.give(groups):
            self._plan.hurries, self.wake = True, NEVER

    def change_plan(self, plan: Plan, now: Instant) -> None:
        """Store other numbers for a plan it has; one that runs gets in step with them from its next step on."""
        self._plans.store(plan)
        self._follow_plan(now)
        self.wake = NEVER

    def stand_aside(self, lamp: Lamp, now: Instant) -> None:
        """Show flashing amber, nothing, or amber, at once and until `come_back`; a failure stays a failure.

        Amber is a step of the way back; groups without amber show red meanwhile.
        """
        if self.mode is Mode.FAILURE:
            return
        self._lamps.show_everywhere(lamp, now)
        self._tell_lamps(now, self.junction.groups)
        self.stage = self.target = self._wanted = ""
        self._become(Mode.MANUAL, because("controller.aside"), now)
        self.wake = NEVER

    def come_back(self, now: Instant) -> None:
        """End what `stand_aside` began: all red first, then the first stage (I8). Else it does nothing."""
        if self.mode is Mode.MANUAL:
            self._start_anew(now)

    def _start_anew(self, now: Instant) -> None:
        self._lamps.show_everywhere(Lamp.RED, now)
        self._startup_ends = Instant(now + round(self.junction.startup_red.s * 1000))
        self._tell_all(now)
        self.wake = NEVER

    def _cannot(self, order: Order, now: Instant) -> Because | None:
        stands = Standing(self.junction, self.mode, self.stage, self.target, self._fence, self.routes.has)
        if refusal := cannot_take(order, stands, now):
            return refusal
        if type(order) in ABOUT_PLANS:
            return self._plans.cannot(order)
        return cannot_go(order, stands, lambda stage: self._may_end(stage, now))

    def _is_renewal(self, order: Order) -> bool:
        """Say whether an order only asks for more time in the stage that stands by order already."""
        standing = self.mode is Mode.CENTRAL and not self.target and self._wanted == self.stage
        return standing and isinstance(order, CallStage | HoldStage) and order.stage == self.stage

    def _obey(self, order: Order, now: Instant) -> None:
        self._fence = order.fence
        match order:
            case CallStage(stage=stage) | HoldStage(stage=stage):
                self._wanted, self._lease_until = stage, order.until
                self._become(Mode.CENTRAL, order.because, now)
            case SetPlan():
                self._plans.choose(order)
                self._follow_plan(now)
            case SetSplits() | SetOffset() | SetCycle():
                self._plans.change(order)
                self._follow_plan(now)
            case _:
                self._plans.release()
                self._follow_plan(now)
                self._go_local(now, order.because)

    def _lapse(self, now: Instant) -> None:
        if self.mode is Mode.CENTRAL and now >= self._lease_until:
            self._go_local(now, because("controller.order_ended"))
        if self._plan_until and now >= self._plan_until:
            self._plans.lapse(now)
            self._follow_plan(now)

    def _go_local(self, now: Instant, why: Because) -> None:
        self._wanted, self._lease_until = "", NEVER
        if self.mode is Mode.CENTRAL:
            self._become(Mode.LOCAL, why, now)
            self._join_plan(now)

    def _follow_plan(self, now: Instant) -> None:
        """Run what the orders about plans make of them now.

        Another plan is joined at once. Other numbers hold from the next step on: the running one ends when it said.
        """
        before, self._plan, self._plan_until = self._plan, self._plans.running, self._plans.until
        if self._plan is before:
            return
        self._tell_plan(now)
        if self._plan.plan.id != before.plan.id:
            self._join_plan(now)
        else:
            self._plan.hurries = True

    def _join_plan(self, now: Instant, *, after_route: bool = False) -> None:
        self._step, self._step_ends = self._plan.joined(self.target or self.stage, now, is_due=after_route)

    def _one_change(self, now: Instant) -> bool:
        """Do the next thing that is due and say whether there was one."""
        changed = self._lamps.due(now)
        self._tell_lamps(now, changed)
        if self.mode is Mode.STARTUP:
            return bool(changed) or self._start_up(now)
        if self._follow_routes(now):
            return True
        if self.target:
            return bool(changed) or self._try_greens(now)
        return bool(changed) or self._try_end(now)

    def _follow_routes(self, now: Instant) -> bool:
        """Give the junction to an emergency route or take it back, and say whether it changed hands."""
        had = self.routes.has
        self._news += self.routes.follow("" if self.target else self.stage, now)
        if self.routes.has == had:
            return False
        self._wanted, self._lease_until = "", NEVER
        if self.routes.has:
            self.mode = Mode.EMERGENCY
            self._redirect(now)
        else:
            self.mode = Mode.LOCAL
            self._plan.hurries = True
            self._join_plan(now, after_route=not self.target)
        return True

    def _redirect(self, now: Instant) -> None:
        """Let a change under way lead to the route's stage, if nothing new has started; the first stage must come."""
        if not (self.target and self.stage) or self.target == self.routes.stage:
            return
        green, to = self.junction.stages[self.stage].green, self.junction.stages[self.target].green
        new, ending = to - green, (to & green) - self.junction.stages[self.routes.stage].green
        if self._lamps.all_red(new) and self._lamps.served(ending, now):
            self._tell_lamps(now, self._lamps.end(ending, now))
            self.target = self.routes.stage
            self._news.append(StageEnded(now, self.junction.id, self.stage, self.target))

    def _start_up(self, now: Instant) -> bool:
        if now < self._startup_ends:
            return False
        self.target = self._plan.plan.steps[0].stage
        self._step = 0
        self._become(Mode.LOCAL, because("controller.local_plan"), now)
        return True

    def _try_greens(self, now: Instant) -> bool:
        green = self.junction.stages[self.target].green
        changed = self._lamps.start(green, now)
        self._tell_lamps(now, changed)
        if not self._lamps.all_green(green):
            return bool(changed)
        self.stage, self.target = self.target, ""
        self._news.append(StageStarted(now, self.junction.id, self.stage))
        self._began, self._step_ends = now, self._plan.step_end(self._step, now)
        return True

    def _try_end(self, now: Instant) -> bool:
        target, step = self._next_stage(now)
        if target == self.stage:
            self._step = step
            return False
        if not self._may_end(target, now):
            return False
        self._tell_lamps(now, self._lamps.end(self._ending(target), now))
        self._news.append(StageEnded(now, self.junction.id, self.stage, target))
        self.target, self._step = target, step
        return True

    def _next_stage(self, now: Instant) -> tuple[str, int]:
        """Return the stage to go to and its step in the plan; the standing one if it is not over."""
        if called := self._called_stage:
            return called, self._step
        if now < self._ends:
            return self.stage, self._step
        step = self._plan.step_after(self._step)
        target = self._plan.plan.steps[step].stage
        if target == self.stage:
            self._began, self._step_ends = now, self._plan.step_end(step, now)
        return target, step

    @property
    def _ends(self) -> Instant:
        step, ends, of = self._plan.plan.steps[self._step], self._step_ends, self.junction.stages
        return self._priority.end(step, of[step.stage].green, self._began, ends) if step.stage == self.stage else ends

    @property
    def _called_stage(self) -> str:
        """The stage that is wanted by somebody else than the plan, "" if the plan decides."""
        return self.routes.stage or self._held_stage or self._wanted

    def _may_end(self, target: str, now: Instant) -> bool:
        return self._lamps.served(self._ending(target), now)

    def _ending(self, target: str) -> frozenset[str]:
        """Return the groups of the standing stage that end on the way to `target`."""
        stages = self.junction.stages
        return stages[self.stage].green - stages[target].green if self.stage else frozenset()

    def _next_wake(self) -> Instant:
        """Return the next instant at which anything can be due."""
        if self.mode is Mode.STARTUP:
            return self._startup_ends
        if self.mode in _STILL:
            return self._now
        due = self._lamps.next_due(self.junction.stages[self.target].green if self.target else ())
        due = min(due, self.routes.due)
        if self.mode is Mode.CENTRAL:
            due = min(due, self._lease_until)
        if not self.target:
            called = self._called_stage
            waits = called != self.stage if called else self._now >= self._ends
            due = min(due, self._served_at() if waits else due if called else self._ends)
        return Instant(min(due, self._plan_until) if self._plan_until else due)

    def _served_at(self) -> Instant:
        """Return when the greens that end with the standing stage have all had their minimum; now if they have."""
        target = self._called_stage or self._plan.plan.steps[self._plan.step_after(self._step)].stage
        return max(self._now, self._lamps.served_at(self._ending(target)))

    def _become(self, mode: Mode, why: Because, now: Instant) -> None:
        self._news += self.routes.leave(now)
        if mode is not self.mode or mode is Mode.FAILURE:
            self.mode = mode
            self._news.append(ModeChanged(now, self.junction.id, mode, why))

    def _tell_lamps(self, now: Instant, groups: Iterable[str]) -> None:
        self._news.extend(GroupChanged(now, self.junction.id, g, self._lamps.shown[g]) for g in groups)

    def _tell_plan(self, now: Instant) -> None:
        plan, began = self._plan.plan.id, self._plan.cycle_start(now)
        self._news.append(PlanChanged(now, self.junction.id, plan, began, self._plans.are_adjusted))

    def _tell_all(self, now: Instant) -> None:
        """Say everything, as after switching on."""
        self.mode, self.stage, self.target = Mode.STARTUP, "", ""
        self._news.append(ModeChanged(now, self.junction.id, self.mode, because("controller.startup")))
        self._tell_plan(now)
        self._tell_lamps(now, self.junction.groups)
