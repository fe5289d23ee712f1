"""Logs come in whatever their form, order and repetition, whole or not at all, and go out as they came."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import duckdb
import pytest

from meydan.city.errors import FeedError, StoreError
from meydan.store.logs import batches, parts
from meydan.store.logs.catalogue import open_catalogue
from meydan.store.logs.detector_table import read_detectors
from meydan.store.logs.ingest import Taken, ingest
from meydan.store.logs.reading import export, read_junction, select
from meydan.store.logs.retention import forget

ISTANBUL = "Europe/Istanbul"
BERLIN = "Europe/Berlin"
NAMES = "TimeStamp,DeviceId,EventId,Parameter"
NOON = ("2024-04-15 12:00:00.0", "7", 1, 2), ("2024-04-15 12:00:03.5", "7", 82, 14), ("2024-04-15 12:00:04", "8", 8, 2)

Line = tuple[str, str, int | str, int | str]


def csv(file: Path, lines: Sequence[Line], names: str = NAMES, by: str = ",") -> Path:
    rows = [names.replace(",", by), *(by.join(map(str, line)) for line in lines)]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return file


def held(archive: Path, junction: str) -> list[tuple[str, int, int]]:
    """Return what an archive holds of a junction, times in UTC."""
    with duckdb.connect() as con:
        log = read_junction(con, select(archive), junction)
    stamps = [datetime.fromtimestamp(t / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S.%f")[:21] for t in log.t.tolist()]
    return list(zip(stamps, log.code.tolist(), log.parameter.tolist(), strict=True))


def told(error: FeedError) -> list[tuple[str, str]]:
    return [(Path(fault.file).name, fault.what.code) for fault in error.faults]


def files_of(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize(
    ("names", "by"),
    [
        (NAMES, ","),
        ("timestamp,device_id,event_id,parameter", ";"),
        ("Timestamp,SignalID,EventCode,EventParam", ","),
        ("Event Time,Location Identifier,Event Code,Event Parameter", "\t"),
    ],
)
def test_common_spellings_are_understood(names: str, by: str, tmp_path: Path) -> None:
    taken = ingest([csv(tmp_path / "log.csv", NOON, names, by)], tmp_path / "archive", zone=ISTANBUL)
    assert taken == Taken(read=3, new=3, junctions=2, parts=2, shown_twice=0)
    assert held(tmp_path / "archive", "7") == [("2024-04-15 09:00:00.0", 1, 2), ("2024-04-15 09:00:03.5", 82, 14)]


@pytest.mark.parametrize(
    ("stamp", "utc"),
    [
        ("2024-04-15 12:00:00.1", "2024-04-15 09:00:00.1"),
        ("2024-04-15T12:00:00.100", "2024-04-15 09:00:00.1"),
        ("15.04.2024 12:00:00", "2024-04-15 09:00:00.0"),
        ("2024-04-15 12:00:00.1Z", "2024-04-15 12:00:00.1"),
        ("2024-04-15T12:00:00.1+02:00", "2024-04-15 10:00:00.1"),
        ("2024-04-15 12:00:00-0700", "2024-04-15 19:00:00.0"),
        ("2024-04-15 12:00:00-07", "2024-04-15 19:00:00.0"),
    ],
)
def test_stamps_say_when_it_was(stamp: str, utc: str, tmp_path: Path) -> None:
    ingest([csv(tmp_path / "log.csv", [(stamp, "7", 1, 2)])], tmp_path / "archive", zone=ISTANBUL)
    assert held(tmp_path / "archive", "7") == [(utc, 1, 2)]


@pytest.mark.parametrize("kind", ["TIMESTAMP", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMPTZ", "VARCHAR"])
def test_every_kind_of_stamp_in_parquet_is_understood(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "log.parquet"
    offset = "+00" if kind == "TIMESTAMPTZ" else ""
    with duckdb.connect() as con:
        con.execute(
            f"COPY (SELECT '2024-04-15 12:00:00.3{offset}'::{kind} AS TimeStamp, 7 AS DeviceId, 82.0 AS EventId, "
            f"'4' AS Parameter) TO '{file}'"
        )
    ingest([file], tmp_path / "archive", zone=BERLIN)
    utc = "12:00:00.3" if offset else "10:00:00.3"
    assert held(tmp_path / "archive", "7") == [(f"2024-04-15 {utc}", 82, 4)]


def test_order_repetition_and_parts_make_no_difference(tmp_path: Path) -> None:
    random = Random(3)
    days = ("2024-03-30", "2024-03-31", "2024-04-01")
    lines: list[Line] = [
        (
            f"{random.choice(days)} {random.randrange(4, 24):02}:{random.randrange(60):02}:00",
            "7",
            82,
            random.randrange(9),
        )
        for _ in range(500)
    ]
    one = tmp_path / "one"
    ingest([csv(tmp_path / "all.csv", sorted(set(lines)))], one, zone=BERLIN)
    other = tmp_path / "other"
    for part in range(4):
        some = lines[part::4] + lines[part::7]
        ingest([csv(tmp_path / f"{part}.csv", some)], other, zone=BERLIN)
    assert held(other, "7") == held(one, "7")
    assert len(held(one, "7")) == len(set(lines))
    assert [part.day for part in select(other).parts["7"]] == list(days)


@pytest.mark.parametrize(("most_events", "most_files"), [(40, 50), (3, 50), (7, 50), (40, 2)])
def test_a_log_taken_in_by_pieces_is_the_same(
    most_events: int, most_files: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(5)
    lines: list[Line] = [
        (f"2024-04-{random.randrange(14, 17)} 12:{random.randrange(60):02}:00", random.choice("789"), 82, 1)
        for _ in range(40)
    ]
    files = [csv(tmp_path / f"{n}.csv", lines[n * 8 : n * 8 + 8]) for n in range(5)]
    one, other = tmp_path / "one", tmp_path / "other"
    whole = ingest([csv(tmp_path / "all.csv", lines)], one, zone=ISTANBUL)
    monkeypatch.setattr(batches, "MOST_EVENTS", most_events)
    monkeypatch.setattr(batches, "MOST_FILES", most_files)
    assert ingest(files, other, zone=ISTANBUL) == whole
    assert ingest([tmp_path / "all.csv"], tmp_path / "third", zone=ISTANBUL) == whole
    for archive in (other, tmp_path / "third"):
        assert [held(archive, name) for name in "789"] == [held(one, name) for name in "789"]
        parquet = [file for file in files_of(archive) if file.endswith(".parquet")]
        assert parquet == sorted(part.file for parts in select(archive).parts.values() for part in parts)


def test_the_same_file_again_changes_no_file(tmp_path: Path) -> None:
    file = csv(tmp_path / "log.csv", NOON)
    ingest([file], tmp_path / "archive", zone=ISTANBUL)
    before = files_of(tmp_path / "archive")
    again = ingest([file, file], tmp_path / "archive", zone=ISTANBUL)
    assert (again.new, again.parts) == (0, 0)
    assert files_of(tmp_path / "archive") == before


def test_a_night_with_an_hour_too_much_and_one_too_few(tmp_path: Path) -> None:
    lines = [(f"2024-10-27 0{hour}:30:00", "7", 1, hour) for hour in range(5)]
    lines += [(f"2024-03-31 0{hour}:30:00", "7", 1, hour) for hour in (0, 1, 3)]
    taken = ingest([csv(tmp_path / "log.csv", lines)], tmp_path / "archive", zone=BERLIN)
    assert taken.shown_twice == 1
    assert [(stamp[8:16], phase) for stamp, _, phase in held(tmp_path / "archive", "7")] == [
        ("30 23:30", 0),
        ("31 00:30", 1),
        ("31 01:30", 3),
        ("26 22:30", 0),
        ("26 23:30", 1),
        ("27 00:30", 2),
        ("27 02:30", 3),
        ("27 03:30", 4),
    ]


def test_all_faults_of_all_files_are_told_and_nothing_is_written(tmp_path: Path) -> None:
    bad: list[Line] = [
        ("yesterday", "7", 1, 2),
        ("2024-04-15 12:00:00", "", 1, 2),
        ("2024-04-15 12:00:00", "7", "x", 2),
        ("2024-04-15 12:00:00", "7", 1.5, 2),  # type: ignore[list-item]
        ("2024-04-15 12:00:00", "7", 1, -1),
        ("2024-04-15 12:00:00", "7", 1, 70000),
        ("2024-04-15 12:00:00", "7", 1, ""),
    ]
    files = [
        csv(tmp_path / "bad.csv", bad),
        csv(tmp_path / "columns.csv", NOON, "TimeStamp,Where,EventId,What"),
        csv(tmp_path / "good.csv", NOON),
        tmp_path / "none.csv",
    ]
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 no table")
    with pytest.raises(FeedError) as caught:
        ingest([*files, tmp_path / "broken.parquet"], tmp_path / "archive")
    assert told(caught.value) == [
        ("bad.csv", "logs.bad_stamp"),
        ("bad.csv", "logs.bad_device"),
        ("bad.csv", "logs.bad_code"),
        ("bad.csv", "logs.bad_parameter"),
        ("bad.csv", "logs.needs_zone"),
        ("columns.csv", "logs.no_columns"),
        ("good.csv", "logs.needs_zone"),
        ("none.csv", "logs.no_file"),
        ("broken.parquet", "logs.unreadable"),
    ]
    counts = {fault.what.code: dict(fault.what.values).get("count") for fault in caught.value.faults[:4]}
    assert counts == {"logs.bad_stamp": 1, "logs.bad_device": 1, "logs.bad_code": 2, "logs.bad_parameter": 3}
    assert not (tmp_path / "archive").exists()


def test_an_ingest_that_breaks_off_leaves_the_archive_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / "archive"
    ingest([csv(tmp_path / "log.csv", NOON)], archive, zone=ISTANBUL)
    before = held(archive, "7"), held(archive, "8")
    more = csv(tmp_path / "more.csv", [("2024-04-15 13:00:00", name, 1, 2) for name in ("7", "8")])

    def full(file: Path) -> None:
        if "junction=8" in str(file):
            raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr(parts, "sync", full)
        with pytest.raises(StoreError):
            ingest([more], archive, zone=ISTANBUL)
    assert (held(archive, "7"), held(archive, "8")) == before
    assert ingest([more], archive, zone=ISTANBUL).new == 2


def test_files_that_were_replaced_are_swept_by_the_next_ingest(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    for hour in (12, 13, 14):
        more = csv(tmp_path / "more.csv", [(f"2024-04-15 {hour}:00:00", "7", 1, 2)])
        ingest([more], archive, zone=ISTANBUL)
    ingest([more], archive, zone=ISTANBUL)
    parts = [file for file in files_of(archive) if file.endswith(".parquet")]
    assert parts == [part.file for part in select(archive).parts["7"]]


def test_days_before_one_are_forgotten_with_their_files(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    lines = [(f"2024-04-{number} 12:00:00", name, 1, 2) for number in (14, 15, 16) for name in ("7", "8")]
    ingest([csv(tmp_path / "log.csv", lines)], archive, zone=ISTANBUL)
    assert forget(archive, "2024-04-16") == (4, 4)
    assert {part.day for parts in select(archive).parts.values() for part in parts} == {"2024-04-16"}
    assert len([file for file in files_of(archive) if file.endswith(".parquet")]) == 2
    assert ingest([tmp_path / "log.csv"], archive, zone=ISTANBUL).new == 4


def test_an_archive_keeps_its_zone(tmp_path: Path) -> None:
    ingest([csv(tmp_path / "log.csv", NOON)], tmp_path / "archive", zone=ISTANBUL)
    with pytest.raises(StoreError) as caught:
        ingest([tmp_path / "log.csv"], tmp_path / "archive", zone=BERLIN)
    assert caught.value.code == "store.archive_zone"


def test_two_cannot_change_an_archive_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "archive"
    ingest([csv(tmp_path / "log.csv", NOON)], archive, zone=ISTANBUL)
    monkeypatch.setattr("meydan.store.logs.catalogue._WAIT_S", 0.01)
    catalogue = open_catalogue(archive)
    with catalogue.change(), pytest.raises(StoreError) as caught:
        ingest([tmp_path / "log.csv"], archive, zone=ISTANBUL)
    catalogue.close()
    assert caught.value.code == "store.archive_busy"


def test_names_of_junctions_may_be_anything(tmp_path: Path) -> None:
    names = ["..", "a/b", "Kızılay 'Meydanı'", "x" * 240, "ş" * 40, "%2F"]
    ingest(
        [csv(tmp_path / "log.csv", [("2024-04-15 12:00:00", n, 1, 2) for n in names])],
        tmp_path / "in" / "a",
        zone=BERLIN,
    )
    assert sorted(select(tmp_path / "in" / "a").parts) == sorted(names)
    assert all(file.startswith("a/") for file in files_of(tmp_path / "in"))


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_what_goes_out_can_come_in_again(ending: str, tmp_path: Path) -> None:
    ingest([csv(tmp_path / "log.csv", NOON)], tmp_path / "one", zone=ISTANBUL)
    assert export(select(tmp_path / "one"), tmp_path / f"out{ending}") == 3
    ingest([tmp_path / f"out{ending}"], tmp_path / "two", zone=ISTANBUL)
    assert [held(tmp_path / "two", name) for name in "78"] == [held(tmp_path / "one", name) for name in "78"]


def test_a_part_is_small_and_in_order(tmp_path: Path) -> None:
    with duckdb.connect() as con:
        con.execute(
            "COPY (SELECT TIMESTAMP '2024-04-15' + to_milliseconds(100 * (i * 7919 % 863999)) AS TimeStamp, "
            "7 AS DeviceId, "
            f"81 + i % 2 AS EventId, i % 24 AS Parameter FROM range(500000) r(i)) TO '{tmp_path / 'log.parquet'}'"
        )
    ingest([tmp_path / "log.parquet"], tmp_path / "archive", zone=ISTANBUL)
    part = select(tmp_path / "archive").parts["7"][0]
    assert part.events == 500_000
    assert part.bytes / part.events < 3
    with duckdb.connect(config={"threads": 1}) as con:
        stamps = con.execute(f"SELECT TimeStamp FROM '{tmp_path / 'archive' / part.file}'").fetchnumpy()["TimeStamp"]
    assert (stamps[1:] >= stamps[:-1]).all()


def test_the_detector_table_tells_all_its_faults(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("Device,Phase,Detector,Function\n7,2,14,Advance\n7,x,15,Advance\n,2,16,Presence\n7,2,17,\n")
    with pytest.raises(FeedError) as caught:
        read_detectors(table)
    assert [(fault.line, fault.what.code) for fault in caught.value.faults] == [
        (n, "logs.bad_detector") for n in (3, 4, 5)
    ]
    table.write_text("Device,Phase,Detector,Function\n7,2,14,Advance\n7,2.0,15,PRESENCE\n7,,16,Count\n")
    assert [(d.channel, d.phase, d.function) for d in read_detectors(table)["7"]] == [
        (14, 2, "advance"),
        (15, 2, "presence"),
        (16, 0, "count"),
    ]


@pytest.mark.parametrize("name", ["x" * 241, "ş" * 41])
def test_a_name_too_long_for_a_file_is_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(FeedError) as caught:
        ingest([csv(tmp_path / "log.csv", [("2024-04-15 12:00:00", name, 1, 2)])], tmp_path / "archive", zone=BERLIN)
    assert [fault.what.code for fault in caught.value.faults] == ["logs.bad_device"]
