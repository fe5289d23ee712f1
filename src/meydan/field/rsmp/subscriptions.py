"""Subscriptions of one site: what is due, by interval, at each change, or at even multiples of the clock."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.messages import Asked, Subscription, Value
from meydan.field.rsmp.sxl import COUNTS

Read = Callable[[str, Subscription], Value]


@dataclass(slots=True)
class _Standing:
    """One value that is sent from time to time: what was asked, when it is due next [ms], and what was sent last."""

    asked: Subscription
    due_ms: int | None
    last: Value


class Subscriptions:
    """Who asked for what; `due` says what must be sent now."""

    def __init__(self) -> None:
        self._standing: dict[tuple[str, str, str], _Standing] = {}

    def __len__(self) -> int:
        return len(self._standing)

    def add(self, component: str, asked: Iterable[Subscription], now: Moment, read: Read) -> list[Subscription]:
        """Take subscriptions and return those whose value is sent at once.

        One that stands already only changes its interval and is not sent again; counts wait for their interval.
        """
        at_once = []
        for one in asked:
            key = component, one.code, one.name
            standing = self._standing.get(key)
            if standing is not None:
                standing.asked, standing.due_ms = one, _next(one, now)
                continue
            is_count = one.code in COUNTS
            self._standing[key] = _Standing(one, _next(one, now), None if is_count else read(component, one))
            if not is_count:
                at_once.append(one)
        return at_once

    def remove(self, component: str, asked: Iterable[Asked]) -> None:
        """Forget subscriptions; one that does not stand is nothing to complain about."""
        for one in asked:
            self._standing.pop((component, one.code, one.name), None)

    def keep_only(self, codes: frozenset[str]) -> None:
        """Forget all but those of these codes."""
        self._standing = {key: standing for key, standing in self._standing.items() if key[1] in codes}

    def due(self, now: Moment, read: Read) -> dict[str, list[tuple[Subscription, Value]]]:
        """Return what must be sent now, by component, and count it as sent; a change restarts the interval."""
        found: dict[str, list[tuple[Subscription, Value]]] = {}
        for (component, _, _), standing in self._standing.items():
            asked = standing.asked
            is_due = standing.due_ms is not None and _clock(asked, now) >= standing.due_ms
            watched = asked.on_change and asked.code not in COUNTS
            if not is_due and not watched:
                continue
            value = read(component, asked)
            if is_due or value != standing.last:
                standing.last, standing.due_ms = value, _next(asked, now)
                found.setdefault(component, []).append((asked, value))
        return found


def _clock(asked: Subscription, now: Moment) -> int:
    """Return the clock that a subscription runs by: counts follow the wall, all else a clock that never jumps."""
    return now.t if asked.code in COUNTS else now.ms


def _next(asked: Subscription, now: Moment) -> int | None:
    """Return when the next value is due [ms], None where no interval runs; counts fall on even multiples of it."""
    if asked.interval_s == 0:
        return None
    interval_ms = asked.interval_s * 1000
    if asked.code in COUNTS:
        return (now.t // interval_ms + 1) * interval_ms
    return now.ms + interval_ms
