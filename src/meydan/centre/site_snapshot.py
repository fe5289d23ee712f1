"""A picture of the sites and their links: since when each is connected, when it was heard, how good clock and line are.

Fields that are no sites of their own (a twin) tell no link: then only when a junction was heard is known.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from meydan.city.events import Mode
from meydan.city.instant import NEVER, Instant, later
from meydan.city.state import JunctionState

OLD_S, LOST_S = 5, 30  # promise P-30: grey, and no contact
FAR_OFF_S = 1.0  # a clock further off coordinates nothing (I17)
SLOW_S = 1.0


class Quality(StrEnum):
    """How good a link is, in one word; the worst that holds."""

    LOST = "lost"
    OLD = "old"
    CLOCK_OFF = "clock_off"
    SLOW = "slow"
    GOOD = "good"


def snapshot_sites(seen: Mapping[str, JunctionState], now: Instant, untold_s: float = 0.0) -> dict[str, Any]:
    """Return one row for each junction, in the order of the city; seconds are whole, -1 where something never was.

    `untold_s` is for how long nothing of this was told anew: so much longer was nobody heard.
    """
    return {"t": now, "sites": [_site(state, later(now, untold_s)) for state in seen.values()]}


def _site(state: JunctionState, now: Instant) -> dict[str, Any]:
    link, silent_s = state.link, _since_s(now, state.heard)
    return {
        "junction": state.junction.id,
        "site": link.site if link else "",
        "spoken": link.spoken if link else "",
        "quality": _quality(state, silent_s),
        "linked": state.linked,
        "silent_s": silent_s,
        "clock_s": round(link.clock_error_s, 1) if link else None,
        "answer_ms": round(link.answer_s * 1000) if link else None,
        "measured": link.t if link else NEVER,
        "losses": state.losses,
        "health": list(state.health),
    }


def _quality(state: JunctionState, silent_s: int) -> Quality:
    link = state.link
    is_cut = state.losses > 0 and state.linked == NEVER and state.mode is Mode.UNKNOWN
    if is_cut or silent_s < 0 or silent_s >= LOST_S:
        return Quality.LOST
    if silent_s >= OLD_S:
        return Quality.OLD
    if link is not None and abs(link.clock_error_s) > FAR_OFF_S:
        return Quality.CLOCK_OFF
    return Quality.SLOW if link is not None and link.answer_s > SLOW_S else Quality.GOOD


def _since_s(now: Instant, then: Instant) -> int:
    return (now - then) // 1000 if then != NEVER else -1
