"""Offset, cycle and dynamic bands of a controller's plans as they were commanded, over what it had stored at first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from meydan.city.instant import Instant
from meydan.field.controller import VirtualController
from meydan.field.plan_change import cannot_run, with_numbers
from meydan.field.rsmp.bands import filled, greens_of, stored_bands

MOST_NUMBER_S = 255  # of an offset and a cycle


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What a plan has for numbers now; `bands` are the seconds of each step beyond its base."""

    offset_s: float
    cycle_s: float
    bands: tuple[int, ...]


class PlanNumbers:
    """The numbers of every plan of one controller; greens always follow from those that were stored at first.

    `changes` counts when any of them may have become another.
    """

    def __init__(self, controller: VirtualController) -> None:
        self._controller = controller
        self.changes = 0
        self._stored = dict(controller.plans)
        self._at_rest = {name: stored_bands(controller.junction, plan) for name, plan in self._stored.items()}
        self._now = {name: self._as_stored(name) for name in self._stored}

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
        found = filled(self._now[name].bands, bands, sum(self._at_rest[name]))
        if found is None:
            return "the bands would not fill the cycle, or the others have not so much to spare"
        return self._change(name, replace(self._now[name], bands=found), now)

    def end_bands(self, now: Instant) -> None:
        """Take all bands back; a plan that cannot run without them, for its cycle was changed since, keeps its own."""
        for name, numbers in self._now.items():
            if numbers.bands != self._at_rest[name]:
                self._change(name, replace(numbers, bands=self._at_rest[name]), now)

    def reset(self, now: Instant) -> None:
        """Have all plans as they were stored at first."""
        self.changes += 1
        for name, plan in self._stored.items():
            self._now[name] = self._as_stored(name)
            self._controller.change_plan(plan, now)

    def bands(self, name: str) -> Sequence[int]:
        """Return the length of each band of a plan [s], in order."""
        return self._now[name].bands

    def _as_stored(self, name: str) -> _Numbers:
        plan = self._stored[name]
        return _Numbers(plan.offset_s, plan.cycle_s, self._at_rest[name])

    def _change(self, name: str, numbers: _Numbers, now: Instant) -> str | None:
        if not 0 <= numbers.offset_s <= MOST_NUMBER_S or not 1 <= numbers.cycle_s <= MOST_NUMBER_S:
            return f"a number out of range: 0 to {MOST_NUMBER_S}"
        junction, stored = self._controller.junction, self._stored[name]
        greens_s = greens_of(junction, stored, numbers.bands)
        changed = with_numbers(stored, greens_s, numbers.cycle_s, numbers.offset_s)
        if why := cannot_run(junction, changed):
            return f"the plan cannot run so: {why.code}"
        self._now[name] = numbers
        self.changes += 1
        self._controller.change_plan(changed, now)
        return None
