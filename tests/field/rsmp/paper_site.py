"""A controller on paper and a wire that can lose, double and delay packets, for two ends in one process."""

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

import pytest

from meydan.city.instant import Instant
from meydan.field.rsmp.cabinet import AlarmFact, Health, Obeyed
from meydan.field.rsmp.conversation import Moment, Timers
from meydan.field.rsmp.frames import FORM_FEED
from meydan.field.rsmp.happened import Happened
from meydan.field.rsmp.messages import Argument, Subscription, Value
from meydan.field.rsmp.site_end import SiteEnd, SiteSetup
from meydan.field.rsmp.supervisor_end import Expected, SupervisorEnd, SupervisorSetup
from meydan.field.rsmp.sxl import Part
from meydan.field.rsmp.versions import CORES

SITE, MAIN, GROUP, DETECTOR = "RN+SI0001", "TC", "SG1", "DL1"
START_T, START_MS = 1_764_057_600_000, 5_000_000
TIMERS = Timers(ack_s=3.0, handshake_s=10.0, answer_s=5.0, watchdog_s=10.0)
HEALTHY = (False, False, False, False, False, True, False, False)


def new_ids() -> Callable[[], str]:
    """Return a maker of ids that are the same in every run."""
    numbers = count(1)
    return lambda: str(uuid.UUID(int=next(numbers), version=4))


def at(s: float) -> Moment:
    return Moment(Instant(START_T + round(s * 1000)), START_MS + round(s * 1000))


@dataclass
class PaperCabinet:
    """A controller with one group, one detector logic, two alarms and whatever values a test gives it."""

    main: str = MAIN
    components: Mapping[str, Part] = field(
        default_factory=lambda: {MAIN: Part.MAIN, GROUP: Part.SIGNAL_GROUP, DETECTOR: Part.DETECTOR_LOGIC}
    )
    bits: tuple[bool, ...] = HEALTHY
    active: set[tuple[str, str]] = field(default_factory=set)
    values: dict[tuple[str, str, str], Value] = field(default_factory=dict)
    obeyed: list[tuple[str, str, dict[str, Value]]] = field(default_factory=list)
    refuses: str = ""
    lacks: set[str] = field(default_factory=lambda: {"M0104"})
    ahead_ms: int = 0
    restarts: bool = False

    def take_restart(self) -> bool:
        is_due, self.restarts = self.restarts, False
        return is_due

    def health(self) -> Health:
        return Health(self.bits)

    def alarms(self) -> Iterator[AlarmFact]:
        for component, code, category in ((MAIN, "A0001", "D"), (DETECTOR, "A0301", "D")):
            yield AlarmFact(component, code, category, 2, (component, code) in self.active)

    def read(self, component: str, code: str, name: str, now: Moment, interval_s: int) -> Value:
        return self.values.get((component, code, name))

    def obey(self, component: str, code: str, arguments: Mapping[str, Value], now: Moment) -> Obeyed | str:
        if self.refuses:
            return self.refuses
        if code in self.lacks:
            return Obeyed.NOT_IMPLEMENTED
        self.obeyed.append((component, code, dict(arguments)))
        return Obeyed.DONE


Fault = Callable[[bytes], list[float]]
"""What happens to a packet: the delays [s] of each copy that arrives; none if it is lost."""


def sound(_packet: bytes) -> list[float]:
    return [0.0]


class Wire:
    """Two ends and the packets between them, in simulated time."""

    def __init__(
        self,
        *,
        cores: tuple[str, ...] = ("3.2.2",),
        site_cores: tuple[str, ...] | None = None,
        sxl: str = "1.0.15",
        subscriptions: Mapping[str, tuple[Subscription, ...]] | None = None,
        kept: frozenset[str] = frozenset(),
        durable: bool = False,
        known: bool = True,
        timers: Timers = TIMERS,
    ) -> None:
        self.cabinet = PaperCabinet()
        self.s = 0.0
        self.fault: Fault = sound
        self.sent: list[tuple[str, bytes]] = []
        self.happened: list[Happened] = []
        self.endings: list[str] = []
        expected = Expected(subscriptions=subscriptions or {}) if known else None
        self.setup = SupervisorSetup(lambda _: expected, cores, timers, durable)
        self._new_id = new_ids()
        site = SiteSetup(SITE, sxl, site_cores or cores, timers, kept, buffer=50, window=5)
        self.site = SiteEnd(site, self.cabinet, self._new_id, at(0))
        self._on_way: list[tuple[float, int, str, bytes]] = []
        self._number = count()
        self.connect()

    def connect(self) -> None:
        self.site.connect(at(self.s))
        self.supervisor = SupervisorEnd(self.setup, self._new_id, at(self.s))
        self._on_way.clear()
        self._carry()

    def cut(self) -> None:
        """Let both ends know that the connection is gone, and what was on its way with it."""
        self.site.disconnect()
        self.happened += self.supervisor.close()
        self._on_way.clear()

    def run(self, s: float, step: float = 0.25, reconnect: bool = True) -> None:
        """Let time pass; an end that gives up, or finds the other gone, connects anew a second later."""
        until = self.s + s
        while self.s < until:
            self.s += step
            self._deliver()
            self.happened += self.supervisor.pass_time(at(self.s))
            self.site.pass_time(at(self.s))
            self._carry()
            self._deliver()
            if why := self._over():
                self.endings.append(why)
                self.cut()
            elif self.site.conversation is None and reconnect:
                self.connect()

    def _over(self) -> str:
        link = self.site.conversation
        return link.over or self.supervisor.conversation.over if link is not None else ""

    def _carry(self) -> None:
        for to, data in (("supervisor", self.site.to_write()), ("site", self.supervisor.to_write())):
            for packet in data.split(FORM_FEED)[:-1]:
                self.sent.append((to, packet))
                for delay in self.fault(packet):
                    self._on_way.append((self.s + delay, next(self._number), to, packet + FORM_FEED))

    def _deliver(self) -> None:
        while due := sorted(one for one in self._on_way if one[0] <= self.s):
            self._on_way.remove(due[0])
            _, _, to, data = due[0]
            if to == "site":
                self.site.take(data, at(self.s))
            else:
                self.happened += self.supervisor.take(data, at(self.s))
            self._carry()

    def settle(self) -> None:
        """Carry what is written and everything that follows from it, at this very moment."""
        self._carry()
        self._deliver()


every_core = pytest.mark.parametrize("core", CORES)
LAMPS = Subscription("S0001", "signalgroupstatus", 0, on_change=True)
PLAN = tuple(
    Argument("M0002", "setPlan", name, value)
    for name, value in (("status", "True"), ("securityCode", "2222"), ("timeplan", "3"))
)


def types(wire: Wire) -> list[tuple[str, str]]:
    return [(to, json.loads(packet)["type"]) for to, packet in wire.sent]


def of_kind(wire: Wire, kind: type) -> list[object]:
    return [one for one in wire.happened if isinstance(one, kind)]


def ready(core: str = "3.2.2", **more: object) -> Wire:
    wire = Wire(cores=(core,), **more)  # type: ignore[arg-type]
    wire.settle()
    assert wire.site.is_ready
    assert wire.supervisor.is_ready
    return wire
