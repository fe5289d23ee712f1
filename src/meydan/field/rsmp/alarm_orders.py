"""What a supervisor tells a site of its alarms, and what it says when the site does not learn of it."""

from meydan.city.alarm import OWN_ALARMS, Handling
from meydan.city.because import Because, because
from meydan.city.events import AlarmUntold, Event, OrderRejected
from meydan.city.instant import Instant
from meydan.city.orders import AskPriority, EndPriority, Order, TellAlarm
from meydan.city.priority import PriorityRefused
from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.desk import not_connected
from meydan.field.rsmp.listener import Connection
from meydan.field.rsmp.messages import AlarmAct, AlarmOrder, Unreadable
from meydan.field.rsmp.ordering import PRIORITY, Command

_ACTS = {
    Handling.ACKNOWLEDGE: AlarmAct.ACKNOWLEDGE,
    Handling.SUSPEND: AlarmAct.SUSPEND,
    Handling.RESUME: AlarmAct.RESUME,
}
_HANDLINGS = {act: handling for handling, act in _ACTS.items()}


def tell_alarm(order: TellAlarm, connection: Connection | None, now: Moment) -> Because | None:
    """Tell a site what was done with one of its alarms; return why that cannot be.

    An act that RSMP has no word for, or an alarm that no site raises, is told to nobody.
    """
    if order.act not in _ACTS or order.code in OWN_ALARMS:
        return because("rsmp.no_such_alarm", alarm=order.code)
    if connection is None or not connection.end.is_ready:
        return not_connected()
    made = connection.end.order_alarm(order.part, order.code, _ACTS[order.act], now)
    if isinstance(made, Unreadable):
        return because("rsmp.unwritable", why=made.why)
    connection.write()
    return None


def rejected(order: Order, t: Instant, why: Because) -> Event:
    """Return the event that says that a site did not get an order; alarms and priority have their own.

    Neither is a reason to give up a plan that was ordered.
    """
    if isinstance(order, AskPriority | EndPriority):
        return PriorityRefused(t, order.junction, order.request, why)
    if isinstance(order, TellAlarm):
        return AlarmUntold(t, order.junction, order.part, order.code, order.act, why)
    return OrderRejected(t, order.junction, why)


def refused(command: Command, junction: str, t: Instant, why: Because) -> list[Event]:
    """Return the event that says that a site would not follow a command.

    Who ends a request that a site has no more has what was wanted.
    """
    if command.is_new_request:
        return [PriorityRefused(t, junction, command.request, why)]
    return [] if command.code == PRIORITY else [OrderRejected(t, junction, why)]


def untold(order: AlarmOrder, junction: str, t: Instant, why: Because) -> list[Event]:
    """Return the event that says that a site did not answer or would not, for what a person did."""
    act = _HANDLINGS.get(order.act)
    return [] if act is None else [AlarmUntold(t, junction, order.component, order.code, act, why)]
