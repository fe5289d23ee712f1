"""The life of orders: pending until the junction shows what was ordered, or refused, timed out, or over unconfirmed.

Nothing is confirmed because it was sent or acknowledged: only what the junction says afterwards counts (I15). Nothing
here reads a clock: time comes in events.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from meydan.city.because import Because, because
from meydan.city.events import Event, Mode, OrderRejected
from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.city.orders import (
    AskPriority,
    CallStage,
    EndPriority,
    HoldStage,
    Order,
    Refused,
    ReleaseToLocal,
    SetClock,
    SetCycle,
    SetMode,
    SetOffset,
    SetPlan,
    SetSplits,
    TellAlarm,
    Verdict,
)
from meydan.city.priority import PriorityChanged, PriorityRefused, PriorityStand
from meydan.city.state import NOT_HEARD, JunctionState
from meydan.safety.door import MOST_CLOCK_ERROR_S

CONFIRM_S = 10.0  # promise P-7: confirmed by then, or shown as timed out
REMEMBERED = 12  # orders of a junction


class OrderStand(StrEnum):
    """What became of an order."""

    PENDING = "pending"
    CONFIRMED = "confirmed"  # the junction shows it
    REFUSED = "refused"  # by safety, or by the controller
    TIMED_OUT = "timed_out"  # the junction has not shown it; it may still come
    EXPIRED = "expired"  # its end came before the junction showed it
    REPLACED = "replaced"  # another order of the kind came before the junction showed it


OPEN = frozenset({OrderStand.PENDING, OrderStand.TIMED_OUT})


@dataclass(frozen=True, slots=True)
class OrderLife:
    """One order, what became of it and when; `why` is the reason of a refusal."""

    order: Order
    stand: OrderStand = OrderStand.PENDING
    settled: Instant = NEVER
    why: Because | None = None


class OrderBook:
    """The latest orders of each junction; `lives` by junction, oldest first."""

    def __init__(self) -> None:
        self.lives: dict[str, deque[OrderLife]] = {}
        self.open: set[str] = set()

    def forget(self) -> None:
        """Begin a run with none."""
        self.lives.clear()
        self.open.clear()

    def adopt(self, junction: str, lives: Iterable[OrderLife]) -> None:
        """Take over what others know of a junction's orders, whatever stood here."""
        known = deque(lives, maxlen=REMEMBERED)
        self.lives.pop(junction, None)
        if known:
            self.lives[junction] = known
        self._see_open(junction, known)

    def take(self, verdict: Verdict) -> None:
        """Note a verdict. One that only renews what was ordered last is no order of its own."""
        order = verdict.order
        lives = self.lives.setdefault(order.junction, deque(maxlen=REMEMBERED))
        if isinstance(verdict, Refused):
            if not (lives and lives[-1].stand is OrderStand.REFUSED and _same(lives[-1].order, order)):
                lives.append(OrderLife(order, OrderStand.REFUSED, order.t, verdict.why))
            return
        if lives and lives[-1].stand not in _OVER and _same(lives[-1].order, order):
            lives[-1] = replace(lives[-1], order=_renewed(lives[-1].order, order))
            return
        self._replace(lives, order)
        lives.append(OrderLife(order))
        self.open.add(order.junction)

    def watch(self, event: Event, state: JunctionState) -> None:
        """See by an event of a junction with open orders, or by a tick, what became of them."""
        lives = self.lives[state.junction.id]
        for place, life in enumerate(lives):
            if life.stand in OPEN:
                lives[place] = _after(life, event, state)
        self._see_open(state.junction.id, lives)

    def end(self, junction: str, now: Instant) -> None:
        """Settle what is open at a junction: the run that gave it has ended, so nobody watches it any more."""
        lives = self.lives[junction]
        for place, life in enumerate(lives):
            if life.stand in OPEN:
                over = because("order.begun_anew")
                lives[place] = replace(life, stand=OrderStand.EXPIRED, settled=max(now, life.order.t), why=over)
        self.open.discard(junction)

    def _see_open(self, junction: str, lives: Iterable[OrderLife]) -> None:
        if any(life.stand in OPEN for life in lives):
            self.open.add(junction)
        else:
            self.open.discard(junction)

    def _replace(self, lives: deque[OrderLife], order: Order) -> None:
        for place, life in enumerate(lives):
            if life.stand in OPEN and _rivals(life.order, order):
                lives[place] = replace(life, stand=OrderStand.REPLACED, settled=order.t)


_OVER = frozenset({OrderStand.REFUSED, OrderStand.EXPIRED, OrderStand.REPLACED})
_STAGES = (CallStage, HoldStage, ReleaseToLocal)
_PRIORITY = (AskPriority, EndPriority)
_NO_PRIORITY = {
    PriorityStand.REJECTED: because("news.priority_rejected"),
    PriorityStand.COOLDOWN: because("news.priority_cooldown"),
    PriorityStand.TIMEOUT: because("news.priority_timeout"),
}
_UNDER_WAY = frozenset({PriorityStand.RECEIVED, PriorityStand.QUEUED, PriorityStand.ACTIVATED})


def _same(one: Order, other: Order) -> bool:
    """Say whether an order asks again for what another one of the same run asked for."""
    return type(one) is type(other) and one.fence == other.fence and _asked(one) == _asked(other)


def _asked(order: Order) -> object:
    match order:
        case CallStage() | HoldStage():
            return order.stage
        case SetPlan():
            return order.plan
        case SetSplits():
            return (order.plan, order.greens_s)
        case SetOffset():
            return (order.plan, order.offset_s)
        case SetCycle():
            return (order.plan, order.cycle_s)
        case SetMode():
            return order.mode
        case TellAlarm():
            return (order.part, order.code, order.act)
        case AskPriority() | EndPriority():
            return order.request
        case ReleaseToLocal() | SetClock():
            return None


def _renewed(first: Order, latest: Order) -> Order:
    """Return the order as it was given first, with the end that it has now."""
    return replace(first, until=latest.until)


def _rivals(before: Order, order: Order) -> bool:
    """Say whether an order takes the place of an earlier one that the junction has not shown."""
    if before.t >= order.t:  # given together: an override's release goes out before its plan
        return False
    if isinstance(before, _PRIORITY) or isinstance(order, _PRIORITY):
        return isinstance(before, AskPriority) and isinstance(order, EndPriority) and before.request == order.request
    if isinstance(before, _STAGES) and isinstance(order, _STAGES):
        return True
    return type(before) is type(order) or isinstance(order, ReleaseToLocal)


def _after(life: OrderLife, event: Event, state: JunctionState) -> OrderLife:
    order, now = life.order, state.now
    if isinstance(order, _PRIORITY):
        life = _after_word(life, order, event, now)
        if life.stand not in OPEN:
            return life
    elif isinstance(event, OrderRejected) and life.stand is OrderStand.PENDING:
        return replace(life, stand=OrderStand.REFUSED, settled=now, why=event.why)
    if not isinstance(event, NOT_HEARD) and _shows(order, state):
        return replace(life, stand=OrderStand.CONFIRMED, settled=now)
    if now >= order.until:
        return replace(life, stand=OrderStand.EXPIRED, settled=now)
    if life.stand is OrderStand.PENDING and elapsed_s(now, order.t) > CONFIRM_S:
        return replace(life, stand=OrderStand.TIMED_OUT)
    return life


def _after_word(life: OrderLife, order: AskPriority | EndPriority, event: Event, now: Instant) -> OrderLife:
    """Return the life of an order about priority after what was said of its request."""
    match event:
        case PriorityRefused(request=request, why=why) if request == order.request:
            return replace(life, stand=OrderStand.REFUSED, settled=now, why=why)
        case PriorityChanged(request=request, stand=stand) if request == order.request:
            if isinstance(order, AskPriority) and stand in _NO_PRIORITY:
                return replace(life, stand=OrderStand.REFUSED, settled=now, why=_NO_PRIORITY[stand])
            if isinstance(order, AskPriority) or stand not in _UNDER_WAY:
                return replace(life, stand=OrderStand.CONFIRMED, settled=now)
        case _:
            pass
    return life


def _shows(order: Order, state: JunctionState) -> bool:
    """Say whether a junction shows what was ordered, by what it said since."""
    match order:
        case CallStage() | HoldStage():
            return state.mode is Mode.CENTRAL and state.stage == order.stage and not state.moving_to
        case SetPlan():
            return state.mode is Mode.LOCAL and state.plan == order.plan and not state.adjusted
        case SetSplits() | SetOffset() | SetCycle():
            return state.plan == order.plan and state.adjusted
        case SetMode():
            return state.mode is order.mode
        case ReleaseToLocal():
            return state.mode is Mode.LOCAL and not state.adjusted
        case SetClock():
            link = state.link
            return link is not None and link.t >= order.t and abs(link.clock_error_s) <= MOST_CLOCK_ERROR_S
        case TellAlarm() | AskPriority() | EndPriority():
            return False
