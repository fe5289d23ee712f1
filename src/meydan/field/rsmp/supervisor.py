"""The supervisor as a field: it listens, sites come, what they say becomes events and orders become commands."""

import asyncio
import ssl
import uuid
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, field

import structlog

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.errors import FieldError
from meydan.city.events import Event, JunctionHeard, JunctionLost, OrderRejected, Tick
from meydan.city.instant import Instant, elapsed_s
from meydan.city.orders import Cleared, Order
from meydan.city.secret import Secret
from meydan.field.rsmp.allowance import Allowance
from meydan.field.rsmp.clock import Stamps, read_clocks
from meydan.field.rsmp.conversation import Moment, Timers
from meydan.field.rsmp.desk import Desk, not_connected
from meydan.field.rsmp.frames import FORM_FEED
from meydan.field.rsmp.happened import Answered, Declined, Happened, Ready, Unanswered, WatchdogHeard, WatchdogLate
from meydan.field.rsmp.hearing import Hearing
from meydan.field.rsmp.messages import (
    AlarmStatus,
    CommandRequest,
    CommandResponse,
    Quality,
    StatusUpdate,
    Unreadable,
)
from meydan.field.rsmp.ordering import TAKES, Command, command_of
from meydan.field.rsmp.site_map import SiteMap
from meydan.field.rsmp.supervisor_end import Expected, SupervisorEnd, SupervisorSetup
from meydan.field.rsmp.sxl import names_of
from meydan.field.rsmp.versions import CORES

log = structlog.get_logger(__name__)

LOOK_EVERY_S = 0.25
OLDEST_ORDER_S = 10  # an order that waited longer is not sent (promise P-8)
MOST_STRANGERS = 64  # connections beyond two for each site: those who connect and say nothing hold no more memory
MOST_UNREAD_BYTES = 8 * 1024 * 1024  # a site that reads no faster than this fills is given up


@dataclass(frozen=True, slots=True)
class Listening:
    """Where and how to listen. `read_only` subscribes and measures beside another supervisor, and orders nothing."""

    host: str = "127.0.0.1"
    port: int = 13111
    tls: ssl.SSLContext | None = None
    read_only: bool = False
    cores: tuple[str, ...] = tuple(CORES)
    timers: Timers = field(default_factory=Timers)


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
    now
        The two clocks; a test may bring its own.
    """

    takes: frozenset[type[Order]] = TAKES
    on_street = True

    def __init__(
        self,
        city: City,
        maps: Iterable[SiteMap],
        codes: Mapping[str, Secret],
        *,
        utc_offset_s: Callable[[Instant], int],
        listening: Listening | None = None,
        now: Callable[[], Moment] | None = None,
    ) -> None:
        self.listening = listening or Listening()
        self.port = self.listening.port
        self._now = now or read_clocks
        self._utc_offset_s = utc_offset_s
        self._codes = codes
        self._desks = {of.site: _desk(city, of) for of in maps}
        self._site_of = {desk.map.junction: site for site, desk in self._desks.items()}
        self._setup = SupervisorSetup(self._expect, self.listening.cores, self.listening.timers)
        self._connected: dict[str, _Connection] = {}
        self._open: set[_Connection] = set()
        self._queue: asyncio.Queue[Event] = asyncio.Queue()
        self._stamps = Stamps()

    async def events(self) -> AsyncIterator[Event]:
        """Listen, and yield what sites say and a tick a second, until whoever iterates stops.

        Raises
        ------
        FieldError
            If the port cannot be opened.
        """
        loop = asyncio.get_running_loop()
        where = self.listening
        try:
            server = await loop.create_server(self._connection, where.host, where.port, ssl=where.tls)
        except OSError as error:
            raise FieldError("rsmp.no_port", host=where.host, port=where.port, error=str(error.strerror)) from error
        self.port = server.sockets[0].getsockname()[1]
        clock = loop.create_task(self._pass_time())
        try:
            while True:
                yield await self._queue.get()
        finally:
            clock.cancel()
            server.close()
            for connection in list(self._open):
                connection.hang_up("the centre stops")

    async def send(self, order: Cleared) -> None:
        """Send an order to its site; whether it was followed comes back as an event."""
        junction = order.order.junction
        why = self._cannot(order) or self._obey(order.order)
        if why is not None:
            self._tell(OrderRejected(self._stamp(), junction, why))

    def why(self, junction: str) -> Mapping[str, Because]:
        """Return of each signal group why it shows what it shows, as its controller says."""
        return self._desks[self._site_of[junction]].hearing.why

    def _cannot(self, order: Cleared) -> Because | None:
        if self.listening.read_only:
            return because("rsmp.read_only")
        if not order.for_street:
            return because("rsmp.not_for_street")
        age_s = elapsed_s(self._stamp(), order.order.t)
        if age_s > OLDEST_ORDER_S:
            return because("rsmp.too_late", age_s=round(age_s), most_s=OLDEST_ORDER_S)
        return None if order.order.junction in self._site_of else not_connected()

    def _obey(self, order: Order) -> Because | None:
        site = self._site_of[order.junction]
        connection = self._connected.get(site)
        if connection is None or not connection.end.is_ready:
            return not_connected()
        commands = self._desks[site].commands_for(order)
        return commands if isinstance(commands, Because) else self._command(connection, commands)

    def _command(self, connection: "_Connection", commands: Iterable[Command]) -> Because | None:
        """Write commands to a site, with its security code; return why one cannot be written."""
        desk, code = self._desks[connection.end.site], self._codes.get(connection.end.site)
        for command in commands:
            if code is None:
                return because("rsmp.no_code", site=desk.map.site)
            made = connection.end.order(desk.map.main, command.written(code), self._now())
            if isinstance(made, Unreadable):
                desk.declined(command)
                return because("rsmp.unwritable", why=made.why)
        connection.write()
        return None

    def _expect(self, site: str) -> Expected | None:
        desk = self._desks.get(site)
        return None if desk is None else Expected(desk.map.sxls, desk.map.subscriptions())

    def _connection(self) -> "_Connection":
        connection = _Connection(self, SupervisorEnd(self._setup, _new_id, self._now()))
        self._open.add(connection)
        return connection

    async def _pass_time(self) -> None:
        """Let every connection do what is due, take back orders that are over, and tick once a second."""
        next_tick_s = 0
        while True:
            for connection in list(self._open):
                self._look_at(connection)
            now = self._stamp()
            if now // 1000 >= next_tick_s:
                next_tick_s = now // 1000 + 1
                self._tell(Tick(now, self._utc_offset_s(now)))
            await asyncio.sleep(LOOK_EVERY_S)

    def _look_at(self, connection: "_Connection") -> None:
        try:
            self.heard(connection, connection.end.pass_time(self._now()))
            self._end_orders(connection)
        except Exception:  # the supervisor of connections: one site fails, the city is listened to
            log.exception("connection_failed", site=connection.end.site)
            connection.hang_up("a fault of ours")

    def _end_orders(self, connection: "_Connection") -> None:
        desk = self._desks.get(connection.end.site)
        if desk is not None and connection.end.is_ready and not self.listening.read_only:
            self._command(connection, desk.commands_at(self._stamp()))

    def heard(self, connection: "_Connection", happened: Iterable[Happened]) -> None:
        """Turn what happened on a connection into events, and write what it wants to say."""
        for one in happened:
            site = connection.end.site
            if isinstance(one, Unreadable):
                log.warning("message_unreadable", site=site, why=one.why)
            elif isinstance(one, Ready):
                self._welcome(connection, self._desks[site])
            elif self._connected.get(site) is connection:  # nobody else speaks for the site
                self._happened(self._desks[site], one)
        connection.write()

    def _happened(self, desk: Desk, one: Happened) -> None:
        junction = desk.map.junction
        match one:
            case StatusUpdate():
                for event in desk.hearing.hear(one, self._stamp()):
                    self._tell(event)
            case WatchdogHeard():
                self._tell(JunctionHeard(self._stamp(), junction))
            case WatchdogLate():
                log.warning("watchdog_late", site=desk.map.site)
            case Declined(request=CommandRequest() as request):
                desk.declined(command_of(request))
                self._tell(OrderRejected(self._stamp(), junction, because("rsmp.declined", reason=one.reason[:200])))
            case Answered(request=CommandRequest() as request, answer=CommandResponse() as answer):
                self._receipt(desk, command_of(request), answer)
            case Unanswered(request=CommandRequest()):  # it may stand all the same, so it is still taken back later
                self._tell(OrderRejected(self._stamp(), junction, because("rsmp.unanswered")))
            case AlarmStatus():
                log.info("alarm_told", site=desk.map.site, code=one.code, active=one.active)
            case _:
                pass

    def _receipt(self, desk: Desk, command: Command, receipt: CommandResponse) -> None:
        """Take the receipt of a command; one without the values that were ordered says that it was not followed."""
        if all(value.quality is Quality.RECENT for value in receipt.values):
            desk.answered(command)
            return
        desk.declined(command)
        self._tell(OrderRejected(self._stamp(), desk.map.junction, because("rsmp.not_followed", command=command.code)))

    def _welcome(self, connection: "_Connection", desk: Desk) -> None:
        """Take a site in; one that connects twice is believed the second time, since the first may be half open."""
        site = desk.map.site
        before = self._connected.get(site)
        if before is not None and before is not connection:
            before.hang_up("the site connected anew")
        self._connected[site] = connection
        desk.hearing.forget()
        desk.hearing.says_source = "source" in names_of(connection.end.conversation.sxl, "S0014")
        log.info("site_ready", site=site, core=connection.end.conversation.core.name)
        if not self.listening.read_only:
            why = self._command(connection, desk.commands_when_ready(self._stamp()))
            if why is not None:
                self._tell(OrderRejected(self._stamp(), desk.map.junction, why))

    def lost(self, connection: "_Connection") -> None:
        """Forget a connection that is gone; what was asked on it stays unanswered."""
        self._open.discard(connection)
        site = connection.end.site
        self.heard(connection, connection.end.close())
        if self._connected.get(site) is connection:
            del self._connected[site]
            desk = self._desks[site]
            desk.hearing.forget()
            self._tell(JunctionLost(self._stamp(), desk.map.junction))
        log.info("connection_closed", site=site, why=connection.end.conversation.over)

    @property
    def is_full(self) -> bool:
        """Whether more connections are open than the sites of this city can need."""
        return len(self._open) > 2 * len(self._desks) + MOST_STRANGERS

    def moment(self) -> Moment:
        """Return now."""
        return self._now()

    def _stamp(self) -> Instant:
        """Return now for an event; events are told in order of time also while the wall clock is set back."""
        return self._stamps.at(self._now())

    def _tell(self, event: Event) -> None:
        self._queue.put_nowait(event)


class _Connection(asyncio.Protocol):
    """One socket and the supervisor's end of its conversation."""

    def __init__(self, field: RsmpField, end: SupervisorEnd) -> None:
        self.end = end
        self._field = field
        self._allowance = Allowance(field.moment().ms)
        self._floods = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the socket to write to, if there is room."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        if self._field.is_full:
            self.end.conversation.end("too many connections")
            transport.abort()

    def data_received(self, data: bytes) -> None:
        """Let the conversation deal with what came; who says too much is not read for a while."""
        now = self._field.moment()
        wait_s = self._allowance.take(data.count(FORM_FEED), now.ms)
        if wait_s and self._transport is not None:
            if not self._floods:
                log.warning("site_floods", site=self.end.site)
            self._floods = True
            self._transport.pause_reading()
            asyncio.get_running_loop().call_later(wait_s, self._transport.resume_reading)
        self._field.heard(self, self.end.take(data, now))

    def connection_lost(self, error: Exception | None) -> None:
        """Say that the site is gone."""
        self._transport = None
        self.end.conversation.end("the connection was lost")
        self._field.lost(self)

    def write(self) -> None:
        """Write what is to be said, and close when the conversation is over."""
        written = self.end.to_write()
        if self._transport is None or self._transport.is_closing():
            return
        if written:
            self._transport.write(written)
        if self._transport.get_write_buffer_size() > MOST_UNREAD_BYTES:
            self.end.conversation.end("the site does not read")
            self._transport.abort()
        elif self.end.conversation.over:
            self._transport.close()

    def hang_up(self, why: str) -> None:
        """End the conversation and close."""
        self.end.conversation.end(why)
        self.write()


def _desk(city: City, of: SiteMap) -> Desk:
    plans = {name: plan for (junction, name), plan in city.plans.items() if junction == of.junction}
    return Desk(of, plans, Hearing(city.junctions[of.junction], of))


def _new_id() -> str:
    return str(uuid.uuid4())
