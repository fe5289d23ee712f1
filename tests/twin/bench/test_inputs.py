"""What stands on the bench has detectors of the kind that was asked for, and of no other."""

from dataclasses import replace
from pathlib import Path

import pytest

from meydan.city.city import City
from meydan.city.errors import CityError
from meydan.city.junction import DetectorKind
from meydan.city.words import say
from meydan.store.city_folder import read_city, write_city
from meydan.twin.bench.inputs import Detection, prepare
from tests.twin_runs import make_city

LOOPS = {DetectorKind.STOP_LINE, DetectorKind.ADVANCE}
ZONES = {DetectorKind.ZONE}


@pytest.fixture(scope="module")
def loops(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(2, tmp_path_factory.mktemp("loops") / "city")


def zones_of(loops: Path, tmp_path: Path) -> City:
    (scenario,) = prepare([loops], "zones", tmp_path / "zones")
    return read_city(scenario.folder)


def kinds(city: City) -> dict[str, set[DetectorKind]]:
    return {name: {d.kind for d in junction.detectors.values()} for name, junction in city.junctions.items()}


def prepared(city: City, files: Path, detection: Detection, tmp_path: Path) -> City:
    assert city.twin is not None
    names = (city.twin.net, *city.twin.routes, *city.twin.additional)
    write_city(city, tmp_path / "given", None, {name: files / name for name in names})
    (scenario,) = prepare([tmp_path / "given"], detection, tmp_path / "prepared")
    return read_city(scenario.folder)


@pytest.mark.parametrize(("detection", "left"), [("loops", LOOPS), ("zones", ZONES)])
def test_a_junction_of_both_kinds_keeps_the_kind_that_was_asked_for(
    detection: Detection, left: set[DetectorKind], loops: Path, tmp_path: Path
) -> None:
    by_loops, by_zones = read_city(loops), zones_of(loops, tmp_path)
    both = {
        name: replace(
            junction,
            lanes={**by_loops.junctions[name].lanes, **junction.lanes},
            detectors={**by_loops.junctions[name].detectors, **junction.detectors},
        )
        for name, junction in by_zones.junctions.items()
    }
    found = prepared(replace(by_loops, junctions=both), loops, detection, tmp_path)
    assert all(of and of <= left for of in kinds(found).values())
    assert found.plans == by_loops.plans


def test_a_junction_of_loops_beside_one_of_zones_gets_zones(loops: Path, tmp_path: Path) -> None:
    by_zones = zones_of(loops, tmp_path)
    found = prepared(_one_of_zones(read_city(loops), by_zones), loops, "zones", tmp_path)
    assert found.junctions == by_zones.junctions


def test_a_junction_of_zones_beside_one_of_loops_is_refused_for_loops(loops: Path, tmp_path: Path) -> None:
    with pytest.raises(CityError) as caught:
        prepared(_one_of_zones(read_city(loops), zones_of(loops, tmp_path)), loops, "loops", tmp_path)
    assert "no loops at A0. Use" in say(caught.value.what, "en")
    assert "loop dedektörü yok, bölge var: A0." in say(caught.value.what, "tr")


def test_a_city_of_the_kind_asked_for_is_run_as_it_lies(loops: Path, tmp_path: Path) -> None:
    (scenario,) = prepare([loops], "loops", tmp_path / "scratch")
    assert scenario.folder == loops


def _one_of_zones(by_loops: City, by_zones: City) -> City:
    return replace(by_loops, junctions={**by_loops.junctions, "A0": by_zones.junctions["A0"]})
