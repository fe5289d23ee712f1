"""What control knows, as the web process was told: read like a running centre, changed by what is told alone."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from meydan.centre.alarm_book import AlarmBook
from meydan.centre.board import Board, Record
from meydan.centre.frames import AllTold, ClosedTold, JunctionTold, OverrideTold, PaceTold, RecordsTold
from meydan.centre.lamp_history import LampHistory
from meydan.centre.order_book import OrderBook
from meydan.centre.overrides import Overrides
from meydan.centre.told_junction import take_junction
from meydan.city.because import Because
from meydan.city.city import City
from meydan.city.instant import Instant
from meydan.city.state import JunctionState
from meydan.store.codec import decode_records


@dataclass(slots=True)
class ShownPace:
    """The pace of a twin, as it was told."""

    speed: float | None = 1.0
    paused: bool = False


class Mirror:
    """The board of a control process elsewhere.

    What is told anew after a break is gathered on a fresh board, shown once it is whole; until then the old one stands.

    Parameters
    ----------
    city, strategy
        What is controlled, and by which strategy.
    pace
        The pace to keep up to date; None on a street.
    hear
        Who hears every record too, in order.
    """

    def __init__(
        self,
        city: City,
        strategy: str,
        pace: ShownPace | None = None,
        hear: Callable[[Record], None] = lambda record: None,
    ) -> None:
        self.city, self.strategy, self.pace = city, strategy, pace
        self._hear = hear
        self.board = self._fresh()
        self._coming = self.board

    @property
    def now(self) -> Instant:
        """The time of the last event."""
        return self.board.now

    @property
    def seen(self) -> Mapping[str, JunctionState]:
        """What is known of each junction."""
        return self.board.seen

    @property
    def why(self) -> Mapping[str, Because]:
        """Why each junction does what it does."""
        return self.board.why

    @property
    def history(self) -> Mapping[str, LampHistory]:
        """The latest changes of lamps of each junction."""
        return self.board.history

    @property
    def recent(self) -> Mapping[str, deque[Record]]:
        """The latest news of each junction."""
        return self.board.recent

    @property
    def overrides(self) -> Overrides:
        """What operators asked of junctions."""
        return self.board.overrides

    @property
    def alarms(self) -> AlarmBook:
        """What controllers and the centre raise, and what people did about it."""
        return self.board.alarms

    @property
    def orders(self) -> OrderBook:
        """What became of the latest orders."""
        return self.board.orders

    def begin(self) -> None:
        """Expect to be told everything anew."""
        self._coming = self._fresh()

    def take(self, told: RecordsTold | JunctionTold | ClosedTold | OverrideTold | PaceTold | AllTold) -> None:
        """Take what control says.

        Raises
        ------
        StoreError
            If it holds records that nobody can read.
        """
        match told:
            case RecordsTold():
                for record in decode_records(told.rows):
                    self._coming.take(record)
                    self._hear(record)
            case JunctionTold():
                take_junction(self._coming, told)
            case ClosedTold():
                self._coming.alarms.adopt_closed(told.alarms)
            case OverrideTold():
                self._coming.overrides.adopt(told.override, is_latest=told.is_latest)
            case PaceTold():
                if self.pace is not None:
                    self.pace.speed, self.pace.paused = told.speed, told.paused
            case AllTold():
                self._coming.now = told.now
                self.board = self._coming

    def _fresh(self) -> Board:
        return Board(self.city, self.strategy, on_street=False)
