"""Alarms: what people do with one, and the alarms that the centre raises itself.

An alarm is known by junction, part and code. Acknowledged means that somebody saw it; suspended, that it is kept
quiet for a while, for a reason; cleared, that one which is over leaves the list. None of the three ends the trouble.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from meydan.city.instant import Instant, later

LONGEST_REST_S = 7 * 86_400.0  # what needs longer is asked for again, by somebody who looked at it again
SHORTEST_REST_S = 60.0


class Handling(StrEnum):
    """What a person can do with an alarm."""

    ACKNOWLEDGE = "acknowledge"
    SUSPEND = "suspend"
    RESUME = "resume"
    CLEAR = "clear"


class Reason(StrEnum):
    """Why an alarm is suspended, from the list a person chooses from."""

    NONE = ""  # of the other acts
    REPAIR = "repair"
    ROADWORKS = "roadworks"
    KNOWN = "known"
    FALSE = "false"
    TEST = "test"


OWN_ALARMS = {
    "failsafe": 1,
    "contact_lost": 2,
    "strategy_failed": 2,
    "watchdog_late": 2,
    "taken_back": 2,
    "route_overdue": 2,
    "proof_ended": 2,
    "trial_ended": 3,
    "detector_stuck": 3,
    "clock_off": 3,
}
"""The alarms that no controller raises but the centre, with their priority from 1, the worst, to 3."""


@dataclass(frozen=True, slots=True)
class AlarmHandled:
    """A person did something with an alarm; `until` is the end of a suspension.

    `since` is when it was done; what still holds is told again from time to time, with a later `t`, for a restart
    reads back only a little of the log.
    """

    t: Instant
    junction: str
    part: str
    code: str
    act: Handling
    person: str
    reason: Reason
    since: Instant
    until: Instant


@dataclass(frozen=True, slots=True)
class AlarmClosed:
    """An alarm left the list at `ended`, by the hand of `person` ("": it ended after somebody had acknowledged it).

    `raised` is since when the centre knew of it, `since` when it last changed by the clock of whoever raised it, and
    `seen` when `seen_by` acknowledged it. Like what people did, it is told again from time to time, with a later `t`.
    """

    t: Instant
    junction: str
    part: str
    code: str
    priority: int
    raised: Instant
    since: Instant
    detail: str
    seen_by: str
    seen: Instant
    ended: Instant
    person: str


@dataclass(frozen=True, slots=True)
class HandleAlarm:
    """What a person wants done with an alarm; it becomes an event when the loop takes it."""

    junction: str
    part: str
    code: str
    act: Handling
    person: str
    reason: Reason = Reason.NONE
    lasts_s: float = 0.0

    def at(self, now: Instant) -> AlarmHandled:
        """Return the event of this moment."""
        until = later(now, self.lasts_s)
        return AlarmHandled(now, self.junction, self.part, self.code, self.act, self.person, self.reason, now, until)


@dataclass(frozen=True, slots=True)
class TellAgain:
    """The wish to write down, for a restart, what still holds and what is over."""

    told: AlarmHandled | AlarmClosed

    def at(self, now: Instant) -> AlarmHandled | AlarmClosed:
        """Return the event of this moment."""
        return replace(self.told, t=now)
