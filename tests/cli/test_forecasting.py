"""`meydan measure count`, `take-counts` and `forecast`, in both languages."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from meydan.cli.starting import main
from meydan.measure.day_types import DayCalendar
from meydan.measure.forecast import forecasts
from tests.measure.made_counts import made_counts

MADE = made_counts(days=15)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a history of two junctions."""
    folder = tmp_path_factory.mktemp("forecasting")
    rows = [
        (f"{start // 1000}", junction, name.detector, int(count))
        for junction in ("J1", "J2")
        for name, counts in zip(MADE.detectors, MADE.counts, strict=True)
        for start, count in zip(MADE.start.tolist(), counts.tolist(), strict=True)
    ]
    stamps = {row[0]: _stamp(int(row[0])) for row in rows}
    with (folder / "counts.csv").open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(
            [("time", "junction", "detector", "count"), *((stamps[t], *rest) for t, *rest in rows)]
        )
    assert (
        main(["measure", "take-counts", str(folder / "counts.csv"), "--into", str(folder / "h"), "--zone", "UTC"]) == 0
    )
    return folder


def _stamp(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")


@pytest.fixture(params=["en", "tr"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("MEYDAN_LANGUAGE", request.param)
    return str(request.param)


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_forecasts_of_all_junctions_are_written(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["measure", "forecast", "--history", str(folder / "h"), "--csv", str(tmp_path / "o.csv")]) == 0
    rows = rows_of(tmp_path / "o.csv")
    assert len(rows) == 2 * 4 * 3
    assert {(row["minutes_ahead"], row["bin_start"][11:16]) for row in rows} == {
        ("15", "00:00"),
        ("30", "00:15"),
        ("60", "00:45"),
    }
    assert all(float(row["low"]) <= float(row["expected"]) <= float(row["high"]) for row in rows)
    assert {row["coverage"] for row in rows} == {"1"}
    assert capsys.readouterr().err.splitlines() == ["1/2  J1", "2/2  J2"]
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "forecast-counts.md").read_text(encoding="utf-8")
    assert all(f"`{column}`" in page for column in rows[0])


def test_a_forecast_at_a_time_uses_nothing_after_it(folder: Path, tmp_path: Path) -> None:
    typed = ["measure", "forecast", "--history", str(folder / "h"), "--junctions", "J2"]
    for name, moment in (("a.csv", "2024-04-26T08:00"), ("b.csv", "2024-04-26T08:14:59")):
        assert main([*typed, "--at", moment, "--csv", str(tmp_path / name)]) == 0
    rows = rows_of(tmp_path / "a.csv")
    assert rows_of(tmp_path / "b.csv") == rows  # nothing of a bin that has only begun
    assert {row["made_at"] for row in rows} == {"2024-04-26T08:00:00+00:00"}
    assert {row["junction"] for row in rows} == {"J2"}
    at = 11 * 96 + 8 * 4
    expected = forecasts(MADE, DayCalendar(), 4).expected[0, at + 3]
    (first,) = (row for row in rows if row["detector"] == "1" and row["minutes_ahead"] == "60")
    assert float(first["expected"]) == pytest.approx(expected, rel=1e-5)


def test_an_hour_without_counts_shows_in_the_coverage_and_a_week_is_too_long(
    folder: Path, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["measure", "forecast", "--history", str(folder / "h"), "--csv", str(tmp_path / "o.csv"), "--at"]
    assert main([*typed, "2024-04-30T01:00"]) == 0
    assert {row["coverage"] for row in rows_of(tmp_path / "o.csv")} == {"0.5"}
    capsys.readouterr()
    assert main([*typed, "2024-05-30T01:00"]) == 1
    said = capsys.readouterr().out
    assert ("2 junctions (J1, J2)" if language == "en" else "2 kavşaktan hiçbir şey (J1, J2)") in said


def test_the_check_tells_the_error_beside_that_of_the_plain_profile(
    folder: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["measure", "forecast", "--history", str(folder / "h"), "--check"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in said] == ["15", "30", "60"]
    assert all(("plain profile" if language == "en" else "yalın profil") in line for line in said)


def test_what_cannot_be_is_told(
    folder: Path, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["measure", "forecast", "--history", str(folder / "h")]
    assert main(typed) == 2
    assert "--csv" in capsys.readouterr().err
    assert main([*typed, "--check", "--junctions", "J9"]) == 2
    assert "J9" in capsys.readouterr().err
    assert main([*typed, "--check", "--at", "noon"]) == 2
    assert ("is no time" if language == "en" else "bir zaman değil") in capsys.readouterr().err
    assert main(["measure", "take-counts", "x.csv", "--into", str(tmp_path), "--zone", "UTC", "--bin", "7"]) == 2
    assert ("no bin" if language == "en" else "aralığı olamaz") in capsys.readouterr().err


@pytest.mark.parametrize(("minutes", "ahead"), [(5, {15, 30, 60}), (30, {30, 60}), (60, {60})])
def test_a_history_of_other_bins_is_forecast_as_far_as_they_allow(
    minutes: int, ahead: set[int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = made_counts(days=10, detectors=2, bin_min=minutes)
    with (tmp_path / "c.csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(("time", "junction", "detector", "count"))
        for place, start in enumerate(made.start.tolist()):
            writer.writerows((_stamp(start // 1000), "J1", row, int(made.counts[row, place])) for row in range(2))
    typed = ["--into", str(tmp_path / "h"), "--zone", "UTC", "--bin", str(minutes)]
    assert main(["measure", "take-counts", str(tmp_path / "c.csv"), *typed]) == 0
    assert main(["measure", "forecast", "--history", str(tmp_path / "h"), "--csv", str(tmp_path / "o.csv")]) == 0
    rows = rows_of(tmp_path / "o.csv")
    assert {int(row["minutes_ahead"]) for row in rows} == ahead
    assert {row["coverage"] for row in rows} == {"1"}
    capsys.readouterr()
    assert main(["measure", "forecast", "--history", str(tmp_path / "h"), "--check"]) == 0
    assert [int(line.split()[0]) for line in capsys.readouterr().out.splitlines()] == sorted(ahead)


def test_a_short_history_has_nothing_to_compare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "c.csv").write_text("time,junction,detector,count\n2024-05-01 00:00,J1,1,3\n")
    assert (
        main(["measure", "take-counts", str(tmp_path / "c.csv"), "--into", str(tmp_path / "h"), "--zone", "UTC"]) == 0
    )
    assert main(["measure", "forecast", "--history", str(tmp_path / "h"), "--check"]) == 1
    assert "nothing to compare" in capsys.readouterr().out
    assert main(["measure", "forecast", "--history", str(tmp_path / "h"), "--csv", str(tmp_path / "o.csv")]) == 0
    assert {row["expected"] for row in rows_of(tmp_path / "o.csv")} == {""}


def test_ill_detectors_are_named_and_their_counts_estimated(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "c.csv"
    bins = range(10 * 96 + 28, 10 * 96 + 40)
    with file.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(("time", "junction", "detector", "count"))
        for detector, counts in enumerate(MADE.counts.tolist(), start=1):
            for place, count in enumerate(counts):
                shown = 0 if detector == 3 and place in bins else int(count)
                writer.writerow((_stamp(int(MADE.start[place]) // 1000), "J1", detector, shown))
    assert main(["measure", "take-counts", str(file), "--into", str(tmp_path / "h"), "--zone", "UTC"]) == 0
    typed = ["measure", "complete", "--history", str(tmp_path / "h"), "--csv", str(tmp_path / "o.csv")]
    capsys.readouterr()
    assert main([*typed, "--from", "2024-04-25", "--to", "2024-04-25"]) == 0
    said = capsys.readouterr().out
    assert "2024-04-25 07:00" in said
    assert ("counted nothing while" if language == "en" else "ötekiler sayarken") in said
    rows = rows_of(tmp_path / "o.csv")
    assert len(rows) == 4 * 96
    estimates = [row for row in rows if row["origin"] != "counted"]
    assert {(row["detector"], row["origin"]) for row in estimates} == {("3", "neighbours")}
    assert len(estimates) == len(bins)
    assert all(float(row["count"]) > 0 for row in estimates)
    typed = ["measure", "forecast", "--history", str(tmp_path / "h"), "--csv", str(tmp_path / "f.csv")]
    assert main([*typed, "--at", "2024-04-25T10:00"]) == 0
    rows = rows_of(tmp_path / "f.csv")
    assert {(row["detector"], row["coverage"]) for row in rows} == {("1", "1"), ("2", "1"), ("3", "0"), ("4", "1")}
    assert all(float(row["expected"]) > 0 for row in rows)


def test_anomalies_are_written_with_their_times_and_sums(
    folder: Path, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "jam.csv").write_text(
        "time,junction,detector,count\n"
        + "".join(f"2024-04-26 {9 + k // 4:02d}:{k % 4 * 15:02d},J3,4,0\n" for k in range(8))
    )
    rows = [row for row in (folder / "counts.csv").read_text().splitlines() if ",J1,4," in row]
    (tmp_path / "c.csv").write_text("\n".join(["time,junction,detector,count", *rows]).replace(",J1,", ",J3,"))
    for file in ("c.csv", "jam.csv"):
        typed = ["measure", "take-counts", str(tmp_path / file), "--into", str(tmp_path / "h"), "--zone", "UTC"]
        assert main(typed) == 0
    capsys.readouterr()
    typed = ["measure", "anomalies", "--history", str(tmp_path / "h"), "--csv", str(tmp_path / "o.csv")]
    assert main([*typed, "--from", "2024-04-26"]) == 0
    assert ("anomalies at 1 junctions" if language == "en" else "1 kavşakta") in capsys.readouterr().out
    found = rows_of(tmp_path / "o.csv")
    (jam,) = (row for row in found if row["begin"][:13] == "2024-04-26T09")
    assert float(jam["surprise"]) <= -2
    assert float(jam["told"]) == 0
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "find-anomalies.md").read_text(encoding="utf-8")
    assert all(f"`{column}`" in page for column in jam)


def test_the_profile_of_a_day_to_come_is_that_of_days_like_it(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text('[[holidays]]\nname = "x"\ndates = ["2024-05-01"]')
    typed = ["measure", "profile", "--history", str(folder / "h"), "--csv", str(tmp_path / "o.csv")]
    told = {}
    for name, day, calendar in (
        ("workday", "2024-05-01", []),
        ("holiday", "2024-05-01", ["--calendar", str(tmp_path / "c.toml")]),
        ("sunday", "2024-04-28", []),
    ):
        assert main([*typed, "--day", day, *calendar]) == 0
        rows = [row for row in rows_of(tmp_path / "o.csv") if row["junction"] == "J1" and row["detector"] == "4"]
        assert len(rows) == 96
        assert {row["day_type"] for row in rows} == {name}
        assert rows[0]["bin_start"] == f"{day}T00:00:00+00:00"
        told[name] = (sum(float(row["usual"]) for row in rows), int(rows[0]["days"]))
    assert told["workday"][1] == 11
    assert told["holiday"][1] == 4  # the weekends: there was no holiday before
    assert told["sunday"][1] == 3  # of one Sunday and two Saturdays before it
    assert told["workday"][0] > 1.3 * told["holiday"][0] > 1.3 * told["sunday"][0]


def test_a_day_of_which_nothing_is_known_has_no_profile(folder: Path, tmp_path: Path) -> None:
    typed = ["measure", "profile", "--history", str(folder / "h"), "--csv", str(tmp_path / "o.csv")]
    assert main([*typed, "--day", "2024-04-15"]) == 1
    assert main([*typed, "--day", "2025-04-15"]) == 1
    assert main([*typed, "--day", "2024-04-30"]) == 0
    assert {row["days"] for row in rows_of(tmp_path / "o.csv")} == {"11"}
