"""The counter of control: whoever asks, what could do harm is refused there, and only so much waits."""

import math
from dataclasses import replace

import pytest

from meydan.centre import counter as counter_module
from meydan.centre.counter import Counter
from meydan.centre.loop import Centre
from meydan.city.alarm import LONGEST_REST_S, HandleAlarm, Handling, Reason
from meydan.city.clock_setting import AskClock
from meydan.city.events import AlarmChanged
from meydan.city.instant import Instant
from meydan.city.override import Action, GiveBack
from meydan.city.priority import DropPriority, WantPriority
from meydan.city.request import SetPace
from tests.centre.overriding import ask, give_back, two_plans
from tests.paper_street import started
from tests.web.paper_city import PaperPace, paper_centre

SUSPEND = HandleAlarm("J1", "SG2", "A0201", Handling.SUSPEND, "ayse", Reason.REPAIR, 60.0)


@pytest.fixture
def centre() -> Centre:
    centre = paper_centre(two_plans())
    centre.handle(started())
    centre.handle(AlarmChanged(started().t, "J1", "SG2", "A0201", True, False, False, 2, started().t))
    return centre


@pytest.fixture
def counter(centre: Centre) -> Counter:
    return Counter(centre, tuple(Action), sets_clocks=True)


def code(counter: Counter, request: object) -> str:
    """Return why a request is refused, "" if it is taken."""
    why = counter.take(request)  # type: ignore[arg-type] # whatever a test thinks of
    return why.code if why else ""


def test_a_wish_that_is_sound_waits_for_the_loop(counter: Counter, centre: Centre) -> None:
    assert code(counter, ask()) == ""
    assert code(counter, give_back()) == ""
    assert list(centre.inbox) == [ask(), give_back()]


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        (replace(ask(), junction="J9"), "override.gone"),
        (ask(plan="none"), "override.no_plan"),
        (ask(lasts_s=0), "override.too_long"),
        (ask(lasts_s=-1), "override.too_long"),
        (ask(lasts_s=4 * 3600 + 1), "override.too_long"),
        (ask(lasts_s=math.nan), "override.too_long"),
        (ask(lasts_s=math.inf), "override.too_long"),
        (ask(instead_of="other"), "override.gone"),
        (ask(override=""), "control.not_understood"),
        (ask(override="x" * 65), "control.not_understood"),
        (ask(person=""), "control.not_understood"),
        (ask(person="x" * 65), "control.not_understood"),
        (GiveBack("J9", "first", "ayse"), "override.gone"),  # the loop would break over a junction nobody knows
        (SetPace(1.0, paused=True), "control.not_understood"),  # a street has no pace
        (replace(SUSPEND, person=""), "control.not_understood"),
        (replace(SUSPEND, person="x" * 65), "control.not_understood"),
        (replace(SUSPEND, reason=Reason.NONE), "alarm.no_reason"),
        (replace(SUSPEND, lasts_s=59.0), "alarm.no_reason"),
        (replace(SUSPEND, lasts_s=LONGEST_REST_S + 1), "alarm.rest_too_long"),
        (replace(SUSPEND, lasts_s=math.nan), "alarm.rest_too_long"),
        (replace(SUSPEND, lasts_s=math.inf), "alarm.rest_too_long"),
        (replace(SUSPEND, act=Handling.ACKNOWLEDGE, lasts_s=math.nan), "alarm.rest_too_long"),
        (replace(SUSPEND, act=Handling.RESUME), "alarm.not_suspended"),
        (replace(SUSPEND, act=Handling.CLEAR), "alarm.still_stands"),
        (replace(SUSPEND, junction="J9"), "alarm.gone"),
        (replace(SUSPEND, code="A0202"), "alarm.gone"),
        (AskClock("J9", "ayse"), "clock.no_junction"),  # the loop would break over it
        (AskClock("J1", ""), "control.not_understood"),
        (AskClock("J1", "x" * 65), "control.not_understood"),
    ],
)
def test_what_the_web_should_have_refused_is_refused_here(
    wish: object, why: str, counter: Counter, centre: Centre
) -> None:
    assert code(counter, wish) == why
    assert not centre.inbox


def test_acts_on_alarms_and_clocks_that_are_sound_wait_for_the_loop(counter: Counter, centre: Centre) -> None:
    assert code(counter, SUSPEND) == ""
    assert code(counter, AskClock("J1", "ayse")) == ""
    assert list(centre.inbox) == [SUSPEND, AskClock("J1", "ayse")]


def test_no_clock_is_set_while_somebody_holds_the_junction(counter: Counter, centre: Centre) -> None:
    centre.handle(replace(ask().at(started().t), since=Instant(started().t - 1000)))
    assert code(counter, AskClock("J1", "ayse")) == "clock.overridden"


def test_what_the_field_does_not_take_is_refused(centre: Centre) -> None:
    assert code(Counter(centre, []), AskClock("J1", "ayse")) == "control.not_understood"
    assert code(Counter(centre, [Action.LOCAL]), ask()) == "override.not_here"
    assert code(Counter(centre, [Action.LOCAL]), ask(action=Action.LOCAL, plan="")) == ""


def test_a_second_person_is_told_of_the_first(counter: Counter, centre: Centre) -> None:
    first = replace(
        ask().at(started().t), since=Instant(started().t - 1000)
    )  # told again after a restart, so it stands
    centre.handle(first)
    assert code(counter, ask("second", person="veli")) == "override.conflict"
    assert code(counter, ask("second", person="veli", instead_of="first")) == ""


def test_the_same_wish_again_is_taken_and_does_nothing(counter: Counter, centre: Centre) -> None:
    counter.take(ask())
    centre.take_wish()
    assert centre.overrides.find("first") is not None
    assert code(counter, ask()) == ""
    assert not centre.inbox


def test_only_so_much_waits_and_giving_back_has_room_when_asking_has_none(
    counter: Counter, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counter_module, "MOST_WAITING", 3)
    found = [code(counter, ask(f"number-{i}")) for i in range(4)]
    assert found == ["", "", "", "control.busy"]
    assert [code(counter, wish) for wish in (SUSPEND, AskClock("J1", "ayse"))] == ["control.busy"] * 2
    assert [code(counter, give_back()) for _ in range(4)] == ["", "", "", "control.busy"]
    assert len(centre.inbox) == 6


@pytest.mark.parametrize(
    ("speed", "why"),
    [
        (0.25, ""),
        (1000.0, ""),
        (None, ""),
        (0.2, "control.not_understood"),
        (1001.0, "control.not_understood"),
        (math.nan, "control.not_understood"),
    ],
)
def test_a_twin_takes_a_pace_within_bounds(centre: Centre, speed: float | None, why: str) -> None:
    pace = PaperPace()
    assert code(Counter(centre, [], pace), SetPace(speed, paused=True)) == why
    assert pace == (PaperPace() if why else PaperPace(speed, paused=True))


WANT = WantPriority("J1", "request-1", "tram", "ayse", 60.0)


def test_priority_is_asked_for_only_where_controllers_take_it_and_the_city_has_it() -> None:
    centre = paper_centre()
    centre.handle(started())
    takes = Counter(centre, tuple(Action), asks_priority=True)
    assert code(takes, WANT) == ""
    assert code(takes, DropPriority("J1", "request-1", "ayse")) == ""
    assert len(centre.inbox) == 2
    assert code(Counter(centre, tuple(Action)), WANT) == "priority.not_here"
    assert code(takes, replace(WANT, priority="boat")) == "priority.none"
    assert code(takes, replace(WANT, junction="J99")) == "priority.none"
    for lasts_s in (9.9, 600.1, -1, math.nan, math.inf):
        assert code(takes, replace(WANT, lasts_s=lasts_s)) == "priority.length"
    assert code(takes, replace(WANT, request="")) == "control.not_understood"
    assert code(takes, replace(WANT, person="x" * 65)) == "control.not_understood"
    assert code(takes, DropPriority("J99", "request-1", "ayse")) == "override.gone"
    assert len(centre.inbox) == 2
