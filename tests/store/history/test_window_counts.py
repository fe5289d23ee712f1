"""Counts of a window of the day: the mean of the days, bin by bin, by the clocks of the city."""

import csv
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from meydan.city.city import City
from meydan.city.errors import StoreError
from meydan.store.history.count_tables import take_counts
from meydan.store.history.counts_folder import changing, put_arrived
from meydan.store.history.window_counts import window_counts
from tests.junctions import junction
from tests.paper_street import city

ZONE = "Europe/Istanbul"
Row = tuple[str, str, str, object]


def history_of(folder: Path, rows: Sequence[Row], bin_min: int = 15) -> Path:
    """Return a history of counts: local time, junction, detector, count."""
    file = folder / f"{len(rows)}.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("time", "junction", "detector", "count"), *rows])
    take_counts([file], folder / "history", ZONE, bin_min)
    return folder / "history"


@pytest.fixture
def small() -> City:
    return city(junction())


def hour(day: str, counts: Sequence[object], at: str = "J1", detector: str = "1") -> list[Row]:
    return [(f"{day} 08:{15 * n:02d}", at, detector, count) for n, count in enumerate(counts)]


def test_a_window_holds_its_whole_bins_and_the_mean_of_the_days(tmp_path: Path, small: City) -> None:
    rows = hour("2026-03-03", [10, 20, 30, ""]) + hour("2026-03-04", [20, "", 50, ""])
    counts = history_of(tmp_path, rows)
    found = window_counts(counts, small, ["2026-03-03", "2026-03-04"], (8 * 3600 + 600, 9 * 3600 + 60))
    assert (found.first_s, found.bin_s) == (8 * 3600 + 900, 900)
    assert found.counts == {("J1", "P1s"): (20.0, 40.0, None)}


def test_hours_are_the_clocks_of_the_city_and_may_go_over_midnight(tmp_path: Path, small: City) -> None:
    rows: list[Row] = [("2026-03-03 23:00", "J1", "P1s", 7), ("2026-03-04 00:00", "J1", "P1s", 9)]
    found = window_counts(history_of(tmp_path, rows, 60), small, ["2026-03-03"], (23 * 3600, 25 * 3600))
    assert (found.bin_s, found.counts) == (3600, {("J1", "P1s"): (7.0, 9.0)})


def test_faulty_counts_and_those_of_others_are_not_known(tmp_path: Path, small: City) -> None:
    folder = history_of(tmp_path, hour("2026-03-03", [10, 20]) + hour("2026-03-03", [5, 5], at="J9"))
    with changing(folder, ZONE, 15) as (counts, con):
        start_ms = round(datetime(2026, 3, 3, 5, tzinfo=UTC).timestamp() * 1000)
        con.execute("INSERT INTO arrived VALUES ('J1', ?, '1', 99, true)", [start_ms])
        put_arrived(con, counts)
    found = window_counts(folder, small, ["2026-03-03"], (8 * 3600, 8 * 3600 + 1800))
    assert found.counts == {("J1", "P1s"): (None, 20.0)}


def test_a_day_of_which_nothing_is_known_is_refused(tmp_path: Path, small: City) -> None:
    folder = history_of(tmp_path, hour("2026-03-03", [10, 20]))
    with pytest.raises(StoreError) as refused:
        window_counts(folder, small, ["2026-03-03", "2026-03-05"], (8 * 3600, 9 * 3600))
    assert (refused.value.code, dict(refused.value.what.values)["days"]) == ("prove.no_counts", "2026-03-05")
    with pytest.raises(StoreError, match=r"store\.no_history"):
        window_counts(tmp_path / "nothing", small, ["2026-03-03"], (8 * 3600, 9 * 3600))
