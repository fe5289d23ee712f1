"""Every second of every plan, and of every change between two plans, on a virtual controller without traffic.

The plans are those of the candidate and, under names of their own, those of the solution in force that differ from
them: a junction comes from one and must be able to go back. The monitor that watches the twin's lamps judges here too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import lcm

from meydan.city.because import Because, Value, because
from meydan.city.city import City
from meydan.city.instant import Instant
from meydan.city.junction import Junction
from meydan.city.plan import Plan
from meydan.field.controller import VirtualController
from meydan.field.plan_change import cannot_run
from meydan.field.sumo.letters import Letters
from meydan.safety import check_plan
from meydan.twin.gate.safety_kernel import Checked
from meydan.twin.monitor import LampMonitor, Violation

SECOND_MS = 1000
LONGEST_S = 3600  # of a hyperperiod: plans whose cycles have odd tenths come round after hours
IN_STEP_CYCLES = 4  # after switching on, or a change, within which a controller is in step with a plan
OLD = " (old)"  # after the name of a plan that is in force now


@dataclass(frozen=True, slots=True)
class JunctionPlans:
    """One junction and the plans it may come to run: the candidate's, and those in force where they differ."""

    junction: Junction
    new: tuple[Plan, ...]
    old: tuple[Plan, ...]


def plans_to_check(old: City, new: City) -> list[JunctionPlans]:
    """Return the plans of each junction under both solutions."""
    found = []
    for junction in new.junctions.values():
        mine = tuple(plan for (j, _), plan in new.plans.items() if j == junction.id)
        before = (plan for (j, _), plan in old.plans.items() if j == junction.id)
        others = tuple(replace(plan, id=plan.id + OLD) for plan in before if plan not in mine)
        found.append(JunctionPlans(junction, mine, others))
    return found


def check_kernel(of: Sequence[JunctionPlans]) -> Checked:
    """Return what was checked of some junctions and what was found."""
    each = [_check(one) for one in of]
    return summed(each)


def summed(each: Sequence[Checked]) -> Checked:
    """Return several checks as one."""
    return Checked(
        sum(one.plans for one in each),
        sum(one.changes for one in each),
        sum(one.seconds for one in each),
        tuple(fault for one in each for fault in one.faults),
    )


def _check(of: JunctionPlans) -> Checked:
    """Check one junction; what may not run is told, and not run."""
    static = [fault for plan in of.new for fault in _static_faults(of.junction, plan)]
    if static:
        return Checked(plans=len(of.new), faults=tuple(static))
    stored = {plan.id: plan for plan in (*of.new, *of.old)}
    local = of.junction.local_plan if of.junction.local_plan in stored else of.new[0].id
    junction = replace(of.junction, local_plan=local)
    faults, seconds = list[Because](), 0
    for plan in of.new:
        bench = _Bench(junction, stored)
        bench.run(plan, IN_STEP_CYCLES * plan.cycle_s + hyperperiod_s(plan))
        seconds += bench.seconds
        faults += [_told(plan.id, "", found) for found in bench.found[:1]]
    changes = 0
    for a, b in _changes(of):
        bench = _Bench(junction, stored)
        bench.change_at_every_second(a, b)
        seconds, changes = seconds + bench.seconds, changes + 2
        faults += [_told(a.id, b.id, found) for found in bench.found[:1]]
    return Checked(len(of.new), changes, seconds, tuple(faults))


def hyperperiod_s(plan: Plan) -> int:
    """Return after how many whole seconds a plan comes round to a whole second."""
    return min(LONGEST_S, lcm(round(plan.cycle_s * SECOND_MS), SECOND_MS) // SECOND_MS)


def _changes(of: JunctionPlans) -> Iterator[tuple[Plan, Plan]]:
    """Yield each two plans of which one is the candidate's, once: a change goes both ways."""
    yield from combinations(of.new, 2)
    yield from ((new, old) for new in of.new for old in of.old)


def _static_faults(junction: Junction, plan: Plan) -> Iterator[Because]:
    """Yield why a plan may not run, by safety's rules and by the controller's own."""
    for fault in (*check_plan(plan, junction), *filter(None, [cannot_run(junction, plan)])):
        yield because("gate.kernel_plan", junction=junction.id, plan=plan.id, rule=fault.code)


class _Bench:
    """One junction's controller on a bench, its lamps watched at every second."""

    def __init__(self, junction: Junction, stored: Mapping[str, Plan]) -> None:
        self.seconds = 0
        self.found: list[Violation] = []
        self._now = Instant(0)
        self._controller = VirtualController(junction, stored, self._now)
        self._letters, self._monitor = Letters(junction), LampMonitor(junction)

    def run(self, plan: Plan, for_s: float) -> None:
        """Run a plan for some seconds."""
        self._controller.force_plan(plan.id, self._now)
        for _ in range(round(for_s) + 1):
            self._second()

    def change_at_every_second(self, a: Plan, b: Plan) -> None:
        """Change from one plan to the other and back, until each was left at every second of its hyperperiod."""
        lasts = {plan.id: hyperperiod_s(plan) for plan in (a, b)}
        for number in range(max(lasts.values())):
            for plan in (a, b):
                length_s = lasts[plan.id]
                least_s = round(IN_STEP_CYCLES * plan.cycle_s)
                now_s = self._now // SECOND_MS
                self.run(plan, least_s + (number - now_s - least_s - 1) % length_s)
        self.run(a, IN_STEP_CYCLES * a.cycle_s)  # the last change back

    def _second(self) -> None:
        controller = self._controller
        if self._now >= controller.wake:
            news = controller.advance(self._now)
            if news and self._letters.follow(controller.lamps, news):
                self.found += self._monitor.watch(self._now, self._letters.now)
        self._now = Instant(self._now + SECOND_MS)
        self.seconds += 1


def _told(a: str, b: str, found: Violation) -> Because:
    """Return what was seen, in one plan or in the change from one to another and back."""
    values: dict[str, Value] = {"rule": found.rule, "group": found.group, "other": found.other or "–"}
    values |= {"found_s": found.found_s, "needed_s": found.needed_s}
    if b:
        return because("gate.kernel_change", junction=found.junction, plan=a, to=b, **values)
    return because("gate.kernel_lamps", junction=found.junction, plan=a, **values)
