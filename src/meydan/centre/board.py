"""What is shown of a running city, from its events and verdicts alone.

The centre keeps one as it works. Whoever hears the same records in the same order, in whatever process, keeps an equal
one: what screens show is made from it and from nothing else.
"""

from collections import deque

from meydan.centre.alarm_book import RAISING, AlarmBook
from meydan.centre.lamp_history import LampHistory
from meydan.centre.order_book import OrderBook
from meydan.centre.overrides import Overrides
from meydan.city.alarm import AlarmClosed, AlarmHandled
from meydan.city.because import Because
from meydan.city.city import City
from meydan.city.events import (
    DetectorChanged,
    Event,
    GroupChanged,
    JunctionHeard,
    LateValue,
    LinkMeasured,
    ModeChanged,
    RunStarted,
    Tick,
    ZoneChanged,
)
from meydan.city.instant import NEVER, Instant
from meydan.city.junction import Junction
from meydan.city.orders import Cleared, HoldStage, Refused, TellAlarm, Verdict
from meydan.city.override import OverrideAsked
from meydan.city.state import JunctionState

Record = Event | Verdict
LAMPS_REMEMBERED, LAMPS_OF_A_GROUP = 600, 50  # changes: of a junction at most, and of each of its groups
NEWS_REMEMBERED = 20
STRATEGY_FAILED = "centre.strategy_failed"
_NO_NEWS = (DetectorChanged, ZoneChanged, JunctionHeard, LateValue, LinkMeasured, AlarmClosed)


class Board:
    """What is known of each junction: its state, alarms, orders and overrides, latest lamps and news, and the reasons.

    Parameters
    ----------
    city, strategy
        What is controlled, and by which strategy.
    on_street
        Whether the field moves real lamps.
    """

    def __init__(self, city: City, strategy: str, *, on_street: bool) -> None:
        self.city, self.strategy = city, strategy
        self.now: Instant = NEVER
        self.seen: dict[str, JunctionState] = {j: JunctionState(city.junctions[j], on_street) for j in city.junctions}
        self.why: dict[str, Because] = {}
        self.history: dict[str, LampHistory] = {j: _history_of(junction) for j, junction in city.junctions.items()}
        self.recent: dict[str, deque[Record]] = {j: deque(maxlen=NEWS_REMEMBERED) for j in city.junctions}
        self.overrides = Overrides()
        self.alarms = AlarmBook()
        self.orders = OrderBook()

    def take(self, record: Record) -> None:
        """Take the next record."""
        match record:
            case Cleared() | Refused():
                self.take_verdict(record)
            case Tick() | RunStarted():
                self.take_for_all(record)
            case _:
                self.take_of_junction(record, record.junction)

    def take_for_all(self, event: Tick | RunStarted) -> list[TellAlarm]:
        """Take an event that concerns every junction; return what controllers must be told of their alarms.

        With a run everything known before is forgotten.
        """
        self.now = event.t
        for state in self.seen.values():
            state.observe(event)
        if isinstance(event, RunStarted):
            self.overrides.forget()
            self.alarms.forget()
            self.orders.forget()
            return []
        for junction in tuple(self.orders.open):
            self.orders.watch(event, self.seen[junction])
        return self.alarms.pass_time(self.now, self.seen)

    def take_of_junction(self, event: Event, junction: str) -> list[TellAlarm]:
        """Take an event of one junction; return what its controller must be told of its alarms."""
        self.now = event.t
        state = self.seen[junction]
        state.observe(event)
        if not isinstance(event, _NO_NEWS) and not _is_told_again(event, state):
            self._remember(event, junction)
        if junction in self.orders.open:
            self.orders.watch(event, state)
        if type(event) in RAISING or junction in self.alarms.lost:
            return self.alarms.take(event, state)
        return []

    def take_verdict(self, verdict: Verdict) -> None:
        """Take what safety said to an order; one about an alarm is no reason for what lamps show."""
        order = verdict.order
        if isinstance(order, TellAlarm):
            return
        self.orders.take(verdict)
        if order.because.code == STRATEGY_FAILED:
            error = dict(order.because.values).get("error", "")
            self.alarms.raise_own(self.seen[order.junction], "strategy_failed", str(error))
        if isinstance(verdict, Cleared):
            self.why[order.junction] = order.because
            if isinstance(order, HoldStage):
                return
        self.recent[order.junction].append(verdict)

    def _remember(self, event: Event, junction: str) -> None:
        match event:
            case GroupChanged():
                self.history[junction].append(event.t, event.group, event.lamp)
            case ModeChanged():
                self.why[junction] = event.why
                self.recent[junction].append(event)
            case _:
                self.recent[junction].append(event)


def _history_of(junction: Junction) -> LampHistory:
    return LampHistory(junction.groups, min(LAMPS_REMEMBERED, LAMPS_OF_A_GROUP * len(junction.groups)))


def _is_told_again(event: Event, state: JunctionState) -> bool:
    """Say whether a person did this before, in this run: it was news then."""
    return isinstance(event, AlarmHandled | OverrideAsked) and event.since < event.t and event.t != state.began
