"""A plan as a controller runs it: where the cycle stands, when a step ends, how it gets back in step.

Second 0 of the cycle falls where unix seconds minus the offset are a multiple of the cycle, so all controllers of a
city agree without talking.
"""

from math import ceil

from meydan.city.instant import Instant
from meydan.city.junction import Junction
from meydan.city.plan import Plan, PlanStage

LONGEST_SHARE = 0.20  # of a green may be added in one cycle to get in step
SHORTEST_SHARE = 0.17  # of a green may be taken away
HURRY_CYCLES = 3  # within which other numbers are met
HURRY_SHARE = 0.25  # of a green may be taken away for that
SECOND_MS = 1000


class LocalPlan:
    """One plan of one controller.

    `sum_s` is the length of its greens and changes. While it `hurries`, because its numbers were changed, it gets in
    step within three cycles; otherwise it takes as long as the bounds of `step_end` make it.
    """

    def __init__(self, junction: Junction, plan: Plan) -> None:
        self.plan = plan
        self.hurries = False
        self._cycle_ms = round(plan.cycle_s * 1000)
        self._offset_ms = round(plan.offset_s * 1000)
        self._ends_ms, sum_ms = _step_ends_ms(junction, plan)
        self.sum_s = sum_ms / 1000
        self._spare_ms = [_spare_ms(junction, step) for step in plan.steps]
        self._greens_ms = sum(round(step.green_s * 1000) for step in plan.steps)

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

    def joined(self, stage: str, now: Instant, *, is_due: bool = False) -> tuple[int, Instant]:
        """Return the step from which a controller that shows `stage` goes on, and when that step ends.

        That is the stage's own, with its whole green again; where it `is_due`, with what the clock leaves of its green,
        if anything. A stage that the plan does not have ends now, towards the step of this second.
        """
        found = self.step_of(stage, now)
        if found is None:
            return self.step_before(now), now
        if not is_due:
            return found, self.step_end(found, now)
        rest_ms = self._until_end_ms(found, now)
        is_on = rest_ms <= round(self.plan.steps[found].green_s * 1000)
        return found, Instant(now + rest_ms if is_on else now)

    def step_end(self, step: int, now: Instant) -> Instant:
        """Return when `step`, green from `now`, ends: its planned green, bent towards the clock of the plan.

        At most a fifth is added and 17 % taken away in a cycle, never below the step's minimum. It is bent to the
        millisecond: a part of a second that stayed would add up over the steps.
        """
        planned = self.plan.steps[step]
        green_ms = round(planned.green_s * 1000)
        late = (self._until_end_ms(step, now) - green_ms) % self._cycle_ms
        bend = late if late <= self._cycle_ms / 2 else late - self._cycle_ms
        self.hurries = self.hurries and abs(bend) >= SECOND_MS
        if self.hurries:
            return Instant(now + green_ms + self._hurried_ms(step, bend))
        bend = round(max(-green_ms * SHORTEST_SHARE, min(green_ms * LONGEST_SHARE, bend)))
        return Instant(now + max(green_ms + bend, min(green_ms, round(planned.min_s * 1000))))

    def _hurried_ms(self, step: int, bend: int) -> int:
        """Return what `step` adds or leaves out, `bend` being what it would take to be in step at its end.

        Two cycles of what the minima leave must do to get in step by shorter greens; where they would not, and for all
        that is late, greens are lengthened: a third of the cycle each time, so three times are enough.
        """
        if bend < 0 and -bend <= (HURRY_CYCLES - 1) * sum(self._spare_ms):
            return max(-(-bend // SECOND_MS) * SECOND_MS, -self._spare_ms[step])
        if -SECOND_MS * len(self._ends_ms) <= bend < 0:  # a second a step is lost where time comes in whole seconds
            return 0
        bend %= self._cycle_ms
        green_ms = round(self.plan.steps[step].green_s * 1000)
        share_ms = ceil(green_ms * self._cycle_ms / self._greens_ms / HURRY_CYCLES / SECOND_MS) * SECOND_MS
        return min(bend // SECOND_MS * SECOND_MS, share_ms)

    def _until_end_ms(self, step: int, now: Instant) -> int:
        return (self._ends_ms[step] - (now - self._offset_ms)) % self._cycle_ms


def _spare_ms(junction: Junction, step: PlanStage) -> int:
    """Return what a green can be shortened by in one cycle, in whole seconds: to no minimum of its step or groups."""
    minima_s = (junction.groups[g].min_green.s for g in junction.stages[step.stage].green)
    spare_s = min(step.green_s * HURRY_SHARE, step.green_s - max([step.min_s, *minima_s]))
    return max(0, int(spare_s)) * SECOND_MS


def _step_ends_ms(junction: Junction, plan: Plan) -> tuple[list[int], int]:
    """Return the second of the cycle [ms] at which each step ends, and the whole; the first green starts the cycle."""
    ends, at = [], 0
    for i, step in enumerate(plan.steps):
        at += round(step.green_s * 1000)
        ends.append(at)
        at += change_ms(junction, step.stage, plan.steps[(i + 1) % len(plan.steps)].stage)
    return ends, at


def change_ms(junction: Junction, stage: str, to: str) -> int:
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
