"""The site's end of the protocol: it greets, reports and answers for the controller behind it.

Pure: told the time, given bytes, gives bytes. It outlives connections: alarms, what was kept while nobody listened, and
subscriptions to what is kept go on from one connection to the next.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from meydan.city.instant import Instant
from meydan.field.rsmp.cabinet import Cabinet
from meydan.field.rsmp.conversation import Acked, Conversation, Heard, Moment, NotAcked, Timers
from meydan.field.rsmp.messages import (
    AggregatedStatus,
    AggregatedStatusRequest,
    AlarmOrder,
    Asked,
    CommandRequest,
    FromSupervisor,
    Quality,
    StatusRequest,
    StatusResponse,
    StatusSubscribe,
    StatusUnsubscribe,
    StatusUpdate,
    StatusValue,
    Subscription,
    Unreadable,
    Value,
    Version,
    Watchdog,
    WithId,
)
from meydan.field.rsmp.obeying import obey
from meydan.field.rsmp.outbox import Kept, Outbox
from meydan.field.rsmp.site_alarms import SiteAlarms
from meydan.field.rsmp.subscriptions import Subscriptions
from meydan.field.rsmp.sxl import find_misplaced, part_of
from meydan.field.rsmp.versions import CORES, find_newest, spelled


@dataclass(frozen=True, slots=True)
class SiteSetup:
    """What a site is and how it behaves.

    `kept` are the status codes that are kept while nobody listens; `window` is how many kept messages may wait for
    their acknowledgement at once, so that a supervisor slows a full buffer down by answering late.
    """

    id: str
    sxl: str
    cores: tuple[str, ...] = tuple(CORES)
    timers: Timers = field(default_factory=Timers)
    kept: frozenset[str] = frozenset()
    buffer: int = 10_000
    window: int = 100


class SiteEnd:
    """A site, connected or not."""

    def __init__(self, setup: SiteSetup, cabinet: Cabinet, new_id: Callable[[], str], now: Moment) -> None:
        self.conversation: Conversation | None = None
        self.outbox = Outbox(setup.buffer, setup.kept)
        self.subscriptions = Subscriptions()
        self._setup = setup
        self._cabinet = cabinet
        self._new_id = new_id
        self._alarms = SiteAlarms(cabinet.alarms(), self._by_its_clock(now).t)
        self._health = cabinet.health()
        self._greeted = self._heard_watchdog = False
        self._draining: set[str] = set()
        self._was_asked = False

    @property
    def is_ready(self) -> bool:
        """Whether the handshake is done and the connection stands."""
        return self.conversation is not None and self.conversation.ready and not self.conversation.over

    @property
    def due_ms(self) -> int:
        """When `pass_time` has something to do again, or earlier [ms, of the clock that never jumps].

        As long as the cabinet shows what it showed before, but for what only counts the time.
        """
        if self.conversation is None or self._was_asked or len(self.outbox):
            return 0
        return min(self.conversation.due_ms, self.subscriptions.due_ms)

    def connect(self, now: Moment) -> None:
        """Begin a connection: say who we are."""
        now = self._by_its_clock(now)
        self.conversation = Conversation(self._setup.timers, self._new_id, now)
        self._greeted = self._heard_watchdog = False
        self._draining = set()
        version = Version(self._new_id(), spelled(self._setup.cores), (self._setup.id,), self._setup.sxl)
        self.conversation.send(version, now)

    def disconnect(self) -> None:
        """End a connection: what was not acknowledged is kept, subscriptions end but those to what is kept."""
        if self.conversation is not None:
            self.outbox.put_back(self.conversation.unanswered)
            self.subscriptions.keep_only(self._setup.kept)
        self.conversation = None

    def take(self, data: bytes, now: Moment) -> list[Unreadable]:
        """Deal with what the socket read and return what could not be read, for the diagnostics."""
        unreadable = []
        if self.conversation is not None:
            for incoming in self.conversation.take(data):
                if isinstance(incoming, Unreadable):
                    unreadable.append(incoming)
                else:
                    self._deal_with(self.conversation, incoming, self._by_its_clock(now))
                self._advance_handshake(self.conversation, self._by_its_clock(now))
        return unreadable

    def pass_time(self, now: Moment) -> None:
        """Say what became due: watchdog, alarms, aggregated status, subscriptions, what was kept."""
        self._was_asked = False
        now = self._by_its_clock(now)
        if self.conversation is not None:
            self.conversation.pass_time(now)
        for alarm in self._alarms.news(self._cabinet.alarms(), now.t):
            self._report(replace(alarm, id=self._new_id()), now)
        health = self._cabinet.health()
        if health != self._health:
            self._health = health
            self._report(self._aggregated(now), now)
        self._tell_due(now)
        self._drain(now)

    def _tell_due(self, now: Moment) -> None:
        for component, values in self.subscriptions.due(now, self._reader(now)).items():
            self._report(self._update(component, values, now), now)

    def _by_its_clock(self, now: Moment) -> Moment:
        """Return now as the site's own clock has it: a command may have set it."""
        return Moment(Instant(now.t + self._cabinet.ahead_ms), now.ms)

    def to_write(self) -> bytes:
        """Return what the socket must write now."""
        return b"" if self.conversation is None else self.conversation.to_write()

    def _deal_with(self, link: Conversation, incoming: Heard, now: Moment) -> None:
        match incoming:
            case Acked(message=message):
                self._greeted = self._greeted or isinstance(message, Version)
                self._draining.discard(message.id)
                self._drain(now)
            case NotAcked(message=Version(), reason=reason):
                link.end(f"our version was refused: {reason}")
            case NotAcked(message=message):
                self._draining.discard(message.id)
                self._drain(now)
            case Version():
                self._meet(link, incoming)
            case Watchdog():
                link.acknowledge(incoming.id)
                self._heard_watchdog = True
            case _ if link.watches and self._heard_watchdog:
                self._serve(link, incoming, now)
            case _:
                link.refuse(incoming.id, "not before both watchdogs")

    def _meet(self, link: Conversation, version: Version) -> None:
        core = find_newest(self._setup.cores, version.cores)
        if link.agreed:
            link.refuse(version.id, "the versions are agreed already")
        elif core is None or version.sxl != self._setup.sxl:
            why = "no common core" if core is None else f"SXL {version.sxl} is not ours, {self._setup.sxl}"
            link.refuse(version.id, why)
            link.end(why)
        else:
            link.acknowledge(version.id)
            link.agree(core, self._setup.sxl)

    def _advance_handshake(self, link: Conversation, now: Moment) -> None:
        """Do the next step when both ends have done the last: our watchdog, and then the reports."""
        if link.over or link.ready:
            return
        if self._greeted and link.agreed and not link.watches:
            link.start_watchdog(now)
        ours_waits = any(isinstance(message, Watchdog) for message in link.unanswered)
        if link.watches and self._heard_watchdog and not ours_waits:
            link.finish_handshake()
            self._health = self._cabinet.health()
            self._report(self._aggregated(now), now)
            self._alarms.news(self._cabinet.alarms(), now.t)  # all are told as they stand this very moment
            for alarm in self._alarms.all():
                self._report(replace(alarm, id=self._new_id()), now)
            self._drain(now)

    def _serve(self, link: Conversation, asked: WithId, now: Moment) -> None:
        self._was_asked = True
        match asked:
            case AggregatedStatusRequest():
                link.acknowledge(asked.id)
                self._report(self._aggregated(now), now)
            case AlarmOrder():
                self._serve_alarm(link, asked, now)
            case StatusRequest() | StatusSubscribe() | StatusUnsubscribe() | CommandRequest():
                self._serve_part(link, asked, now)
            case _:
                link.refuse(asked.id, f"{type(asked).__name__} is not for a site")

    def _serve_alarm(self, link: Conversation, order: AlarmOrder, now: Moment) -> None:
        answer = self._alarms.do(order.component, order.code, order.act, now.t)
        if answer is None:
            link.refuse(order.id, f"there is no alarm {order.code} of this component")
            return
        link.acknowledge(order.id)
        self._report(replace(answer, id=self._new_id()), now)

    def _serve_part(self, link: Conversation, asked: FromSupervisor, now: Moment) -> None:
        """Serve what is about codes of one component, if the codes belong to such a component."""
        part = self._cabinet.components.get(asked.component)
        misplaced = None if part is None else find_misplaced(_codes(asked), part)
        if misplaced is not None:
            link.refuse(asked.id, f"{misplaced} belongs to a {part_of(misplaced)} component")
            return
        match asked:
            case StatusSubscribe():
                self._subscribe(link, asked, now)
            case StatusUnsubscribe():
                link.acknowledge(asked.id)
                self.subscriptions.remove(asked.component, asked.asked)
            case StatusRequest():
                link.acknowledge(asked.id)
                self._tell_due(now)  # or a change would be told after it was answered, as a change of nothing
                values = tuple(self._value(asked.component, one, now) for one in asked.asked)
                self._send(link, StatusResponse(self._new_id(), asked.component, now.t, values), now)
            case CommandRequest():
                self._command(link, asked, now)
            case _:
                pass

    def _command(self, link: Conversation, asked: CommandRequest, now: Moment) -> None:
        before_ms = self._cabinet.ahead_ms
        answer = obey(self._cabinet, asked, self._new_id(), now)
        if isinstance(answer, str):
            link.refuse(asked.id, answer)
            return
        link.acknowledge(asked.id)
        set_by_ms = self._cabinet.ahead_ms - before_ms  # a clock that was set is told by the answer already
        self._send(link, replace(answer, t=Instant(answer.t + set_by_ms)), now)
        if self._cabinet.take_restart():
            self.subscriptions.keep_only(frozenset())  # a restart ends them all
            link.end("restarted by command")

    def _subscribe(self, link: Conversation, asked: StatusSubscribe, now: Moment) -> None:
        if not all(one.interval_s or one.on_change for one in asked.asked):
            link.refuse(asked.id, "a subscription needs an interval or changes")
            return
        link.acknowledge(asked.id)
        known = asked.component in self._cabinet.components
        reader = self._reader(now)
        at_once = self.subscriptions.add(asked.component, asked.asked, now, reader) if known else asked.asked
        if at_once:
            values = [(one, reader(asked.component, one)) for one in at_once]
            self._report(self._update(asked.component, values, now), now)

    def _reader(self, now: Moment) -> Callable[[str, Subscription], Value]:
        cabinet = self._cabinet

        def read(component: str, one: Subscription) -> Value:
            if component not in cabinet.components:
                return None
            return cabinet.read(component, one.code, one.name, now, one.interval_s)

        return read

    def _value(self, component: str, asked: Asked, now: Moment) -> StatusValue:
        if component not in self._cabinet.components:
            return StatusValue(asked.code, asked.name, None, Quality.UNDEFINED)
        value = self._cabinet.read(component, asked.code, asked.name, now, 0)
        return StatusValue(asked.code, asked.name, value, Quality.UNKNOWN if value is None else Quality.RECENT)

    def _update(self, component: str, values: Iterable[tuple[Subscription, Value]], now: Moment) -> StatusUpdate:
        known = component in self._cabinet.components
        lost = Quality.UNKNOWN if known else Quality.UNDEFINED
        told = (StatusValue(s.code, s.name, v, lost if v is None else Quality.RECENT) for s, v in values)
        return StatusUpdate(self._new_id(), component, now.t, tuple(told))

    def _aggregated(self, now: Moment) -> AggregatedStatus:
        health = self._health
        return AggregatedStatus(self._new_id(), self._cabinet.main, now.t, health.bits, health.position, health.state)

    def _report(self, message: Kept, now: Moment) -> None:
        """Send a report, or keep it while nobody listens."""
        if self.is_ready and self.conversation is not None:
            self._send(self.conversation, message, now)
        else:
            self.outbox.keep(message)

    def _send(self, link: Conversation, message: WithId, now: Moment) -> None:
        """Send a message; what breaks the schemas is a fault of the cabinet and told as a value nobody knows."""
        if link.send(message, now) is not None and isinstance(message, StatusUpdate | StatusResponse):
            unknown = tuple(replace(v, value=None, quality=Quality.UNKNOWN) for v in message.values)
            link.send(replace(message, values=unknown), now)

    def _drain(self, now: Moment) -> None:
        """Send what was kept, oldest first, no more at a time than the window."""
        while self.is_ready and self.conversation is not None and len(self._draining) < self._setup.window:
            kept = self.outbox.take()
            if kept is None:
                return
            again = replace(kept, id=self._new_id())  # a message that is sent again has an id of its own
            if self.conversation.send(again, now) is None:
                self._draining.add(again.id)


def _codes(asked: FromSupervisor) -> list[str]:
    match asked:
        case StatusRequest() | StatusSubscribe() | StatusUnsubscribe():
            return [one.code for one in asked.asked]
        case CommandRequest():
            return [one.code for one in asked.arguments]
        case _:
            return []
