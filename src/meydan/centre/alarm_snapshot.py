"""Pictures of the alarms for screens: those that are in the list, and the latest that left it."""

from typing import Any

from meydan.centre.alarm_book import AlarmBook
from meydan.centre.alarm_entry import Closed, Entry
from meydan.city.alarm import AlarmHandled
from meydan.city.instant import Instant

MOST_SHOWN = 1000  # more than anybody reads; the least severe are left out and counted


def snapshot_alarms(book: AlarmBook, now: Instant) -> dict[str, Any]:
    """Return the open alarms, the worst and then the newest first, and the latest closed ones, newest first."""
    found = sorted(book.standing.values(), key=lambda entry: (entry.fact.priority, -entry.fact.since))
    return {
        "t": now,
        "open": [told_alarm(entry) for entry in found[:MOST_SHOWN]],
        "left_out": max(0, len(found) - MOST_SHOWN),
        "closed": [_told_closed(closed) for closed in reversed(book.closed)],
    }


def told_alarm(entry: Entry) -> dict[str, Any]:
    """Return an alarm with the one word that says how it stands; `since` is by the clock of whoever raised it."""
    fact = entry.fact
    told = {name: getattr(fact, name) for name in ("junction", "code", "part", "priority", "since", "detail")}
    return {
        **told,
        "state": _state(entry),
        "ours": entry.is_ours,
        "seen": _told_act(entry.seen),
        "rest": _told_act(entry.rest),
        "untold": {"code": entry.untold.code, "values": dict(entry.untold.values)} if entry.untold else None,
    }


def _told_closed(closed: Closed) -> dict[str, Any]:
    return {**told_alarm(closed.entry), "state": "closed", "closed": closed.t, "closed_by": closed.person}


def _told_act(act: AlarmHandled | None) -> dict[str, Any] | None:
    if act is None:
        return None
    return {"person": act.person, "t": act.since, "reason": act.reason, "until": act.until}


def _state(entry: Entry) -> str:
    if entry.is_suspended:
        return "suspended"
    if not entry.fact.active:
        return "over"
    return "acknowledged" if entry.is_acknowledged else "active"
