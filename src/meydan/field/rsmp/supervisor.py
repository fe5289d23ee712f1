"""The supervisor as a field: it listens, sites come, what they say becomes events and orders become commands."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Mapping

import structlog

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.events import Event, JunctionLost, LinkMeasured, OrderRejected, Tick
from meydan.city.instant import Instant, elapsed_s
from meydan.city.orders import AskPriority, Cleared, Order, SetClock, TellAlarm
from meydan.city.secret import Secret
from meydan.field.rsmp.alarm_orders import refused, rejected, tell_alarm, untold
from meydan.field.rsmp.clock import Stamps, read_clocks
from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.desk import Desk, not_connected
from meydan.field.rsmp.happened import Answered, Declined, Happened, Ready, Unanswered, WatchdogHeard, WatchdogLate
from meydan.field.rsmp.hearing import Hearing
from meydan.field.rsmp.listener import Connection, Listener, Listening
from meydan.field.rsmp.messages import (
    AggregatedStatus,
    AlarmOrder,
    AlarmStatus,
    CommandRequest,
    CommandResponse,
    Quality,
    StatusUpdate,
    Unreadable,
)
from meydan.field.rsmp.ordering import PRIORITY, TAKES, Command, command_of, set_clock, takes_of
from meydan.field.rsmp.reports import Reports
from meydan.field.rsmp.site_map import SiteMap
from meydan.field.rsmp.storing import Log, Owed, Receipts
from meydan.field.rsmp.supervisor_end import Expected, SupervisorSetup, must_be_stored
from meydan.field.rsmp.sxl import has_command, names_of

log = structlog.get_logger(__name__)

LOOK_EVERY_S = 0.25
_NO_CODE = Secret("")  # of a command that has none
OLDEST_ORDER_S = 10  # an order that waited longer is not sent (promise P-8)

Kept = AlarmStatus | AggregatedStatus | StatusUpdate

__all__ = ["Listening", "RsmpField"]


class RsmpField:
    """The streets of a city over RSMP.

    Parameters
    ----------
    city, maps
        The city, and where each of its junctions stands in its site; a junction without a map is never heard.
    codes
        The security code (level 2) of each site. They are sent and shown nowhere else.
    utc_offset_s
        The city's offset from UTC [s] at an instant, for `Tick`.
    listening
        Where and how to listen.
    log
        Where the centre writes what it is told. With it alarms, aggregated status and what waited in a site's buffer
        are acknowledged only when they are durable there; without it at once.
    now
        The two clocks; a test may bring its own.
    """

    takes: frozenset[type[Order]] = TAKES

    def __init__(
        self,
        city: City,
        maps: Iterable[SiteMap],
        codes: Mapping[str, Secret],
        *,
        utc_offset_s: Callable[[Instant], int],
        listening: Listening | None = None,
        log: Log | None = None,
        now: Callable[[], Moment] = read_clocks,
    ) -> None:
        self.listening = listening or Listening()
        self.on_street = not self.listening.virtual
        self._now = now
        self._utc_offset_s = utc_offset_s
        self._codes = codes
        held = list(maps)
        self.takes = takes_of(held)
        self._desks = {of.site: _desk(city, of) for of in held}
        self._site_of = {desk.map.junction: site for site, desk in self._desks.items()}
        setup = SupervisorSetup(self._expect, self.listening.cores, self.listening.timers, durable=log is not None)
        self._listener = Listener(self.listening, setup, self, len(self._desks), self._now)
        self._connected: dict[str, Connection] = {}
        self._confirmed: set[Connection] = set()
        self._receipts = None if log is None else Receipts(log)
        self._waiting: deque[Event | Owed] = deque()
        self._woken = asyncio.Event()
        self._ordered: set[str] = set()  # sites at which an order of ours may stand
        self._stamps = Stamps()

    @property
    def port(self) -> int:
        """The port that is listened on, once it is open."""
        return self._listener.port

    async def events(self) -> AsyncIterator[Event]:
        """Listen, and yield what sites say and a tick a second, until whoever iterates stops.

        Raises
        ------
        FieldError
            If the port cannot be opened.
        """
        await self._listener.open()
        clock = asyncio.get_running_loop().create_task(self._pass_time())
        try:
            while True:
                if not self._waiting:
                    self._woken.clear()
                    await self._woken.wait()
                told = self._waiting.popleft()
                if not isinstance(told, Owed):
                    yield told
                elif self._receipts is not None:
                    self._receipts.wait_for(told)
        finally:
            clock.cancel()
            self._listener.close()

    async def send(self, order: Cleared) -> None:
        """Send an order to its site; whether it was followed comes back as an event."""
        why = self._cannot(order) or self._obey(order.order)
        if why is not None:
            self._tell(rejected(order.order, self._stamp(), why))

    def why(self, junction: str) -> Mapping[str, Because]:
        """Return of each signal group why it shows what it shows, as its controller says."""
        return self._desks[self._site_of[junction]].hearing.why

    def _cannot(self, order: Cleared) -> Because | None:
        if self.listening.read_only:
            return because("rsmp.read_only")
        if self.on_street and not order.for_street:
            return because("rsmp.not_for_street")
        age_s = elapsed_s(self._stamp(), order.order.t)
        if age_s > OLDEST_ORDER_S:
            return because("rsmp.too_late", age_s=round(age_s), most_s=OLDEST_ORDER_S)
        return None if order.order.junction in self._site_of else not_connected()

    def _obey(self, order: Order) -> Because | None:
        site = self._site_of[order.junction]
        connection = self._connected.get(site)
        if isinstance(order, TellAlarm):
            return tell_alarm(order, connection, self._now())
        if connection is None or not connection.end.is_ready:
            return not_connected()
        if isinstance(order, SetClock):
            return self._command(connection, [set_clock(self._now().t)])
        if isinstance(order, AskPriority) and not has_command(sxl := connection.end.conversation.sxl, PRIORITY):
            return because("rsmp.no_priority", sxl=sxl)
        self._ordered.add(site)
        commands = self._desks[site].commands_for(order)
        return commands if isinstance(commands, Because) else self._command(connection, commands)

    def _command(self, connection: Connection, commands: Iterable[Command]) -> Because | None:
        """Write commands to a site, with its security code; return why one cannot be written."""
        desk, code = self._desks[connection.end.site], self._codes.get(connection.end.site)
        for command in commands:
            if code is None and command.code != PRIORITY:
                return because("rsmp.no_code", site=desk.map.site)
            made = connection.end.order(desk.map.main, command.written(code or _NO_CODE), self._now())
            if isinstance(made, Unreadable):
                desk.declined(command)
                return because("rsmp.unwritable", why=made.why)
        connection.write()
        return None

    def _expect(self, site: str) -> Expected | None:
        desk = self._desks.get(site)
        return None if desk is None else Expected(desk.map.sxls, desk.map.subscriptions())

    async def _pass_time(self) -> None:
        """Let every connection do what is due, acknowledge what is stored, and tick once a second."""
        next_tick_s = 0
        while True:
            self._confirm_stored()
            self._listener.pass_time()
            now = self._stamp()
            if not self.listening.read_only:
                self._end_orders(now)
            if now // 1000 >= next_tick_s:
                next_tick_s = now // 1000 + 1
                self._tell(Tick(now, self._utc_offset_s(now)))
            await asyncio.sleep(LOOK_EVERY_S)

    def _confirm_stored(self) -> None:
        """Write the acknowledgements of what is stored by now."""
        if self._receipts is None:
            return
        self._receipts.settle()
        confirmed, self._confirmed = self._confirmed, set()
        for connection in confirmed:
            connection.write()

    def _end_orders(self, now: Instant) -> None:
        """Take back the orders that are over."""
        self._ordered = {site for site in self._ordered if self._desks[site].has_orders}
        for site in [site for site in self._ordered if self._desks[site].is_due(now)]:
            connection, desk = self._connected.get(site), self._desks[site]
            if connection is None:
                continue  # it is taken back when the site has come
            with connection.fenced():
                if connection.end.is_ready:
                    self._command(connection, desk.commands_at(now))
                connection.write()

    def heard(self, connection: Connection, happened: Iterable[Happened]) -> None:
        """Turn what happened on a connection into events, and write what it wants to say."""
        for one in happened:
            site = connection.end.site
            if isinstance(one, Unreadable):
                log.warning("message_unreadable", site=site, why=one.why)
            elif isinstance(one, Ready):
                self._welcome(connection, self._desks[site])
            elif self._connected.get(site) is connection:  # nobody else speaks for the site
                self._happened(connection, self._desks[site], one)
            elif isinstance(one, AlarmStatus | AggregatedStatus) and not connection.end.conversation.over:
                self._reported(connection, self._desks[site], one)  # old cores send them before all is agreed
        connection.write()

    def _happened(self, connection: Connection, desk: Desk, one: Happened) -> None:
        junction = desk.map.junction
        match one:
            case StatusUpdate():
                self._values(connection, desk, one)
            case AlarmStatus() | AggregatedStatus():
                self._reported(connection, desk, one)
            case WatchdogHeard():
                self._measured(connection, desk)
            case WatchdogLate():
                log.warning("watchdog_late", site=desk.map.site)
                self._tell_all(desk.reports.watchdog(desk.map.main, self._stamp(), is_late=True))
            case Declined(request=CommandRequest() as request):
                desk.declined(command := command_of(request))
                why = because("rsmp.declined", reason=one.reason[:200])
                self._tell_all(refused(command, junction, self._stamp(), why))
            case Declined(request=AlarmOrder() as told, reason=reason):
                why = because("rsmp.declined", reason=reason[:200])
                self._tell_all(untold(told, junction, self._stamp(), why))
            case Unanswered(request=AlarmOrder() as told):
                self._tell_all(untold(told, junction, self._stamp(), because("rsmp.unanswered")))
            case Answered(request=CommandRequest() as request, answer=CommandResponse() as answer):
                self._receipt(desk, command_of(request), answer)
            case Unanswered(request=CommandRequest() as request):  # it may stand all the same: it is taken back later
                self._tell_all(refused(command_of(request), junction, self._stamp(), because("rsmp.unanswered")))
            case _:
                pass

    def _values(self, connection: Connection, desk: Desk, update: StatusUpdate) -> None:
        now = self._stamps.at(connection.now)
        self._tell_all(desk.hearing.hear(update, now))
        if must_be_stored(update):
            self._keep(connection, update, desk.reports.late(update, now))

    def _measured(self, connection: Connection, desk: Desk, *, anew: bool = False) -> None:
        """Tell how the link is, when a site has connected and at each of its watchdogs."""
        end, of, now = connection.end, desk.map, self._stamp()
        spoken = f"{end.conversation.core.name}, SXL {end.conversation.sxl}"
        self._tell(LinkMeasured(now, of.junction, of.site, spoken, end.clock_error_s, end.answer_s, anew))
        self._tell_all(desk.reports.watchdog(of.main, now, is_late=False))

    def _reported(self, connection: Connection, desk: Desk, one: AlarmStatus | AggregatedStatus) -> None:
        now, reports = self._stamp(), desk.reports
        told = reports.alarm(one, now) if isinstance(one, AlarmStatus) else reports.health(one, now)
        self._keep(connection, one, told)

    def _keep(self, connection: Connection, message: Kept, events: list[Event]) -> None:
        """Tell events, and acknowledge their message when they are stored.

        A message that says nothing new waits too: what it repeats may not be stored yet.
        """
        before = 0 if self._receipts is None else self._receipts.log.dropped
        self._tell_all(events)
        if self._receipts is not None and must_be_stored(message):
            self._tell(Owed(lambda: self._confirm(connection, message.id), before))

    def _confirm(self, connection: Connection, message_id: str) -> None:
        connection.end.confirm(message_id)
        self._confirmed.add(connection)

    def _receipt(self, desk: Desk, command: Command, receipt: CommandResponse) -> None:
        """Take the receipt of a command; one without the values that were ordered says that it was not followed."""
        if all(value.quality is Quality.RECENT for value in receipt.values):
            desk.answered(command)
            return
        desk.declined(command)
        why = because("rsmp.not_followed", command=command.code)
        self._tell_all(refused(command, desk.map.junction, self._stamp(), why))

    def _welcome(self, connection: Connection, desk: Desk) -> None:
        """Take a site in; one that connects twice is believed the second time, since the first may be half open."""
        site = desk.map.site
        before = self._connected.get(site)
        if before is not None and before is not connection:
            before.hang_up("the site connected anew")
        self._connected[site] = connection
        desk.hearing.forget()
        desk.hearing.says_source = "source" in names_of(connection.end.conversation.sxl, "S0014")
        log.info("site_ready", site=site, core=connection.end.conversation.core.name)
        self._measured(connection, desk, anew=True)
        if not self.listening.read_only:
            why = self._command(connection, desk.commands_when_ready(self._stamp()))
            if why is not None:
                self._tell(OrderRejected(self._stamp(), desk.map.junction, why))

    def lost(self, connection: Connection) -> None:
        """Forget a connection that is gone; what was asked on it stays unanswered."""
        site = connection.end.site
        self.heard(connection, connection.end.close())
        if self._connected.get(site) is connection:
            del self._connected[site]
            desk = self._desks[site]
            desk.hearing.forget()
            self._tell(JunctionLost(self._stamp(), desk.map.junction))
        log.info("connection_closed", site=site, why=connection.end.conversation.over)

    def moment(self) -> Moment:
        """Return now."""
        return self._now()

    def _stamp(self) -> Instant:
        """Return now for an event; events are told in order of time also while the wall clock is set back."""
        return self._stamps.at(self._now())

    def _tell(self, told: Event | Owed) -> None:
        self._waiting.append(told)
        self._woken.set()

    def _tell_all(self, events: Iterable[Event]) -> None:
        self._waiting.extend(events)
        if self._waiting:
            self._woken.set()


def _desk(city: City, of: SiteMap) -> Desk:
    plans = {name: plan for (junction, name), plan in city.plans.items() if junction == of.junction}
    return Desk(of, plans, Hearing(city.junctions[of.junction], of), Reports(of.junction))
