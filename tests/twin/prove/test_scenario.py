"""The days a proof rests on: each counts once, and the digest covers what the runs depend on and nothing else."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from meydan.city.city import Twin
from meydan.city.errors import CityError
from meydan.store.city_folder import read_city
from meydan.twin.prove import scenario
from meydan.twin.prove.scenario import Day, Scenario, prepare, scenario_digest
from tests.twin_runs import make_city

pytestmark = pytest.mark.sumo

NET, LOOPS, ZONES = b"<net/>", b"<additional><a/></additional>", b"<additional><b/></additional>"
TWIN = Twin(
    "twin/a.net.xml", ("twin/a.rou.xml",), ("twin/loops.add.xml", "twin/zones.add.xml"), 0.0, 3600.0, "2026-03-02"
)
DAYS = tuple(Day(f"d{n}", f"sha256:{n:064x}", (f"d{n}.rou.xml",)) for n in range(3))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "twin").mkdir()
    for name, content in zip((TWIN.net, *TWIN.additional), (NET, LOOPS, ZONES), strict=True):
        (tmp_path / name).write_bytes(content)
    return tmp_path


def digest(folder: Path, twin: Twin = TWIN, days: tuple[Day, ...] = DAYS, zone: str = "UTC") -> str:
    return scenario_digest(folder, twin, zone, 600.0, days)


def test_whatever_changes_a_run_changes_the_digest(folder: Path) -> None:
    others = {
        "order of days": digest(folder, days=DAYS[::-1]),
        "a day less": digest(folder, days=DAYS[:2]),
        "order of files": digest(folder, replace(TWIN, additional=TWIN.additional[::-1])),
        "window": digest(folder, replace(TWIN, end_s=3000.0)),
        "step": digest(folder, replace(TWIN, step_s=0.5)),
        "date": digest(folder, replace(TWIN, day="2026-03-01")),
        "zone": digest(folder, zone="Europe/Istanbul"),
    }
    (folder / TWIN.net).write_bytes(NET + b"\n")
    others["net"] = digest(folder)
    (folder / TWIN.net).write_bytes(NET)
    assert len({digest(folder), *others.values()}) == len(others) + 1


def test_what_files_are_called_changes_no_digest(folder: Path) -> None:
    renamed = tuple(replace(day, name=f"renamed-{day.name}", routes=("x.rou.xml",)) for day in DAYS)
    (folder / "b.net.xml").write_bytes(NET)
    assert digest(folder, replace(TWIN, net="b.net.xml"), renamed) == digest(folder)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(1, tmp_path_factory.mktemp("scenario") / "city")


def given(city: Path, files: list[Path], into: Path) -> Scenario:
    return prepare(city, read_city(city), files, into)


@pytest.fixture
def three(city: Path, tmp_path: Path) -> list[Path]:
    """Return three days of demand that differ."""
    text = (city / read_city(city).twin.routes[0]).read_bytes()  # type: ignore[union-attr]
    text = gzip.decompress(text) if text[:2] == b"\x1f\x8b" else text
    files = [tmp_path / f"day{n}.rou.xml" for n in range(3)]
    for n, file in enumerate(files):
        file.write_bytes(text + b"\n" * n)
    return files


def test_the_order_of_given_days_is_part_of_the_scenario(city: Path, three: list[Path], tmp_path: Path) -> None:
    one, other = given(city, three, tmp_path), given(city, three[::-1], tmp_path)
    assert {day.digest for day in one.days} == {day.digest for day in other.days}
    assert one.digest != other.digest


def test_a_day_is_the_same_packed_or_not(city: Path, three: list[Path], tmp_path: Path) -> None:
    packed = tmp_path / "day0.rou.xml.gz"
    packed.write_bytes(gzip.compress(three[0].read_bytes(), 1))
    assert given(city, [packed, *three[1:]], tmp_path).digest == given(city, three, tmp_path).digest


def test_the_same_day_given_twice_is_refused_whatever_its_file_is_called(
    city: Path, three: list[Path], tmp_path: Path
) -> None:
    again, packed = tmp_path / "again.rou.xml", tmp_path / "packed.rou.xml.gz"
    again.write_bytes(three[0].read_bytes())
    packed.write_bytes(gzip.compress(three[1].read_bytes()))
    with pytest.raises(CityError, match=r"prove\.days_twice") as refused:
        given(city, [*three, again, packed], tmp_path)
    assert [(Path(one.file).name, one.what.code) for one in refused.value.faults] == [
        ("again.rou.xml", "prove.same_day"),
        ("packed.rou.xml.gz", "prove.same_day"),
    ]


def test_two_days_under_one_name_are_refused(city: Path, three: list[Path], tmp_path: Path) -> None:
    """Observations go by the name of their day: two under one name would count as one."""
    (tmp_path / "other").mkdir()
    moved = three[1].rename(tmp_path / "other" / three[0].name)
    with pytest.raises(CityError) as refused:
        given(city, [three[0], moved, three[2]], tmp_path)
    assert [one.what.code for one in refused.value.faults] == ["prove.same_name"]


def test_a_day_that_cannot_be_unpacked_is_told(city: Path, three: list[Path], tmp_path: Path) -> None:
    (tmp_path / "cut.rou.xml.gz").write_bytes(gzip.compress(b"<routes/>" * 100)[:-6])
    with pytest.raises(CityError, match=r"prove\.no_day"):
        given(city, [*three, tmp_path / "cut.rou.xml.gz"], tmp_path)


def test_days_drawn_from_flows_alone_would_be_one_day(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        scenario, "read_routes", lambda _: b'<routes><flow id="f" begin="0" end="9" period="3"/></routes>'
    )
    with pytest.raises(CityError, match=r"prove\.nothing_drawn"):
        given(city, [], tmp_path)
