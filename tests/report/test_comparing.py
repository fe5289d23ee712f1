"""Before and after: like with like, intervals that hold, and noise that is never called an improvement."""

import csv
from dataclasses import replace
from math import isclose
from pathlib import Path

import duckdb
import numpy as np
import pytest

from meydan.cli.starting import main
from meydan.measure.bins import Bins
from meydan.measure.rows import Rows
from meydan.report.comparing import Difference, difference, holm, verdicts
from meydan.report.comparison import TOGETHER, Comparison, compare
from meydan.report.matching import matched
from meydan.report.measured import BIN_MIN, MEASURES, Measured, measure_junction
from meydan.report.quarters import Quarters, quarters_of
from meydan.report.student import t_of, two_sided_p
from meydan.report.writing_comparison import compare_selection, days_between
from meydan.store.logs.local_time import bins_in
from meydan.store.logs.reading import select
from tests.report.made_weeks import Habit, make_archive

CLOCKS_BACK_MS = 1_792_890_000_000  # 2026-10-25 01:00 UTC: 03:00 becomes 02:00
HOUR_MS = 3_600_000
BEFORE, AFTER = days_between("2026-03-02", "2026-03-15"), days_between("2026-03-16", "2026-03-29")  # Mondays on


@pytest.mark.parametrize(
    ("freedom", "t"), [(1, 12.7062), (2, 4.3027), (3, 3.1824), (7, 2.3646), (8, 2.3060), (30, 2.0423), (120, 1.9799)]
)
def test_students_t_is_that_of_the_textbook(freedom: int, t: float) -> None:
    assert isclose(t_of(0.05, freedom), t, abs_tol=2e-4)
    assert isclose(two_sided_p(t, freedom), 0.05, abs_tol=1e-5)
    assert two_sided_p(0, freedom) == 1


@pytest.mark.parametrize("draw", ["normal", "skewed"])
@pytest.mark.parametrize("weeks", [2, 6])
def test_the_interval_of_days_that_differ_by_chance_only_holds_zero(draw: str, weeks: int) -> None:
    random = np.random.default_rng(7 if draw == "normal" else 11)
    held, claims, cases = 0, 0, 1500
    for _ in range(cases):
        sides = {
            kind: tuple(
                level + (random.normal(0, 1, size) if draw == "normal" else random.gamma(2, 1, size)) for _ in "ab"
            )
            for kind, size, level in (("workday", 5 * weeks, 10), ("saturday", weeks, 14), ("sunday", weeks, 6))
        }
        one = difference({kind: (pair[0], pair[1]) for kind, pair in sides.items()})
        assert one is not None
        held += one.low <= 0 <= one.high
        claims += verdicts([("mean_delay_s", one)]) != ["open"]
    assert held >= 0.93 * cases
    assert claims <= 0.07 * cases


def test_many_junctions_of_noise_seldom_make_any_claim() -> None:
    random = np.random.default_rng(3)
    reports_with_a_claim = 0
    for _ in range(150):
        some = [difference({"workday": (random.normal(10, 2, 10), random.normal(10, 2, 10))}) for _ in range(20)]
        said = verdicts([("mean_delay_s", one) for one in some if one is not None])
        reports_with_a_claim += set(said) != {"open"}
    assert reports_with_a_claim <= 0.1 * 150


def test_holms_steps_stop_at_the_first_that_does_not_hold() -> None:
    assert holm([0.01, 0.04, 0.012, 0.9]) == [True, False, True, False]
    assert holm([0.03, 0.04]) == [False, False]
    assert holm([]) == []


def test_a_sure_but_tiny_difference_is_neither_better_nor_worse() -> None:
    sure = {"low": -0.2, "high": -0.1, "p": 1e-9}
    assert verdicts([("mean_delay_s", Difference(10.0, 9.85, **sure))]) == ["open"]
    assert verdicts([("mean_delay_s", Difference(10.0, 9.6, **sure))]) == ["better"]
    assert verdicts([("share_on_green", Difference(0.5, 0.4, **sure))]) == ["worse"]
    assert verdicts([("vehicles", Difference(10.0, 5.0, **sure))]) == ["none"]


def test_a_week_counts_its_days_as_often_as_they_come() -> None:
    sunday = np.array([4.0, 4.2])
    one = difference({"workday": (np.array([10.0, 10.2]), np.array([9.0, 9.2])), "sunday": (sunday, sunday)})
    assert one is not None
    assert isclose(one.before, (5 * 10.1 + 4.1) / 6)
    assert isclose(one.value, -5 / 6)
    assert one.low < one.value < one.high < 0


def _quarters(days: tuple[str, ...]) -> Quarters:
    ones = np.ones((len(days), 96))
    names = ("vehicles", "on_green", "delayed", "delay_s", "cycles", "failures")
    return Quarters("J", days, {name: ones * (place + 1) for place, name in enumerate(names)}, ones > 0)


def test_only_sound_times_that_all_days_of_a_type_have_are_compared() -> None:
    found = _quarters((*BEFORE, *AFTER))
    found.sound[0, 10:13] = False
    found.sound[1, :50] = False  # more than a tenth of the day
    found.sound[20, 30] = False  # a Sunday
    match = matched(found, BEFORE, AFTER, ["2026-03-18"])
    assert dict(match.left_out).keys() == {"2026-03-03", "2026-03-18"}
    assert len(match.types["workday"].before) == len(match.types["workday"].after) == 9
    assert np.flatnonzero(~match.types["workday"].times).tolist() == [10, 11, 12]
    assert np.flatnonzero(~match.types["sunday"].times).tolist() == [30]
    assert match.types["saturday"].times.all()


def test_all_together_count_each_junction_over_its_own_sound_times() -> None:
    full, holey = _quarters((*BEFORE, *AFTER)), replace(_quarters((*BEFORE, *AFTER)), junction="K")
    holey.sound[0, 10:13] = False
    holey.sums["vehicles"][20:, 10:13] = 1000.0  # a time that is not compared there
    found = compare([full, holey], BEFORE, AFTER)
    assert found.together == ("J", "K")
    assert found.used == pytest.approx(1 - 0.5 * (20 / 28) * (3 / 96))  # three quarters of an hour on workdays of one
    traffic = found.of(TOGETHER)["vehicles"]
    assert set(traffic.days["workday"][0].tolist()) == set(traffic.days["workday"][1].tolist()) == {96.0 + 93.0}


def test_the_hour_that_clocks_show_twice_is_not_compared() -> None:
    since = np.array([0, CLOCKS_BACK_MS], np.int64)
    bins = Bins(15 * 60_000, since, np.array([7_200_000, 3_600_000], np.int64))  # from summer to winter time
    start = np.arange(CLOCKS_BACK_MS - 3 * HOUR_MS, CLOCKS_BACK_MS + 24 * HOUR_MS, bins.width_ms)
    nothing = Rows(start[:0], dict.fromkeys(("vehicles", "on_green", "delay_s", "cycles", "failures"), start[:0]))
    rows = dict.fromkeys(MEASURES, nothing)
    measured = Measured("J", rows, {}, start, np.ones(start.size), np.ones(start.size, np.bool_))
    found = quarters_of(measured, bins, ("2026-10-25",))
    assert np.flatnonzero(~found.sound[0]).tolist() == [8, 9, 10, 11]


def test_days_that_are_not_compared_are_in_no_sum(archive: Path) -> None:
    days = ("2026-03-28", "2026-03-03")
    selection = select(archive, ["Same"])
    bins = bins_in(selection.zone, BIN_MIN, selection.first_ms, selection.last_ms)
    with duckdb.connect() as con:
        measured = measure_junction(con, selection, "Same", bins)
    found = quarters_of(measured, bins, days)
    assert found.sums["vehicles"].sum(axis=1).tolist() == [2 * 576, 4 * 576]


def test_a_type_with_too_few_days_is_left_out_and_told() -> None:
    days = days_between("2026-03-06", "2026-03-10")
    match = matched(_quarters(days), days[:3], days[3:], [])
    assert set(match.types) == set()
    assert dict(match.left_out).keys() == {"workday", "saturday", "sunday"}
    nothing = compare([_quarters(days)], days[:3], days[3:])
    assert nothing.rows == ()
    assert "" in {what for _, what, _ in nothing.left_out}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return four weeks of three junctions: one gets better, one stays as it is, one lacks days and has a holiday."""
    same = [(day, Habit()) for day in (*BEFORE, *AFTER)]
    better = [(day, Habit(0.5 if day in BEFORE else 0.68, 0.1)) for day in (*BEFORE, *AFTER)]
    lacking = [(day, habit) for day, habit in same if day not in ("2026-03-04", "2026-03-20")]
    return make_archive(tmp_path_factory.mktemp("weeks"), {"Better": better, "Same": same, "Lacking": lacking})


@pytest.fixture(scope="module")
def compared(archive: Path) -> Comparison:
    return compare_selection(select(archive), BEFORE, AFTER, ["2026-03-19"])


def test_a_real_effect_is_found_where_it_is_and_nowhere_else(compared: Comparison) -> None:
    better, same = compared.of("Better"), compared.of("Same")
    assert better["share_on_green"].verdict == better["mean_delay_s"].verdict == "better"
    assert 0.10 < better["share_on_green"].difference.value < 0.26
    assert better["failed_share"].verdict == "open"
    assert {row.verdict for row in (*same.values(), *compared.of("Lacking").values())} == {"open", "none"}
    assert compared.together == ("Better", "Same")
    assert compared.of(TOGETHER)["share_on_green"].verdict == "better"


def test_left_out_days_are_told_with_their_reason(compared: Comparison) -> None:
    told = {(junction, day): why.code for junction, day, why in compared.left_out}
    assert told["Lacking", "2026-03-04"] == told["Lacking", "2026-03-20"] == "compare.no_data"
    assert {told[name, "2026-03-19"] for name in ("Better", "Same", "Lacking")} == {"compare.excluded"}
    assert len(told) == 5
    dates = compared.of("Better")["vehicles"].dates["workday"]
    assert "2026-03-19" not in dates[1]
    assert (len(dates[0]), len(dates[1])) == (10, 9)


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_page_tells_method_exclusions_and_verdicts(archive: Path, tmp_path: Path, language: str) -> None:
    typed = ["measure", "compare", "--archive", str(archive), "--into", str(tmp_path), "--language", language]
    periods = ["--before", "2026-03-02..2026-03-15", "--after", "2026-03-16..2026-03-29", "--exclude", "2026-03-19"]
    assert main([*typed, *periods]) == 0
    text = (tmp_path / "before-after.html").read_text(encoding="utf-8")
    some = ("iyileşti", "fark gösterilemedi", "istendiği için", "Welch", "iş günleri", "puan")
    assert all(word in text for word in (some if language == "tr" else ("no difference shown", "as asked", "Holm")))
    assert "compare." not in text
    with (tmp_path / "tables" / "differences.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 16
    assert {row["junction"] for row in rows} == {"", "Better", "Same", "Lacking"}
    assert len(list((tmp_path / "tables").glob("*.parquet"))) == 2


@pytest.mark.parametrize(
    ("before", "after", "exclude"),
    [
        ("2026-03-02..2026-03-15", "2026-03-15..2026-03-29", "2026-03-19"),
        ("2026-03-02", "2026-03-16..2026-03-29", "2026-03-19"),
        ("2026-03-15..2026-03-02", "2026-03-16..2026-03-29", "2026-03-19"),
        ("2026-03-02..2026-03-15", "2026-03-16..2026-03-29", "yesterday"),
    ],
)
def test_periods_that_make_no_sense_are_refused(
    archive: Path, tmp_path: Path, before: str, after: str, exclude: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["measure", "compare", "--archive", str(archive), "--into", str(tmp_path / "out"), "--exclude", exclude]
    assert main([*typed, "--before", before, "--after", after]) == 2
    assert "--" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
