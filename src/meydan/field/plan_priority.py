"""Priority of signal groups within a plan: how long a step runs for those who have it, within its own limits."""

from meydan.city.instant import Instant, later
from meydan.city.plan import PlanStage


class PlanPriority:
    """The signal groups of one controller that have priority.

    A step that shows one of them goes on until its `max_s`, any other ends at its `min_s`: no step is left out, and
    nobody waits longer than the plan's own limits make it.
    """

    def __init__(self) -> None:
        self._groups = frozenset[str]()

    def give(self, groups: frozenset[str]) -> bool:
        """Give these groups priority, none of them to end it; return whether that is anything new."""
        before, self._groups = self._groups, groups
        return groups != before

    def end(self, step: PlanStage, green: frozenset[str], began: Instant, ends: Instant) -> Instant:
        """Return when a step ends that began at `began`, shows `green`, and would end at `ends`."""
        if not self._groups:
            return ends
        if self._groups.isdisjoint(green):
            return min(ends, later(began, step.min_s))
        return max(ends, later(began, step.max_s))
