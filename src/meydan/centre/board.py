"""What is shown of a running city, from its events and verdicts alone.

The centre keeps one as it works. Whoever hears the same records in the same order, in whatever process, keeps an equal
one: what screens show is made from it and from nothing else.
"""

from collections import deque

from meydan.centre.overrides import Overrides
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
from meydan.city.junction import Lamp
from meydan.city.orders import Cleared, HoldStage, Refused, Verdict
from meydan.city.state import JunctionState

Record = Event | Verdict
History = deque[tuple[Instant, str, Lamp]]

LAMPS_REMEMBERED = 600
NEWS_REMEMBERED = 20
_NO_NEWS = (DetectorChanged, ZoneChanged, JunctionHeard, LateValue, LinkMeasured)


class Board:
    """What is known of each junction, why it does what it does, its latest lamps and news, and what operators asked.

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
        self.history: dict[str, History] = {j: deque(maxlen=LAMPS_REMEMBERED) for j in city.junctions}
        self.recent: dict[str, deque[Record]] = {j: deque(maxlen=NEWS_REMEMBERED) for j in city.junctions}
        self.overrides = Overrides()

    def take(self, record: Record) -> None:
        """Take the next record."""
        match record:
            case Cleared() | Refused():
                self.take_verdict(record)
            case Tick() | RunStarted():
                self.take_for_all(record)
            case _:
                self.take_of_junction(record, record.junction)

    def take_for_all(self, event: Tick | RunStarted) -> None:
        """Take an event that concerns every junction; with a run everything known before is forgotten."""
        self.now = event.t
        for state in self.seen.values():
            state.observe(event)
        if isinstance(event, RunStarted):
            self.overrides.forget()

    def take_of_junction(self, event: Event, junction: str) -> None:
        """Take an event of one junction."""
        self.now = event.t
        self.seen[junction].observe(event)
        if isinstance(event, _NO_NEWS):
            return
        match event:
            case GroupChanged():
                self.history[junction].append((event.t, event.group, event.lamp))
            case ModeChanged():
                self.why[junction] = event.why
                self.recent[junction].append(event)
            case _:
                self.recent[junction].append(event)

    def take_verdict(self, verdict: Verdict) -> None:
        """Take what safety said to an order."""
        order = verdict.order
        if isinstance(verdict, Cleared):
            self.why[order.junction] = order.because
            if isinstance(order, HoldStage):
                return
        self.recent[order.junction].append(verdict)
