"""Shipped programs under SUMO's own controllers: limits of the plan, equal greens merged, no green without an amber."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from meydan.feeds.sumo.programs import Phase, Program, read_shipped
from meydan.twin.bench.programs import Limits, additional_file, with_limits

LIMITS = Limits(yellow_s=3, min_green_s=5)


def made(*phases: str, on_foot: frozenset[int] = frozenset()) -> list[str]:
    """Return "seconds letters least-most" of each phase made of "seconds letters [least most [next]]"."""
    program = Program("c", "0", 0.0, "x.xml", 1, [_phase(text) for text in phases])
    return [f"{p.duration_s:g} {p.state} {p.min_s:g}-{p.max_s:g}" for p in with_limits(program, LIMITS, on_foot)]


def _phase(text: str) -> Phase:
    s, state, *rest = text.split()
    limits = [None if r == "-" else float(r) for r in rest[:2]] or [None, None]
    return Phase(float(s), state, limits[0], limits[1], int(rest[2]) if len(rest) > 2 else None)


def test_a_green_without_limits_gets_those_of_the_scenario_and_of_sumo() -> None:
    assert made("30 Gr", "3 yr", "60 rG", "3 ry") == ["30 Gr 5-50", "3 yr 3-3", "60 rG 5-60", "3 ry 3-3"]


def test_limits_of_the_plan_are_kept() -> None:
    assert made("30 Gr 12 40", "3 yr 3 3", "20 rG 20 20", "3 ry")[::2] == ["30 Gr 12-40", "20 rG 20-20"]


def test_equal_greens_in_a_row_are_one_with_limits_summed() -> None:
    assert made("1 Gr 1 1", "10 Gr 10 31", "5 Gr 5 5", "3 yr", "9 rG", "4 rG", "3 ry") == [
        "16 Gr 16-37",
        "3 yr 3-3",
        "13 rG 5-50",
        "3 ry 3-3",
    ]


def test_a_green_over_the_end_of_the_cycle_is_one() -> None:
    assert made("21 Gr 3 84", "3 yr", "20 rG 8 30", "3 ry", "12 Gr 12 12")[0] == "33 Gr 15-96"


def test_a_green_shorter_than_the_minimum_stays_as_it_is() -> None:
    assert made("3 GG", "3 yG", "20 rG", "3 ry")[0] == "3 GG 3-3"


def test_a_green_that_ends_without_amber_gets_one() -> None:
    assert made("30 Gr", "30 rG", "3 ry") == ["30 Gr 5-50", "3 yr 3-3", "30 rG 5-50", "3 ry 3-3"]


def test_those_on_foot_need_no_amber() -> None:
    assert made("20 GG", "10 Gr", "3 yr", "20 rr", on_foot=frozenset({1}))[:2] == ["20 GG 5-50", "10 Gr 5-50"]


def test_a_bare_end_beside_the_amber_of_others_is_amber_with_them() -> None:
    assert made("30 GGr", "4 yrr", "30 rrG", "3 rry")[1] == "4 yyr 4-4"


def test_the_order_is_that_of_next() -> None:
    assert made("30 Gr", "3 yr", "30 rG", "3 ry - - 0", "9 GG") == [
        "30 Gr 5-50",
        "3 yr 3-3",
        "30 rG 5-50",
        "3 ry 3-3",
    ]


@pytest.mark.shared
def test_the_plan_of_acosta_keeps_its_own_limits(shared: Path) -> None:
    folder = shared / "scenarios" / "bologna-acosta"
    shipped = read_shipped(folder / "acosta.net.xml.gz", [folder / "acosta_tls.add.xml"])
    root = ET.fromstring(additional_file(shipped.programs, "actuated", LIMITS, {}))
    lights = {node.get("id"): [dict(phase.attrib) for phase in node] for node in root}
    assert len(lights) == 7
    assert {node.get("type") for node in root} == {"actuated"}
    assert lights["209"][0] == {"duration": "69", "minDur": "45", "maxDur": "117", "state": "GrGGGGg"}
    # seven slices of one green of 27 s, all fixed, in a row
    assert {"duration": "27", "minDur": "27", "maxDur": "27", "state": "rrrGGGGgrrrGGgrrGGGG"} in lights["210"]
    for phases in lights.values():
        assert all(float(p["minDur"]) <= float(p["maxDur"]) for p in phases)
        for now, then in zip(phases, phases[1:] + phases[:1], strict=True):
            bare = [
                i for i, (a, b) in enumerate(zip(now["state"], then["state"], strict=True)) if a in "Gg" and b == "r"
            ]
            assert bare == []
