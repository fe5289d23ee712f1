"""The messages of RSMP as frozen data, in the words of the protocol's text rather than its two-letter names.

`id` is the message's own UUID, `component` the part of the site it speaks of, `t` the instant it describes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from meydan.city.instant import Instant

Value = str | tuple[Mapping[str, str], ...] | None
"""What a status or an argument holds: almost always a text, a list of rows in some SXL statuses, or nothing."""


class Quality(StrEnum):
    """How much a value can be believed (`q` of a status, `age` of a command's answer)."""

    RECENT = "recent"
    OLD = "old"  # it waited in the site's buffer
    UNDEFINED = "undefined"  # the component is not known
    UNKNOWN = "unknown"  # the code is known, its value is not


class AlarmAct(StrEnum):
    """What an alarm message is about (`aSp`)."""

    ISSUE = "Issue"
    REQUEST = "Request"
    ACKNOWLEDGE = "Acknowledge"
    SUSPEND = "Suspend"
    RESUME = "Resume"


@dataclass(frozen=True, slots=True)
class Version:
    """What an end can speak: cores, the list of codes (SXL), and who the site is."""

    id: str
    cores: tuple[str, ...]
    sites: tuple[str, ...]
    sxl: str


@dataclass(frozen=True, slots=True)
class Ack:
    """The message `of` arrived and was understood."""

    of: str


@dataclass(frozen=True, slots=True)
class NotAck:
    """The message `of` arrived and was refused; `reason` is free text, to be shown and never to be parsed."""

    of: str
    reason: str


@dataclass(frozen=True, slots=True)
class Watchdog:
    """The sender is alive and its clock says `t`."""

    id: str
    t: Instant


@dataclass(frozen=True, slots=True)
class AggregatedStatus:
    """The eight bits of a site's health, and its functional position and state where it has them."""

    id: str
    component: str
    t: Instant
    bits: tuple[bool, ...]
    position: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class AggregatedStatusRequest:
    """Ask for the aggregated status now (core 3.1.5 on)."""

    id: str
    component: str


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A value that comes with an alarm."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class AlarmStatus:
    """How an alarm stands, said by the site; `act` is why it says so."""

    id: str
    component: str
    code: str
    act: AlarmAct
    t: Instant
    active: bool
    acknowledged: bool
    suspended: bool
    category: str
    priority: int
    values: tuple[NamedValue, ...] = ()
    external: str = ""


@dataclass(frozen=True, slots=True)
class AlarmOrder:
    """What the supervisor wants done with an alarm: acknowledge, suspend, resume, or say how it stands."""

    id: str
    component: str
    code: str
    act: AlarmAct
    t: Instant


@dataclass(frozen=True, slots=True)
class Asked:
    """One status value that is asked for: the code of the status and the name of the value."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class StatusRequest:
    """Ask for status values once."""

    id: str
    component: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class StatusValue:
    """One status value with its quality."""

    code: str
    name: str
    value: Value
    quality: Quality


@dataclass(frozen=True, slots=True)
class StatusResponse:
    """The answer to a `StatusRequest`."""

    id: str
    component: str
    t: Instant
    values: tuple[StatusValue, ...]


@dataclass(frozen=True, slots=True)
class Subscription:
    """One status value to be sent every `interval_s` seconds (0: by no clock) and, if `on_change`, at each change."""

    code: str
    name: str
    interval_s: int
    on_change: bool


@dataclass(frozen=True, slots=True)
class StatusSubscribe:
    """Ask for status values from now on."""

    id: str
    component: str
    asked: tuple[Subscription, ...]


@dataclass(frozen=True, slots=True)
class StatusUnsubscribe:
    """Ask for status values no longer."""

    id: str
    component: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class StatusUpdate:
    """Status values that were subscribed to."""

    id: str
    component: str
    t: Instant
    values: tuple[StatusValue, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a command: the command's code and its order (`cO`), the name and the value."""

    code: str
    order: str
    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class CommandRequest:
    """Ask a component to do something."""

    id: str
    component: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class CommandResponse:
    """The receipt of a command, not the proof: that is the status that follows."""

    id: str
    component: str
    t: Instant
    values: tuple[StatusValue, ...]


FromSite = AggregatedStatus | AlarmStatus | StatusResponse | StatusUpdate | CommandResponse
FromSupervisor = (
    AggregatedStatusRequest | AlarmOrder | StatusRequest | StatusSubscribe | StatusUnsubscribe | CommandRequest
)
WithId = Version | Watchdog | FromSite | FromSupervisor
Message = WithId | Ack | NotAck


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What came in, or was to go out, and is no message: `of` is its id if it has one, `why` says what is wrong.

    `why` is English and goes to the other end as it is; it names places and rules, never a value, so that no security
    code can leave with it. `kind` is "Version" where it claims to be one: that ends a handshake.
    """

    of: str
    why: str
    kind: str = ""
