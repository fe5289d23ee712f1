"""`meydan design` writes plans that a city takes and a report in both languages, and changes nothing in the city."""

import csv
import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest

from meydan.city.junction import Junction
from meydan.city.plan import DayEntry, Plan, Timetable
from meydan.cli.starting import main
from meydan.store.city_folder import read_city, write_city
from meydan.store.history.count_tables import take_counts
from tests import junctions
from tests.paper_street import city as paper_city
from tests.twin_runs import make_city

ROAD = 'name = "Ana yol"\nspeed_kmh = 50\njunctions = [\n  { id = "J1", distance_m = 0, out = 1, back = 1 },\n'


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Return the folder of a city of one junction without a twin."""
    write_city(paper_city(), tmp_path / "city")
    return tmp_path / "city"


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Return a history of two weeks: P1 is busy in the morning, P2 in the evening; P3 is known by its place."""
    rows: list[tuple[object, ...]] = [("time", "junction", "detector", "count")]
    for k in range(14):
        day = date(2026, 3, 2) + timedelta(k)
        for hour in range(24):
            main_road, side = (180, 20) if 6 <= hour < 12 else (40, 60)
            for quarter in range(4):
                at, more = f"{day} {hour:02d}:{15 * quarter:02d}", (5 * k + 3 * hour + 7 * quarter) % 9
                rows += [
                    (at, "J1", name, count + more) for name, count in (("P1s", main_road), ("P2s", side), ("5", 10))
                ]
    with (tmp_path / "counts.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    take_counts([tmp_path / "counts.csv"], tmp_path / "history", "Europe/Istanbul", 15)
    return tmp_path / "history"


def texts(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def with_plans(city: Path, plans: Path, into: Path) -> Path:
    """Return a copy of a city with other plans, as somebody makes it by hand."""
    shutil.copytree(city, into)
    shutil.rmtree(into / "plans")
    shutil.copytree(plans, into, dirs_exist_ok=True)
    return into


def from_history(city: Path, history: Path, into: Path, *more: str) -> list[str]:
    typed = ["design", str(city), "--history", str(history), "--day", "2026-03-17", "--into", str(into)]
    return [*typed, *more]


@pytest.mark.sumo
def test_a_design_from_the_twin_is_a_candidate_of_the_city(tmp_path: Path) -> None:
    city, out, pages = make_city(2, tmp_path / "city"), tmp_path / "out", tmp_path / "pages"
    head = (city / "city.toml").read_text(encoding="utf-8")
    (city / "city.toml").write_text(re.sub(r"end_s = .*", "end_s = 400.0", head), encoding="utf-8")
    before = texts(city)
    assert main(["design", str(city), "--from-twin", "--into", str(out), "--report", str(pages)]) == 0
    assert texts(city) == before
    assert sorted(texts(out)) == sorted(
        name for name in before if name.startswith("plans/") or name == "timetable.toml"
    )
    changed = with_plans(city, out, tmp_path / "changed")
    assert main(["check", str(changed)]) == 0
    assert len({plan.cycle_s for plan in read_city(changed).plans.values()}) == 1
    assert set(texts(pages)) == {"design.en.html", "design.tr.html"}


def test_the_same_counts_give_the_same_plans(tmp_path: Path, paper: Path, history: Path) -> None:
    for name in ("a", "b"):
        assert main(from_history(paper, history, tmp_path / name)) == 0
    assert texts(tmp_path / "a") == texts(tmp_path / "b")


def test_each_time_of_day_has_its_plan_and_the_timetable_names_it(tmp_path: Path, paper: Path, history: Path) -> None:
    assert main(from_history(paper, history, tmp_path / "out", "--periods", "06:00,15:00")) == 0
    found = read_city(with_plans(paper, tmp_path / "out", tmp_path / "changed"))
    assert [(e.minute, e.plan) for e in found.timetable.days["all"]] == [(360, "from0600"), (900, "from1500")]
    morning, evening = (found.plans["J1", name] for name in ("from0600", "from1500"))
    share = [plan.steps[0].green_s / plan.cycle_s for plan in (morning, evening)]
    assert share[0] > share[1]
    assert found.plans["J1", "day"] == junctions.plan()  # what runs when the centre is silent stays


def test_the_report_says_everything_in_both_languages(tmp_path: Path, paper: Path, history: Path) -> None:
    write_city(
        paper_city(*(named(name) for name in ("J1", "J2")), plans=[planned(name) for name in ("J1", "J2")]),
        tmp_path / "two",
    )
    road = tmp_path / "road.toml"
    road.write_text(ROAD + '  { id = "J2", distance_m = 400, out = 1, back = 1 },\n]\n', encoding="utf-8")
    pages = tmp_path / "pages"
    typed = from_history(tmp_path / "two", history, tmp_path / "out", "--corridor", str(road), "--report", str(pages))
    assert main(typed) == 0
    for language, words in (
        ("en", ("band outward", "Level", "Proven")),
        ("tr", ("gidiş bandı", "Düzey", "Kanıtlandı")),
    ):
        text = unescape((pages / f"design.{language}.html").read_text(encoding="utf-8"))
        shown = re.sub("<style>.*?</style>", "", text)
        assert not re.search(r"\b(design|corridor|report)\.[a-z_]+|\b(nan|inf)\b", shown)
        assert all(word in text for word in words)
        assert text.count("fill-out") > 3
        assert "<script" not in text


def named(name: str) -> Junction:
    return replace(junctions.junction(), id=name)


def planned(name: str) -> Plan:
    return replace(junctions.plan(), junction=name)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--from-twin"], "--from-twin"),
        (["--periods", "07:00,06:00"], "07:00,06:00"),
        (["--periods", "25:00"], "25:00"),
        (["--cycle", "120-60"], "120-60"),
        (["--junctions", "J9"], "J9"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    tmp_path: Path, paper: Path, history: Path, capsys: pytest.CaptureFixture[str], more: list[str], code: str
) -> None:
    assert main(from_history(paper, history, tmp_path / "out", *more)) == 2
    assert code in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_without_a_source_of_counts_nothing_is_designed(
    tmp_path: Path, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["design", str(paper), "--into", str(tmp_path / "out")]) == 2
    assert "--history" in capsys.readouterr().err


def test_a_city_without_a_twin_cannot_count_by_itself(
    tmp_path: Path, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["design", str(paper), "--from-twin", "--into", str(tmp_path / "out")]) == 2
    assert "--history" in capsys.readouterr().err


def test_a_corridor_with_a_phase_the_junction_has_not_is_refused(
    tmp_path: Path, paper: Path, history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    road = tmp_path / "road.toml"
    road.write_text(ROAD.replace("back = 1", "back = 9") + '  { id = "J7", distance_m = 9, out = 1 },\n]\n', "utf-8")
    assert main(from_history(paper, history, tmp_path / "out", "--corridor", str(road))) == 2
    told = capsys.readouterr().err
    assert "9" in told
    assert "J7" in told


def test_two_corridors_share_no_junction(tmp_path: Path, history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ("J1", "J2")
    write_city(paper_city(*map(named, names), plans=[planned(name) for name in names]), tmp_path / "two")
    road = tmp_path / "road.toml"
    road.write_text(ROAD + '  { id = "J2", distance_m = 400, out = 1 },\n]\n', encoding="utf-8")
    typed = from_history(tmp_path / "two", history, tmp_path / "out", "--corridor", str(road), str(road))
    assert main(typed) == 2
    assert "J1" in capsys.readouterr().err


def test_junctions_are_not_left_out_of_a_new_timetable(
    tmp_path: Path, history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = Timetable(days={"all": (DayEntry(0, "day"),)})
    plans = [planned(name) for name in ("J1", "J2")]
    write_city(paper_city(*map(named, ("J1", "J2")), plans=plans, timetable=days), tmp_path / "two")
    assert main(from_history(tmp_path / "two", history, tmp_path / "out", "--junctions", "J1")) == 2
    assert "Kâğıthane" in capsys.readouterr().err
    assert main(from_history(tmp_path / "two", history, tmp_path / "out")) == 0


def test_a_history_that_knows_nothing_of_the_city_is_refused(
    tmp_path: Path, history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_city(paper_city(named("Elsewhere"), plans=[planned("Elsewhere")]), tmp_path / "other")
    assert main(from_history(tmp_path / "other", history, tmp_path / "out")) == 2
    assert str(history) in capsys.readouterr().err
