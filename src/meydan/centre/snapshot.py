"""Pictures of the centre's data for screens: the whole city in few numbers, or one junction in detail.

Nothing here waits or changes anything. Values are plain lists and dictionaries, ready to be encoded; times are
milliseconds since 1970, durations whole seconds.
"""

from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from meydan.centre.alarm_book import AlarmBook
from meydan.centre.alarm_snapshot import told_alarm
from meydan.centre.lamp_history import LampHistory
from meydan.centre.news import describe, tell
from meydan.centre.order_book import OrderBook, OrderLife
from meydan.centre.overrides import Override, Overrides
from meydan.city.because import Because
from meydan.city.city import City
from meydan.city.events import Event, LinkMeasured, Mode
from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.city.interstage import interstage_s
from meydan.city.junction import Junction, Lamp
from meydan.city.orders import Verdict
from meydan.city.plan import Plan
from meydan.city.state import JunctionState

if TYPE_CHECKING:
    from meydan.centre.road_meter import RoadMeter  # control makes no pictures: it needs no numpy

BAR_CYCLES = 3
CYCLE_WITHOUT_PLAN_S = 90.0
NEWS_SHOWN = 10


class Live(Protocol):
    """What screens may read of a running centre."""

    @property
    def city(self) -> City:
        """What is controlled."""
        ...

    @property
    def strategy(self) -> str:
        """The name of the strategy."""
        ...

    @property
    def now(self) -> Instant:
        """The time of the last event."""
        ...

    @property
    def seen(self) -> Mapping[str, JunctionState]:
        """What is known of each junction."""
        ...

    @property
    def why(self) -> Mapping[str, Because]:
        """Why each junction does what it does; a junction may be missing."""
        ...

    @property
    def history(self) -> Mapping[str, LampHistory]:
        """The latest changes of lamps of each junction, in order of time."""
        ...

    @property
    def recent(self) -> Mapping[str, deque[Event | Verdict]]:
        """The latest news of each junction, in order of time."""
        ...

    @property
    def overrides(self) -> Overrides:
        """What operators asked of junctions."""
        ...

    @property
    def alarms(self) -> AlarmBook:
        """What controllers and the centre raise, and what people did about it."""
        ...

    @property
    def orders(self) -> OrderBook:
        """What became of the latest orders."""
        ...


class Pace(Protocol):
    """The speed of a twin: 1 is real time, None as fast as it can."""

    speed: float | None
    paused: bool


def snapshot_city(live: Live, meter: "RoadMeter") -> dict[str, Any]:
    """Return the whole city: one short row for each junction and each road, in the order of the city.

    A junction's row is mode, stage, stage it moves to, second of the cycle (-1: no plan known), seconds since it
    was heard (-1: never), the longest wait at a red [s] and the end of the override that stands (0: none). A road's
    row is a `RoadLevel`, or None. `alarms` are how many of each priority nobody has acknowledged, `overrides` are
    those that stand, the first to end first.
    """
    now, plans, standing = live.now, live.city.plans, live.overrides.standing
    return {
        "t": now,
        "junctions": [
            (*_junction_row(state, plans, now), standing[junction].asked.until if junction in standing else 0)
            for junction, state in live.seen.items()
        ],
        "roads": meter.levels(now, live.seen),
        "alarms": live.alarms.unseen(),
        "overrides": [_standing_override(one) for one in sorted(standing.values(), key=lambda one: one.asked.until)],
    }


def snapshot_junction(live: Live, junction: str) -> dict[str, Any]:
    """Return one junction in detail: lamps, loops, plan, reason, what comes next, bars, news and latest override."""
    state, now = live.seen[junction], live.now
    plan = _known_plan(state, live.city.plans)
    from_ms = now - round(BAR_CYCLES * (plan.cycle_s if plan else CYCLE_WITHOUT_PLAN_S) * 1000)
    why = live.why.get(junction, state.mode_why)
    return {
        "t": now,
        "id": junction,
        "mode": state.mode,
        "silent_s": _since(now, state.heard),
        "stage": state.stage,
        "stage_since_s": _since(now, state.stage_since),
        "to": state.moving_to,
        "plan": state.plan,
        "cycle_s": plan.cycle_s if plan else None,
        "cycle_second": _cycle_second(state, plan, now),
        "cycle_start": state.cycle_start if plan else None,
        "next": _coming(state, plan, now),
        "why": {"code": why.code, "values": dict(why.values)},
        "lamps": {g: [lamp, _since(now, state.lamp_since[g])] for g, lamp in state.lamps.items()},
        "waiting": {g: _since(now, since) for g, since in state.waiting.items()},
        "detectors": {name: [int(d.occupied), d.health, d.count] for name, d in state.detectors.items()},
        "bars": {"from": from_ms, "groups": _bars(live.history.get(junction, ()), from_ms, len(state.lamps))},
        "link": _link(state.link),
        "alarms": [told_alarm(entry) for entry in live.alarms.of(junction)],
        "orders": [_told_order(life) for life in reversed(live.orders.lives.get(junction, ()))],
        "recent": _news(live.recent.get(junction, ())),
        "override": _told_override(live.overrides.latest.get(junction)),
    }


def _standing_override(override: Override) -> dict[str, Any]:
    asked = override.asked
    told = {"id": asked.override, "junction": asked.junction, "person": asked.person, "until": asked.until}
    return {**told, "action": asked.action, "plan": asked.plan, "stand": override.stand}


def _told_override(override: Override | None) -> dict[str, Any] | None:
    if override is None:
        return None
    asked, why = override.asked, override.why
    return {
        "id": asked.override,
        "person": asked.person,
        "action": asked.action,
        "plan": asked.plan,
        "cause": asked.cause,
        "since": asked.since,
        "until": asked.until,
        "stand": override.stand,
        "ended": override.ended,
        "ended_by": override.ended_by,
        "why": {"code": why.code, "values": dict(why.values)} if why else None,
    }


def _link(link: LinkMeasured | None) -> dict[str, Any] | None:
    """Return how a controller is connected, rounded to what is worth reading; None where nobody measured it."""
    if link is None:
        return None
    clock_s, answer_ms = round(link.clock_error_s, 1), round(link.answer_s * 1000)
    return {"site": link.site, "spoken": link.spoken, "clock_s": clock_s, "answer_ms": answer_ms, "t": link.t}


def _told_order(life: OrderLife) -> dict[str, Any]:
    """Return an order with what became of it and after how many seconds; -1 as long as it is open."""
    what, because, why = describe(life.order), life.order.because, life.why
    return {
        "t": life.order.t,
        "what": {"code": what.code, "values": dict(what.values)},
        "because": {"code": because.code, "values": dict(because.values)},
        "stand": life.stand,
        "took_s": round(elapsed_s(life.settled, life.order.t), 1) if life.settled != NEVER else -1,
        "until": life.order.until,
        "why": {"code": why.code, "values": dict(why.values)} if why else None,
    }


def _junction_row(state: JunctionState, plans: Mapping[tuple[str, str], Plan], now: Instant) -> tuple[Any, ...]:
    plan = _known_plan(state, plans)
    return (
        state.mode,
        state.stage,
        state.moving_to,
        _cycle_second(state, plan, now),
        _since(now, state.heard),
        (now - min(state.waiting.values())) // 1000 if state.waiting else 0,
    )


def _known_plan(state: JunctionState, plans: Mapping[tuple[str, str], Plan]) -> Plan | None:
    """Return the plan that runs; None where its numbers are others than are stored, for nobody knows those here."""
    return None if state.adjusted else plans.get((state.junction.id, state.plan))


def _since(now: Instant, then: Instant) -> int:
    """Return whole seconds since `then`; -1 if it never was."""
    return (now - then) // 1000 if then != NEVER else -1


def _cycle_second(state: JunctionState, plan: Plan | None, now: Instant) -> int:
    if plan is None or state.cycle_start == NEVER:
        return -1
    return int((now - state.cycle_start) / 1000 % plan.cycle_s)


def _coming(state: JunctionState, plan: Plan | None, now: Instant) -> dict[str, Any] | None:
    """Return the next stage and the seconds until the running one ends; None where only demand will tell."""
    if state.moving_to:
        return {"stage": state.moving_to, "in_s": 0}
    if state.mode is not Mode.LOCAL or plan is None:
        return None
    ends = [
        (round(end_s - (now / 1000 - plan.offset_s)) % round(plan.cycle_s), following)
        for stage, end_s, following in _step_ends(state.junction, plan)
        if stage == state.stage
    ]
    if not ends:
        return None
    in_s, following = min(ends)
    return {"stage": following, "in_s": in_s}


def _step_ends(junction: Junction, plan: Plan) -> list[tuple[str, float, str]]:
    """Return for each step its stage, the second of the cycle at which its green ends, and the stage after it."""
    found, at_s = [], 0.0
    for step, following in zip(plan.steps, (*plan.steps[1:], plan.steps[0]), strict=True):
        at_s += step.green_s
        found.append((step.stage, at_s, following.stage))
        at_s += interstage_s(junction, step.stage, following.stage)
    return found


def _bars(history: LampHistory | tuple[()], from_ms: int, groups: int) -> dict[str, list[tuple[int, Lamp]]]:
    """Return the changes of each group since `from_ms`, and the last one before it, in order of time."""
    bars: dict[str, list[tuple[int, Lamp]]] = {}
    complete: set[str] = set()
    for t, group, lamp in reversed(history):
        if group in complete:
            continue
        bars.setdefault(group, []).append((t, lamp))
        if t <= from_ms:
            complete.add(group)
            if len(complete) == groups:
                break
    return {group: changes[::-1] for group, changes in bars.items()}


def _news(recent: deque[Event | Verdict] | tuple[()]) -> list[dict[str, Any]]:
    """Return the latest news, newest first."""
    told: list[dict[str, Any]] = []
    for record in reversed(recent):
        item = tell(record)
        if item is not None:
            told.append(item)
        if len(told) == NEWS_SHOWN:
            break
    return told
