"""A plan as a controller runs it: where the cycle stands, when a step ends, how it gets back in step.

Second 0 of the cycle falls where unix seconds minus the offset are a multiple of the cycle, so all controllers of a
city agree without talking.
"""

from dataclasses import replace

from meydan.city.instant import Instant
from meydan.city.junction import Junction
from meydan.city.plan import Plan

LONGEST_SHARE = 0.20  # of a green may be added in one cycle to get in step
SHORTEST_SHARE = 0.17  # of a green may be taken away


class LocalPlan:
    """One stored plan of one controller."""

    def __init__(self, junction: Junction, plan: Plan) -> None:
        self.plan = plan
        self._cycle_ms = round(plan.cycle_s * 1000)
        self._offset_ms = round(plan.offset_s * 1000)
        self._ends_ms = _step_ends_ms(junction, plan)

    def cycle_start(self, now: Instant) -> Instant:
        """Return the last instant at which second 0 of the cycle fell."""
        return Instant(now - (now - self._offset_ms) % self._cycle_ms)

    def step_of(self, stage: str, now: Instant) -> int | None:
        """Return the step that shows `stage`, the one whose end comes next if there are several."""
        found = [i for i, step in enumerate(self.plan.steps) if step.stage == stage]
        return min(found, key=lambda i: self._until_end_ms(i, now)) if found else None

    def step_before(self, now: Instant) -> int:
        """Return the step whose end passed last; the one after it is due now."""
        return max(range(len(self.plan.steps)), key=lambda i: self._until_end_ms(i, now))

    def step_after(self, step: int) -> int:
        """Return the number of the next step, cyclic."""
        return (step + 1) % len(self.plan.steps)

    def step_end(self, step: int, now: Instant) -> Instant:
        """Return when `step`, green from `now`, ends: its planned green, bent towards the clock of the plan.

        At most a fifth is added and 17 % taken away in a cycle, never below the step's minimum, whole seconds only.
        """
        planned = self.plan.steps[step]
        green_ms = round(planned.green_s * 1000)
        late = (self._until_end_ms(step, now) - green_ms) % self._cycle_ms
        bend = late if late <= self._cycle_ms / 2 else late - self._cycle_ms
        most, least = green_ms * LONGEST_SHARE, -green_ms * SHORTEST_SHARE
        bend = int(max(least, min(most, bend)) / 1000) * 1000
        return Instant(now + max(green_ms + bend, min(green_ms, round(planned.min_s * 1000))))

    def _until_end_ms(self, step: int, now: Instant) -> int:
        return (self._ends_ms[step] - (now - self._offset_ms)) % self._cycle_ms


def find_scaled(plan: Plan, cycle_s: float) -> Plan | None:
    """Return the plan with another cycle, greens in proportion; None if one falls below its minimum.

    The interstages keep their length.
    """
    greens_s = sum(step.green_s for step in plan.steps)
    share = (greens_s + cycle_s - plan.cycle_s) / greens_s
    steps = tuple(replace(step, green_s=step.green_s * share) for step in plan.steps)
    if any(step.green_s < step.min_s for step in steps):
        return None
    return replace(plan, cycle_s=cycle_s, steps=steps)


def _step_ends_ms(junction: Junction, plan: Plan) -> list[int]:
    """Return the second of the cycle [ms] at which each step ends; the first step's green starts the cycle."""
    ends, at = [], 0
    for i, step in enumerate(plan.steps):
        at += round(step.green_s * 1000)
        ends.append(at)
        at += _change_ms(junction, step.stage, plan.steps[(i + 1) % len(plan.steps)].stage)
    return ends


def _change_ms(junction: Junction, stage: str, to: str) -> int:
    """Return the time from the end of `stage` until all of `to` is green."""
    before, after = junction.stages[stage].green, junction.stages[to].green
    longest = 0.0
    for starting in after - before:
        lead = junction.groups[starting].red_amber.s
        waits = [
            max(
                junction.intergreens[ending, starting].s,
                junction.groups[ending].flashing_green.s + junction.groups[ending].amber.s + lead,
            )
            for ending in before - after
            if (ending, starting) in junction.conflicts
        ]
        longest = max([longest, lead, *waits])
    return round(longest * 1000)
