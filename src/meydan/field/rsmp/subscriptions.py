"""Subscriptions of one site: what is due, by interval, at each change, or at even multiples of the clock."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.messages import Asked, Subscription, Value
from meydan.field.rsmp.sxl import COUNTS, RUNNING, RUNNING_OF_LAMPS
from meydan.field.sequence import FAR

Read = Callable[[str, Subscription], Value]


@dataclass(slots=True)
class _Standing:
    """One value that is sent from time to time: what was asked, when it is due next, and what was sent last.

    `due` is in ms of a clock that never jumps; of a count it is the number of the interval after which it is due, by
    the wall: a clock that is set back must not keep it waiting for years.
    """

    asked: Subscription
    due: int | None
    last: Value
    counts: bool = field(init=False)
    watched: bool = field(init=False)  # sent at each change
    runs: bool = field(init=False)  # sent at each change and changes as the time passes, or by the wall's clock

    def __post_init__(self) -> None:
        """Find out once what is asked of it at each look."""
        asked = self.asked
        self.counts = asked.code in COUNTS
        self.watched = asked.on_change and not self.counts
        counts_time = asked.code in RUNNING or (asked.code == "S0001" and asked.name in RUNNING_OF_LAMPS)
        self.runs = self.counts or (asked.on_change and counts_time)

    def is_due(self, now: Moment) -> bool:
        """Say whether a value of an interval must be sent now."""
        if self.due is None:
            return False
        if not self.counts:
            return now.ms >= self.due
        interval = now.t // (self.asked.interval_s * 1000)
        self.due = min(self.due, interval)  # the clock may have been set back
        return interval != self.due


class Subscriptions:
    """Who asked for what; `due` says what must be sent now.

    Before `due_ms` it has nothing to say as long as no value changes, but those that only count time.
    """

    def __init__(self) -> None:
        self._standing: dict[tuple[str, str, str], _Standing] = {}
        self.due_ms: int = FAR

    def __len__(self) -> int:
        return len(self._standing)

    def add(self, component: str, asked: Sequence[Subscription], now: Moment, read: Read) -> list[Subscription]:
        """Take subscriptions and return those whose value is sent at once.

        That goes for one that stands already too: who asks again waits for the answer. Counts wait for their interval.
        """
        for one in asked:
            last = None if one.code in COUNTS else read(component, one)
            self._standing[component, one.code, one.name] = _Standing(one, _next(one, now), last)
        self.due_ms = self._next_due_ms()
        return [one for one in asked if one.code not in COUNTS]

    def remove(self, component: str, asked: Iterable[Asked]) -> None:
        """Forget subscriptions; one that does not stand is nothing to complain about."""
        for one in asked:
            self._standing.pop((component, one.code, one.name), None)
        self.due_ms = self._next_due_ms()

    def keep_only(self, codes: frozenset[str]) -> None:
        """Forget all but those of these codes."""
        self._standing = {key: standing for key, standing in self._standing.items() if key[1] in codes}
        self.due_ms = self._next_due_ms()

    def due(self, now: Moment, read: Read) -> dict[str, list[tuple[Subscription, Value]]]:
        """Return what must be sent now, by component, and count it as sent.

        A change restarts the interval; else that stays in step, however late it was looked at.
        """
        found: dict[str, list[tuple[Subscription, Value]]] = {}
        for (component, _, _), standing in self._standing.items():
            asked = standing.asked
            is_due = standing.is_due(now)
            if not is_due and not standing.watched:
                continue
            value = read(component, asked)
            if is_due or value != standing.last:
                standing.last, standing.due = value, _in_step(standing, now) if is_due else _next(asked, now)
                found.setdefault(component, []).append((asked, value))
        self.due_ms = self._next_due_ms()
        return found

    def _next_due_ms(self) -> int:
        """Return when something is due next; 0 where the clock alone may make it due at any time."""
        due = [0 if one.runs else one.due for one in self._standing.values()]
        return min([ms for ms in due if ms is not None], default=FAR)


def _in_step(standing: _Standing, now: Moment) -> int | None:
    """Return when the interval that ends now ends next: looks come a little late and must not make it longer."""
    if standing.due is None or standing.counts:
        return _next(standing.asked, now)
    in_step = standing.due + standing.asked.interval_s * 1000
    return in_step if in_step > now.ms else _next(standing.asked, now)


def _next(asked: Subscription, now: Moment) -> int | None:
    """Return when the next value is due, None where no interval runs; counts fall on even multiples of the wall's."""
    if asked.interval_s == 0:
        return None
    interval_ms = asked.interval_s * 1000
    return now.t // interval_ms if asked.code in COUNTS else now.ms + interval_ms
