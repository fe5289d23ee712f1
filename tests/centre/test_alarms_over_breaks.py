"""The book of alarms over breaks: what controllers missed is told again, what left the list is shown again."""

from dataclasses import replace

import pytest

from meydan.centre.alarm_book import CLOSED_KEPT_S, SETTLE_S, TELL_AGAIN_S
from meydan.centre.alarm_entry import closed_before
from meydan.centre.alarm_snapshot import snapshot_alarms
from meydan.city.alarm import AlarmClosed, Handling
from meydan.city.because import because
from meydan.city.events import AlarmChanged, AlarmUntold, JunctionLost, LinkMeasured
from tests.centre.test_alarm_book import LAMP, Desk, acts, at, handled, lamp
from tests.paper_street import START


def link(s: float, *, anew: bool = False) -> LinkMeasured:
    return LinkMeasured(at(s), "J1", "RN+SI0001", "3.2.2", 0.0, 0.01, anew)


def away_and_back(desk: Desk, from_s: float, to_s: float) -> None:
    desk.take(JunctionLost(at(from_s), "J1"), link(to_s, anew=True))


def test_a_controller_that_was_away_when_a_suspension_ended_is_told_when_it_comes_back() -> None:
    desk = Desk()
    desk.take(lamp(1))
    desk.do(Handling.SUSPEND, 5, lasts_s=60)
    desk.take(lamp(6, suspended=True))
    desk.pass_to(65)
    desk.take(AlarmUntold(at(65), *LAMP, Handling.RESUME, because("rsmp.not_connected")))
    away_and_back(desk, 90, 100)
    assert desk.pass_to(100 + SETTLE_S - 0.1) == []
    [told] = desk.pass_to(100 + SETTLE_S)
    assert (told.act, told.because.code) == (Handling.RESUME, "alarm.told_again")
    desk.take(lamp(106))
    assert desk.pass_to(160) == []
    assert desk.states() == {("A0201", "SG2"): "active", ("contact_lost", ""): "over"}


@pytest.mark.parametrize(
    ("act", "after"), [(Handling.ACKNOWLEDGE, lamp(0, acknowledged=True)), (Handling.SUSPEND, lamp(0, suspended=True))]
)
def test_what_a_controller_missed_is_told_once_each_time_it_comes_back_until_it_shows_it(
    act: Handling, after: AlarmChanged
) -> None:
    desk = Desk()
    desk.take(link(0, anew=True), lamp(1))
    assert acts(desk.do(act, 5, lasts_s=5000)) == [act]
    assert desk.pass_to(50) == []  # told already on this connection; a site that will not hear is not pressed
    for lost_s in (100, 200):
        away_and_back(desk, lost_s, lost_s + 10)
        assert acts(desk.pass_to(lost_s + 20)) == [act]
        assert desk.pass_to(lost_s + 80) == []
    desk.take(replace(after, t=at(290), since=at(5)))
    away_and_back(desk, 300, 310)
    assert desk.pass_to(400) == []


def test_a_connection_that_takes_the_place_of_a_dead_one_counts_as_coming_back() -> None:
    desk = Desk()
    desk.take(link(0, anew=True), lamp(1))
    desk.do(Handling.ACKNOWLEDGE, 5)
    desk.take(link(60))
    assert desk.pass_to(100) == []
    desk.take(link(120, anew=True))
    assert acts(desk.pass_to(130)) == [Handling.ACKNOWLEDGE]


def test_an_alarm_that_ended_while_its_controller_was_away_is_told_nothing_more() -> None:
    desk = Desk()
    desk.take(link(0, anew=True), lamp(1))
    desk.do(Handling.ACKNOWLEDGE, 5)
    away_and_back(desk, 10, 20)
    desk.take(replace(lamp(15, active=False), t=at(20)))
    assert LAMP not in desk.book.standing
    assert desk.pass_to(30) == []


def test_one_that_ended_and_came_again_while_nobody_could_hear_is_not_acknowledged() -> None:
    desk = Desk()
    desk.take(link(0, anew=True), lamp(1))
    desk.do(Handling.ACKNOWLEDGE, 5)
    away_and_back(desk, 10, 30)
    desk.take(replace(lamp(20), t=at(30)))  # the centre hears only how it stands now
    assert desk.states()["A0201", "SG2"] == "active"
    assert desk.pass_to(40) == []


def test_what_was_seen_before_a_restart_is_not_told_of_a_younger_alarm() -> None:
    desk = Desk()
    desk.take(replace(handled(Handling.ACKNOWLEDGE, -300), t=at(0)), link(2, anew=True))
    desk.take(replace(lamp(-100), t=at(3)))
    assert desk.states() == {("A0201", "SG2"): "active"}
    assert desk.pass_to(10) == []


def test_what_was_done_before_a_restart_is_told_to_a_controller_that_missed_it() -> None:
    desk = Desk()
    desk.take(replace(handled(Handling.ACKNOWLEDGE, -300), t=at(0)), link(2, anew=True))
    desk.take(replace(lamp(-400), t=at(3)))
    assert desk.states() == {("A0201", "SG2"): "acknowledged"}
    assert acts(desk.pass_to(10)) == [Handling.ACKNOWLEDGE]


def over_at(desk: Desk, s: float) -> list[AlarmClosed]:
    wishes = [wish.at(at(s)) for wish in desk.book.tell_again(at(s))]
    return [told for told in wishes if isinstance(told, AlarmClosed)]


def closed_by(desk: Desk, s: float) -> None:
    """Raise an alarm, see it and let it end."""
    desk.take(lamp(s))
    desk.do(Handling.ACKNOWLEDGE, s + 1)
    desk.take(lamp(s + 2, acknowledged=True), lamp(s + 3, active=False, acknowledged=True))


def test_what_left_the_list_is_written_down_at_once_and_again_each_quarter_of_an_hour_for_a_day() -> None:
    desk = Desk()
    desk.book.tell_again(at(0))
    closed_by(desk, 1)
    [over] = over_at(desk, 5)
    assert (over.code, over.raised, over.since, over.seen_by, over.ended) == ("A0201", at(1), at(4), "ayse", at(4))
    assert over_at(desk, 6) == []
    assert [one.ended for one in over_at(desk, 6 + TELL_AGAIN_S)] == [at(4)]
    assert over_at(desk, 6 + CLOSED_KEPT_S) == []


def test_a_run_shows_what_left_the_list_of_the_run_before() -> None:
    before, desk = Desk(), Desk()
    closed_by(before, 1)
    before.do(Handling.CLEAR, 9, ("J1", "", "failsafe"))
    [over] = over_at(before, 5)
    desk.take(replace(over, t=START))
    assert snapshot_alarms(desk.book, START)["closed"] == snapshot_alarms(before.book, START)["closed"]
    desk.take(replace(over, t=at(900)))  # told again by itself: it is known
    assert len(desk.book.closed) == 1
    assert [one.ended for one in over_at(desk, 0)] == []


def test_a_restart_finds_each_once_the_oldest_first() -> None:
    desk = Desk()
    closed_by(desk, 1)
    closed_by(desk, 11)
    first, second = over_at(desk, 20)
    assert closed_before([second, first, replace(first, t=at(900))]) == [replace(first, t=at(900)), second]
