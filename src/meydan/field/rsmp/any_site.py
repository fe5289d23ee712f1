"""A supervisor without a city: it lets any site in, and tells what the site says. It orders nothing."""

import asyncio
from collections.abc import Callable, Iterable

from meydan.city.because import Because, because
from meydan.city.instant import Instant
from meydan.field.rsmp.happened import Happened, Ready, WatchdogLate
from meydan.field.rsmp.listener import Connection, Listener, Listening
from meydan.field.rsmp.messages import AggregatedStatus, AlarmStatus, StatusUpdate, Unreadable
from meydan.field.rsmp.supervisor_end import Expected, SupervisorSetup

LOOK_EVERY_S = 0.1
EXPECTED_SITES = 100

Tell = Callable[[Instant, str, Because], None]
"""Takes the time, the site (its address is not known before it has said its name) and what it said."""


class AnySite:
    """Listens for every site that speaks a core and an SXL that we speak; for trying a controller on a table.

    Everything is acknowledged at once, for nothing is stored.
    """

    def __init__(self, listening: Listening, tell: Tell) -> None:
        setup = SupervisorSetup(lambda _: Expected(), listening.cores, listening.timers)
        self._listener = Listener(listening, setup, self, EXPECTED_SITES)
        self._tell = tell

    @property
    def port(self) -> int:
        """The port that is listened on, once it is open."""
        return self._listener.port

    async def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Listen until cancelled; call `ready` once the port is open.

        Raises
        ------
        FieldError
            If the port cannot be opened.
        """
        await self._listener.open()
        ready()
        try:
            while True:
                self._listener.pass_time()
                await asyncio.sleep(LOOK_EVERY_S)
        finally:
            self._listener.close()

    def heard(self, connection: Connection, happened: Iterable[Happened]) -> None:
        """Tell what happened, and write what is to be said."""
        for one in happened:
            what = _told(one)
            if what is not None:
                self._tell(self._listener.now().t, connection.end.site, what)
        connection.write()

    def lost(self, connection: Connection) -> None:
        """Tell why a connection is over."""
        connection.end.close()
        why = connection.end.conversation.over
        self._tell(self._listener.now().t, connection.end.site, because("listen.over", why=why))


def _told(one: Happened) -> Because | None:
    """Return what a person at a table wants to read of what happened; watchdogs are no news."""
    match one:
        case Ready(core=core, sxl=sxl):
            return because("listen.ready", core=core.name, sxl=sxl)
        case AggregatedStatus():
            return because("listen.health", bits="".join(str(int(bit)) for bit in one.bits))
        case AlarmStatus():
            stands = because("listen.alarm", alarm=one.code, part=one.component, act=str(one.act))
            return stands if one.active else because("listen.no_alarm", alarm=one.code, part=one.component)
        case StatusUpdate():
            values = ", ".join(f"{v.code} {v.name} = {v.value}" for v in one.values)
            return because("listen.values", part=one.component, values=values)
        case WatchdogLate():
            return because("listen.late")
        case Unreadable(why=why):
            return because("listen.unreadable", why=why)
        case _:
            return None
