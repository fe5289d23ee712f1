"""What became of the orders of earlier runs, as their log tells it."""

from collections.abc import Iterable, Mapping

from meydan.centre.order_book import OrderBook, OrderLife
from meydan.city.city import City
from meydan.city.events import Event, Mode, RunStarted, Tick
from meydan.city.instant import NEVER, Instant
from meydan.city.orders import Cleared, Refused, TellAlarm, Verdict
from meydan.city.state import JunctionState


def orders_before(records: Iterable[Event | Verdict], city: City) -> Mapping[str, list[OrderLife]]:
    """Return the latest orders of each junction by these records, and what became of them.

    One that was open when its run ended is over: the next run asked its controller to give everything back.
    """
    player = _Player(city)
    for record in records:
        player.take(record)
    player.end_run()
    return {junction: list(lives) for junction, lives in player.book.lives.items()}


class _Player:
    """Follows orders through the end of a log, of which the beginning is not known."""

    def __init__(self, city: City) -> None:
        self.book = OrderBook()
        self._city = city
        self._seen: dict[str, JunctionState] = {}
        self._now: Instant = NEVER

    def take(self, record: Event | Verdict) -> None:
        """Take the next record."""
        match record:
            case Cleared(order=order) | Refused(order=order):
                if order.junction in self._city.junctions and not isinstance(order, TellAlarm):
                    self._now = order.t
                    self.book.take(record)
            case RunStarted():
                self.end_run()
                self._seen.clear()
            case Tick():
                pass
            case _ if record.junction in self._city.junctions:
                self._watch(record, record.junction)
            case _:
                pass

    def end_run(self) -> None:
        """Settle what was open when a run ended."""
        for junction in tuple(self.book.open):
            self.book.end(junction, self._now)

    def _watch(self, event: Event, junction: str) -> None:
        state = self._seen.get(junction)
        if state is None:  # what was said before the part that is read: an order was cleared, so it took orders
            state = self._seen[junction] = JunctionState(
                self._city.junctions[junction], on_street=True, mode=Mode.LOCAL
            )
        self._now = event.t
        state.observe(event)
        if junction in self.book.open:
            self.book.watch(event, state)
