"""Fixed time: each junction runs the plan that the timetable names for this minute.

The controllers run the plans themselves; this strategy only chooses. A junction whose local plan is the right one gets
no order. When the clock goes back an hour, the later plan of the day stays in force: no plan is switched twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.events import Event, Mode, Tick
from meydan.city.instant import NEVER, Instant, elapsed_s, later
from meydan.city.orders import Order, ReleaseToLocal, SetPlan
from meydan.city.state import JunctionState
from meydan.control.calendar import LocalMinute, entry_in_force, local_minute

NEEDS: frozenset[type[Order]] = frozenset({SetPlan, ReleaseToLocal})
NEEDS_PULSES = False  # it looks at the clock alone

LIVES_S = 3600.0
RENEW_S = 1800.0
RETRY_S = 60.0

LONG_AGO = LocalMinute(-1, 0)
_NOTHING: list[Order] = []


@dataclass(slots=True)
class State:
    """What the strategy remembers of one junction: the last minute it looked at, and what it asked for."""

    seen: JunctionState
    city: City
    latest: LocalMinute = LONG_AGO
    ordered: str = ""
    ordered_at: Instant = NEVER


def start(city: City, junction: str, seen: Mapping[str, JunctionState]) -> State:
    """Return the state for one junction."""
    return State(seen[junction], city)


def decide(state: State, event: Event) -> tuple[State, list[Order]]:
    """Look at the clock once a second; order a plan when another one is due or the order runs out."""
    if not isinstance(event, Tick) or not state.city.timetable.days:
        return state, _NOTHING
    at = local_minute(event.t, event.utc_offset_s)
    if at.day == state.latest.day and at.minute < state.latest.minute:
        at = state.latest  # the clock went back
    state.latest = at
    seen = state.seen
    if seen.mode not in (Mode.LOCAL, Mode.CENTRAL):
        return state, _NOTHING
    wanted, why = _wanted(state, at)
    if not wanted or not _is_due(state, wanted, event.t):
        return state, _NOTHING
    state.ordered, state.ordered_at = wanted, event.t
    until = later(event.t, LIVES_S)
    return state, [SetPlan(event.t, seen.junction.id, wanted, until, seen.fence, why)]


def _wanted(state: State, at: LocalMinute) -> tuple[str, Because]:
    """Return the plan that should run and why; "" if the timetable names none of this junction's."""
    junction = state.seen.junction
    found = entry_in_force(at, state.city.timetable)
    if found is None:
        return "", because("control.no_timetable")
    entry, day, holiday = found
    clock = f"{entry.minute // 60:02d}:{entry.minute % 60:02d}"
    if (junction.id, entry.plan) not in state.city.plans:
        return "", because("control.no_timetable")
    if holiday is not None:
        return entry.plan, because("control.holiday", plan=entry.plan, holiday=holiday.name, since=clock)
    return entry.plan, because("control.timetable", plan=entry.plan, day=day, since=clock)


def _is_due(state: State, wanted: str, now: Instant) -> bool:
    """Say whether an order is needed now: nothing is repeated that runs, and a refused one only each minute."""
    seen = state.seen
    since_s = elapsed_s(now, state.ordered_at)
    if seen.plan == wanted:
        is_own = wanted == seen.junction.local_plan
        return state.ordered == wanted and not is_own and since_s >= RENEW_S
    return state.ordered != wanted or since_s >= RETRY_S
