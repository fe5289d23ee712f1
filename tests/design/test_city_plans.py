"""Designed plans may run, follow the traffic, keep every limit and say which bound them."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.city.city import City
from meydan.city.junction import Known, Sureness
from meydan.city.plan import Plan
from meydan.design.city_plans import Asked, Design, Method, NoCommonCycleError, design_plans
from meydan.design.green_wave import Road, RoadStop, bands_not_driven
from meydan.design.retiming import CycleLimits
from meydan.design.through_greens import Window, greens_of_group, longest_green, shown_s
from meydan.safety import check_plan
from meydan.store.city_folder import read_city
from meydan.twin.bench.inputs import prepare
from tests import junctions
from tests.paper_street import city as paper_city

NAMES = ("J1", "J2", "J3")
LOOSE = tuple(replace(step, max_s=100) for step in junctions.plan().steps)


def road_city(**changes: object) -> City:
    """Return three usual junctions, whose plans have wide maxima."""
    stands = [replace(junctions.junction(), id=name) for name in NAMES]
    plans = [replace(junctions.plan(), junction=name, steps=LOOSE, **changes) for name in NAMES]  # type: ignore[arg-type]
    return paper_city(*stands, plans=plans)


def designed(of: City, flows_vph: dict[str, float], asked: Asked | None = None) -> Design:
    counts = {name: {f"{group}s": q for group, q in flows_vph.items()} for name in of.junctions}
    plans = {name: of.plans[name, j.local_plan] for name, j in of.junctions.items()}
    return design_plans(of, plans, counts, asked or Asked())


def road(*, back: bool = True) -> Road:
    """Return the main road of the three junctions; both directions have its group."""
    stops = (RoadStop(name, d, "P1", "P1" if back else "") for name, d in zip(NAMES, (0, 320, 750), strict=True))
    return Road("Main", 13.0, tuple(stops))


def codes(found: Design, name: str = "J1") -> list[tuple[str, dict[str, object]]]:
    return [(why.code, dict(why.values)) for why in found.junctions[name].bounds]


def test_a_road_with_more_flow_gets_more_green() -> None:
    few, many = (designed(road_city(), {"P1": q, "P2": 300, "P3": 50}).junctions["J1"].plan for q in (300.0, 1000.0))
    assert many.steps[0].green_s / many.cycle_s > few.steps[0].green_s / few.cycle_s


@pytest.mark.parametrize("method", ["webster", "hcm"])
def test_lanes_are_no_fuller_than_the_target_where_a_cycle_can_carry_them(method: Method) -> None:
    found = designed(road_city(), {"P1": 700, "P2": 350, "P3": 120}, Asked(method))
    assert max(lane.saturation for lane in found.junctions["J1"].lanes) <= 0.9 + 1e-9


def test_hcm_takes_the_shorter_cycle() -> None:
    flows = {"P1": 700.0, "P2": 350.0, "P3": 120.0}
    cycles = [designed(road_city(), flows, Asked(m, CycleLimits(30, 120))).cycle_s for m in ("hcm", "webster")]
    assert cycles[0] < cycles[1]


def test_all_take_the_cycle_of_the_busiest_junction() -> None:
    of = road_city()
    plans = {name: of.plans[name, "day"] for name in NAMES}
    counts = {"J2": {"P1s": 900.0, "P2s": 400.0}}
    found = design_plans(of, plans, counts, Asked())
    assert {one.plan.cycle_s for one in found.junctions.values()} == {found.junctions["J2"].alone_s}
    assert found.bounds[0].code == "design.cycle_of"
    assert dict(found.bounds[0].values)["junction"] == "J2"


def test_a_maximum_binds_and_is_told() -> None:
    of = road_city()
    tight = tuple(replace(step, max_s=35.0 if step.stage == "A" else 100.0) for step in LOOSE)
    capped = replace(of, plans={key: replace(plan, steps=tight) for key, plan in of.plans.items()})
    found = designed(capped, {"P1": 1200, "P2": 100, "P3": 40})
    assert found.junctions["J1"].plan.steps[0].green_s == 35
    assert ("design.step_most", {"stage": "A", "s": 35.0}) in codes(found)
    assert designed(of, {"P1": 1200, "P2": 100, "P3": 40}).junctions["J1"].plan.steps[0].green_s > 35


def test_a_minimum_binds_and_is_told() -> None:
    found = designed(road_city(), {"P1": 1200, "P2": 10, "P3": 10})
    assert ("design.step_least", {"stage": "C", "s": 5.0}) in codes(found)


def test_pedestrians_keep_their_minimum_green() -> None:
    of = road_city()
    walks = {
        name: replace(j, groups={**j.groups, "W1": replace(j.groups["W1"], min_green=Known(33.0, Sureness.SURVEYED))})
        for name, j in of.junctions.items()
    }
    found = designed(replace(of, junctions=walks), {"P1": 50, "P2": 900, "P3": 300})
    assert found.junctions["J1"].plan.steps[0].green_s >= 33


def test_what_makes_counts_doubtful_is_told() -> None:
    found = designed(road_city(), {"P1": 900})
    told = dict(codes(found))
    assert told["design.was_full"] == {"lanes": "P1_0"}  # 900 veh/h in 30 of 65 s
    assert told["design.uncounted"] == {"lanes": "P2_0, P3_0"}


def test_minima_that_no_maximum_reaches_leave_no_common_cycle() -> None:
    of = road_city()
    slow = replace(of.plans["J1", "day"], steps=tuple(replace(s, min_s=90.0, green_s=90.0) for s in LOOSE))
    tight = replace(of.plans["J2", "day"], steps=tuple(replace(s, max_s=s.green_s) for s in LOOSE))
    mixed = replace(of, plans={**of.plans, ("J1", "day"): slow, ("J2", "day"): tight})
    with pytest.raises(NoCommonCycleError) as caught:
        designed(mixed, {"P1": 100})
    assert dict(caught.value.why.values)["slow"] == "J1"


@given(*[st.floats(0, 3000)] * 3, st.sampled_from(["webster", "hcm"]), st.booleans())
@settings(max_examples=20)
def test_every_demand_gives_plans_that_may_run_and_bands_that_can_be_driven(
    main: float, side: float, left: float, method: Method, back: bool
) -> None:
    of = road_city()
    found = designed(of, {"P1": main, "P2": side, "P3": left}, Asked(method, roads=(road(back=back),)))
    for name, one in found.junctions.items():
        assert check_plan(one.plan, of.junctions[name]) == ()
        assert one.plan.cycle_s == found.cycle_s
        assert all(step.green_s <= old.max_s for step, old in zip(one.plan.steps, LOOSE, strict=True))
    for wave in found.waves:
        assert bands_not_driven(wave) == []


def test_a_band_moved_by_a_few_seconds_meets_red() -> None:
    found = designed(road_city(), {"P1": 700, "P2": 300, "P3": 100}, Asked(roads=(road(),)))
    (wave,) = found.waves
    assert len(wave.bands_out) == len(wave.bands_back) == 2
    moved = tuple(replace(band, leaves_s=band.leaves_s + wave.plans[0].cycle_s / 2) for band in wave.bands_out)
    assert bands_not_driven(replace(wave, bands_out=moved)) != []


def test_a_wave_of_one_direction_has_no_bands_back() -> None:
    found = designed(road_city(), {"P1": 700, "P2": 300, "P3": 100}, Asked(roads=(road(back=False),)))
    (wave,) = found.waves
    assert wave.bands_back == ()
    assert all(band.band_s >= wave.plans[0].steps[0].green_s - 1 for band in wave.bands_out)


def test_where_no_wave_fits_both_ways_the_busier_one_gets_it() -> None:
    """A quarter of the cycle apart, with a short green for both directions: no line leads there and back."""
    stops = tuple(replace(stop, distance_m=d) for stop, d in zip(road().stops, (0, 390, 780), strict=True))
    asked = Asked(limits=CycleLimits(120, 120), roads=(replace(road(), stops=stops),))
    found = designed(road_city(), {"P1": 20, "P2": 1400, "P3": 1400}, asked)
    (wave,) = found.waves
    assert wave.is_one_way
    assert wave.bands_back == ()
    assert len(wave.bands_out) == 2


def test_greens_of_a_group_go_over_the_end_of_the_cycle() -> None:
    stands = junctions.junction()
    turned = Plan("day", "J1", 65.0, 0.0, (*junctions.plan().steps[2:], *junctions.plan().steps[:2]))  # C A B
    assert greens_of_group(stands, turned, "P2") == (Window(55.0, 22.0),)  # 12 + 5 + 30 + 8, then B and C
    assert longest_green(stands, turned, "P1") == Window(17.0, 30.0)
    assert shown_s(stands, turned, ["P2", "P3"]) == 22.0


@pytest.mark.shared
@pytest.mark.parametrize("name", ["resco/cologne3", "resco/ingolstadt21"])
def test_every_map_can_be_designed_for_any_demand(name: str, shared: Path, tmp_path: Path) -> None:
    (scenario,) = prepare([shared / "scenarios" / name], "loops", tmp_path)
    of = read_city(scenario.folder)
    plans = {name: of.plans[name, j.local_plan] for name, j in of.junctions.items()}
    for flow_vph in (0.0, 80.0, 2000.0):
        counts = {name: dict.fromkeys(j.detectors, flow_vph) for name, j in of.junctions.items()}
        found = design_plans(of, plans, counts, Asked())
        for junction, one in found.junctions.items():
            assert check_plan(one.plan, of.junctions[junction]) == ()
            assert all(s.green_s <= old.max_s for s, old in zip(one.plan.steps, one.before.steps, strict=True))
