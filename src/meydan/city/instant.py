"""Instants and durations: the two kinds of time, kept apart by type.

An instant is an integer, milliseconds since 1970 in UTC; a duration is a float in seconds.
Float instants lie about "is it over yet"; integers never do.
"""

from typing import NewType

Instant = NewType("Instant", int)
"""Milliseconds since 1970-01-01T00:00:00Z."""

NEVER = Instant(0)
"""Before anything was heard."""


def elapsed_s(now: Instant, since: Instant) -> float:
    """Return the seconds from `since` to `now`."""
    return (now - since) / 1000


def later(t: Instant, s: float) -> Instant:
    """Return the instant `s` seconds after `t`, rounded to the millisecond."""
    return Instant(t + round(s * 1000))
