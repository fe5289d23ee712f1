"""The benchmarks of forecasts, estimates and anomalies run, and tell their figures."""

import sys
from pathlib import Path

import pytest

from benchmarks import anomalies, estimate, forecast, forecast_times

pytestmark = pytest.mark.shared


def told(main: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *typed: str) -> list[str]:
    monkeypatch.setattr(sys, "argv", ["benchmark", *typed])
    assert callable(main)
    assert main() == 0
    return capsys.readouterr().out.splitlines()


def test_forecasts_tell_a_line_for_each_horizon(
    shared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(forecast.main, monkeypatch, capsys, str(shared / "data" / "atspm" / forecast.COUNTS.name))
    assert [line.split(" | ")[0] for line in lines[-3:]] == ["15 min: 0.891", "30 min: 0.905", "60 min: 0.919"]


def test_forecasts_of_travel_times_tell_both_calendars(
    shared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(forecast_times.main, monkeypatch, capsys, str(shared / "data" / "atspm" / forecast_times.TIMES.name))
    assert [line.split(";")[0] for line in lines] == [
        "every day, 60 min: 0.950",
        "every day, 120 min: 0.988",
        "with Labor Day, 60 min: 0.936",
        "with Labor Day, 120 min: 0.973",
    ]


def test_estimates_are_compared_with_both_profiles(
    shared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(estimate.main, monkeypatch, capsys, str(shared / "data" / "atspm" / forecast.COUNTS.name), "1")
    assert [line.split(":")[0] for line in lines] == ["plain profile", "our profile", "estimate"]


def test_anomalies_tell_recall_and_precision(
    shared: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(anomalies.main, monkeypatch, capsys, str(shared / "data" / "nab_traffic"))
    assert len(lines) == 8
    assert lines[-1] == "recall 11/14 = 0.79, precision 12/20 = 0.60"
