"""Alarms and the sum of health as events: what is new is told once, and what comes late hides nothing."""

from dataclasses import replace

import pytest

from meydan.centre.alarm_book import AlarmBook
from meydan.centre.news import tell
from meydan.city.events import AlarmChanged, Event, HealthChanged, LateValue
from meydan.city.instant import Instant, later
from meydan.city.state import JunctionState
from meydan.field.rsmp.messages import (
    AggregatedStatus,
    AlarmAct,
    AlarmStatus,
    NamedValue,
    Quality,
    StatusUpdate,
    StatusValue,
)
from meydan.field.rsmp.reports import MOST_ALARMS, WATCHDOG_LATE, Reports
from tests.junctions import junction
from tests.paper_street import START

NOW = later(START, 100)


def alarm(s: float, *, active: bool, acknowledged: bool = False, suspended: bool = False) -> AlarmStatus:
    return AlarmStatus(
        "id", "DL1", "A0301", AlarmAct.ISSUE, later(START, s), active, acknowledged, suspended, "D", 3,
        (NamedValue("detector", "DL1"), NamedValue("type", "loop")),
    )  # fmt: skip


def state_after(*events: Event) -> JunctionState:
    state = JunctionState(junction(), on_street=True)
    for event in events:
        state.observe(event)
    return state


def standing_after(*events: Event) -> dict[tuple[str, str], bool]:
    """Return the alarms in the list after these events, and whether each is active."""
    state, book = JunctionState(junction(), on_street=True), AlarmBook()
    for event in events:
        state.observe(event)
        book.take(event, state)
    return {(part, code): entry.fact.active for (_, part, code), entry in book.standing.items()}


def told_of(reports: Reports, *alarms: AlarmStatus) -> list[Event]:
    return [event for one in alarms for event in reports.alarm(one, NOW)]


def test_an_alarm_is_an_event_with_its_time_and_what_the_controller_adds() -> None:
    [told] = told_of(Reports("J1"), alarm(5, active=True))
    assert told == AlarmChanged(
        NOW, "J1", "DL1", "A0301", True, False, False, 3, later(START, 5), "detector DL1, type loop"
    )


def test_what_is_said_again_is_no_event_and_neither_is_an_alarm_that_never_was() -> None:
    reports = Reports("J1")
    assert told_of(reports, alarm(1, active=False, acknowledged=True)) == []
    assert len(told_of(reports, alarm(5, active=True), alarm(5, active=True))) == 1


def test_an_alarm_stands_until_it_is_over_and_acknowledged() -> None:
    life = (
        alarm(5, active=True),
        alarm(6, active=False),
        alarm(7, active=False, acknowledged=True),
    )
    reports, events, standing = Reports("J1"), [], []
    for one in life:
        events += told_of(reports, one)
        standing.append(len(standing_after(*events)))
    assert standing == [1, 1, 0]
    assert len(events) == 3


def test_an_all_clear_that_comes_late_does_not_hide_a_newer_alarm() -> None:
    reports = Reports("J1")
    events = told_of(reports, alarm(9, active=True), alarm(6, active=False, acknowledged=True))
    assert list(standing_after(*events).values()) == [True]


def test_an_alarm_that_comes_late_is_cleared_by_what_follows_from_the_buffer() -> None:
    reports, over = Reports("J1"), alarm(6, active=False, acknowledged=True)
    events = told_of(reports, over, alarm(5, active=True), over)
    assert standing_after(*events) == {}


def test_a_site_that_makes_up_alarms_without_end_fills_only_so_much() -> None:
    reports = Reports("J1")
    invented = [replace(alarm(5, active=True), component=f"DL{n}") for n in range(MOST_ALARMS + 5)]
    assert len(told_of(reports, *invented)) == MOST_ALARMS


def test_a_watchdog_that_does_not_come_is_an_alarm_of_our_own_until_it_does() -> None:
    reports = Reports("J1")
    assert reports.watchdog("TC", NOW, is_late=False) == []
    [late] = reports.watchdog("TC", NOW, is_late=True)
    assert reports.watchdog("TC", NOW, is_late=True) == []
    assert standing_after(late) == {("TC", WATCHDOG_LATE): True}
    [back] = reports.watchdog("TC", later(NOW, 9), is_late=False)
    assert standing_after(late, back) == {("TC", WATCHDOG_LATE): False}  # until somebody has seen it


@pytest.mark.parametrize(
    ("bits", "says", "news"),
    [
        ((5,), ("in_use",), "news.health_in_use"),
        ((0, 2, 5), ("alone", "serious_fault", "in_use"), "news.health_serious_fault"),
        ((), (), "news.health_"),
    ],
)
def test_health_is_told_once_and_its_worst_word_is_the_news(
    bits: tuple[int, ...], says: tuple[str, ...], news: str
) -> None:
    reports = Reports("J1")
    status = AggregatedStatus("id", "TC", later(START, 3), tuple(n in bits for n in range(8)))
    [event] = reports.health(status, NOW)
    assert event == HealthChanged(NOW, "J1", says, later(START, 3))
    assert reports.health(status, NOW) == []
    told = tell(event)
    assert told is not None
    assert told["code"] == news
    assert state_after(event).health == says


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (alarm(5, active=True), "news.alarm_active"),
        (alarm(5, active=True, acknowledged=True), "news.alarm_acknowledged"),
        (alarm(5, active=True, suspended=True), "news.alarm_suspended"),
        (alarm(5, active=False), "news.alarm_over"),
    ],
)
def test_each_turn_of_an_alarm_has_its_sentence(one: AlarmStatus, code: str) -> None:
    [event] = told_of(Reports("J1"), one)
    told = tell(event)
    assert told is not None
    assert told["code"] == code
    assert told["values"]["alarm"] == "A0301"


def test_values_that_waited_in_a_buffer_are_kept_and_change_nothing() -> None:
    values = (
        StatusValue("S0001", "signalgroupstatus", "1AA1", Quality.OLD),
        StatusValue("S0033", "status", ({"r": "x"},), Quality.OLD),
        StatusValue("S0014", "status", "1", Quality.RECENT),
    )
    events = Reports("J1").late(StatusUpdate("id", "TC", later(START, 4), values), NOW)
    since = Instant(later(START, 4))
    assert events == [
        LateValue(NOW, "J1", "TC", "S0001", "signalgroupstatus", "1AA1", since),
        LateValue(NOW, "J1", "TC", "S0033", "status", '[{"r": "x"}]', since),
    ]
    state = state_after(*events)
    assert (state.lamps, state.heard) == ({}, NOW)
