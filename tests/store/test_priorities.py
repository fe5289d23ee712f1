"""Where priority can be asked for, as a city's folder says it: read, written and checked."""

from dataclasses import replace
from pathlib import Path

import pytest

from meydan.city.city import City
from meydan.city.errors import CityError
from meydan.city.junction import Priority, SiteLinks, VehicleKind
from meydan.city.words import say
from meydan.store.city_folder import read_city, write_city
from tests.junctions import junction
from tests.paper_street import city

TRAM = Priority("tram_east", VehicleKind.TRAM, group="P2")
FIRE = Priority("fire station", VehicleKind.EMERGENCY, input=3)
WAY = Priority("way out", VehicleKind.EMERGENCY, group="P2", stage="B", least_s=8.0, longest_s=90.0)
FILE = "junctions/J1.toml"


def with_priorities(*found: Priority, rsmp: SiteLinks | None = None) -> City:
    return city(replace(junction(), priorities={one.id: one for one in found}, rsmp=rsmp))


def written(folder: Path) -> Path:
    write_city(with_priorities(TRAM, FIRE), folder)
    return folder


def test_only_those_with_a_stage_are_emergency_routes() -> None:
    assert list(with_priorities(TRAM, FIRE, WAY).junctions["J1"].routes) == ["way out"]


@pytest.mark.parametrize(
    ("route", "codes"),
    [
        (replace(WAY, stage="X"), ["city.no_stage"]),
        (replace(WAY, stage=""), ["city.no_stage"]),
        (replace(WAY, stage="A"), ["city.route_group"]),
        (replace(WAY, kind=VehicleKind.TRAM), ["city.route_kind"]),
        (replace(WAY, least_s=0.0), ["city.route_times"]),
        (replace(WAY, longest_s=7.0), ["city.route_times"]),
        (replace(WAY, longest_s=601.0, stage="X"), ["city.no_stage", "city.route_times"]),
    ],
)
def test_what_an_emergency_route_lacks_is_guessed_by_nobody(tmp_path: Path, route: Priority, codes: list[str]) -> None:
    with pytest.raises(CityError) as error:
        write_city(with_priorities(route), tmp_path / "city")
    assert [fault.what.code for fault in error.value.faults] == codes
    assert all(say(fault.what, "tr") != say(fault.what, "en") for fault in error.value.faults)


def test_they_come_back_as_they_were_written(tmp_path: Path) -> None:
    links = SiteLinks("KK+AG0412=001", "TC", tuple(junction().groups), (), {})
    named = replace(TRAM, component="KK+AG0412=001SG002")
    for number, of in enumerate((with_priorities(TRAM, FIRE, WAY), with_priorities(named, FIRE, rsmp=links))):
        write_city(of, tmp_path / str(number))
        assert read_city(tmp_path / str(number)).junctions["J1"].priorities == of.junctions["J1"].priorities


def test_a_junction_without_any_says_nothing_of_it(tmp_path: Path) -> None:
    write_city(city(), tmp_path / "city")
    assert "priorit" not in (tmp_path / "city" / FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('group = "P2"', 'group = "P9"', "city.no_group"),
        ('group = "P2"', 'group = "P2"\ninput = 4', "city.priority_one"),
        ("input = 3", "", "city.priority_one"),
        ("input = 3", "input = 256", "city.want_most"),
        ('kind = "tram"', 'kind = "boat"', "city.want_one_of"),
        ('kind = "tram"', 'kind = "tram"\nlevel = 3', "city.unknown_key"),
    ],
)
def test_what_is_wrong_with_one_is_told_where_it_stands(tmp_path: Path, old: str, new: str, code: str) -> None:
    file = written(tmp_path / "city") / FILE
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CityError) as error:
        read_city(tmp_path / "city")
    [fault] = error.value.faults
    assert (fault.file, fault.what.code) == (FILE, code)
    begins = text.splitlines().index(
        "[priorities.tram_east]" if "P2" in old or "tram" in old else '[priorities."fire station"]'
    )
    assert begins < fault.line <= begins + 4
    assert say(fault.what, "tr") != say(fault.what, "en")


def test_nobody_guesses_how_a_real_site_calls_a_group(tmp_path: Path) -> None:
    links = SiteLinks("KK+AG0412=001", "TC", tuple(junction().groups), (), {})
    with pytest.raises(CityError) as error:
        write_city(with_priorities(TRAM, rsmp=links), tmp_path / "city")
    assert [fault.what.code for fault in error.value.faults] == ["city.priority_component"]
