"""Emergency routes called by the gate: on a controller of its own second by second, and on the twin."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from meydan.centre.solution import read_solution
from meydan.city.city import City
from meydan.city.events import StageEnded
from meydan.city.instant import Instant, later
from meydan.city.interstage import interstage_s
from meydan.city.junction import Junction, Priority, VehicleKind
from meydan.city.plan import Plan, Timetable
from meydan.cli.main import main
from meydan.feeds.sumo import read_approach_links
from meydan.field.controller import VirtualController
from meydan.field.local_plan import LocalPlan
from meydan.store.city_folder import read_city
from meydan.twin.gate.emergency_verdict import EmergencyTest, RouteTested, judged
from meydan.twin.gate.run_result import BASE
from meydan.twin.prove import rerun, start
from meydan.twin.prove.emergency_calls import Caller, call_all_routes, has_routes, held_s, is_in_step, stageless
from meydan.twin.prove.task import Place, RunTask
from tests.junctions import junction, plan
from tests.nightly import NIGHTLY
from tests.random_junctions import by_name, junctions, plans_of, routes_of
from tests.twin.prove.made_trial import Ran, changed_by
from tests.twin_runs import make_city

START = Instant(1_800_000_000_000 - 1_800_000_000_000 % 65_000)
FIRE = Priority("fire", VehicleKind.EMERGENCY, "", 3, "", "B", 8.0, 60.0)
AMBULANCE = Priority("ambulance", VehicleKind.EMERGENCY, "P1", 0, "", "A", 5.0, 15.0)
FOOT = Priority("foot", VehicleKind.EMERGENCY, "", 4)


def city(*routes: Priority) -> City:
    stands = replace(junction(), priorities={one.id: one for one in routes})
    return City("c", "UTC", "sumo", "", "", {"J1": stands}, {("J1", "day"): plan()}, Timetable())


Touch = Callable[[VirtualController], None]


def called(of: City, for_s: int, touch: Touch = lambda _: None) -> list[RouteTested]:
    """Return what a caller found of a controller without traffic; `touch` may do something to it each second."""
    controller = VirtualController(of.junctions["J1"], {name: one for (_, name), one in of.plans.items()}, START)
    caller = Caller(of.junctions["J1"], of, later(START, 60))
    for s in range(for_s):
        now = later(START, s)
        for event in controller.catch_up(now):
            caller.hear(event)
        if (wish := caller.wish(now)) is not None:
            controller.call_route(wish.route, now, on=wish.on)
        touch(controller)
    return list(caller.tested())


def test_a_route_is_not_called_more_often_than_its_controller_would_hold_it() -> None:
    long = Priority("fire", VehicleKind.EMERGENCY, "", 3, "", "B", 120.0, 150.0)
    [one] = called(city(long), for_s=3600)
    assert 8 <= one.calls <= 11  # 120 s each, of 600 s in half an hour
    assert one.entry_s is not None
    assert one.entry_s <= one.entry_most_s
    assert one.back_s is not None
    assert one.back_s <= one.back_most_s


def test_every_route_is_called_again_and_again_and_found_in_time() -> None:
    found = called(city(FIRE, AMBULANCE), 4000)
    assert [one.route for one in found] == ["fire", "ambulance"]
    assert all(one.calls >= 5 and one.holds for one in found)
    assert [one.entry_most_s for one in found] == [21, 18]
    assert all((one.entry_s or 0) >= 8 and one.back_most_s == 5 * 65 for one in found)
    verdict, numbers, _ = judged(EmergencyTest(tuple(found)))
    assert (verdict, numbers["routes"]) == ("passed", 2)


def without_a_step(stands: Junction, of: Plan) -> Plan:
    """Return a plan without its last step, so that a route may want a stage that it does not have."""
    steps = of.steps[:-1]
    around = zip(steps, [*steps[1:], steps[0]], strict=True)
    cycle_s = sum(step.green_s + interstage_s(stands, step.stage, after.stage) for step, after in around)
    return replace(of, steps=steps, cycle_s=cycle_s, offset_s=min(of.offset_s, cycle_s / 2))


@settings(max_examples=1500 if NIGHTLY else 80, phases=[Phase.generate], deadline=None)
@given(data=st.data())
def test_no_sound_plan_of_any_junction_is_refused_for_how_its_controller_serves_routes(data: st.DataObject) -> None:
    stands = data.draw(junctions())
    made = replace(stands, priorities=data.draw(routes_of(stands)))
    plans = by_name(data.draw(plans_of(stands)))
    if len(plans["day"].steps) > 2 and data.draw(st.booleans()):
        plans["day"] = without_a_step(stands, plans["day"])
    of = City("c", "UTC", "sumo", "", "", {"J1": made}, {("J1", name): one for name, one in plans.items()}, Timetable())
    assert [one for one in called(of, 2400) if one.calls and not one.holds] == []


def test_a_controller_that_hears_no_call_fails() -> None:
    def deaf(controller: VirtualController) -> None:
        controller.call_route("fire", controller._now, on=False)

    [found] = called(city(FIRE), 1500, deaf)
    assert found.calls > 0
    assert not found.holds


def test_a_controller_that_does_not_come_back_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    whatever_the_clock_says = 37
    monkeypatch.setattr(LocalPlan, "step_end", lambda _self, _step, now: later(now, whatever_the_clock_says))
    [found] = called(city(FIRE), 3000)
    assert found.calls > 0
    assert not found.holds
    assert found.back_s is None or found.back_s > found.back_most_s


def test_a_window_too_short_leaves_routes_uncalled() -> None:
    first, second = called(city(FIRE, AMBULANCE), 200)
    assert (first.calls <= 1, second.calls) == (True, 0)
    assert judged(EmergencyTest((first, second)))[0] == "not_assessed"


def test_a_stage_is_not_held_for_the_longest_time_that_it_may() -> None:
    assert [held_s(one) for one in (FIRE, AMBULANCE, replace(FIRE, least_s=30.0))] == [20, 14, 30]


@pytest.mark.parametrize(
    ("stage", "s", "expected"), [("A", 30, True), ("A", 33, True), ("A", 34, False), ("B", 30, False)]
)
def test_a_stage_that_ends_when_the_clock_says_is_in_step(stage: str, s: int, *, expected: bool) -> None:
    assert is_in_step(junction(), plan(), StageEnded(later(START, s), "J1", stage, "")) is expected


def test_priorities_without_a_stage_are_counted_and_not_called() -> None:
    assert (has_routes(city(FOOT)), stageless(city(FOOT, FIRE)), has_routes(city(FIRE))) == (False, 1, True)


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a city on the twin whose one junction has a route to each of its stages."""
    folder = make_city(1, tmp_path_factory.mktemp("routes") / "city")
    of = read_city(folder)
    [(name, stands)] = of.junctions.items()
    with (folder / "junctions" / f"{name}.toml").open("a", encoding="utf-8") as file:
        for number, stage in enumerate(stands.stages, start=1):
            file.write(f'\n[priorities."to {stage}"]\nkind = "emergency"\ninput = {number}\nstage = "{stage}"\n')
            file.write("least_s = 10.0\nlongest_s = 60.0\n")
    return folder


@pytest.mark.sumo
@pytest.mark.parametrize("strategy", ["fixed_time", "actuated"])
def test_routes_are_called_on_the_twin_under_a_strategy(twin: Path, strategy: str) -> None:
    of = read_city(twin)
    assert of.twin is not None
    place = Place(twin, tuple(read_approach_links(twin / of.twin.net, of)), of.twin.begin_s + 120)
    routes = tuple(str(twin / name) for name in of.twin.routes)
    task = RunTask(place, read_solution(strategy, of), "new", BASE, "day", routes, 5)
    test = call_all_routes(task)
    assert judged(test)[0] == "passed", test
    assert len(test.routes) == len(next(iter(of.junctions.values())).stages)
    assert call_all_routes(task) == test


@pytest.mark.sumo
def test_a_proof_holds_what_became_of_the_routes_and_says_so_again(
    twin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "on_all", lambda tasks, workers: Ran(changed_by(-0.1))(tasks))
    monkeypatch.setattr(rerun, "on_all", lambda tasks, workers: Ran(changed_by(-0.1))(tasks))
    words = ["prove", str(twin), "--candidate", "greedy", "--into"]
    assert main([*words, str(tmp_path / "first")]) == 0
    proof = json.loads((tmp_path / "first" / "proof.json").read_bytes())
    calls = [one["calls"] for one in proof["emergency"]["routes"]]
    assert min(calls) >= 1
    assert (proof["rows"][7]["numbers"]["emergency"], proof["rows"][7]["numbers"]["route_calls"]) == (
        "passed",
        sum(calls),
    )
    assert "Emergency routes" in (tmp_path / "first" / "proof-en.html").read_text(encoding="utf-8")
    assert "Acil araç güzergâhları" in (tmp_path / "first" / "proof-tr.html").read_text(encoding="utf-8")
    again = [*words, str(tmp_path / "again"), "--rerun", str(tmp_path / "first" / "proof.json")]
    assert main(again) == 0
    assert "EQUAL" in capsys.readouterr().out
