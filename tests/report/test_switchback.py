"""The effect of a switchback trial: matched blocks, with an interval that holds."""

from math import isclose, sqrt
from pathlib import Path
from statistics import fmean, stdev

import numpy as np
import pytest

from meydan.centre.solution import named, read_solution
from meydan.centre.trial_keeper import begun
from meydan.centre.trial_plan import plan_of
from meydan.centre.trial_schedule import street_days
from meydan.cli.main import main
from meydan.report.switchback import effect_of
from meydan.report.writing_comparison import days_between
from meydan.store.city_folder import write_city
from meydan.store.trial_file import read_trial, read_trial_file, write_trial
from meydan.store.zone import midnight
from tests.report.made_weeks import Habit, make_archive
from tests.store.small_cities import city as small_city

# Student's own data: hours of sleep gained by ten patients with two drugs (Biometrika 6, 1908), on a night of 8 hours
FIRST = [8 + gained for gained in (0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0)]
SECOND = [8 + gained for gained in (1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)]


def test_the_interval_holds_the_changes_that_the_paired_t_test_of_the_textbook_does_not_reject() -> None:
    """Fieller, Journal of the Royal Statistical Society B 16, 1954; t of 9 degrees of freedom is 2.262."""
    found = effect_of(list(zip(FIRST, SECOND, strict=True)))
    assert found is not None
    assert isclose(found.on - found.off, 1.58, abs_tol=1e-9)
    for change, expected in ((0.0, 4.062), (found.low, 2.262), (found.high, -2.262)):
        rest = [on - (1 + change) * off for off, on in zip(FIRST, SECOND, strict=True)]
        assert isclose(fmean(rest) / (stdev(rest) / sqrt(10)), expected, abs_tol=1e-3)
    assert found.verdict == "worse"


def test_what_differs_from_block_to_block_and_not_within_one_counts_for_nothing() -> None:
    found = effect_of([(100, 90), (200, 180), (50, 45), (75, 67.5)])
    assert found is not None
    assert found.verdict == "better"
    assert found.low == pytest.approx(-0.1)
    assert found.high == pytest.approx(-0.1)


def test_the_interval_holds_the_true_change_as_often_as_it_says() -> None:
    """Days off are drawn by chance as days on are: whoever takes their mean for known is too sure, in 9 of 10 cases."""
    random = np.random.default_rng(5)
    cases, held = 4000, 0
    for _ in range(cases):
        found = effect_of([(float(random.normal(60, 12)), float(random.normal(120, 24))) for _ in range(7)])
        held += found is not None and found.low <= 1.0 <= found.high
    assert 0.94 * cases <= held <= 0.96 * cases


def test_days_off_that_spread_too_far_tell_nothing() -> None:
    assert effect_of([(1.0, 2.0), (200.0, 180.0)]) is None


def test_no_effect_is_seldom_called_one() -> None:
    random = np.random.default_rng(3)
    cases, claims = 2000, 0
    for _ in range(cases):
        weather = random.normal(60, 20, 7)
        found = effect_of([(float(w + random.normal(0, 3)), float(w + random.normal(0, 3))) for w in weather])
        claims += found is not None and found.verdict != "open"
    assert claims <= 0.065 * cases


def test_one_block_tells_nothing() -> None:
    assert effect_of([(10, 5)]) is None
    assert effect_of([(0, 5), (0, 4)]) is None


@pytest.mark.parametrize("language", ["en", "tr"])
def test_street_days_are_measured_in_the_archive_block_by_block(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MEYDAN_LANGUAGE", language)
    file, archive = tmp_path / "trial.toml", tmp_path / "made" / "archive"
    file.write_text('solution = "actuated"\njunctions = ["J1"]\nfirst = "2026-03-02"\ndays = 14\nseed = 3\n')
    days = street_days(plan_of(read_trial_file(file), tmp_path))
    habits = [(one.day, Habit(failed=0.05 if one.is_on else 0.2, noise=0.02)) for one in days]
    make_archive(tmp_path / "made", {"J1": habits, "J2": habits[:1]})
    write_city(small_city(), tmp_path / "city")
    ran_until(tmp_path / "record", file, "2026-03-16")
    typed = ["trial", str(tmp_path / "city"), "--trial", str(file), "--into", str(tmp_path / "record"), "--archive"]
    assert main([*typed, str(archive)]) == 0
    document = read_trial(tmp_path / "record")
    assert document is not None
    assert document["days"] == "street days"
    assert document["solution"]["label"] == "actuated"
    assert len(document["ran"]) == 14
    failed = document["effects"]["failed_share"]
    assert (failed["blocks"], failed["verdict"]) == (7, "better")
    assert failed["low"] < -0.75 < failed["high"]
    assert document["effects"]["mean_delay_s"]["verdict"] == "open"
    assert {"en": "7 blocks of two street days", "tr": "ikişer sokak günlük 7 blok"}[
        language
    ] in capsys.readouterr().out


def ran_until(folder: Path, file: Path, end: str, pause: tuple[str, str] = ("", "")) -> None:
    """Write the record of a run that obeyed a trial from its first day on, but for a pause."""
    plan = plan_of(read_trial_file(file), file.parent)
    solution = read_solution(plan.solution, small_city())
    first, gone, back, last = (midnight("UTC", day) if day else 0 for day in (plan.first, *pause, end))
    spans = [[first, gone], [back, last]] if gone else [[first, last]]
    write_trial(folder, begun(plan, named(solution), "street days") | {"spans": spans, "state": "over"})


def street_trial(tmp_path: Path) -> tuple[Path, list[str]]:
    """Write a trial of two weeks whose archive is whole; return its file, and what is typed to measure it."""
    file, archive = tmp_path / "trial.toml", tmp_path / "made" / "archive"
    file.write_text('solution = "mine.toml"\njunctions = ["J1"]\nfirst = "2026-03-02"\ndays = 14\nseed = 3\n')
    (tmp_path / "mine.toml").write_text('strategy = "predictive"\n[parameters]\nhorizon_s = 40\n')
    make_archive(tmp_path / "made", {"J1": [(day, Habit()) for day in days_between("2026-03-02", "2026-03-15")]})
    write_city(small_city(), tmp_path / "city")
    typed = ["trial", str(tmp_path / "city"), "--trial", str(file), "--into", str(tmp_path / "record")]
    return file, [*typed, "--archive", str(archive)]


def test_only_days_on_which_a_run_obeyed_the_trial_count(tmp_path: Path) -> None:
    file, typed = street_trial(tmp_path)
    ran_until(tmp_path / "record", file, "2026-03-14", pause=("2026-03-05", "2026-03-07"))
    assert main(typed) == 0
    document = read_trial(tmp_path / "record")
    assert document is not None
    missed = {"2026-03-05", "2026-03-06", "2026-03-14", "2026-03-15"}
    assert {one["day"] for one in document["ran"]} == set(days_between("2026-03-02", "2026-03-15")) - missed
    assert document["effects"]["mean_delay_s"]["blocks"] < 6


def test_what_no_run_recorded_or_another_solution_ran_is_not_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, typed = street_trial(tmp_path)
    assert main(typed) == 2
    assert "No run that obeyed this trial" in capsys.readouterr().err
    ran_until(tmp_path / "record", file, "2026-03-16")
    (tmp_path / "mine.toml").write_text('strategy = "predictive"\n[parameters]\nhorizon_s = 41\n')
    assert main(typed) == 2
    assert "with a solution that were different" in capsys.readouterr().err
