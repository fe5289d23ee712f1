"""The one loop: event in, safe order out.

`Centre.handle` takes one event: writes it down first, lets the state, the strategy and safety look at it, and returns
what may be sent. It reads no clock and touches no field, so live, twin and replay run the same code.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from meydan.centre.board import STRATEGY_FAILED, Board
from meydan.centre.order_book import OrderLife
from meydan.city.alarm import AlarmClosed, AlarmHandled
from meydan.city.because import because
from meydan.city.city import City
from meydan.city.clock_setting import ClockAsked
from meydan.city.errors import FieldError
from meydan.city.events import AlarmChanged, AlarmUntold, Event, RouteChanged, RunStarted, Tick
from meydan.city.instant import Instant, later
from meydan.city.orders import (
    AskPriority,
    Cleared,
    EndPriority,
    Order,
    Refused,
    ReleaseToLocal,
    SetClock,
    TellAlarm,
    Verdict,
)
from meydan.city.override import OverrideAsked, OverrideGivenBack, Wish
from meydan.city.priority import PriorityChanged, PriorityDropped, PriorityRefused, PriorityWanted
from meydan.city.state import JunctionState
from meydan.control import Strategy
from meydan.field import Field
from meydan.safety import clear

log = structlog.get_logger(__name__)

Record = Event | Verdict
Write = Callable[[Record], object]
ToldAgain = OverrideAsked | AlarmHandled | AlarmClosed | AlarmChanged

RELEASE_LIVES_S = 30.0
CLOCK_ORDER_LIVES_S = 180.0  # a watchdog a minute says how far off the clock is now
_FOR_ALL = (Tick, RunStarted)  # built once: the loop asks for every event
_BY_PERSONS = (OverrideAsked, OverrideGivenBack)
_NOT_DECIDED = frozenset(
    {
        AlarmHandled,
        AlarmUntold,
        AlarmClosed,
        ClockAsked,
        PriorityWanted,
        PriorityDropped,
        PriorityChanged,
        PriorityRefused,
        RouteChanged,
    }
)  # of no interest to strategies


@dataclass(slots=True)
class _Desk:
    """One junction's place in the centre: what is known of it and who decides for it."""

    state: JunctionState
    memory: Any  # the strategy's own; only the strategy looks inside
    fenced: bool = False


class Centre:
    """The centre of one city under one strategy.

    Parameters
    ----------
    city, strategy, name
        What to control, by which strategy module, and what that strategy is called.
    write
        Takes every event and verdict, in order, before anything else happens; must not wait for a disk.
    on_street
        Whether the field moves real lamps: safety then refuses what rests on guessed values.
    """

    def __init__(self, city: City, strategy: Strategy[Any], name: str, write: Write, *, on_street: bool) -> None:
        self.city = city
        self.strategy = name
        self.board = Board(city, name, on_street=on_street)
        self.seen, self.why, self.overrides = self.board.seen, self.board.why, self.board.overrides
        self.history, self.recent = self.board.history, self.board.recent
        self.alarms, self.orders = self.board.alarms, self.board.orders
        self.inbox: deque[Wish] = deque()
        self._strategy = strategy
        self._write = write
        self._desks = {j: _Desk(self.seen[j], None) for j in city.junctions}
        self._start_strategy()

    @property
    def now(self) -> Instant:
        """The time of the last event."""
        return self.board.now

    def handle(self, event: Event) -> list[Cleared]:
        """Take one event and return the orders that may be sent because of it."""
        self._write(event)
        if isinstance(event, _FOR_ALL):
            return self._handle_for_all(event)
        desk = self._desks[event.junction]
        told = self.board.take_of_junction(event, event.junction)
        if type(event) in _NOT_DECIDED:
            return self._tell(told) or self._follow(desk.state, event)
        if told:
            return self._tell(told) + self._decide(desk, event)
        return self._decide(desk, event)

    def _handle_for_all(self, event: Tick | RunStarted) -> list[Cleared]:
        told = self.board.take_for_all(event)
        if isinstance(event, RunStarted):
            self._start_strategy()
            return []
        self.inbox.extend((*self.alarms.tell_again(self.now), *self.overrides.tell_again(self.now)))
        return self._tell(told) + [cleared for desk in self._desks.values() for cleared in self._decide(desk, event)]

    def take_wish(self) -> list[Cleared]:
        """Take the first wish of the inbox, as an event of this moment."""
        return self.handle(self.inbox.popleft().at(self.now))

    def _decide(self, desk: _Desk, event: Event) -> list[Cleared]:
        """Ask who decides here: the operator whose override stands, else the strategy."""
        if isinstance(event, _BY_PERSONS) or desk.state.junction.id in self.overrides.standing:
            return self._override(desk, event)
        return self._ask_strategy(desk, event)

    def _override(self, desk: _Desk, event: Event) -> list[Cleared]:
        """Follow an override. The strategy is not asked, and begins anew when it ends.

        Orders are judged up to the first refusal and go out last one first: a release follows a plan that was cleared.
        """
        junction = desk.state.junction.id
        was_standing = junction in self.overrides.standing
        verdicts: list[Verdict] = []
        for order in self.overrides.take(event, desk.state):
            verdicts.append(self._judge(desk.state, order))
            if isinstance(verdicts[-1], Refused):
                break
        self.overrides.settle(verdicts, desk.state)
        stands = junction in self.overrides.standing
        if (was_standing or verdicts) and not stands:
            desk.memory = self._strategy.start(self.city, junction, self.seen)
        return [verdict for verdict in reversed(verdicts) if isinstance(verdict, Cleared)]

    def _ask_strategy(self, desk: _Desk, event: Event) -> list[Cleared]:
        """Ask the junction's strategy; a strategy that fails is fenced and its junction given back."""
        if desk.fenced:
            return []
        try:
            desk.memory, orders = self._strategy.decide(desk.memory, event)
        except Exception as error:  # the supervisor of strategies: one junction fails, the city runs on
            log.exception("strategy_failed", junction=desk.state.junction.id, strategy=self.strategy)
            desk.fenced = True
            orders = [self._release(desk.state, error)]
        return self._clear(desk.state, orders) if orders else []

    def _clear(self, state: JunctionState, orders: Iterable[Order]) -> list[Cleared]:
        verdicts = (self._judge(state, order) for order in orders)
        return [verdict for verdict in verdicts if isinstance(verdict, Cleared)]

    def _tell(self, orders: Iterable[TellAlarm]) -> list[Cleared]:
        """Ask safety about what controllers are told of their alarms."""
        return [cleared for order in orders for cleared in self._clear(self.seen[order.junction], [order])]

    def _follow(self, state: JunctionState, event: Event) -> list[Cleared]:
        """Order what a person asked for that is neither an override nor about an alarm."""
        match event:
            case ClockAsked():
                return self._set_clock(state, event)
            case PriorityWanted(junction=junction, request=request, until=until):
                why = because("centre.priority_wanted", person=event.person, priority=event.priority)
                asks = AskPriority(state.now, junction, event.priority, request, until, state.fence, why)
                return self._clear(state, [asks])
            case PriorityDropped(junction=junction, request=request):
                why = because("centre.priority_dropped", person=event.person)
                until = later(state.now, RELEASE_LIVES_S)
                return self._clear(state, [EndPriority(state.now, junction, request, until, state.fence, why)])
            case _:
                return []

    def _set_clock(self, state: JunctionState, asked: ClockAsked) -> list[Cleared]:
        """Order a clock to be set; not while a person holds the junction: the second of their plan would jump."""
        if asked.junction in self.overrides.standing:
            return []
        why = because("centre.clock_asked", person=asked.person)
        order = SetClock(state.now, asked.junction, later(state.now, CLOCK_ORDER_LIVES_S), state.fence, why)
        return self._clear(state, [order])

    def _judge(self, state: JunctionState, order: Order) -> Verdict:
        verdict = clear(order, state.junction, state, self.city.plans)
        self._write(verdict)
        self.board.take_verdict(verdict)
        return verdict

    def _release(self, state: JunctionState, error: Exception) -> ReleaseToLocal:
        why = because(STRATEGY_FAILED, strategy=self.strategy, error=type(error).__name__)
        until = later(state.now, RELEASE_LIVES_S)
        return ReleaseToLocal(state.now, state.junction.id, until, state.fence, why)

    def _start_strategy(self) -> None:
        for junction, desk in self._desks.items():
            desk.fenced = False
            desk.memory = self._strategy.start(self.city, junction, self.seen)


def check_fit(strategy: Strategy[Any], name: str, field: Field) -> None:
    """Refuse a strategy that needs orders the field's controllers do not take.

    Raises
    ------
    FieldError
        Naming the orders that are missing.
    """
    missing = sorted(order.__name__ for order in strategy.NEEDS - field.takes)
    if missing:
        raise FieldError("centre.does_not_fit", strategy=name, missing=", ".join(missing))


async def run(
    centre: Centre,
    field: Field,
    start: RunStarted,
    standing: Sequence[ToldAgain] = (),
    orders: Mapping[str, Sequence[OrderLife]] | None = None,
) -> None:
    """Run the loop until the field ends: one event at a time, orders sent before the next one is read.

    `standing` is what persons did in an earlier run and still holds, and what left the list of alarms, told again; what
    they wish meanwhile is taken from the inbox. `orders` is what became of the latest orders of earlier runs: it is
    shown, and nothing follows from it.
    """
    centre.handle(start)
    for junction, lives in (orders or {}).items():
        centre.orders.adopt(junction, lives)
    for asked in standing:
        centre.handle(asked)
    async for event in field.events():
        for cleared in centre.handle(event):
            await field.send(cleared)
        while centre.inbox:
            for cleared in centre.take_wish():
                await field.send(cleared)
