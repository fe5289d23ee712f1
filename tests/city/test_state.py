"""What is known of a junction changes by events only, and each kind of event changes what it says."""

from dataclasses import fields, replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.alarm import AlarmClosed, AlarmHandled, Handling, Reason
from meydan.city.because import because
from meydan.city.clock_setting import ClockAsked
from meydan.city.events import (
    AlarmChanged,
    AlarmUntold,
    DetectorChanged,
    DetectorHealth,
    DetectorJudged,
    Event,
    GroupChanged,
    HealthChanged,
    JunctionHeard,
    JunctionLost,
    LateValue,
    LinkMeasured,
    Mode,
    ModeChanged,
    OrderRejected,
    PlanChanged,
    RouteChanged,
    RouteStep,
    RunStarted,
    StageEnded,
    StageStarted,
    Tick,
    ZoneChanged,
)
from meydan.city.instant import NEVER, Instant, later
from meydan.city.junction import Detector, DetectorKind, Junction, Lamp
from meydan.city.override import Action, Cause, OverrideAsked, OverrideGivenBack
from meydan.city.priority import PriorityChanged, PriorityDropped, PriorityRefused, PriorityStand, PriorityWanted
from meydan.city.state import NOT_HEARD, NOTHING_HEARD, DetectorState, JunctionState
from tests.junctions import junction

T = Instant(1_800_000_000_000)
WHY = because("test")
ALARM = AlarmChanged(T, "J1", "SG2", "A0201", True, False, False, 2, later(T, -5))
LINK = LinkMeasured(T, "J1", "RN+SI0001", "3.2.2, SXL 1.2.1", 0.2, 0.01)
EVENTS: dict[type[Any], Event] = {
    type(event): event
    for event in (
        RunStarted(T, "city", "actuated", 1, 7),
        Tick(T, 10_800),
        DetectorChanged(T, "J1", "P2s", True),
        ZoneChanged(T, "J1", "P3z", 3, 1),
        DetectorJudged(T, "J1", "P2s", DetectorHealth.STUCK_ON),
        GroupChanged(T, "J1", "P1", Lamp.GREEN),
        StageStarted(T, "J1", "A"),
        StageEnded(T, "J1", "A", "B"),
        ModeChanged(T, "J1", Mode.CENTRAL, WHY),
        PlanChanged(T, "J1", "day", later(T, -20), adjusted=True),
        RouteChanged(T, "J1", "fire", RouteStep.HELD),
        OrderRejected(T, "J1", WHY),
        JunctionHeard(T, "J1"),
        JunctionLost(T, "J1"),
        ALARM,
        HealthChanged(T, "J1", ("fault", "in_use"), later(T, -5)),
        LateValue(T, "J1", "TC", "S0001", "signalgroupstatus", "AAAA", later(T, -500)),
        LINK,
        AlarmHandled(T, "J1", "SG2", "A0201", Handling.SUSPEND, "ayse", Reason.REPAIR, T, later(T, 60)),
        AlarmUntold(T, "J1", "SG2", "A0201", Handling.SUSPEND, WHY),
        AlarmClosed(T, "J1", "SG2", "A0201", 2, T, T, "", "ayse", T, T, ""),
        ClockAsked(T, "J1", "ayse"),
        PriorityWanted(T, "J1", "one", "tram", "ayse", later(T, 60)),
        PriorityDropped(T, "J1", "one", "ayse"),
        PriorityChanged(T, "J1", "one", PriorityStand.QUEUED),
        PriorityRefused(T, "J1", "one", WHY),
        OverrideAsked(T, "J1", "one", "ayse", Action.PLAN, "day", Cause.TEST, T, later(T, 60), ""),
        OverrideGivenBack(T, "J1", "one", "ayse"),
    )
}
CHANGES: dict[type[Any], dict[str, Any]] = {
    RunStarted: {"fence": 7, "began": T},
    Tick: {},
    DetectorChanged: {"heard": T, "waiting": {"P2": T}},
    ZoneChanged: {"heard": T, "waiting": {"P3": T}},
    DetectorJudged: {"heard": T},
    GroupChanged: {"heard": T, "lamps": {"P1": Lamp.GREEN}, "lamp_since": {"P1": T}},
    StageStarted: {"heard": T, "stage": "A", "stage_since": T},
    StageEnded: {"heard": T, "stage_since": T, "moving_to": "B"},
    ModeChanged: {"heard": T, "mode": Mode.CENTRAL, "mode_why": WHY},
    PlanChanged: {"heard": T, "plan": "day", "cycle_start": later(T, -20), "adjusted": True},
    RouteChanged: {"heard": T},
    OrderRejected: {"heard": T, "rejected": WHY},
    JunctionHeard: {"heard": T},
    JunctionLost: {"mode_why": because("contact_lost"), "losses": 1},
    AlarmChanged: {"heard": T},
    AlarmHandled: {},
    ClockAsked: {},
    AlarmUntold: {},
    AlarmClosed: {},
    PriorityWanted: {},
    PriorityDropped: {},
    PriorityChanged: {"heard": T},
    PriorityRefused: {},
    HealthChanged: {"heard": T, "health": ("fault", "in_use")},
    LateValue: {"heard": T},
    LinkMeasured: {"heard": T, "link": LINK, "linked": T},
    OverrideAsked: {},
    OverrideGivenBack: {},
}
"""What each event changes in a state that knows nothing, besides `now` and the detectors."""


def state(*events: Event) -> JunctionState:
    found = JunctionState(watched_junction(), on_street=False)
    for event in events:
        found.observe(event)
    return found


def watched_junction() -> Junction:
    """Return the junction with a zone more."""
    zone = Detector("P3z", "P3_0", DetectorKind.ZONE, 0.0, 100.0)
    return replace(junction(), detectors={**junction().detectors, "P3z": zone})


def known(found: JunctionState) -> dict[str, Any]:
    return {f.name: getattr(found, f.name) for f in fields(found) if f.name not in ("now", "detectors")}


def test_every_kind_of_event_is_tried_here() -> None:
    assert set(EVENTS) == set(CHANGES) == set(get_args(Event))


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_an_event_changes_what_it_says_and_nothing_else(kind: type[Any]) -> None:
    found = state(EVENTS[kind])
    assert known(found) == known(state()) | CHANGES[kind]
    assert found.now == T


def test_before_anything_is_heard_nothing_is_claimed() -> None:
    assert (state().heard, state().mode, state().mode_why, state().stage) == (NEVER, Mode.UNKNOWN, NOTHING_HEARD, "")
    assert state().lamps == {}


def test_what_a_start_forgets_is_everything_but_its_own_fence() -> None:
    everything = [event for kind, event in EVENTS.items() if kind is not RunStarted]
    again = state(RunStarted(T, "city", "actuated", 1, 6), *everything, EVENTS[RunStarted])
    fresh = state(EVENTS[RunStarted])
    assert known(again) == known(fresh)
    assert again.detectors == fresh.detectors


def test_ticks_make_data_older_and_never_fresher() -> None:
    found = state(JunctionHeard(T, "J1"), *(Tick(later(T, s), 0) for s in range(1, 12)))
    assert (found.now, found.heard) == (later(T, 11), T)


def test_a_junction_that_was_lost_stays_as_old_as_its_last_word() -> None:
    found = state(ModeChanged(T, "J1", Mode.LOCAL, WHY), JunctionLost(later(T, 5), "J1"))
    assert (found.mode, found.heard, found.now) == (Mode.UNKNOWN, T, later(T, 5))
    found.observe(JunctionHeard(later(T, 9), "J1"))
    assert (found.mode, found.heard) == (Mode.UNKNOWN, later(T, 9))  # it must say who decides


def test_a_started_stage_ends_the_movement_towards_it() -> None:
    found = state(StageStarted(T, "J1", "A"), StageEnded(later(T, 30), "J1", "A", "B"))
    assert (found.stage, found.moving_to, found.stage_since) == ("A", "B", later(T, 30))
    found.observe(StageStarted(later(T, 38), "J1", "B"))
    assert (found.stage, found.moving_to, found.stage_since) == ("B", "", later(T, 38))


def test_pulses_are_counted_and_the_time_of_those_that_ended_is_summed() -> None:
    on, off = DetectorChanged(T, "J1", "P1a", True), DetectorChanged(later(T, 0.7), "J1", "P1a", False)
    found = state(on, off, replace(on, t=later(T, 3)))
    assert found.detectors["P1a"] == DetectorState(True, later(T, 3), 2, 700)
    found.observe(replace(off, t=later(T, 4)))
    assert found.detectors["P1a"] == DetectorState(False, later(T, 4), 2, 1700)
    assert found.detectors["P1s"] == DetectorState()


def test_a_fault_of_a_detector_is_remembered_until_it_is_sound() -> None:
    found = state(DetectorJudged(T, "J1", "P1a", DetectorHealth.STUCK_OFF))
    assert found.detectors["P1a"].health is DetectorHealth.STUCK_OFF
    found.observe(DetectorJudged(later(T, 9), "J1", "P1a", DetectorHealth.OK))
    assert found.detectors["P1a"] == DetectorState()


def arrives(s: float, detector: str = "P2s", *, occupied: bool = True) -> DetectorChanged:
    return DetectorChanged(later(T, s), "J1", detector, occupied)


def shows(s: float, lamp: Lamp, group: str = "P2") -> GroupChanged:
    return GroupChanged(later(T, s), "J1", group, lamp)


def test_a_group_waits_since_the_first_who_came_while_it_was_not_green() -> None:
    found = state(shows(0, Lamp.RED), arrives(3), arrives(4, occupied=False), arrives(7))
    assert found.waiting == {"P2": later(T, 3)}


def test_an_advance_loop_asks_for_nothing() -> None:
    assert state(shows(0, Lamp.RED), arrives(3, "P2a")).waiting == {}


def test_nobody_waits_who_came_on_green_and_green_ends_all_waiting() -> None:
    assert state(shows(0, Lamp.GREEN), arrives(3)).waiting == {}
    assert state(arrives(3), shows(9, Lamp.RED_AMBER)).waiting == {"P2": later(T, 3)}
    assert state(arrives(3), shows(9, Lamp.RED_AMBER), shows(10, Lamp.GREEN)).waiting == {}


def test_who_stands_on_the_loop_when_green_ends_waits_from_then_on() -> None:
    assert state(shows(0, Lamp.GREEN), arrives(3), shows(20, Lamp.AMBER)).waiting == {"P2": later(T, 20)}
    gone = state(shows(0, Lamp.GREEN), arrives(3), arrives(4, occupied=False), shows(20, Lamp.AMBER))
    assert gone.waiting == {}


@given(
    order=st.permutations(
        [
            event
            for kind, event in EVENTS.items()
            if kind not in (RunStarted, JunctionLost) and (kind is Tick or kind not in NOT_HEARD)
        ]
    )
)
def test_no_order_of_events_makes_a_state_fail_and_the_last_one_tells_the_time(order: list[Event]) -> None:
    found = state(EVENTS[RunStarted], *(replace(event, t=later(T, i)) for i, event in enumerate(order)))
    assert found.now == later(T, len(order) - 1)
    assert found.heard >= later(T, len(order) - 2)
