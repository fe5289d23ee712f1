"""A log carries the city it was made with: the same one gives the same name, any change another."""

from dataclasses import replace
from pathlib import Path

import pytest

from meydan.city.city import City, PulsesTold, Rsmp, Twin
from meydan.city.errors import CityError, StoreError
from meydan.store.run_folder import city_hash, city_of_run, hashes_of_runs, keep_city
from tests.junctions import known
from tests.store.small_cities import city

TWIN = Twin("twin/x.net.xml", (), (), 0.0, 3600.0, "2026-03-03")


def with_amber(s: float) -> City:
    of = city()
    j = of.junctions["J1"]
    group = replace(j.groups["P1"], amber=known(s))
    return replace(of, junctions={"J1": replace(j, groups={**j.groups, "P1": group})})


def test_the_city_of_a_run_comes_back_without_its_twins_files(tmp_path: Path) -> None:
    of = replace(city(), twin=TWIN)
    assert city_of_run(tmp_path, keep_city(tmp_path, of)) == of


def test_each_version_of_a_city_is_kept_once(tmp_path: Path) -> None:
    names = [keep_city(tmp_path, of) for of in (city(), city(), with_amber(3.5), city())]
    assert names[0] == names[1] == names[3] != names[2]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted({f"city-{name}" for name in names})
    assert city_of_run(tmp_path, names[2]) == with_amber(3.5)


def test_the_name_of_a_city_is_the_same_on_every_machine() -> None:
    assert city_hash(city()) == "f8f0dd5aff777fa6"


@pytest.mark.parametrize(
    "other",
    [
        with_amber(3.1),
        replace(city(), name="deneme"),
        replace(city(), zone="Europe/Berlin"),
        replace(city(), plans={key: replace(plan, offset_s=1.0) for key, plan in city().plans.items()}),
        replace(city(), twin=TWIN),
        replace(city(), timetable=replace(city().timetable, holidays=())),
    ],
    ids=["amber", "name", "zone", "plan", "twin", "timetable"],
)
def test_any_change_gives_another_name(other: City) -> None:
    assert city_hash(other) != city_hash(city())


def test_a_run_on_controllers_is_of_the_city_as_it_is_however_its_detectors_told() -> None:
    of = replace(city(), rsmp=Rsmp())
    runs = {city_hash(replace(of, rsmp=Rsmp(pulses=told))) for told in PulsesTold}
    assert len(runs) == 3
    assert hashes_of_runs(of) == runs
    assert hashes_of_runs(city()) == {city_hash(city())}
    assert not hashes_of_runs(replace(of, name="deneme")) & runs


def test_a_missing_copy_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        city_of_run(tmp_path, "0" * 16)
    assert caught.value.code == "store.no_city"
    assert dict(caught.value.faults[0].what.values)["name"] == "0" * 16


def test_a_damaged_copy_is_refused(tmp_path: Path) -> None:
    name = keep_city(tmp_path, city())
    (tmp_path / f"city-{name}" / "city.toml").write_text("name = ")
    with pytest.raises(CityError):
        city_of_run(tmp_path, name)
