"""What a street says becomes the codes that traffic engineers know, and only what it surely means."""

from dataclasses import replace

import pytest

from meydan.city.because import Because
from meydan.city.events import (
    DetectorChanged,
    DetectorHealth,
    DetectorJudged,
    Event,
    GroupChanged,
    JunctionHeard,
    JunctionLost,
    Mode,
    ModeChanged,
    OrderRejected,
    PlanChanged,
    RouteChanged,
    RouteStep,
    StageEnded,
    StageStarted,
    ZoneChanged,
)
from meydan.city.junction import DetectorKind, Lamp, Priority, VehicleKind
from meydan.store.high_resolution import Code, HighResolution, detectors_of
from tests.store.small_cities import city
from tests.store.small_logs import QUARTER, started, tick

CITY = city()
WHY = Because("test")


def codes(*events: Event) -> list[Code]:
    translate = HighResolution(CITY)
    return [code for event in events for code in translate.codes(event)]


def lamps(group: str, letters: str) -> list[Event]:
    return [GroupChanged(QUARTER, "J1", group, Lamp(letter)) for letter in letters]


def mode(of: Mode) -> Event:
    return ModeChanged(QUARTER, "J1", of, WHY)


def plan(name: str) -> Event:
    return PlanChanged(QUARTER, "J1", name, QUARTER)


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("rGyr", [1, 7, 8, 9]),
        ("ruGfyr", [1, 7, 8, 9]),
        ("rGr", [1, 7]),
        ("yG", [8, 9, 1]),
        ("rGoyd", [1, 7, 8, 9]),
        ("ruroud", []),
        ("GG", [1]),
        ("ffG", [1]),
    ],
)
def test_lamps_of_vehicles_begin_and_end_green_and_yellow(letters: str, expected: list[int]) -> None:
    assert codes(*lamps("P2", letters)) == [(code, 2) for code in expected]


@pytest.mark.parametrize(
    ("letters", "expected"), [("rGfr", [23, 21, 22, 23]), ("dGr", [24, 21, 23]), ("GGrr", [21, 23]), ("oyu", [])]
)
def test_lamps_of_crossings_walk_clear_and_stop(letters: str, expected: list[int]) -> None:
    assert codes(*lamps("W1", letters)) == [(code, 4) for code in expected]


def test_groups_are_told_apart() -> None:
    assert codes(*lamps("P1", "G"), *lamps("P3", "Gy"), *lamps("P1", "y")) == [
        (1, 1),
        (1, 3),
        (7, 3),
        (8, 3),
        (7, 1),
        (8, 1),
    ]


def test_a_detector_is_on_and_off() -> None:
    pulse = [DetectorChanged(QUARTER, "J1", "P1a", occupied=on) for on in (True, False)]
    assert codes(*pulse) == [(82, 2), (81, 2)]


@pytest.mark.parametrize(
    ("health", "code"), [(DetectorHealth.OK, 83), (DetectorHealth.STUCK_OFF, 86), (DetectorHealth.STUCK_ON, 87)]
)
def test_a_judged_detector_is_faulty_or_restored(health: DetectorHealth, code: int) -> None:
    assert codes(DetectorJudged(QUARTER, "J1", "P3s", health)) == [(code, 5)]


def test_a_plan_is_a_pattern_while_the_junction_follows_it() -> None:
    assert codes(plan("day")) == []
    assert codes(plan("day"), mode(Mode.LOCAL)) == [(131, 1)]
    assert codes(mode(Mode.LOCAL), plan("night"), plan("night")) == [(131, 2)]
    assert codes(mode(Mode.LOCAL), plan("a plan nobody stored")) == []


def test_under_the_centre_a_junction_is_free_and_goes_back_to_its_pattern() -> None:
    asked = [mode(Mode.LOCAL), plan("day"), mode(Mode.CENTRAL), plan("night"), mode(Mode.LOCAL)]
    assert codes(*asked) == [(131, 1), (131, 254), (131, 2)]


def test_a_failed_junction_flashes_until_it_does_not() -> None:
    failed: list[Event] = [mode(Mode.LOCAL), plan("day"), mode(Mode.FAILURE), mode(Mode.FAILURE), mode(Mode.STARTUP)]
    assert codes(*failed) == [(131, 1), (173, 1), (131, 255), (173, 2)]


def test_an_emergency_route_is_a_pre_empt_by_its_place() -> None:
    bus = Priority("bus", VehicleKind.BUS, group="P1")
    ways = [Priority(name, VehicleKind.EMERGENCY, "P1", 0, "", "A", 5.0, 60.0) for name in ("fire", "ambulance")]
    stands = replace(CITY.junctions["J1"], priorities={one.id: one for one in (bus, *ways)})
    translate = HighResolution(replace(CITY, junctions={"J1": stands}))
    told = [code for step in RouteStep for code in translate.codes(RouteChanged(QUARTER, "J1", "ambulance", step))]
    assert told == [(102, 2), (105, 2), (107, 2), (110, 2), (111, 2), (104, 2)]
    assert translate.codes(RouteChanged(QUARTER, "J1", "fire", RouteStep.CALLED)) == [(102, 1)]


def test_the_detector_table_numbers_as_the_log_does() -> None:
    (table,) = detectors_of(CITY).values()
    channels = {d: channel for channel, d in enumerate(CITY.junctions["J1"].detectors, start=1)}
    phases = {group: phase for phase, group in enumerate(CITY.junctions["J1"].groups, start=1)}
    for name, loop in CITY.junctions["J1"].detectors.items():
        rows = {(d.phase, d.function) for d in table if d.channel == channels[name]}
        functions = {"advance"} if name.endswith("a") else {"presence", "count"}
        groups = CITY.junctions["J1"].lanes[loop.lane].groups
        assert rows == {(phases[group], function) for group in groups for function in functions}


def test_of_two_loops_in_one_place_only_the_first_counts_vehicles() -> None:
    junction = CITY.junctions["J1"]
    first = junction.detectors["P1a"]
    twice = {**junction.detectors, "P1b": replace(first, id="P1b")}
    (table,) = detectors_of(replace(CITY, junctions={"J1": replace(junction, detectors=twice)})).values()
    assert {d.function for d in table if d.channel == len(twice)} == {"second"}
    assert {d.function for d in table if d.channel == 2} == {"advance"}


def test_zones_are_in_no_detector_table() -> None:
    junction = CITY.junctions["J1"]
    zones = {name: replace(loop, kind=DetectorKind.ZONE) for name, loop in junction.detectors.items()}
    city_of_zones = replace(CITY, junctions={"J1": replace(junction, detectors=zones)})
    assert detectors_of(city_of_zones) == {"J1": []}


def test_what_has_no_counterpart_has_no_code() -> None:
    silent: list[Event] = [
        started(),
        tick(1),
        StageStarted(QUARTER, "J1", "A"),
        StageEnded(QUARTER, "J1", "A", "B"),
        OrderRejected(QUARTER, "J1", WHY),
        JunctionHeard(QUARTER, "J1"),
        JunctionLost(QUARTER, "J1"),
        ZoneChanged(QUARTER, "J1", "P1z", 5, 2),
        mode(Mode.MANUAL),
        mode(Mode.UNKNOWN),
    ]
    assert codes(*silent) == []
