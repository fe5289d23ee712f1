"""The seven real and made maps import whole, keep the rules, and tell what was changed."""

import gzip
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from meydan.city.events import StageStarted
from meydan.city.instant import Instant
from meydan.city.junction import DetectorKind, Sureness
from meydan.city.words import LANGUAGES, say
from meydan.feeds.sumo import Imported, read_scenario, read_sumo
from meydan.field.controller import VirtualController
from tests.feeds.sumo.nets import foes_of
from tests.feeds.sumo.rules import broken_rules, change_s

pytestmark = pytest.mark.shared

JUNCTIONS = {
    "resco/cologne1": 1,
    "resco/cologne3": 3,
    "resco/ingolstadt1": 1,
    "resco/ingolstadt21": 21,
    "resco/grid4x4": 16,
    "resco/arterial4x4": 16,
    "bologna-acosta": 7,
}
MAPS = list(JUNCTIONS)
START = 1_700_000_000


def _read(shared: Path, scenario: str, **more: Any) -> Imported:
    arguments = asdict(read_scenario(shared / "scenarios" / scenario)) | more
    return read_sumo(arguments.pop("net"), **arguments)


@pytest.fixture(scope="module", params=MAPS)
def scenario(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def imported(shared: Path, scenario: str) -> Imported:
    return _read(shared, scenario)


def _codes(imported: Imported) -> Counter[str]:
    return Counter(change.code for change in imported.changes)


def test_a_scenario_folder_imports_by_itself(imported: Imported, scenario: str) -> None:
    assert len(imported.city.junctions) == JUNCTIONS[scenario]


def test_every_plan_keeps_the_rules(imported: Imported) -> None:
    assert broken_rules(imported.city) == []


def test_every_plan_keeps_the_rules_with_intergreens_from_geometry(shared: Path, scenario: str) -> None:
    imported = _read(shared, scenario, intergreens="geometry")
    assert broken_rules(imported.city) == []
    matrix = [known for j in imported.city.junctions.values() for known in j.intergreens.values()]
    assert {known.sure for known in matrix} == {Sureness.GUESSED}
    assert all(known.s == int(known.s) for known in matrix)


def test_foes_of_the_net_are_in_conflict_or_permitted(imported: Imported, shared: Path, scenario: str) -> None:
    with gzip.open(read_scenario(shared / "scenarios" / scenario).net) as net:
        foes = foes_of(ET.parse(net).getroot())
    by_light = {j.twin.tls: j for j in imported.city.junctions.values() if j.twin}
    lost = []
    for light, link, other in foes.pairs:
        junction = by_light[light]
        assert junction.twin is not None
        pair = (junction.twin.groups[link], junction.twin.groups[other])
        known = junction.conflicts | junction.permitted | {(b, a) for a, b in junction.permitted}
        if pair[0] != pair[1] and pair not in known:
            lost.append((light, link, other))
    assert lost == []
    assert foes.pairs


def test_a_controller_runs_the_plan_in_its_own_cycle(imported: Imported) -> None:
    late = []
    for junction in imported.city.junctions.values():
        plans = {name: plan for (at, name), plan in imported.city.plans.items() if at == junction.id}
        plan = plans[junction.local_plan]
        controller = VirtualController(junction, plans, Instant(START * 1000))
        started: list[tuple[int, str]] = []
        for second in range(START, START + int(plan.cycle_s * 12)):
            news = controller.advance(Instant(second * 1000))
            started += [(second, event.stage) for event in news if isinstance(event, StageStarted)]
        count = len(plan.steps)
        for (then, stage), (now, same) in zip(started[-2 * count : -count], started[-count:], strict=True):
            if stage != same or now - then != plan.cycle_s:
                late.append((junction.id, stage, now - then, plan.cycle_s))
    assert late == []


def test_the_shipped_cycle_of_the_active_program_is_kept(imported: Imported) -> None:
    active = {(j.id, j.local_plan) for j in imported.city.junctions.values()}
    changed = [dict(change.values) for change in imported.changes if change.code == "import.cycle"]
    assert [c for c in changed if (c["junction"], c["plan"]) in active] == []


def test_advance_loops_lie_40_to_60_m_before_the_stop_line(imported: Imported) -> None:
    loops = [d for j in imported.city.junctions.values() for d in j.detectors.values()]
    advance = [d.distance_m for d in loops if d.kind is DetectorKind.ADVANCE]
    assert advance
    assert all(40 <= distance <= 60 for distance in advance)


def test_every_loop_lies_on_its_lane(imported: Imported) -> None:
    outside = []
    for junction in imported.city.junctions.values():
        for d in junction.detectors.values():
            lane = junction.lanes[d.lane]
            position_m = lane.length_m + lane.ahead_m - d.distance_m - d.length_m
            if not -0.011 <= position_m <= lane.length_m - d.length_m + 0.011:  # lengths are rounded to the centimetre
                outside.append((junction.id, d, lane))
    assert outside == []


def test_every_change_is_a_sentence_in_both_languages(imported: Imported) -> None:
    for change in imported.changes:
        for language in LANGUAGES:
            assert "import." not in say(change, language)


def test_importing_twice_gives_the_same_city(imported: Imported, shared: Path, scenario: str) -> None:
    assert _read(shared, scenario) == imported


def test_amber_that_turns_green_again_is_told_37_times_in_ingolstadt(shared: Path) -> None:
    assert _codes(_read(shared, "resco/ingolstadt21"))["import.amber_to_green"] == 37


@pytest.mark.parametrize(("scenario_of", "links"), [("resco/grid4x4", 192), ("resco/arterial4x4", 64)])
def test_each_link_that_may_turn_on_red_is_told(shared: Path, scenario_of: str, links: int) -> None:
    imported = _read(shared, scenario_of)
    assert _codes(imported)["import.turn_on_red"] == links
    letters = [text for j in imported.city.junctions.values() if j.twin for text in j.twin.letters.values()]
    assert all("s" in text for text in letters)


def test_the_street_plan_of_bologna_is_active(shared: Path) -> None:
    city = _read(shared, "bologna-acosta").city
    assert {j.local_plan for j in city.junctions.values()} == {"utopia"}


def test_slices_of_one_green_are_one_stage_with_summed_limits(shared: Path) -> None:
    imported = _read(shared, "bologna-acosta")
    plan, junction = imported.city.plans["273", "utopia"], imported.city.junctions["273"]
    first = plan.steps[0]
    assert (first.min_s, first.max_s) == (18.0, 60.0)  # 6 + 10 + 2 and 15 + 10 + 35
    assert len(plan.steps) == 3
    assert change_s(junction, plan.steps[1].stage, plan.steps[2].stage) > 0
    assert _codes(imported)["import.slices"] > 0


def test_a_lane_too_short_to_wait_on_has_its_loop_upstream(shared: Path) -> None:
    city = _read(shared, "resco/ingolstadt21").city
    tiny = [
        (j, lane)
        for j in city.junctions.values()
        for lane in j.lanes.values()
        if lane.length_m < 1 and not lane.ahead_m
    ]
    assert tiny
    for junction, lane in tiny:
        upstream = [
            d.lane for d in junction.detectors.values() if set(junction.lanes[d.lane].groups) & set(lane.groups)
        ]
        assert any(junction.lanes[name].ahead_m > 0 for name in upstream)
        assert lane.id not in upstream
