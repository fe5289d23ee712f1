"""The effect of a switchback trial: matched blocks, with an interval that holds."""

from math import isclose
from pathlib import Path

import numpy as np
import pytest

from meydan.centre.trial_plan import plan_of
from meydan.centre.trial_schedule import street_days
from meydan.cli.main import main
from meydan.report.switchback import effect_of
from meydan.store.city_folder import write_city
from meydan.store.trial_file import read_trial, read_trial_file
from tests.report.made_weeks import Habit, make_archive
from tests.store.small_cities import city as small_city


def test_the_effect_is_that_of_the_paired_t_test_of_the_textbook() -> None:
    # Student's own data: hours of sleep gained by ten patients with two drugs (Biometrika 6, 1908); t = 4.062, 9 df
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    found = effect_of(list(zip(first, second, strict=True)))
    assert found is not None
    assert isclose(found.on - found.off, 1.58, abs_tol=1e-9)
    assert isclose(found.low * found.off, 0.7001, abs_tol=1e-3)
    assert isclose(found.high * found.off, 2.4599, abs_tol=1e-3)
    assert found.verdict == "worse"


def test_what_differs_from_block_to_block_and_not_within_one_counts_for_nothing() -> None:
    found = effect_of([(100, 90), (200, 190), (50, 40.5), (75, 64.5)])
    assert found is not None
    assert found.verdict == "better"
    assert found.high < -0.08


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
