from dataclasses import replace

import pytest

from meydan.city.because import Because, because
from meydan.city.instant import Instant, later
from meydan.city.orders import CallStage, HoldStage, Order, ReleaseToLocal, SetCycle, SetOffset, SetPlan, SetSplits
from meydan.city.plan import Plan
from meydan.city.secret import Secret
from meydan.field.rsmp.desk import Desk
from meydan.field.rsmp.encode import encode
from meydan.field.rsmp.hearing import Hearing
from meydan.field.rsmp.messages import CommandRequest
from meydan.field.rsmp.ordering import RELEASE, TAKES, Command, Wish, command_of, takes_of, wish_of
from meydan.field.rsmp.reports import Reports
from meydan.field.rsmp.site_map import Band, SiteMap
from meydan.field.rsmp.versions import CORES, SXLS
from tests import junctions
from tests.field.rsmp.paper_site import MAIN, SITE

NOW = Instant(1_764_057_600_000)
UNTIL = later(NOW, 60)
WHY = because("test")
MAP = SiteMap(
    "J1",
    SITE,
    MAIN,
    ("P1", "P2", "P3", "W1"),
    (),
    {"day": 3, "night": 4},
    {"day": (Band(1, 20), Band(2, 5), Band(3, 7))},
)
PLANS: dict[str, Plan] = {"day": junctions.plan(), "night": replace(junctions.plan(), id="night")}
ORDERS: list[Order] = [
    SetPlan(NOW, "J1", "day", UNTIL, 1, WHY),
    SetOffset(NOW, "J1", "day", 12.0, UNTIL, 1, WHY),
    SetCycle(NOW, "J1", "day", 80.0, UNTIL, 1, WHY),
    SetSplits(NOW, "J1", "day", (35.0, 7.0, 10.0), UNTIL, 1, WHY),
    ReleaseToLocal(NOW, "J1", UNTIL, 1, WHY),
]


def desk() -> Desk:
    return Desk(MAP, PLANS, Hearing(junctions.junction(), MAP), Reports("J1"))


def wish(order: Order) -> Wish:
    made = wish_of(order, MAP, PLANS)
    assert isinstance(made, Wish), made
    return made


def test_each_order_becomes_its_command_and_the_one_that_takes_it_back() -> None:
    made = [wish(order) for order in ORDERS]
    assert [(w.now.code, dict(w.now.arguments)) for w in made] == [
        ("M0002", {"status": "True", "timeplan": "3"}),
        ("M0015", {"status": "12", "plan": "3"}),
        ("M0018", {"status": "80", "plan": "3"}),
        ("M0014", {"plan": "3", "status": "1-25,2-2,3-5"}),
        ("M0002", {"status": "False", "timeplan": "1"}),
    ]
    assert [(w.back.code, dict(w.back.arguments)["status"]) for w in made] == [
        ("M0002", "False"),
        ("M0015", "0"),
        ("M0018", "65"),
        ("M0014", "1-20,2-5,3-7"),
        ("M0002", "False"),
    ]


@pytest.mark.parametrize("sxl", SXLS)
@pytest.mark.parametrize("order", ORDERS, ids=lambda order: type(order).__name__)
def test_every_command_fits_every_sxl(order: Order, sxl: str) -> None:
    for command in (wish(order).now, wish(order).back):
        request = CommandRequest("f48900bc-e6fb-431a-8ca4-05070dd9df6a", MAIN, command.written(Secret("2222")))
        assert isinstance(encode(request, CORES["3.2.2"], sxl), bytes)


def test_no_order_may_choose_a_stage_since_no_command_for_one_ends_by_itself() -> None:
    assert not TAKES & {CallStage, HoldStage}
    assert isinstance(wish_of(CallStage(NOW, "J1", "A", UNTIL, 1, WHY), MAP, PLANS), Because)


def test_splits_are_taken_only_where_every_plan_has_its_bands() -> None:
    assert takes_of([MAP]) == TAKES - {SetSplits}
    with_all = replace(MAP, bands={"day": MAP.bands["day"], "night": MAP.bands["day"]})
    assert takes_of([with_all]) == TAKES
    assert takes_of([with_all, MAP]) == TAKES - {SetSplits}


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (SetPlan(NOW, "J1", "fair", UNTIL, 1, WHY), "controller.no_plan"),
        (SetOffset(NOW, "J1", "day", 12.5, UNTIL, 1, WHY), "rsmp.no_whole_seconds"),
        (SetCycle(NOW, "J1", "day", 256.0, UNTIL, 1, WHY), "rsmp.no_whole_seconds"),
        (SetSplits(NOW, "J1", "day", (38.0, 4.0, 10.0), UNTIL, 1, WHY), "rsmp.outside_bands"),
        (SetSplits(NOW, "J1", "day", (30.5, 9.5, 12.0), UNTIL, 1, WHY), "rsmp.outside_bands"),
        (SetSplits(NOW, "J1", "night", (35.0, 10.0, 12.0), UNTIL, 1, WHY), "rsmp.no_bands"),
    ],
)
def test_what_the_site_cannot_do_is_said(order: Order, code: str) -> None:
    why = wish_of(order, MAP, PLANS)
    assert isinstance(why, Because)
    assert why.code == code


def test_an_order_that_only_renews_is_not_sent_again_and_ends_later() -> None:
    at = desk()
    assert at.commands_for(ORDERS[0]) == [wish(ORDERS[0]).now]
    assert at.commands_for(replace(ORDERS[0], until=later(NOW, 120))) == []
    assert at.commands_at(UNTIL) == []
    assert at.commands_at(later(NOW, 120)) == [RELEASE]
    assert at.commands_at(later(NOW, 1000)) == []


def test_the_reason_of_a_plan_is_known_for_as_long_as_it_stands() -> None:
    at = desk()
    found = []
    at.commands_for(ORDERS[0])
    found.append(at.hearing.chosen)
    at.commands_at(UNTIL)
    found.append(at.hearing.chosen)
    at.commands_for(ORDERS[0])
    at.commands_for(ORDERS[4])
    found.append(at.hearing.chosen)
    at.commands_for(ORDERS[0])
    at.declined(wish(ORDERS[0]).now)
    found.append(at.hearing.chosen)
    assert found == [WHY, None, None, None]


def test_a_number_of_another_plan_is_given_back_first() -> None:
    at = desk()
    at.commands_for(ORDERS[1])
    sent = at.commands_for(replace(ORDERS[1], plan="night"))  # type: ignore[arg-type]
    assert isinstance(sent, list)
    assert [dict(command.arguments) for command in sent] == [
        {"status": "0", "plan": "3"},
        {"status": "12", "plan": "4"},
    ]


def test_giving_back_takes_every_order_back() -> None:
    at = desk()
    for order in ORDERS[:2]:
        at.commands_for(order)
    assert at.commands_for(ORDERS[4]) == [RELEASE, wish(ORDERS[1]).back]
    assert at.commands_for(ORDERS[4]) == [RELEASE]
    at.commands_for(ORDERS[1])
    assert at.commands_for(ORDERS[4]) == [RELEASE, wish(ORDERS[1]).back]


def test_what_an_earlier_process_may_have_left_is_released_first_until_the_site_has_answered() -> None:
    at = desk()
    at.commands_for(ORDERS[0])
    assert at.commands_when_ready(NOW) == [RELEASE, wish(ORDERS[0]).now]
    assert at.commands_when_ready(NOW) == [RELEASE, wish(ORDERS[0]).now]
    at.answered(RELEASE)
    assert at.commands_when_ready(NOW) == [wish(ORDERS[0]).now]


def test_an_order_that_ended_during_an_outage_is_taken_back_and_not_given_again() -> None:
    at = desk()
    at.answered(RELEASE)
    at.commands_for(ORDERS[1])
    assert at.commands_when_ready(UNTIL) == [wish(ORDERS[1]).back]


def test_what_takes_an_order_back_is_owed_until_the_site_has_answered() -> None:
    at = desk()
    at.answered(RELEASE)
    at.commands_for(ORDERS[0])
    assert at.commands_at(UNTIL) == [RELEASE]
    assert at.commands_when_ready(UNTIL) == [RELEASE]
    at.answered(RELEASE)
    assert at.commands_when_ready(UNTIL) == []


def test_a_release_that_is_declined_does_not_end_the_order_that_stands() -> None:
    at = desk()
    at.commands_for(ORDERS[0])
    at.declined(RELEASE)
    assert at.commands_at(UNTIL) == [RELEASE]


def test_an_order_that_is_declined_stands_no_longer() -> None:
    at = desk()
    at.commands_for(ORDERS[0])
    at.declined(wish(ORDERS[0]).now)
    assert at.commands_at(UNTIL) == []


def test_a_request_that_was_sent_is_known_by_its_command() -> None:
    command = wish(ORDERS[3]).now
    request = CommandRequest("f48900bc-e6fb-431a-8ca4-05070dd9df6a", MAIN, command.written(Secret("2222")))
    assert command_of(request) == command


def test_a_command_holds_no_security_code_until_it_is_written() -> None:
    command: Command = wish(ORDERS[0]).now
    assert "securityCode" not in repr(command)
    assert ("securityCode", "2222") in [(a.name, a.value) for a in command.written(Secret("2222"))]
    assert "2222" not in f"{Secret('2222')} {Secret('2222')!r}"
