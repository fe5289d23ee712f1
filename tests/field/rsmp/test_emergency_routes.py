"""Emergency routes of the city at a virtual site: commands, inputs, an alarm, and what the centre sees of it."""

from dataclasses import replace

import pytest

from meydan.city.city import City
from meydan.city.events import Mode, ModeChanged
from meydan.city.junction import Junction, Priority, VehicleKind
from meydan.city.orders import Cleared, Refused, SetPlan
from meydan.city.override import Action, AskOverride, Cause
from meydan.field.rsmp.cabinet import Obeyed
from meydan.field.rsmp.clock import read_clocks
from tests.field.rsmp.test_site_safety import Site
from tests.field.rsmp.test_street import small_city
from tests.field.rsmp.whole_centre import whole_centre
from tests.junctions import junction, plan

TRAM = Priority("tram", VehicleKind.TRAM, group="P2")
FIRE = Priority("fire", VehicleKind.EMERGENCY, "", 5, "", "B", 8.0, 30.0)
AMBULANCE = Priority("ambulance", VehicleKind.EMERGENCY, "P1", 0, "", "A", 5.0, 60.0)


def with_routes(stands: Junction) -> Junction:
    return replace(stands, priorities={one.id: one for one in (TRAM, FIRE, AMBULANCE)})


@pytest.fixture
def site() -> Site:
    """Return a site whose controller is in its first stage."""
    made = Site(with_routes(junction()), {"day": plan(), "night": replace(plan(), id="night")})
    made.wait(12)
    assert made.controller.stage == "A"
    return made


def route(site: Site, number: int, status: str) -> Obeyed | str:
    return site.order("M0005", status=status, emergencyroute=str(number))


def alarms(site: Site) -> set[tuple[str, str]]:
    return {(fact.component, fact.code) for fact in site.cabinet.alarms() if fact.active}


def active(site: Site) -> object:
    return site.cabinet.read("TC", "S0035", "emergencyroutes", site.moment, 0)


def test_routes_are_numbered_as_the_city_has_them(site: Site) -> None:
    assert route(site, 1, "True") is Obeyed.DONE
    assert route(site, 3, "True") == "there are emergency routes 1 to 2"
    site.wait(15)
    assert (site.controller.stage, active(site)) == ("B", ({"id": "1"},))


@pytest.mark.parametrize("code", ["M0006", "M0019"])
def test_an_input_that_is_on_calls_its_route_and_raises_no_other_alarm(site: Site, code: str) -> None:
    given = {"M0006": {"status": "True", "input": "5"}, "M0019": {"status": "True", "input": "5", "inputValue": "True"}}
    assert site.order(code, **given[code]) is Obeyed.DONE
    site.wait(15)
    assert site.controller.stage == "B"
    assert alarms(site) == set()
    assert site.order(code, **{**given[code], "status": "False"}) is Obeyed.DONE
    site.wait(15)
    assert (site.controller.mode, active(site)) == (Mode.LOCAL, ())


def test_a_route_that_is_held_too_long_is_told_as_an_alarm_and_no_longer_as_a_route(site: Site) -> None:
    route(site, 1, "True")
    site.wait(60)
    assert (site.controller.mode, active(site), alarms(site)) == (Mode.LOCAL, (), {("TC", "A0009")})
    route(site, 1, "False")
    site.wait(0.1)
    assert alarms(site) == set()


def test_a_short_call_is_told_for_as_long_as_its_stage_is_held(site: Site) -> None:
    route(site, 1, "True")
    site.wait(1)
    route(site, 1, "False")
    site.wait(15)
    assert (site.controller.stage, active(site)) == ("B", ({"id": "1"},))
    site.wait(8)
    assert active(site) == ()


def test_no_plan_is_chosen_meanwhile_but_given_back(site: Site) -> None:
    route(site, 1, "True")
    site.wait(1)
    assert site.order("M0002", status="True", timeplan="2") == "an emergency route has the junction"
    assert site.order("M0002", status="False", timeplan="2") is Obeyed.DONE


def test_a_restart_closes_all(site: Site) -> None:
    route(site, 2, "True")
    site.order("M0006", status="True", input="5")
    site.order("M0004", status="True")
    site.wait(60)
    assert (site.controller.mode, active(site)) == (Mode.LOCAL, ())


@pytest.mark.anyio
async def test_the_centre_sees_the_route_and_orders_nothing_meanwhile() -> None:
    of: City = small_city()
    stands = {name: with_routes(one) for name, one in of.junctions.items()}
    async with whole_centre(of=replace(of, junctions=stands)) as whole:
        await whole.until(lambda: whole.centre.seen["J1"].mode is Mode.LOCAL)
        opened = {"status": "True", "emergencyroute": "2", "securityCode": "2222"}
        whole.cabinet("J1").obey("TC", "M0005", opened, read_clocks())
        await whole.until(lambda: whole.centre.seen["J1"].mode is Mode.EMERGENCY)
        assert whole.centre.seen["J1"].mode_why.code == "rsmp.emergency"
        assert {one.junction for one in whole.of(ModeChanged) if one.mode is Mode.EMERGENCY} == {"J1"}
        whole.ask(AskOverride("J1", "one", "ayse", Action.PLAN, "night", Cause.TEST, 600, ""))
        await whole.until(lambda: whole.of(Refused))
        [refused] = whole.of(Refused)[:1]
        assert (type(refused.order), refused.why.code) == (SetPlan, "safety.mode_emergency")
        assert not [one for one in whole.of(Cleared) if isinstance(one.order, SetPlan)]
