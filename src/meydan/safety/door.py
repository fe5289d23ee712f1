"""The one door: `clear` is the only maker of `Cleared`, and a lamp takes nothing else.

It never raises. It refuses what is stale, foreign, incomplete or guessed, and what would break I1 to I8.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from math import isfinite

from meydan.city.because import Because, because
from meydan.city.events import LinkMeasured, Mode
from meydan.city.instant import elapsed_s
from meydan.city.junction import Junction, Lamp
from meydan.city.orders import (
    AskPriority,
    CallStage,
    Cleared,
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
from meydan.city.plan import Plan
from meydan.city.state import JunctionState
from meydan.safety.data import check_junction, guessed_values
from meydan.safety.plan import check_plan

OLDEST_ORDER_S = 10.0  # an order decided earlier comes too late (promise P-8)
OLDEST_DATA_S = 10.0  # a junction not heard of for longer is not controlled (I13)
MOST_CLOCK_ERROR_S = 1.0  # an offset means nothing to a controller whose clock is further off (I17)
LONGEST_STAGE_ORDER_S = 60.0
LONGEST_PRIORITY_S = 600.0
LONGEST_PLAN_ORDER_S = 24 * 3600.0

_NEVER_KEPT_BACK = (ReleaseToLocal, TellAlarm, EndPriority)  # they move no lamp, or give it back

Plans = Mapping[tuple[str, str], Plan]


def clear(order: Order, junction: Junction, state: JunctionState, plans: Plans) -> Verdict:
    """Return the order cleared, or refused with the reason.

    Parameters
    ----------
    order
        What somebody wants; nothing in it is believed.
    junction, plans
        The declared safety data and the plans stored in the controllers, by (junction, plan).
    state
        What is known of the junction now; it says whether real lamps hang on it.
    """
    for check in (_authority, _time, _freshness, _data):
        if why := check(order, junction, state):
            return Refused(order, why)
    why = _content(order, junction, state, plans)
    return Refused(order, why) if why else Cleared(order, for_street=state.on_street)


def _authority(order: Order, junction: Junction, state: JunctionState) -> Because | None:
    """I9, I12: one writer, and neither the cabinet nor a latched failure is overruled."""
    if order.junction != junction.id or state.junction.id != junction.id:
        return because("safety.other_junction", plan="", junction=order.junction)
    if order.fence != state.fence:
        return because("safety.other_writer", fence=order.fence, holder=state.fence)
    if not isinstance(order, _NEVER_KEPT_BACK) and state.mode not in (Mode.LOCAL, Mode.CENTRAL):
        return because(f"safety.mode_{state.mode}")
    return None


def _time(order: Order, junction: Junction, state: JunctionState) -> Because | None:
    """Refuse what is old, from the future, or ends too late or never (I10)."""
    if not 0 <= elapsed_s(state.now, order.t) <= OLDEST_ORDER_S:
        return because("safety.order_age", age_s=elapsed_s(state.now, order.t))
    longest = _longest_s(order)
    if not 0 < elapsed_s(order.until, order.t) <= longest:
        return because("safety.order_life", life_s=elapsed_s(order.until, order.t))
    return None


def _longest_s(order: Order) -> float:
    match order:
        case CallStage() | HoldStage() | SetMode():
            return LONGEST_STAGE_ORDER_S
        case AskPriority():
            return LONGEST_PRIORITY_S
        case _:
            return LONGEST_PLAN_ORDER_S


def _freshness(order: Order, junction: Junction, state: JunctionState) -> Because | None:
    """I13: decide nothing on stale data; giving back is always possible."""
    silent_s = elapsed_s(state.now, state.heard)
    if not isinstance(order, _NEVER_KEPT_BACK) and not 0 <= silent_s <= OLDEST_DATA_S:
        return because("safety.stale", silent_s=silent_s)
    return None


def _data(order: Order, junction: Junction, state: JunctionState) -> Because | None:
    """Refuse where declared data is missing or wrong, and on a street where any of it is guessed."""
    if isinstance(order, _NEVER_KEPT_BACK):
        return None
    missing, guessed = _judged(_ById(junction))
    return missing or (guessed if state.on_street else None)


def _content(order: Order, junction: Junction, state: JunctionState, plans: Plans) -> Because | None:
    match order:
        case CallStage():
            return _call(order, junction, state)
        case HoldStage():
            return _hold(order, junction, state)
        case SetPlan() | SetSplits() | SetOffset() | SetCycle():
            return _plan(order, junction, plans, state.link)
        case SetClock():
            return _clock(state.link)
        case SetMode():
            return None if order.mode is Mode.LOCAL else because("safety.mode_not_ours", mode=order.mode)
        case AskPriority():
            known = order.priority in junction.priorities
            return None if known else because("safety.no_priority", priority=order.priority)
        case ReleaseToLocal() | TellAlarm() | EndPriority():
            return None


def _clock(link: LinkMeasured | None) -> Because | None:
    """Set no clock that nobody measured, nor one that is right: each setting moves the plan's second (I17)."""
    if link is None:
        return because("safety.clock_unknown")
    return because("safety.clock_right") if abs(link.clock_error_s) <= MOST_CLOCK_ERROR_S else None


def _call(order: CallStage, junction: Junction, state: JunctionState) -> Because | None:
    if order.stage not in junction.stages:
        return because("safety.no_stage", stage=order.stage)
    if state.moving_to:
        return because("safety.changing", stage=state.moving_to)
    if state.stage not in junction.stages:
        return because("safety.mode_unknown")
    ending = junction.stages[state.stage].green - junction.stages[order.stage].green
    return _short_green(sorted(ending), junction, state) or _starves(order.stage, junction, state)


def _hold(order: HoldStage, junction: Junction, state: JunctionState) -> Because | None:
    if state.moving_to or order.stage != state.stage or order.stage not in junction.stages:
        return because("safety.not_standing", stage=order.stage)
    return _starves(order.stage, junction, state)


def _short_green(ending: list[str], junction: Junction, state: JunctionState) -> Because | None:
    """I5: no group ends before its minimum green, and what it shows must be known."""
    for g in ending:
        lamp, since = state.lamps.get(g), state.lamp_since.get(g)
        if lamp is None or since is None:
            return because("safety.lamp_unknown", group=g)
        green_s, minimum = elapsed_s(state.now, since), junction.groups[g].min_green.s
        if lamp is Lamp.GREEN and green_s < minimum:
            return because("safety.min_green", group=g, green_s=green_s, min_s=minimum)
    return None


def _starves(stage: str, junction: Junction, state: JunctionState) -> Because | None:
    """I6: once someone has waited too long, only a stage that serves such a one may be ordered.

    The refused order lapses, and the controller's own plan serves everyone in turn.
    """
    known = [g for g in state.waiting if g in junction.groups]
    starving = [g for g in known if elapsed_s(state.now, state.waiting[g]) > junction.groups[g].max_red.s]
    if not starving or any(g in junction.stages[stage].green for g in starving):
        return None
    g = starving[0]
    return because("safety.starving", group=g, waited_s=elapsed_s(state.now, state.waiting[g]))


def _plan(
    order: SetPlan | SetSplits | SetOffset | SetCycle, junction: Junction, plans: Plans, link: LinkMeasured | None
) -> Because | None:
    plan = plans.get((junction.id, order.plan))
    if plan is None:
        return because("safety.no_plan", plan=order.plan)
    match order:
        case SetSplits() if len(order.greens_s) != len(plan.steps):
            return because("safety.splits", plan=plan.id, expected=len(plan.steps), found=len(order.greens_s))
        case SetSplits():
            steps = zip(plan.steps, order.greens_s, strict=True)
            plan = replace(plan, steps=tuple(replace(step, green_s=s) for step, s in steps))
        case SetOffset() if link is not None and abs(link.clock_error_s) > MOST_CLOCK_ERROR_S:
            return because("safety.clock", error_s=link.clock_error_s, most_s=MOST_CLOCK_ERROR_S)
        case SetOffset():
            plan = replace(plan, offset_s=order.offset_s)
        case SetCycle():
            plan = _scaled(plan, order.cycle_s)
        case SetPlan():
            pass
    faults = check_plan(plan, junction)
    return faults[0] if faults else None


def _scaled(plan: Plan, cycle_s: float) -> Plan:
    """Return the plan with its greens scaled to another cycle; what cannot be scaled keeps a wrong sum."""
    greens_s = sum(step.green_s for step in plan.steps)
    share = 1 + (cycle_s - plan.cycle_s) / greens_s if greens_s > 0 and isfinite(cycle_s) else 1.0
    steps = tuple(replace(step, green_s=step.green_s * share) for step in plan.steps)
    return replace(plan, steps=steps, cycle_s=cycle_s)


class _ById:
    """A junction as a cache key by identity: junctions never change, comparing them whole is dear."""

    __slots__ = ("junction",)

    def __init__(self, junction: Junction) -> None:
        self.junction = junction

    def __hash__(self) -> int:
        return id(self.junction)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.junction is self.junction


@lru_cache(maxsize=8192)
def _judged(key: _ById) -> tuple[Because | None, Because | None]:
    """Return the first fault of a junction's data and its first guessed value."""
    faults = check_junction(key.junction)
    return (faults[0] if faults else None, next(guessed_values(key.junction), None))
