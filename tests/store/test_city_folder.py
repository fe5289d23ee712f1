"""A city folder is written whole or not at all, and read whole or refused whole with every fault."""

import gzip
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from meydan.city.city import City, Twin
from meydan.city.errors import CityError
from meydan.city.words import LANGUAGES, say
from meydan.store.city_folder import read_city, read_roads, write_city
from meydan.store.city_text import city_texts
from tests.nightly import NIGHTLY
from tests.store.random_cities import cities
from tests.store.small_cities import city

JUNCTION, PLANS = "junctions/J1.toml", "plans/J1.toml"


def there_and_back(of: City) -> City:
    with TemporaryDirectory() as scratch:
        write_city(of, Path(scratch) / "city")
        return read_city(Path(scratch) / "city", with_files=False)


def named(*names: str) -> City:
    """Return a city whose junctions have these names."""
    of = city()
    return replace(
        of,
        junctions={name: replace(of.junctions["J1"], id=name) for name in names},
        plans={(name, plan.id): replace(plan, junction=name) for name in names for plan in of.plans.values()},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a small city whose twin's files are there."""
    (tmp_path / "x.net.xml").write_text("<net/>")
    twin = Twin("twin/x.net.xml", (), (), 0.0, 3600.0, "2026-03-03")
    written = tmp_path / "city"
    write_city(replace(city(), twin=twin), written, files={twin.net: tmp_path / "x.net.xml"})
    return written


def change(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first `old` in a file of the city and return its line."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def leads_on(junction: str, approach: str, share: float, times: int = 1) -> str:
    """Return what a lane says of its next signals."""
    way = f'{{ junction = {junction}, approach = "{approach}", distance_m = 300.0, travel_s = 20.0, share = {share} }}'
    return f"ahead_m = 0.0\nonward = [{', '.join([way] * times)}]"


def faults(folder: Path) -> list[tuple[str, int, str]]:
    """Return file, line and code of every fault with which a folder is refused; each is a whole sentence."""
    with pytest.raises(CityError) as caught:
        read_city(folder)
    assert dict(caught.value.what.values)["count"] == len(caught.value.faults)
    for fault in caught.value.faults:
        for language in LANGUAGES:
            assert not say(fault.what, language).startswith(fault.what.code)
    return [(fault.file, fault.line, fault.what.code) for fault in caught.value.faults]


@settings(max_examples=1000 if NIGHTLY else 60)
@given(of=cities())
def test_any_city_comes_back_without_loss(of: City) -> None:
    found = there_and_back(of)
    assert found == of
    assert city_texts(found) == city_texts(of)  # in the same order too


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("first", "second"):
        write_city(city(), tmp_path / name, roads={"features": []}, texts={"NOTICE.txt": "Şişli"})
    first, second = ({p.name: p.read_bytes() for p in (tmp_path / n).glob("*.*")} for n in ("first", "second"))
    assert first == second
    assert set(first) == {"city.toml", "timetable.toml", "network.geojson", "NOTICE.txt"}


def test_ten_faults_over_all_files_are_each_told_with_file_and_line(folder: Path) -> None:
    for kind in ("junctions", "plans"):
        (folder / kind / "J2.toml").write_bytes((folder / kind / "J1.toml").read_bytes())
    expected = [
        ("city.toml", change(folder, "city.toml", 'zone = "Europe/Istanbul"', 'zone = "Europe/Izmir"'), "city.no_zone"),
        ("city.toml", change(folder, "city.toml", "end_s = 3600.0", "end_s = -1"), "city.want_least"),
        (JUNCTION, change(folder, JUNCTION, 'sure = "surveyed"', 'sure = "perhaps"'), "city.want_one_of"),
        (JUNCTION, change(folder, JUNCTION, 'C = ["P2", "P3"]', 'C = ["P2", "P9"]'), "city.no_group"),
        (JUNCTION, change(folder, JUNCTION, "length_m = 120.0", "length_m = nan"), "city.want_number"),
        (JUNCTION, change(folder, JUNCTION, "[detectors.P2a]", "[detectors.P2a]\ncolour = 1") + 1, "city.unknown_key"),
        (JUNCTION, change(folder, JUNCTION, 'lane = "P3_0"', 'lane = "P7_0"') - 1, "city.no_lane"),
        ("plans/J2.toml", change(folder, "plans/J2.toml", "cycle_s = 65.0", "cycle_s = 64.0") - 1, "safety.cycle_sum"),
        ("timetable.toml", change(folder, "timetable.toml", '"06:30"', '"6:30"') - 2, "city.want_like"),
        ("timetable.toml", change(folder, "timetable.toml", "2026-03-20", "2026-02-30"), "city.no_day"),
    ]
    found = faults(folder)
    assert set(found) == set(expected)
    assert found == sorted(found, key=lambda place: place[:2])


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("city.toml", '"Deneme"', '""', "city.want_text"),
        ("city.toml", '"Deneme"', '"Deneme', "city.not_toml"),
        ("city.toml", '"Deneme"', "9" * 5000, "city.not_toml"),
        ("city.toml", '"Deneme"', "[" * 5000, "city.not_toml"),
        ("city.toml", '"Deneme"', "[1, 2]", "city.want_text"),
        ("city.toml", 'zone = "Europe/Istanbul"', 'zone = "../../etc/passwd"', "city.no_zone"),
        ("city.toml", 'zone = "Europe/Istanbul"', 'zone = "Europe"', "city.no_zone"),
        ("city.toml", "field", "Field", "city.unknown_key"),
        ("city.toml", "field", "Field", "city.missing_key"),
        ("city.toml", "[twin]", "[twins]", "city.unknown_key"),
        ("city.toml", "begin_s = 0.0", "begin_s = 5000", "city.window"),
        ("city.toml", "begin_s = 0.0", "begin_s = inf", "city.want_number"),
        ("city.toml", "end_s = 3600.0", "end_s = 1e300", "city.want_most"),
        ("city.toml", "step_s = 1.0", "step_s = 60", "city.want_most"),
        ("city.toml", '"2026-03-03"', '"0001-01-01"', "city.no_day"),
        ("city.toml", '"2026-03-03"', "2026-03-03", "city.want_text"),
        ("city.toml", '"twin/x.net.xml"', '"twin/y.net.xml"', "city.no_file"),
        ("city.toml", '"twin/x.net.xml"', '"../x.net.xml"', "city.outside"),
        ("city.toml", '"twin/x.net.xml"', '"/etc/passwd"', "city.outside"),
        ("city.toml", '"twin/x.net.xml"', '"twin"', "city.no_file"),
        (JUNCTION, "ahead_m = 0.0", leads_on('"J9"', "road P1", 0.5), "city.no_junction"),
        (JUNCTION, "ahead_m = 0.0", leads_on('"J1"', "road P9", 0.5), "city.no_approach"),
        (JUNCTION, "ahead_m = 0.0", leads_on('"J1"', "road P1", 0.6, 2), "city.onward_shares"),
        (JUNCTION, "ahead_m = 0.0", leads_on('"J1"', "road P1", 1.5), "city.want_most"),
        (JUNCTION, "ahead_m = 0.0", 'ahead_m = 0.0\nleads_to = ["P9_0"]', "city.no_lane"),
        (JUNCTION, "ahead_m = 0.0", leads_on("1", "road P1", 0.5), "city.want_text"),
        (JUNCTION, "position = [29.0, 41.0]", "position = [290.0, 41.0]", "city.want_most"),
        (JUNCTION, "position = [29.0, 41.0]", "position = [29.0]", "city.missing_key"),
        (JUNCTION, "s = 6.0", "s = 0.0", "safety.no_startup"),
        (JUNCTION, "s = 6.0", 's = "6"', "city.want_number"),
        (JUNCTION, "s = 6.0", "s = true", "city.want_number"),
        (JUNCTION, 'A = ["P1", "W1"]', 'A = ["P1", "P2"]', "safety.conflict"),
        (JUNCTION, 'local_plan = "day"', 'local_plan = "dya"', "city.no_plan"),
        (JUNCTION, "distance_m = 50.0", "distance_m = 119.0", "city.off_lane"),
        (PLANS, 'stage = "B"', 'stage = "b"', "safety.no_stage"),
        (PLANS, "green_s = 30", "green_s = 4", "safety.stage_short"),
        (PLANS, "offset_s = 0", "offset_s = -5", "safety.bad_offset"),
        (PLANS, "[day]", "[[day]]", "city.want_table"),
        ("timetable.toml", 'week = ["all", ', "week = [", "city.missing_key"),
        ("timetable.toml", 'week = ["all", ', 'week = ["al", ', "city.no_day_type"),
        ("timetable.toml", 'from = "06:30"', 'from = "00:00"', "city.day_order"),
        ("timetable.toml", 'every = "10-29"', 'every = "29-10"', "city.no_day"),
        ("timetable.toml", 'every = "10-29"', 'every = "29.10."', "city.want_like"),
        ("timetable.toml", 'every = "10-29"', 'every = ""', "city.holiday_when"),
    ],
)
def test_a_fault_is_told_where_it_stands(folder: Path, file: str, old: str, new: str, code: str) -> None:
    line = change(folder, file, old, new)
    found = [(at, where) for at, where, what in faults(folder) if what == code]
    assert found
    assert {at for at, _ in found} == {file}
    assert all(where == 0 or abs(where - line) <= 5 for _, where in found), (found, line)


def test_a_plan_that_was_left_out_is_not_called_empty(folder: Path) -> None:
    line = change(folder, PLANS, "green_s = 30", "green_s = -30") - 1
    assert faults(folder) == [(PLANS, line, "city.want_least")]


def test_a_city_without_junctions_is_told(folder: Path) -> None:
    for kind in ("junctions", "plans"):
        (folder / kind / "J1.toml").unlink()
    (folder / "timetable.toml").unlink()
    assert faults(folder) == [("city.toml", 0, "city.no_junctions")]


def test_text_of_another_encoding_is_told_and_a_mark_of_utf_8_is_no_fault(folder: Path) -> None:
    text = (folder / JUNCTION).read_text(encoding="utf-8")
    (folder / JUNCTION).write_text(text, encoding="utf-8-sig")
    assert read_city(folder).junctions["J1"].name == "Şişli – Iğdır"
    (folder / JUNCTION).write_text(text, encoding="utf-16")
    assert (JUNCTION, 0, "city.not_utf8") in faults(folder)


@pytest.mark.parametrize("file", ["city.toml", "timetable.toml", JUNCTION, PLANS])
def test_a_folder_in_the_place_of_a_file_is_told(folder: Path, file: str) -> None:
    (folder / file).unlink()
    (folder / file).mkdir()
    assert (file, 0, "city.unreadable") in faults(folder)


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("x.net.xml", b"<net>\n<edge", 2),
        ("x.net.xml", b"", 1),
        ("x.net.xml", b"\0\1", 1),
        ("x.net.xml.gz", gzip.compress(b"<net/>" * 100)[:20], 0),
        ("x.net.xml.gz", b"<net/>", 0),
        ("x.net.xml.gz", gzip.compress(b"<net>\n\n<edge"), 3),
    ],
    ids=["cut short", "empty", "no text", "packed and cut short", "not packed", "cut short and packed"],
)
def test_a_file_of_the_twin_that_is_torn_is_told(folder: Path, name: str, data: bytes, line: int) -> None:
    change(folder, "city.toml", "twin/x.net.xml", f"twin/{name}")
    (folder / "twin" / name).write_bytes(data)
    assert faults(folder) == [(f"twin/{name}", line, "city.not_xml")]


def test_a_packed_file_of_the_twin_is_as_good_as_a_plain_one(folder: Path) -> None:
    change(folder, "city.toml", "twin/x.net.xml", "twin/x.net.xml.gz")
    (folder / "twin" / "x.net.xml.gz").write_bytes(gzip.compress(b"<net/>"))
    assert read_city(folder).twin is not None


def test_what_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert faults(tmp_path / "file") == [("city.toml", 0, "city.unreadable")]
    assert faults(tmp_path / "nowhere") == [("city.toml", 0, "city.unreadable")]


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond `size` bytes: a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [0, 10, 200, 1000])
def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, size: int) -> None:
    with pytest.raises(CityError) as caught, room_for(size):
        write_city(city(), tmp_path / "deep" / "city")
    assert caught.value.code == "city.not_written"
    assert list((tmp_path / "deep").iterdir()) == []


def test_a_file_that_cannot_be_copied_leaves_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(CityError) as caught:
        write_city(city(), tmp_path / "empty", files={"twin/x": tmp_path / "gone"})
    assert caught.value.code == "city.not_written"
    assert [p.name for p in tmp_path.iterdir()] == ["empty"]
    assert list((tmp_path / "empty").iterdir()) == []


def test_what_stands_in_the_way_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("mine")
    for place in ("file", "full"):
        with pytest.raises(CityError) as caught:
            write_city(city(), tmp_path / place)
        assert caught.value.code == "city.folder_in_use"
    with pytest.raises(CityError) as caught:
        write_city(city(), tmp_path / "file" / "city")
    assert caught.value.code == "city.not_written"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "full"]
    assert (tmp_path / "file").read_text() == (tmp_path / "full" / "mine").read_text() == "mine"


def test_odd_names_stay_inside_the_folder_and_come_back(tmp_path: Path) -> None:
    names = [
        "../../out",
        "/etc/passwd",
        ".",
        "..",
        ".hidden",
        "a/b",
        "a%2Fb",
        "Iğdır",
        "C:\\x",
        "con\n",
        "50 %",
        "ı",
        "i",
    ]
    write_city(named(*names), tmp_path / "city")
    assert [p.name for p in tmp_path.iterdir()] == ["city"]
    assert {p.name for p in (tmp_path / "city").iterdir()} == {"city.toml", "timetable.toml", "junctions", "plans"}
    assert all(p.is_file() for p in (tmp_path / "city" / "junctions").iterdir())
    assert read_city(tmp_path / "city") == named(*names)


def test_a_name_too_long_for_a_file_leaves_nothing_half_written(tmp_path: Path) -> None:
    with pytest.raises(CityError) as caught:
        write_city(named("Ş" * 200), tmp_path / "city")
    assert caught.value.code == "city.not_written"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "other"), [("J1", "j1"), ("STRASSE", "straße"), ("é", "e\u0301")])
def test_names_that_some_disk_keeps_in_one_file_are_refused(tmp_path: Path, name: str, other: str) -> None:
    with pytest.raises(CityError) as caught:
        write_city(named(name, other), tmp_path / "city")
    assert [fault.what.code for fault in caught.value.faults] == ["city.same_file"]
    write_city(named(name), tmp_path / "city")
    for kind in ("junctions", "plans"):
        (tmp_path / "city" / kind / f"{other}.toml").write_bytes(
            (tmp_path / "city" / kind / f"{name}.toml").read_bytes()
        )
    assert [code for _, _, code in faults(tmp_path / "city")] == ["city.same_file"]


def test_a_city_with_faults_is_not_written(tmp_path: Path) -> None:
    of = replace(city(), zone="Mars/Olympus", timetable=replace(city().timetable, week=("none",) * 7))
    with pytest.raises(CityError) as caught:
        write_city(of, tmp_path / "city")
    assert [fault.what.code for fault in caught.value.faults] == ["city.no_zone", "city.no_day_type"]
    assert list(tmp_path.iterdir()) == []


def test_the_map_is_given_as_it_lies_there(tmp_path: Path) -> None:
    write_city(city(), tmp_path / "city", roads={"features": []})
    assert read_roads(tmp_path / "city") == b'{"features":[]}\n'


def test_what_only_some_readers_take_for_json_is_given_as_it_lies_there(tmp_path: Path) -> None:
    text = b'{"features": [], "bbox": NaN}'
    (tmp_path / "network.geojson").write_bytes(text)
    assert read_roads(tmp_path) == text


def test_what_a_city_says_in_many_places_is_one_object(tmp_path: Path) -> None:
    stands = city()
    first = next(iter(stands.junctions.values()))
    twins = {name: replace(first, id=name) for name in ("J1", "J2")}
    plans = {(name, plan.id): replace(plan, junction=name) for name in twins for plan in stands.plans.values()}
    write_city(replace(stands, junctions=twins, plans=plans), tmp_path / "city")
    read = read_city(tmp_path / "city", with_files=False)
    one, other = read.junctions["J1"], read.junctions["J2"]
    assert one.conflicts is other.conflicts
    assert all(one.stages[name] is other.stages[name] for name in one.stages)
    assert all(a is b for a, b in zip(one.lanes, other.lanes, strict=True))
    assert all(one.lanes[name].length_m is other.lanes[name].length_m for name in one.lanes)
    assert all(
        d.lane in one.lanes and d.lane is next(x for x in one.lanes if x == d.lane) for d in one.detectors.values()
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, "city.unreadable"),
        (b"", "city.not_geojson"),
        (b'{"a": ', "city.not_geojson"),
        (b"[]", "city.not_geojson"),
        (b"\xff\xfe\xff", "city.not_geojson"),
        (b'{"name": "\xff"}', "city.not_geojson"),
        (b"[" * 100_000, "city.not_geojson"),
    ],
    ids=["missing", "empty", "cut short", "no object", "no text", "a value that is no text", "too deep"],
)
def test_a_map_that_is_none_is_told(tmp_path: Path, text: bytes | None, code: str) -> None:
    if text is not None:
        (tmp_path / "network.geojson").write_bytes(text)
    with pytest.raises(CityError) as caught:
        read_roads(tmp_path)
    assert [(fault.file, fault.what.code) for fault in caught.value.faults] == [("network.geojson", code)]


def test_no_file_of_a_city_is_ever_written_over(tmp_path: Path) -> None:
    (tmp_path / "net").write_text("<net/>")
    for more in (
        {"files": {JUNCTION: tmp_path / "net"}},
        {"texts": {"./city.toml": "as on a disk that takes A for a"}},
    ):
        with pytest.raises(CityError):
            write_city(city(), tmp_path / "city", **more)
    assert [p.name for p in tmp_path.iterdir()] == ["net"]


@pytest.mark.parametrize("name", [b"100%.toml", b"a%2fb.toml", b"%C3%96.toml", b"\xff.toml", b"a:b.toml"])
def test_a_file_that_is_not_named_for_a_junction_is_told(folder: Path, name: bytes) -> None:
    (folder / "junctions" / name.decode(errors="surrogateescape")).write_bytes((folder / JUNCTION).read_bytes())
    assert [code for _, _, code in faults(folder)] == ["city.file_name"]


def test_a_city_says_what_its_twin_was_calibrated_with(folder: Path) -> None:
    assert "calibrated" not in (folder / "city.toml").read_text()
    said = 'day = "2026-03-03"\ncalibrated_with = ["J1 P1s"]\ncalibrated_on = "2026-02-10"'
    change(folder, "city.toml", 'day = "2026-03-03"', said)
    twin = read_city(folder).twin
    assert twin is not None
    assert (twin.calibrated_with, twin.calibrated_on) == (("J1 P1s",), "2026-02-10")
    assert 'calibrated_with = ["J1 P1s"]' in city_texts(replace(city(), twin=twin))["city.toml"]
    change(folder, "city.toml", '["J1 P1s"]', '["J1 P1s", "J1 nothing"]')
    change(folder, "city.toml", '"2026-02-10"', '"2026-02-30"')
    assert {code for _, _, code in faults(folder)} == {"city.no_fitted_detector", "city.no_day"}
