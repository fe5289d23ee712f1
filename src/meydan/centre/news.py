"""What happened at a junction, as codes from which screens make sentences."""

from typing import Any

from meydan.city.because import Because, because
from meydan.city.events import (
    DetectorJudged,
    Event,
    JunctionLost,
    ModeChanged,
    OrderRejected,
    PlanChanged,
    StageStarted,
)
from meydan.city.orders import CallStage, Cleared, HoldStage, Order, Refused, SetMode, SetPlan, Verdict


def tell(record: Event | Verdict) -> dict[str, Any] | None:
    """Return time, sentence and reason of an event or verdict; None for what is no news to a person."""
    match record:
        case Cleared(order=order):
            return _item(order.t, _order(order), order.because)
        case Refused(order=order, why=why):
            return _item(order.t, because("news.refused"), why)
        case StageStarted():
            return _item(record.t, because("news.stage_started", stage=record.stage))
        case ModeChanged():
            return _item(record.t, because(f"news.mode.{record.mode}"), record.why)
        case PlanChanged():
            return _item(record.t, because("news.plan", plan=record.plan))
        case DetectorJudged():
            return _item(record.t, because(f"news.detector.{record.health}", detector=record.detector))
        case OrderRejected():
            return _item(record.t, because("news.rejected"), record.why)
        case JunctionLost():
            return _item(record.t, because("news.lost"))
        case _:
            return None


def _order(order: Order) -> Because:
    match order:
        case CallStage():
            return because("news.call", stage=order.stage)
        case HoldStage():
            return because("news.hold", stage=order.stage)
        case SetPlan():
            return because("news.set_plan", plan=order.plan)
        case SetMode():
            return because("news.set_mode")
        case _:
            return because(f"news.{_NAMES.get(type(order).__name__, 'release')}")


_NAMES = {"SetSplits": "set_splits", "SetOffset": "set_offset", "SetCycle": "set_cycle"}


def _item(t: int, what: Because, why: Because | None = None) -> dict[str, Any]:
    told: dict[str, Any] = {"t": t, "code": what.code, "values": dict(what.values)}
    if why is not None:
        told["why"] = {"code": why.code, "values": dict(why.values)}
    return told
