"""Why a controller does not take an order, beside what is wrong with its numbers."""

from collections.abc import Callable
from dataclasses import dataclass

from meydan.city.because import Because, because
from meydan.city.events import Mode
from meydan.city.instant import Instant
from meydan.city.junction import Junction
from meydan.city.orders import CallStage, HoldStage, Order, ReleaseToLocal, SetPlan
from meydan.field.plan_change import NUMBERS

LONGEST_STAGE_ORDER_MS = 60_000
LONGEST_PLAN_ORDER_MS = 24 * 3_600_000
ABOUT_PLANS = NUMBERS | {SetPlan}
TAKEN: frozenset[type[Order]] = frozenset({CallStage, HoldStage, ReleaseToLocal}) | ABOUT_PLANS


@dataclass(frozen=True, slots=True)
class Standing:
    """How a controller stands when an order comes; `route` is the emergency route that has it."""

    junction: Junction
    mode: Mode
    stage: str
    target: str
    fence: int
    route: str


def cannot_take(order: Order, stands: Standing, now: Instant) -> Because | None:
    """Return why an order cannot be taken whatever it asks for."""
    longest = LONGEST_PLAN_ORDER_MS if type(order) in ABOUT_PLANS else LONGEST_STAGE_ORDER_MS
    if order.junction != stands.junction.id or type(order) not in TAKEN:
        return because("controller.not_able", order=type(order).__name__)
    if order.fence < stands.fence:
        return because("controller.old_writer", fence=order.fence, newer=stands.fence)
    if stands.mode is Mode.EMERGENCY and not isinstance(order, ReleaseToLocal):  # which moves no lamp then
        return because("controller.route", route=stands.route)
    if stands.mode not in (Mode.LOCAL, Mode.CENTRAL, Mode.EMERGENCY):
        return because("controller.busy", mode=stands.mode)
    if not now < order.until <= now + longest:
        return because("controller.bad_end")
    return None


def cannot_go(order: Order, stands: Standing, may_end: Callable[[str], bool]) -> Because | None:
    """Return why the stage of an order cannot be had; `may_end` says if what stands may end towards a stage."""
    match order:
        case CallStage(stage=stage) if stage not in stands.junction.stages:
            return because("controller.no_stage", stage=stage)
        case CallStage(stage=stage) if stands.target and stage != stands.target:
            return because("controller.changing", stage=stands.target)
        case CallStage(stage=stage) if not stands.target and not may_end(stage):
            return because("controller.min_green", stage=stands.stage)
        case HoldStage(stage=stage) if stage != (stands.target or stands.stage):
            return because("controller.other_stage", stage=stage)
        case _:
            return None
