"""Offset, cycle and dynamic bands of a controller's plans as they were commanded, over what it had stored at first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor

from meydan.city.instant import Instant
from meydan.city.junction import Junction
from meydan.city.plan import Plan
from meydan.field.controller import VirtualController
from meydan.field.plan_change import cannot_run, with_numbers

MOST_NUMBER_S = 255  # of an offset and a cycle
MOST_OF_A_BAND_S = 99
NO_BANDS: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What a plan has for numbers now; `bands` are seconds by the number of the step they lengthen."""

    offset_s: float
    cycle_s: float
    bands: Mapping[int, int]


class PlanNumbers:
    """The numbers of every plan of one controller; greens always follow from those that were stored at first."""

    def __init__(self, controller: VirtualController) -> None:
        self._controller = controller
        self._stored = dict(controller.plans)
        self._now = {name: _Numbers(plan.offset_s, plan.cycle_s, NO_BANDS) for name, plan in self._stored.items()}

    def set_offset(self, name: str, offset_s: int, now: Instant) -> str | None:
        """Give a plan another offset, or return in English why not."""
        return self._change(name, replace(self._now[name], offset_s=offset_s), now)

    def set_cycle(self, name: str, cycle_s: int, now: Instant) -> str | None:
        """Give a plan another cycle, all greens in proportion, or return in English why not."""
        return self._change(name, replace(self._now[name], cycle_s=cycle_s), now)

    def set_bands(self, name: str, bands: Mapping[int, int], now: Instant) -> str | None:
        """Give some bands of a plan other lengths [s], or return in English why not."""
        steps = len(self._stored[name].steps)
        if not all(1 <= band <= steps for band in bands):
            return f"the plan has bands 1 to {steps}"
        return self._change(name, replace(self._now[name], bands={**self._now[name].bands, **bands}), now)

    def end_bands(self, now: Instant) -> None:
        """Take all bands back; a plan that cannot run without them, for its cycle was changed since, keeps its own."""
        for name, numbers in self._now.items():
            if any(numbers.bands.values()):
                self._change(name, replace(numbers, bands=NO_BANDS), now)

    def reset(self, now: Instant) -> None:
        """Have all plans as they were stored at first."""
        for name, plan in self._stored.items():
            self._now[name] = _Numbers(plan.offset_s, plan.cycle_s, NO_BANDS)
            self._controller.change_plan(plan, now)

    def bands(self, name: str) -> Sequence[int]:
        """Return the length of each band of a plan [s], in order."""
        held = self._now[name].bands
        return [held.get(band, 0) for band in range(1, len(self._stored[name].steps) + 1)]

    def _change(self, name: str, numbers: _Numbers, now: Instant) -> str | None:
        if not 0 <= numbers.offset_s <= MOST_NUMBER_S or not 1 <= numbers.cycle_s <= MOST_NUMBER_S:
            return f"a number out of range: 0 to {MOST_NUMBER_S}"
        junction, stored = self._controller.junction, self._stored[name]
        greens_s = lengthened(junction, stored, numbers.bands)
        if greens_s is None:
            return "the other greens have not so much to spare"
        changed = with_numbers(stored, greens_s, numbers.cycle_s, numbers.offset_s)
        if why := cannot_run(junction, changed):
            return f"the plan cannot run so: {why.code}"
        self._now[name] = numbers
        self._controller.change_plan(changed, now)
        return None


def lengthened(junction: Junction, plan: Plan, bands: Mapping[int, int]) -> list[float] | None:
    """Return a plan's greens, some longer by their band, the others shorter in the share of what they can spare.

    The cycle stays. None if the others cannot spare so much above their minima.
    """
    more_s = [bands.get(band, 0) for band in range(1, len(plan.steps) + 1)]
    spare_s = [0.0 if more else _spare_s(junction, plan, i) for i, more in enumerate(more_s)]
    total_s, can_s = sum(more_s), sum(spare_s)
    if total_s > can_s or not all(0 <= more <= MOST_OF_A_BAND_S for more in more_s):
        return None
    gives_s = [floor(10 * total_s * spare / can_s) / 10 if total_s else 0.0 for spare in spare_s]
    if total_s:
        gives_s[spare_s.index(max(spare_s))] += total_s - sum(gives_s)
    return [round(s.green_s + more - gives, 1) for s, more, gives in zip(plan.steps, more_s, gives_s, strict=True)]


def _spare_s(junction: Junction, plan: Plan, at: int) -> float:
    step = plan.steps[at]
    minima_s = (junction.groups[group].min_green.s for group in junction.stages[step.stage].green)
    return max(0.0, step.green_s - max([step.min_s, *minima_s]))
