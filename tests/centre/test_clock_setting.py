"""Setting a controller's clock: only one that is off, by a person, and confirmed by the next watchdog alone."""

import pytest

from meydan.centre.loop import Centre
from meydan.centre.order_book import OrderStand
from meydan.city.because import because
from meydan.city.clock_setting import AskClock
from meydan.city.events import JunctionHeard, LinkMeasured, Mode, ModeChanged, RunStarted
from meydan.city.instant import later
from meydan.city.orders import Cleared, SetClock
from meydan.city.override import Action, AskOverride, Cause
from tests.paper_street import START
from tests.web.paper_city import paper_centre


def known(clock_s: float | None, mode: Mode = Mode.LOCAL) -> Centre:
    """Return a centre that knows J1, with its clock so far off."""
    centre = paper_centre()
    centre.handle(RunStarted(START, "", "", 1, 4))
    centre.handle(ModeChanged(later(START, 1), "J1", mode, because("controller.local_plan")))
    if clock_s is not None:
        centre.handle(measured(1, clock_s))
    return centre


def measured(s: float, clock_s: float) -> LinkMeasured:
    return LinkMeasured(later(START, s), "J1", "RN+SI0001", "3.2.2, SXL 1.2.1", clock_s, 0.01)


def ask(centre: Centre) -> list[Cleared]:
    return centre.handle(AskClock("J1", "ayse").at(later(START, 2)))


def stand(centre: Centre) -> str:
    return centre.orders.lives["J1"][-1].stand.value


def test_a_clock_that_is_off_is_set_and_the_next_watchdog_confirms_it() -> None:
    centre = known(-1.5)
    [cleared] = ask(centre)
    assert isinstance(cleared.order, SetClock)
    assert (cleared.order.junction, cleared.order.fence) == ("J1", 4)
    assert cleared.order.because == because("centre.clock_asked", person="ayse")
    centre.handle(JunctionHeard(later(START, 3), "J1"))
    assert stand(centre) == "pending"
    centre.handle(measured(60, -1.5))
    assert stand(centre) != "confirmed"
    centre.handle(measured(120, 0.2))
    assert stand(centre) == "confirmed"


@pytest.mark.parametrize(
    ("clock_s", "mode", "why"),
    [
        (None, Mode.LOCAL, "safety.clock_unknown"),
        (1.0, Mode.LOCAL, "safety.clock_right"),
        (5.0, Mode.FAILURE, "safety.mode_failure"),
        (5.0, Mode.MANUAL, "safety.mode_manual"),
    ],
)
def test_safety_says_no_and_why(clock_s: float | None, mode: Mode, why: str) -> None:
    centre = known(clock_s, mode)
    assert ask(centre) == []
    life = centre.orders.lives["J1"][-1]
    assert life.why is not None
    assert (life.stand, life.why.code) == (OrderStand.REFUSED, why)


def test_no_clock_is_set_under_the_hand_of_an_operator() -> None:
    centre = known(5.0)
    centre.handle(AskOverride("J1", "override-1", "veli", Action.PLAN, "day", Cause.TEST, 600, "").at(later(START, 2)))
    assert ask(centre) == []
