"""What happens on a supervisor's connection to one site, in the order it happened."""

from dataclasses import dataclass

from meydan.city.instant import Instant
from meydan.field.rsmp.messages import (
    AggregatedStatus,
    AlarmStatus,
    CommandResponse,
    FromSupervisor,
    StatusResponse,
    StatusUpdate,
    Unreadable,
)
from meydan.field.rsmp.versions import Core


@dataclass(frozen=True, slots=True)
class Ready:
    """The handshake with a site is done; requests may be sent."""

    site: str
    core: Core
    sxl: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A request got its answer."""

    request: FromSupervisor
    answer: StatusResponse | CommandResponse | AlarmStatus | AggregatedStatus | None


@dataclass(frozen=True, slots=True)
class Declined:
    """A request was refused by the site, in its own words."""

    request: FromSupervisor
    reason: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request was acknowledged or not, but never answered."""

    request: FromSupervisor


@dataclass(frozen=True, slots=True)
class WatchdogHeard:
    """The site's watchdog came, with the time of its clock; `was_late` says that it had been missed."""

    clock: Instant
    was_late: bool


@dataclass(frozen=True, slots=True)
class WatchdogLate:
    """The site's watchdog has not come for too long."""


Happened = (
    Ready
    | Answered
    | Declined
    | Unanswered
    | WatchdogHeard
    | WatchdogLate
    | AggregatedStatus
    | AlarmStatus
    | StatusUpdate
    | Unreadable
)
