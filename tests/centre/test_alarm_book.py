"""The book of alarms: raised, seen, suspended, over and cleared, with what controllers must be told."""

from dataclasses import replace
from typing import TypeVar

import pytest

from meydan.centre.alarm_book import GOOD_AGAIN_S, TELL_AGAIN_S, AlarmBook
from meydan.centre.alarm_entry import handled_before
from meydan.centre.alarm_snapshot import MOST_SHOWN, snapshot_alarms
from meydan.city.alarm import LONGEST_REST_S, OWN_ALARMS, AlarmClosed, AlarmHandled, HandleAlarm, Handling, Reason
from meydan.city.because import because
from meydan.city.clock_setting import ClockAsked
from meydan.city.events import (
    AlarmChanged,
    AlarmUntold,
    DetectorHealth,
    DetectorJudged,
    Event,
    JunctionHeard,
    JunctionLost,
    LinkMeasured,
    Mode,
    ModeChanged,
    RouteChanged,
    RouteStep,
    RunStarted,
)
from meydan.city.instant import Instant, later
from meydan.city.orders import TellAlarm
from meydan.city.override import Action, Cause, OverrideAsked, OverrideGivenBack
from meydan.city.state import JunctionState
from tests.junctions import junction
from tests.paper_street import START

LAMP = ("J1", "SG2", "A0201")
Told = TypeVar("Told", AlarmHandled, AlarmClosed)


def at(s: float) -> Instant:
    return later(START, s)


class Desk:
    """A book with one junction, whose events come at given seconds."""

    def __init__(self) -> None:
        self.book = AlarmBook()
        self.state = JunctionState(junction(), on_street=True)
        self.state.observe(RunStarted(START, "", "", 1, 3))

    def take(self, *events: Event) -> list[TellAlarm]:
        told: list[TellAlarm] = []
        for event in events:
            self.state.observe(event)
            told += self.book.take(event, self.state)
        return told

    def do(self, act: Handling, s: float, key: tuple[str, str, str] = LAMP, lasts_s: float = 0.0) -> list[TellAlarm]:
        reason = Reason.REPAIR if act is Handling.SUSPEND else Reason.NONE
        return self.take(HandleAlarm(*key, act, "ayse", reason, lasts_s).at(at(s)))

    def pass_to(self, s: float) -> list[TellAlarm]:
        return self.book.pass_time(at(s), {"J1": self.state})

    def states(self) -> dict[tuple[str, str], str]:
        told = snapshot_alarms(self.book, self.state.now)
        return {(one["code"], one["part"]): one["state"] for one in told["open"]}


def lamp(s: float, *, active: bool = True, acknowledged: bool = False, suspended: bool = False) -> AlarmChanged:
    return AlarmChanged(at(s), *LAMP, active, acknowledged, suspended, 2, at(s), "color red")


def mode(s: float, now: Mode) -> ModeChanged:
    return ModeChanged(at(s), "J1", now, because("controller.failure"))


def acts(orders: list[TellAlarm]) -> list[Handling]:
    return [order.act for order in orders]


def test_who_saw_an_alarm_is_kept_and_its_controller_is_told() -> None:
    desk = Desk()
    desk.take(lamp(1))
    [told] = desk.do(Handling.ACKNOWLEDGE, 5)
    assert (told.junction, told.part, told.code, told.act, told.fence) == (*LAMP, Handling.ACKNOWLEDGE, 3)
    assert 0 < told.until - told.t <= 10_000  # it ends by itself, like every order
    assert desk.states() == {("A0201", "SG2"): "acknowledged"}
    seen = desk.book.standing[LAMP].seen
    assert seen is not None
    assert (seen.person, seen.since) == ("ayse", at(5))


def test_an_alarm_that_comes_up_again_is_not_acknowledged() -> None:
    desk = Desk()
    desk.take(lamp(1))
    desk.do(Handling.ACKNOWLEDGE, 5)
    desk.take(lamp(6, acknowledged=True), lamp(8, active=False, acknowledged=True), lamp(9))
    assert desk.states() == {("A0201", "SG2"): "active"}


def test_one_that_ended_and_came_again_unseen_is_not_acknowledged_either() -> None:
    desk = Desk()
    desk.take(lamp(1))
    desk.do(Handling.ACKNOWLEDGE, 5)
    desk.take(lamp(6, acknowledged=True), lamp(20))  # what lay between was lost on the way
    assert desk.states() == {("A0201", "SG2"): "active"}


def test_an_alarm_that_stands_cannot_be_cleared_away() -> None:
    desk = Desk()
    desk.take(lamp(1))
    why = desk.book.why_not(HandleAlarm(*LAMP, Handling.CLEAR, "ayse").at(at(2)))
    assert why == because("alarm.still_stands")
    assert desk.do(Handling.CLEAR, 2) == []
    assert desk.states() == {("A0201", "SG2"): "active"}


def test_one_that_is_over_is_cleared_and_its_controller_told_that_it_was_seen() -> None:
    desk = Desk()
    desk.take(lamp(1), lamp(3, active=False))
    assert desk.states() == {("A0201", "SG2"): "over"}
    assert acts(desk.do(Handling.CLEAR, 5)) == [Handling.ACKNOWLEDGE]
    assert desk.states() == {}
    [closed] = snapshot_alarms(desk.book, at(6))["closed"]
    assert (closed["code"], closed["closed_by"], closed["closed"]) == ("A0201", "ayse", at(5))


def test_a_suspension_ends_by_itself_and_the_controller_is_told() -> None:
    desk = Desk()
    desk.take(lamp(1))
    assert acts(desk.do(Handling.SUSPEND, 5, lasts_s=60)) == [Handling.SUSPEND]
    desk.take(lamp(6, suspended=True))
    assert desk.states() == {("A0201", "SG2"): "suspended"}
    assert desk.pass_to(64.9) == []
    assert acts(desk.pass_to(65)) == [Handling.RESUME]
    assert desk.pass_to(66) == []
    desk.take(lamp(67))
    assert desk.states() == {("A0201", "SG2"): "active"}


def test_what_somebody_else_suspended_is_not_ended() -> None:
    desk = Desk()
    desk.take(lamp(1, suspended=True))
    assert desk.pass_to(10 * LONGEST_REST_S) == []
    assert desk.take(LinkMeasured(at(100), "J1", "RN+SI0001", "3.2.2", 0.0, 0.01)) == []
    assert desk.states() == {("A0201", "SG2"): "suspended"}


def test_why_a_controller_does_not_know_is_shown_until_it_does() -> None:
    desk = Desk()
    desk.take(lamp(1))
    desk.do(Handling.ACKNOWLEDGE, 5)
    desk.take(AlarmUntold(at(6), *LAMP, Handling.ACKNOWLEDGE, because("rsmp.read_only")))
    [told] = snapshot_alarms(desk.book, at(7))["open"]
    assert (told["state"], told["untold"]["code"]) == ("acknowledged", "rsmp.read_only")
    desk.take(lamp(8, acknowledged=True))
    assert snapshot_alarms(desk.book, at(9))["open"][0]["untold"] is None


@pytest.mark.parametrize(
    ("begin", "end", "code", "part"),
    [
        (mode(1, Mode.FAILURE), mode(9, Mode.STARTUP), "failsafe", ""),
        (JunctionLost(at(1), "J1"), JunctionHeard(at(9), "J1"), "contact_lost", ""),
        (
            DetectorJudged(at(1), "J1", "P1s", DetectorHealth.STUCK_ON),
            DetectorJudged(at(9), "J1", "P1s", DetectorHealth.OK),
            "detector_stuck",
            "P1s",
        ),
        (
            RouteChanged(at(1), "J1", "fire", RouteStep.OVERDUE),
            RouteChanged(at(9), "J1", "fire", RouteStep.ENDED),
            "route_overdue",
            "fire",
        ),
        (
            LinkMeasured(at(1), "J1", "RN+SI0001", "3.2.2", -1.5, 0.01),
            LinkMeasured(at(9), "J1", "RN+SI0001", "3.2.2", 0.9, 0.01),
            "clock_off",
            "",
        ),
    ],
)
def test_the_centre_raises_what_no_controller_does_and_tells_nobody(
    begin: Event, end: Event, code: str, part: str
) -> None:
    desk = Desk()
    desk.take(begin)
    assert desk.states() == {(code, part): "active"}
    assert desk.book.unseen() == tuple(int(OWN_ALARMS[code] == priority) for priority in (1, 2, 3))
    desk.take(end)
    assert desk.states() == {(code, part): "over"}
    assert desk.do(Handling.CLEAR, 12, ("J1", part, code)) == []
    assert desk.states() == {}


def test_an_own_alarm_that_was_seen_leaves_when_it_ends() -> None:
    desk = Desk()
    desk.take(mode(1, Mode.FAILURE))
    desk.do(Handling.ACKNOWLEDGE, 2, ("J1", "", "failsafe"))
    desk.take(mode(9, Mode.LOCAL))
    assert desk.states() == {}
    assert snapshot_alarms(desk.book, at(10))["closed"][0]["closed_by"] == ""


@pytest.mark.parametrize(
    ("act", "lasts_s", "why"),
    [
        (Handling.ACKNOWLEDGE, 0, "alarm.seen_already"),
        (Handling.RESUME, 0, "alarm.not_suspended"),
        (Handling.SUSPEND, 0, "alarm.rest_too_long"),
        (Handling.SUSPEND, LONGEST_REST_S + 1, "alarm.rest_too_long"),
        (Handling.SUSPEND, LONGEST_REST_S, None),
    ],
)
def test_what_has_no_sense_is_refused_with_a_reason(act: Handling, lasts_s: float, why: str | None) -> None:
    desk = Desk()
    desk.take(lamp(1, acknowledged=True))
    found = desk.book.why_not(HandleAlarm(*LAMP, act, "ayse", Reason.TEST, lasts_s).at(at(2)))
    assert (found.code if found else None) == why


def test_an_alarm_that_is_not_in_the_list_is_gone() -> None:
    desk = Desk()
    assert desk.book.why_not(HandleAlarm(*LAMP, Handling.ACKNOWLEDGE, "ayse").at(at(2))) == because("alarm.gone")
    assert desk.do(Handling.ACKNOWLEDGE, 2) == []


def handled(act: Handling, s: float, key: tuple[str, str, str] = LAMP, lasts_s: float = 0.0) -> AlarmHandled:
    return HandleAlarm(*key, act, "ayse", Reason.REPAIR, lasts_s).at(at(s))


def test_a_restart_finds_what_holds_and_nothing_that_ended() -> None:
    other = ("J1", "DL1", "A0301")
    seen, rest = handled(Handling.ACKNOWLEDGE, 1), handled(Handling.SUSPEND, 2, other, 500)
    assert handled_before([seen, rest]) == [seen, rest]
    assert handled_before([seen, lamp(3, active=False, acknowledged=True)]) == []
    assert handled_before([seen, handled(Handling.CLEAR, 3)]) == []
    assert handled_before([rest, handled(Handling.RESUME, 3, other)]) == []


def test_what_held_before_a_restart_holds_when_the_controller_tells_the_alarm_again() -> None:
    desk = Desk()
    rest = handled(Handling.SUSPEND, -400, lasts_s=500)
    seen = handled(Handling.ACKNOWLEDGE, -300, ("J1", "", "failsafe"))
    assert desk.take(replace(rest, t=at(0)), replace(seen, t=at(0))) == []
    desk.take(lamp(5, suspended=True), mode(6, Mode.FAILURE))
    assert desk.states() == {("A0201", "SG2"): "suspended", ("failsafe", ""): "acknowledged"}
    assert acts(desk.pass_to(100)) == [Handling.RESUME]


def test_an_alarm_that_comes_up_long_after_a_restart_is_a_new_one() -> None:
    desk = Desk()
    desk.take(replace(handled(Handling.ACKNOWLEDGE, -300, ("J1", "", "failsafe")), t=at(0)))
    desk.take(mode(GOOD_AGAIN_S + 1, Mode.FAILURE))
    assert desk.states() == {("failsafe", ""): "active"}


def test_what_holds_is_told_again_each_quarter_of_an_hour() -> None:
    desk = Desk()
    desk.take(lamp(1))
    desk.do(Handling.ACKNOWLEDGE, 2)
    desk.do(Handling.SUSPEND, 3, lasts_s=5000)
    assert desk.book.tell_again(at(4)) == []
    assert desk.book.tell_again(at(4 + TELL_AGAIN_S - 1)) == []
    wishes = [wish.at(at(4 + TELL_AGAIN_S)) for wish in desk.book.tell_again(at(4 + TELL_AGAIN_S))]
    again = [told for told in wishes if isinstance(told, AlarmHandled)]
    assert [(done.act, done.since, done.t) for done in again] == [
        (Handling.ACKNOWLEDGE, at(2), at(4 + TELL_AGAIN_S)),
        (Handling.SUSPEND, at(3), at(4 + TELL_AGAIN_S)),
    ]
    assert desk.take(*again) == []


def test_the_least_severe_are_left_out_where_nobody_could_read_them_all() -> None:
    desk = Desk()
    desk.take(lamp(1))
    desk.take(*(replace(lamp(2), part=f"DL{n}", code="A0301", priority=3) for n in range(MOST_SHOWN)))
    told = snapshot_alarms(desk.book, at(3))
    assert (len(told["open"]), told["left_out"], told["open"][0]["code"]) == (MOST_SHOWN, 1, "A0201")


@pytest.mark.parametrize(
    "wanted",
    [
        ClockAsked(at(9), "J1", "ayse"),
        OverrideAsked(at(9), "J1", "override-1", "ayse", Action.LOCAL, "", Cause.TEST, at(9), at(99), ""),
        OverrideGivenBack(at(9), "J1", "override-1", "ayse"),
        HandleAlarm("J1", "", "contact_lost", Handling.ACKNOWLEDGE, "ayse").at(at(9)),
    ],
)
def test_what_a_person_wants_of_a_lost_junction_is_no_word_from_it(wanted: Event) -> None:
    desk = Desk()
    desk.take(JunctionLost(at(1), "J1"), wanted)
    assert desk.book.standing["J1", "", "contact_lost"].fact.active
    desk.take(JunctionHeard(at(10), "J1"))
    assert ("J1", "", "contact_lost") not in desk.book.standing or not desk.book.of("J1")[0].fact.active
