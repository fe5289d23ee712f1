"""The supervisor's end of the protocol, for one connection: it lets a site in, subscribes, asks and orders.

Pure: told the time, given bytes, gives bytes and what happened.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from meydan.field.rsmp.conversation import NEVER_MS, Acked, Conversation, Heard, Moment, NotAcked, Timers
from meydan.field.rsmp.happened import Answered, Declined, Happened, Ready, Unanswered, WatchdogHeard, WatchdogLate
from meydan.field.rsmp.messages import (
    AggregatedStatus,
    AggregatedStatusRequest,
    AlarmAct,
    AlarmOrder,
    AlarmStatus,
    Argument,
    Asked,
    CommandRequest,
    CommandResponse,
    FromSite,
    FromSupervisor,
    Quality,
    StatusRequest,
    StatusResponse,
    StatusSubscribe,
    StatusUnsubscribe,
    StatusUpdate,
    Subscription,
    Unreadable,
    Version,
    Watchdog,
    WithId,
)
from meydan.field.rsmp.sxl import names_of
from meydan.field.rsmp.versions import CORES, SXLS, Core, find_newest, full_name


@dataclass(frozen=True, slots=True)
class Expected:
    """What a supervisor expects of a site it knows: the SXLs it may speak, and what to subscribe to, by component."""

    sxls: tuple[str, ...] = SXLS
    subscriptions: Mapping[str, tuple[Subscription, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SupervisorSetup:
    """How a supervisor behaves: the cores it speaks, its timers, whom it lets in (None: nobody of that name).

    With `durable`, alarms, aggregated status and kept values are acknowledged only by `confirm`: when they are stored.
    """

    expect: Callable[[str], Expected | None]
    cores: tuple[str, ...] = tuple(CORES)
    timers: Timers = field(default_factory=Timers)
    durable: bool = False


class SupervisorEnd:
    """The supervisor's end of one connection.

    `site` is the site's id once it has said it, `clock_error_s` how far its clock was ahead of ours at its last
    watchdog, `answer_s` how long it took to acknowledge ours. `certified` is whom a certificate says the other end to
    be: it may then be nobody else; None where there is no certificate.
    """

    def __init__(self, setup: SupervisorSetup, new_id: Callable[[], str], now: Moment) -> None:
        self.site = ""
        self.certified: str | None = None
        self.clock_error_s = self.answer_s = 0.0
        self.conversation = Conversation(setup.timers, new_id, now)
        self._setup = setup
        self._new_id = new_id
        self._expected = Expected()
        self._greeted = self._heard_watchdog = self._is_late = False
        self._watchdog_ms = now.ms
        self._late_ms = round(setup.timers.watchdog_s * setup.timers.late_watchdogs * 1000)
        self._due_ms = now.ms + self._late_ms  # by what this end waits for itself, or earlier
        self._open: dict[str, tuple[FromSupervisor, int]] = {}
        self._happened: list[Happened] = []

    @property
    def is_ready(self) -> bool:
        """Whether the handshake is done and the connection stands."""
        return self.conversation.ready and not self.conversation.over

    def is_due(self, ms: int) -> bool:
        """Say whether `pass_time` may have something to do at `ms` of the clock that never jumps."""
        link = self.conversation
        return ms >= self._due_ms or ms >= link.due_ms or bool(link.over)

    def take(self, data: bytes, now: Moment) -> list[Happened]:
        """Deal with what the socket read and return what happened, in order."""
        for incoming in self.conversation.take(data):
            if isinstance(incoming, Unreadable):
                self._happened.append(incoming)
            else:
                self._deal_with(incoming, now)
            self._advance_handshake(now)
        return self._told()

    def pass_time(self, now: Moment) -> list[Happened]:
        """Do what became due and return what happened."""
        self.conversation.pass_time(now)
        if self.is_ready and not self._is_late and now.ms - self._watchdog_ms >= self._late_ms:
            self._is_late = True
            self._happened.append(WatchdogLate())
        for request, until_ms in list(self._open.values()):
            if now.ms >= until_ms:
                del self._open[request.id]
                self._happened.append(Unanswered(request))
        self._due_ms = self._next_due_ms()
        return self._told()

    def _next_due_ms(self) -> int:
        due = [until_ms for _, until_ms in islice(self._open.values(), 1)]  # all wait equally long: the oldest is first
        return min([*due, *([] if self._is_late else [self._watchdog_ms + self._late_ms])], default=NEVER_MS)

    def close(self) -> list[Happened]:
        """End the connection: whatever is still asked stays unanswered."""
        self.conversation.end("closed")
        self._happened += [Unanswered(request) for request, _ in self._open.values()]
        self._open.clear()
        return self._told()

    def to_write(self) -> bytes:
        """Return what the socket must write now."""
        return self.conversation.to_write()

    def confirm(self, message_id: str) -> None:
        """Acknowledge a message that is stored now."""
        self.conversation.acknowledge(message_id)

    def ask_status(self, component: str, asked: Iterable[Asked], now: Moment) -> str | Unreadable:
        """Ask for status values once; return the id of the request."""
        return self._request(StatusRequest(self._new_id(), component, tuple(asked)), now)

    def ask_aggregated(self, component: str, now: Moment) -> str | Unreadable:
        """Ask for the aggregated status; return the id of the request."""
        return self._request(AggregatedStatusRequest(self._new_id(), component), now)

    def order(self, component: str, arguments: Iterable[Argument], now: Moment) -> str | Unreadable:
        """Send a command; return the id of the request."""
        return self._request(CommandRequest(self._new_id(), component, tuple(arguments)), now)

    def order_alarm(self, component: str, code: str, act: AlarmAct, now: Moment) -> str | Unreadable:
        """Acknowledge, suspend, resume or ask for an alarm; return the id of the request."""
        return self._request(AlarmOrder(self._new_id(), component, code, act, now.t), now)

    def subscribe(self, component: str, asked: Iterable[Subscription], now: Moment) -> str | Unreadable:
        """Subscribe to status values on this connection; return the id of the request.

        Before core 3.1.5 there is either an interval or every change: who asks for both gets one second.
        """
        if not self.conversation.core.on_change:
            asked = [replace(one, interval_s=1) if one.interval_s and one.on_change else one for one in asked]
        return self._request(StatusSubscribe(self._new_id(), component, tuple(asked)), now)

    def unsubscribe(self, component: str, asked: Iterable[Asked], now: Moment) -> str | Unreadable:
        """End subscriptions on this connection; return the id of the request."""
        return self._request(StatusUnsubscribe(self._new_id(), component, tuple(asked)), now)

    def _request(self, request: FromSupervisor, now: Moment) -> str | Unreadable:
        if not self.is_ready:
            return Unreadable(request.id, "the site is not connected")
        unreadable = self.conversation.send(request, now)
        if unreadable is not None:
            return unreadable
        until_ms = now.ms + round(self._setup.timers.answer_s * 1000)
        self._open[request.id] = (request, until_ms)
        self._due_ms = min(self._due_ms, until_ms)
        return request.id

    def _deal_with(self, incoming: Heard, now: Moment) -> None:
        match incoming:
            case StatusUpdate():  # almost all that comes, so it is asked for first
                self._report(incoming)
            case Acked(message=message):
                self._acked(message, now)
            case NotAcked(message=message, reason=reason):
                self._not_acked(message, reason)
            case Version():
                self._meet(incoming, now)
            case Watchdog():
                self.conversation.acknowledge(incoming.id)
                self._heard_watchdog, self._watchdog_ms = True, now.ms
                self.clock_error_s = (incoming.t - now.t) / 1000
                self._happened.append(WatchdogHeard(incoming.t, self._is_late))
                self._is_late = False
                self._due_ms = min(self._due_ms, now.ms + self._late_ms)
            case AggregatedStatus() | AlarmStatus() | StatusResponse() | CommandResponse():
                self._report(incoming)
            case _:
                self.conversation.refuse(incoming.id, f"{type(incoming).__name__} is not for a supervisor")

    def _acked(self, message: WithId, now: Moment) -> None:
        self._greeted = self._greeted or isinstance(message, Version)
        if isinstance(message, Watchdog):
            self.answer_s = max(0.0, (now.t - message.t) / 1000)
        if isinstance(message, StatusSubscribe | StatusUnsubscribe) and self._open.pop(message.id, None) is not None:
            self._happened.append(Answered(message, None))

    def _not_acked(self, message: WithId, reason: str) -> None:
        if isinstance(message, Version):
            self.conversation.end(f"our version was refused: {reason}")
        elif (request := self._open.pop(message.id, None)) is not None:
            self._happened.append(Declined(request[0], reason))

    def _meet(self, version: Version, now: Moment) -> None:
        """Let the first site of a Version in if it is known and speaks what we speak, or refuse it and close."""
        link = self.conversation
        if link.agreed:
            link.refuse(version.id, "the versions are agreed already")
            return
        expected = self._setup.expect(version.sites[0])
        core = find_newest(self._setup.cores, version.cores)
        why = _objection(version, expected, core, self.certified)
        if expected is None or core is None or why:
            link.refuse(version.id, why)
            link.end(why)
            return
        self.site, self._expected = version.sites[0], expected
        link.acknowledge(version.id)
        as_theirs = [name for name in version.cores if name not in CORES and full_name(name) in self._setup.cores]
        ours = Version(self._new_id(), (*self._setup.cores, *as_theirs), (self.site,), version.sxl)
        link.send(ours, now)
        link.agree(core, full_name(version.sxl))

    def _advance_handshake(self, now: Moment) -> None:
        """Do the next step when the site has done its own: it sends the first watchdog where the core has an order."""
        link = self.conversation
        if link.over or link.ready or not link.agreed or not self._greeted:
            return
        if not link.watches and (self._heard_watchdog or not link.core.in_order):
            link.start_watchdog(now)
        ours_waits = any(isinstance(message, Watchdog) for message in link.unanswered)
        if link.watches and self._heard_watchdog and not ours_waits:
            link.finish_handshake()
            self._watchdog_ms = now.ms
            self._happened.append(Ready(self.site, link.core, link.sxl))
            for component, asked in self._expected.subscriptions.items():
                self.subscribe(component, [one for one in asked if one.name in names_of(link.sxl, one.code)], now)

    def _report(self, message: FromSite) -> None:
        if not (self._setup.durable and must_be_stored(message)):
            self.conversation.acknowledge(message.id)
        request = self._find_request(message) if self._open else None
        if request is not None:
            del self._open[request.id]
            if not isinstance(message, StatusUpdate):
                self._happened.append(Answered(request, message))
        if isinstance(message, AggregatedStatus | AlarmStatus | StatusUpdate):
            self._happened.append(message)

    def _find_request(self, message: FromSite) -> FromSupervisor | None:
        """Return the oldest request that a message answers: answers do not name what they answer."""
        return next((request for request, _ in self._open.values() if _answers(message, request)), None)

    def _told(self) -> list[Happened]:
        told, self._happened = self._happened, []
        return told


def _objection(version: Version, expected: Expected | None, core: Core | None, certified: str | None) -> str:
    """Return why a site is not let in, or nothing."""
    if certified is not None and certified != version.sites[0]:
        return f"the certificate is not that of site {version.sites[0]}"
    if expected is None:
        return f"site {version.sites[0]} is not known here"
    if core is None:
        return "no common core"
    if full_name(version.sxl) not in expected.sxls:
        return f"SXL {version.sxl} is not spoken here, but {', '.join(expected.sxls)}"
    return ""


def _answers(message: FromSite, request: FromSupervisor) -> bool:
    match message, request:
        case StatusResponse(), StatusRequest():
            same = {(v.code, v.name) for v in message.values} == {(a.code, a.name) for a in request.asked}
        case CommandResponse(), CommandRequest():
            same = {v.code for v in message.values} == {a.code for a in request.arguments}
        case AlarmStatus(), AlarmOrder():
            same = message.code == request.code and _shows(message, request.act)
        case AggregatedStatus(), AggregatedStatusRequest():
            same = True
        case _:
            return False
    return same and message.component == request.component


def _shows(alarm: AlarmStatus, act: AlarmAct) -> bool:
    """Say whether an alarm's message is the answer to what was done with it; Suspend and Resume are answered alike."""
    match act:
        case AlarmAct.SUSPEND | AlarmAct.RESUME:
            of_this = alarm.act in (AlarmAct.SUSPEND, AlarmAct.RESUME)
            return of_this and alarm.suspended == (act is AlarmAct.SUSPEND)
        case AlarmAct.REQUEST:
            return alarm.act is AlarmAct.ISSUE
        case _:
            return alarm.act is act


def must_be_stored(message: FromSite) -> bool:
    """Say whether a message must not be lost once it is acknowledged: the site forgets it then."""
    match message:
        case AlarmStatus() | AggregatedStatus():
            return True
        case StatusUpdate():
            for value in message.values:  # noqa: SIM110 - a third of the time of `any`, for each update
                if value.quality is Quality.OLD:
                    return True
            return False
        case _:
            return False
