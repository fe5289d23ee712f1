"""Overrides: a person takes a junction for a while, for a reason, and it ends by itself.

What is asked for is a wish; the centre makes an event of it, so that a replay knows of it and a restart can take it up.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from meydan.city.alarm import HandleAlarm, TellAgain
from meydan.city.clock_setting import AskClock
from meydan.city.instant import Instant, later
from meydan.city.priority import DropPriority, WantPriority

LONGEST_S = 4 * 3600.0
USUAL_S = 3600.0


class Action(StrEnum):
    """What an operator can ask of a junction."""

    PLAN = "plan"  # one of its plans
    LOCAL = "local"  # its own plan, without the centre


class Cause(StrEnum):
    """Why a junction was taken, from the list an operator chooses from."""

    INCIDENT = "incident"
    ROADWORKS = "roadworks"
    EVENT = "event"
    CONVOY = "convoy"
    WEATHER = "weather"
    FAULT = "fault"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class OverrideAsked:
    """A person takes a junction until `until`, in place of the override `instead_of` ("": of none).

    `since` is when it was asked for first; as long as it stands it is told again now and then, and after a restart of
    the centre, with a later `t`.
    """

    t: Instant
    junction: str
    override: str
    person: str
    action: Action
    plan: str
    cause: Cause
    since: Instant
    until: Instant
    instead_of: str


@dataclass(frozen=True, slots=True)
class OverrideGivenBack:
    """A person ends an override before its time."""

    t: Instant
    junction: str
    override: str
    person: str


@dataclass(frozen=True, slots=True)
class AskOverride:
    """What an operator wants; it becomes an event when the loop takes it."""

    junction: str
    override: str
    person: str
    action: Action
    plan: str
    cause: Cause
    lasts_s: float
    instead_of: str

    def at(self, now: Instant) -> OverrideAsked:
        """Return the event of this moment."""
        return OverrideAsked(
            now,
            self.junction,
            self.override,
            self.person,
            self.action,
            self.plan,
            self.cause,
            now,
            later(now, self.lasts_s),
            self.instead_of,
        )


@dataclass(frozen=True, slots=True)
class GiveBack:
    """The wish to end an override before its time."""

    junction: str
    override: str
    person: str

    def at(self, now: Instant) -> OverrideGivenBack:
        """Return the event of this moment."""
        return OverrideGivenBack(now, self.junction, self.override, self.person)


@dataclass(frozen=True, slots=True)
class TellOverrideAgain:
    """The wish to write down, for a restart, an override that still stands."""

    asked: OverrideAsked

    def at(self, now: Instant) -> OverrideAsked:
        """Return the event of this moment."""
        return replace(self.asked, t=now)


Wish = AskOverride | GiveBack | HandleAlarm | TellAgain | TellOverrideAgain | AskClock | WantPriority | DropPriority
