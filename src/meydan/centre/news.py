"""What happened at a junction, as codes from which screens make sentences."""

from typing import Any

from meydan.city.alarm import AlarmHandled
from meydan.city.because import Because, because
from meydan.city.clock_setting import ClockAsked
from meydan.city.events import (
    AlarmChanged,
    AlarmUntold,
    DetectorHealth,
    DetectorJudged,
    Event,
    HealthChanged,
    JunctionLost,
    Mode,
    ModeChanged,
    OrderRejected,
    PlanChanged,
    RouteChanged,
    StageStarted,
)
from meydan.city.orders import AskPriority, CallStage, Cleared, HoldStage, Order, Refused, SetPlan, Verdict
from meydan.city.override import OverrideAsked, OverrideGivenBack
from meydan.city.priority import PriorityChanged, PriorityDropped, PriorityRefused, PriorityStand, PriorityWanted

_Report = AlarmChanged | AlarmHandled | AlarmUntold | HealthChanged | PriorityChanged | PriorityRefused | RouteChanged


def tell(record: Event | Verdict) -> dict[str, Any] | None:
    """Return time, sentence and reason of an event or verdict; None for what is no news to a person."""
    match record:
        case Cleared() | Refused():
            return _verdict(record)
        case StageStarted():
            return _item(record.t, because("news.stage_started", stage=record.stage))
        case ModeChanged():
            return _item(record.t, because(_MODES[record.mode]), record.why)
        case PlanChanged():
            return _item(record.t, because("news.plan", plan=record.plan))
        case DetectorJudged():
            return _item(record.t, because(_HEALTH[record.health], detector=record.detector))
        case OrderRejected():
            return _item(record.t, because("news.rejected"), record.why)
        case (
            AlarmChanged()
            | AlarmHandled()
            | AlarmUntold()
            | HealthChanged()
            | PriorityChanged()
            | PriorityRefused()
            | RouteChanged()
        ):
            return _item(record.t, _report(record), getattr(record, "why", None))
        case OverrideAsked() | OverrideGivenBack() | ClockAsked() | PriorityWanted() | PriorityDropped():
            return _item(record.t, because(_BY_PERSONS[type(record)], person=record.person))
        case JunctionLost():
            return _item(record.t, because("news.lost"))
        case _:
            return None


def _verdict(verdict: Verdict) -> dict[str, Any]:
    order = verdict.order
    if isinstance(verdict, Refused):
        return _item(order.t, because("news.refused"), verdict.why)
    return _item(order.t, describe(order), order.because)


def describe(order: Order) -> Because:
    """Return what an order asks for."""
    match order:
        case CallStage():
            return because("news.call", stage=order.stage)
        case HoldStage():
            return because("news.hold", stage=order.stage)
        case SetPlan():
            return because("news.set_plan", plan=order.plan)
        case AskPriority():
            return because("news.ask_priority", priority=order.priority)
        case _:
            return because(_OTHER_ORDERS[type(order).__name__])


def _report(report: _Report) -> Because:
    """Return what a controller says of itself, or what became of an alarm or of a request for priority."""
    match report:
        case AlarmChanged():
            return _alarm(report)
        case AlarmUntold():
            return because("news.alarm_untold", alarm=report.code)
        case AlarmHandled():
            return because(f"news.alarm_by_{report.act}", person=report.person, alarm=report.code)
        case HealthChanged():
            return because(f"news.health_{_worst(report.says)}")
        case PriorityChanged():
            return because(_PRIORITY[report.stand])
        case PriorityRefused():
            return because("news.priority_refused")
        case RouteChanged():
            return because(f"news.route_{report.step}", route=report.route)


def _alarm(alarm: AlarmChanged) -> Because:
    """Return what happened to an alarm; the names of its code and priority are words of the screen."""
    told = {"alarm": alarm.code, "part": alarm.part}
    if alarm.suspended:
        return because("news.alarm_suspended", **told)
    if not alarm.active:
        return because("news.alarm_over", **told)
    if alarm.acknowledged:
        return because("news.alarm_acknowledged", **told)
    return because("news.alarm_active", priority=str(alarm.priority), **told)


def _worst(says: tuple[str, ...]) -> str:
    """Return the one word of a controller's health that matters most, "" if it says none."""
    return next((word for word in _WORST_FIRST if word in says), "")


_WORST_FIRST = ("not_connected", "serious_fault", "fault", "slight_fault", "unheard", "alone", "idle", "in_use")
_BY_PERSONS: dict[type[OverrideAsked | OverrideGivenBack | ClockAsked | PriorityWanted | PriorityDropped], str] = {
    PriorityWanted: "news.priority_wanted",
    PriorityDropped: "news.priority_dropped",
    ClockAsked: "news.clock_asked",
    OverrideAsked: "news.override_asked",
    OverrideGivenBack: "news.override_given_back",
}
_MODES = {
    Mode.UNKNOWN: "news.mode_unknown",
    Mode.STARTUP: "news.mode_startup",
    Mode.LOCAL: "news.mode_local",
    Mode.CENTRAL: "news.mode_central",
    Mode.EMERGENCY: "news.mode_emergency",
    Mode.MANUAL: "news.mode_manual",
    Mode.FAILURE: "news.mode_failure",
}
_HEALTH = {
    DetectorHealth.OK: "news.detector_ok",
    DetectorHealth.STUCK_ON: "news.detector_stuck_on",
    DetectorHealth.STUCK_OFF: "news.detector_stuck_off",
}
_PRIORITY = {
    PriorityStand.RECEIVED: "news.priority_received",
    PriorityStand.QUEUED: "news.priority_queued",
    PriorityStand.ACTIVATED: "news.priority_activated",
    PriorityStand.COMPLETED: "news.priority_completed",
    PriorityStand.TIMEOUT: "news.priority_timeout",
    PriorityStand.REJECTED: "news.priority_rejected",
    PriorityStand.COOLDOWN: "news.priority_cooldown",
    PriorityStand.STALE: "news.priority_stale",
}
_OTHER_ORDERS = {
    "SetSplits": "news.set_splits",
    "SetOffset": "news.set_offset",
    "SetCycle": "news.set_cycle",
    "SetMode": "news.set_mode",
    "ReleaseToLocal": "news.release",
    "SetClock": "news.set_clock",
    "TellAlarm": "news.alarm_told",
    "EndPriority": "news.end_priority",
}


def _item(t: int, what: Because, why: Because | None = None) -> dict[str, Any]:
    told: dict[str, Any] = {"t": t, "code": what.code, "values": dict(what.values)}
    if why is not None:
        told["why"] = {"code": why.code, "values": dict(why.values)}
    return told
