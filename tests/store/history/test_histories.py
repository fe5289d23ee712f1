"""Histories of counts: from logs and from tables, whole or not at all, later counts in place of earlier ones."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import numpy as np
import pytest

from meydan.city.errors import FeedError, StoreError
from meydan.store.history.count_tables import take_counts
from meydan.store.history.counts_folder import changing, open_counts
from meydan.store.history.from_logs import count_logs
from meydan.store.history.reading import Recorded, read_history
from meydan.store.logs.detector_table import read_detectors
from meydan.store.logs.ingest import ingest
from meydan.store.logs.reading import select

NOON_MS = 1_713_182_400_000  # 2024-04-15 12:00 UTC
ZONE = "Europe/Istanbul"


def table(file: Path, rows: list[tuple[object, ...]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("time", "junction", "detector", "count"), *rows])
    return file


def read(folder: Path, junction: str) -> Recorded:
    with duckdb.connect() as con:
        found = read_history(con, open_counts(folder), junction)
    assert found is not None
    return found


def test_tables_become_a_history_and_later_counts_replace_earlier(tmp_path: Path) -> None:
    first = table(
        tmp_path / "a.csv",
        [
            ("2024-04-30 23:45", "J1", 10, 7),
            ("2024-05-01 00:15", "J1", 2, 3),
            ("2024-05-01T00:00:00+03:00", "J 2", 1, ""),
        ],
    )
    taken = take_counts([first], tmp_path / "h", ZONE, 15)
    assert (taken.counts, taken.junctions, taken.detectors, taken.files) == (3, 2, 3, 2)
    take_counts([table(tmp_path / "b.csv", [("2024-05-01 00:15", "J1", 2, 5)])], tmp_path / "h", ZONE, 15)
    history = read(tmp_path / "h", "J1").history
    assert [name.detector for name in history.detectors] == ["2", "10"]
    np.testing.assert_array_equal(history.counts, [[np.nan, np.nan, 5], [7, np.nan, np.nan]])
    assert history.slot.tolist() == [95, 0, 1]  # local days
    assert history.start[0] == datetime(2024, 4, 30, 20, 45, tzinfo=UTC).timestamp() * 1000
    assert open_counts(tmp_path / "h").junctions() == ["J 2", "J1"]


def test_hours_of_a_zone_that_is_half_an_hour_off_are_whole_hours(tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", [("2024-05-01 01:00", "J1", 1, 4), ("2024-05-01T02:00:00+05:30", "J1", 1, 5)])
    take_counts([file], tmp_path / "h", "Asia/Kolkata", 60)
    history = read(tmp_path / "h", "J1").history
    assert history.slot.tolist() == [1, 2]
    wrong = table(tmp_path / "b.csv", [("2024-05-01T01:00:00Z", "J1", 1, 4)])
    with pytest.raises(FeedError) as refused:
        take_counts([wrong], tmp_path / "h", "Asia/Kolkata", 60)
    assert refused.value.faults[0].what.code == "counts.off_bin"


def test_only_the_last_days_before_a_time_are_read_of_a_long_history(tmp_path: Path) -> None:
    days = [f"{year}-{month:02d}-{day:02d}" for year in (2023, 2024) for month in range(1, 13) for day in (1, 15, 28)]
    file = table(tmp_path / "a.csv", [(f"{day} 12:00", "J1", 1, place) for place, day in enumerate(days)])
    take_counts([file], tmp_path / "h", "UTC", 15)
    until_ms = round(datetime(2024, 6, 16, tzinfo=UTC).timestamp() * 1000)
    with duckdb.connect() as con:
        found = read_history(con, open_counts(tmp_path / "h"), "J1", until_ms, 60)
        assert read_history(con, open_counts(tmp_path / "h"), "J1", 0) is None
    assert found is not None
    counts = found.history.counts[0]
    told = [days[int(count)] for count in counts[~np.isnan(counts)]]
    assert told == ["2024-04-28", "2024-05-01", "2024-05-15", "2024-05-28", "2024-06-01", "2024-06-15"]


def test_everything_wrong_in_tables_is_told_at_once_and_nothing_is_taken(tmp_path: Path) -> None:
    bad = table(
        tmp_path / "bad.csv",
        [
            ("yesterday", "J1", 1, 1),
            ("2024-05-01 00:00", "", 1, 1),
            ("2024-05-01 00:00", "J1", 1, -1),
            ("2024-05-01 00:15", "J1", 1, "many"),
            ("2024-05-01 00:20", "J1", 1, 4),
        ],
    )
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    with pytest.raises(FeedError) as refused:
        take_counts([bad, tmp_path / "other.csv", tmp_path / "none.csv"], tmp_path / "h", ZONE, 15)
    codes = [fault.what.code for fault in refused.value.faults]
    assert codes == [
        "logs.bad_stamp",
        "counts.bad_name",
        "counts.bad_count",
        "counts.off_bin",
        "logs.no_columns",
        "logs.no_file",
    ]
    assert dict(refused.value.faults[2].what.values)["count"] == 2
    assert not (tmp_path / "h").exists()


def test_rows_that_tell_of_the_same_bin_are_refused_within_a_file_and_between_files(tmp_path: Path) -> None:
    row = ("2024-05-01 01:00", "J1", 1)
    one, other = (table(tmp_path / name, [(*row, count)]) for name, count in (("a.csv", 4), ("b.csv", 5)))
    both = table(tmp_path / "c.csv", [(*row, 4), (*row, 4)])
    for files in ([one, other], [both]):
        with pytest.raises(FeedError) as refused:
            take_counts(files, tmp_path / "h", ZONE, 15)
        (fault,) = refused.value.faults
        assert fault.what.code == "counts.twice"
        assert "J1" in str(dict(fault.what.values)["example"])
    assert open_counts(tmp_path / "h").junctions() == []


def test_a_history_has_one_zone_and_one_bin_and_one_writer(tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", [("2024-05-01 00:00", "J1", 1, 1)])
    take_counts([file], tmp_path / "h", ZONE, 15)
    for zone, minutes in (("UTC", 15), (ZONE, 5)):
        with pytest.raises(StoreError, match="other_history"):
            take_counts([file], tmp_path / "h", zone, minutes)
    with changing(tmp_path / "h", ZONE, 15), pytest.raises(StoreError, match="archive_busy"):
        take_counts([file], tmp_path / "h", ZONE, 15)


def test_what_is_no_history_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no_history"):
        open_counts(tmp_path)
    unsound: list[object] = [{"zone": 1}, {"zone": "UTC", "bin_min": 7}, {"zone": "Mars", "bin_min": 5}, []]
    for said in unsound:
        (tmp_path / "history.json").write_text(json.dumps(said))
        with pytest.raises(StoreError, match="history_unusable"):
            open_counts(tmp_path)


def _log(file: Path, minutes: int) -> Path:
    """Write a log: a lamp every 20 s, detector 1 on at every minute, detector 2 faulty from minute 12 to 21."""
    events = [(second * 1000, 1 if second % 40 else 8, 2) for second in range(0, minutes * 60 + 1, 20)]
    events += [(minute * 60_000 + 500, code, 1) for minute in range(minutes) for code in (82, 81)]
    events += [(12 * 60_000, 86, 2), (21 * 60_000, 83, 2)]
    stamps = [datetime.fromtimestamp((NOON_MS + t) / 1000, UTC).isoformat() for t, *_ in events]
    rows = [f"{stamp},7,{code},{parameter}" for stamp, (_, code, parameter) in zip(stamps, events, strict=True)]
    file.write_text("\n".join(["TimeStamp,DeviceId,EventId,Parameter", *rows]))
    return file


def test_logs_are_counted_and_holes_and_faults_are_kept_apart_from_zeros(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("DeviceId,Phase,Parameter,Function\n7,2,1,Advance\n7,2,2,Advance\n")
    ingest([_log(tmp_path / "log.csv", 62)], tmp_path / "archive", read_detectors(tmp_path / "d.csv"), ZONE)
    done = list(count_logs(select(tmp_path / "archive"), tmp_path / "h", 5))
    assert done == [("7", 24)]
    with duckdb.connect() as con:
        file = open_counts(tmp_path / "h").files("7")[0]
        rows = con.execute(
            f"SELECT epoch_ms(start) - {NOON_MS}, count, is_faulty FROM '{file}' WHERE detector = '2' ORDER BY start"
        ).fetchall()
    assert [at // 60_000 for at, *_ in rows] == list(range(0, 60, 5))  # the bin from 60 to 62 is not whole
    assert [faulty for *_, faulty in rows] == [False, False, True, True, True, *[False] * 7]
    found = read(tmp_path / "h", "7")
    np.testing.assert_array_equal(found.history.counts, [[15] * 4, [0] * 4])
    assert found.is_faulty.tolist() == [[False] * 4, [True, True, False, False]]
