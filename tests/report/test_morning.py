"""The morning watch: the worst of yesterday, what is new of detectors, and plans that aged, and nothing else."""

import re
from pathlib import Path

import numpy as np
import pytest

from meydan.cli.starting import main
from meydan.measure.bins import bins_of_minutes
from meydan.measure.in_force import NOT_KNOWN
from meydan.measure.junction_log import junction_log
from meydan.measure.plan_age import plan_in_force
from meydan.report.morning_page import Morning
from meydan.report.writing_comparison import days_between
from meydan.report.writing_morning import last_day, look_at, usual_then
from meydan.store.logs.reading import select
from tests.report.made_weeks import ADVANCE, PRESENCE, Habit, make_archive

DAY = "2026-03-27"  # a Friday
THEN, NOW = usual_then(DAY), days_between("2026-03-13", DAY)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return two old and two new weeks: a plan that aged, one that was changed, detectors that fail, a lost log."""
    old = days_between(*THEN)
    aged = [(day, Habit(0.7, plan=1)) for day in old] + [(day, Habit(0.45, plan=1)) for day in NOW]
    changed = [(day, Habit(0.7, plan=1)) for day in old] + [(day, Habit(0.45, plan=2)) for day in NOW]
    sick = [(day, Habit()) for day in (*old, *NOW[:-1])] + [(DAY, Habit(failed=0.5, silent=(ADVANCE,)))]
    faulty = [(day, Habit(fault=87)) for day in NOW[-3:-1]] + [(DAY, Habit(fault=86))]
    gone = [(day, Habit()) for day in NOW[-4:-1]]
    known = [(day, Habit(fault=87)) for day in NOW[-3:]]  # no news
    retimed = [(day, Habit(0.7, plan=1, cycle_s=80)) for day in old]
    retimed += [(day, Habit(0.45, plan=1, cycle_s=120)) for day in NOW]
    days = {"Aged": aged, "Changed": changed, "Sick": sick, "Faulty": faulty, "Gone": gone, "Known": known}
    days["Retimed"] = retimed  # the same plan by its number, and not by what it does
    return make_archive(tmp_path_factory.mktemp("weeks"), days)


@pytest.fixture(scope="module")
def found(archive: Path) -> Morning:
    return look_at(select(archive), DAY, THEN)


def test_the_day_looked_at_is_the_last_whole_one(archive: Path) -> None:
    assert last_day(select(archive)) == DAY
    assert THEN == ("2025-12-20", "2026-01-02")


def test_a_junction_that_is_worse_than_usual_is_told(found: Morning) -> None:
    told = {one.junction: one for one in found.junctions}
    assert [name for name, one in told.items() if one.is_unusual] == ["Sick"]
    assert told["Sick"].totals.failed_share > 0.4
    assert 0.02 < told["Sick"].usual_share < 0.2
    assert np.isnan(told["Faulty"].usual_share)  # two days tell nothing
    assert found.without_log == ["Gone"]


def test_only_what_is_new_of_detectors_is_told(found: Morning) -> None:
    assert [(one.junction, one.detector, one.what, one.code) for one in found.news] == [
        ("Faulty", ADVANCE, "reported", 86),
        ("Sick", ADVANCE, "silent_detector", 0),
    ]


def test_a_detector_that_works_again_is_told(tmp_path: Path) -> None:
    days = [(day, Habit(silent=(PRESENCE,))) for day in NOW[-6:-1]] + [(DAY, Habit())]
    news = look_at(select(make_archive(tmp_path, {"J": days})), DAY, THEN).news
    assert [(one.detector, one.what) for one in news] == [(PRESENCE, "back")]


def test_a_plan_aged_where_it_still_runs_and_not_where_it_was_changed(found: Morning) -> None:
    assert {(row.junction, row.measure) for row in found.worse} == {
        ("Aged · 1", "share_on_green"),
        ("Aged · 1", "mean_delay_s"),
    }
    assert set(found.plans.junctions) == {"Aged · 1", "Sick"}


def test_a_plan_is_in_force_in_bins_that_it_fills() -> None:
    minute, hour = 60_000, bins_of_minutes(60)
    t = np.array([0, 90, 150, 190, 300], np.int64) * minute + 1_772_496_000_000
    codes, plans = np.array([43, 131, 131, 131, 43], np.uint16), np.array([9, 1, 2, 2, 9], np.uint16)
    rows = plan_in_force(junction_log(t, codes, plans), hour)
    assert np.asarray(rows.columns["plan"]).tolist() == [NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, 2, 2, 2]


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_page_is_whole_in_its_language(archive: Path, tmp_path: Path, language: str) -> None:
    typed = ["measure", "morning", "--archive", str(archive), "--into", str(tmp_path), "--language", language]
    assert main(typed) == 0
    text = (tmp_path / f"morning-{DAY}.html").read_text(encoding="utf-8")
    shown = re.sub("<style>.*?</style>", "", text)
    assert not re.search(r"\b(report|measure|morning|compare)\.[a-z_]+|\b(nan|inf)\b", shown)
    some = ("En kötü on kavşak", "sessiz", "o günlerin hepsinden kötü", "hep boş", "Gone")
    assert all(word in text for word in (some if language == "tr" else ("The worst ten", "silent", "open loop")))


def test_a_day_without_any_log_is_refused(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = ["measure", "morning", "--archive", str(archive), "--into", str(tmp_path / "out"), "--day", "2024-01-01"]
    assert main(typed) == 2
    assert capsys.readouterr().err
    assert not (tmp_path / "out").exists()
