"""Finished segments become tables that any tool reads: nothing twice, nothing half, nothing lost."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from meydan.city.because import Because, because
from meydan.city.errors import StoreError
from meydan.city.events import (
    DetectorChanged,
    GroupChanged,
    JunctionHeard,
    Mode,
    ModeChanged,
    PlanChanged,
    StageEnded,
    ZoneChanged,
)
from meydan.city.instant import Instant, later
from meydan.city.junction import Lamp
from meydan.city.orders import Cleared, HoldStage, Refused
from meydan.store.archive import Archive, open_archive
from meydan.store.codec import Record
from meydan.store.event_log import EventLog, read_log
from meydan.store.run_folder import keep_city
from meydan.store.segments import list_segments
from tests.nightly import NIGHTLY
from tests.store.small_cities import city
from tests.store.small_logs import QUARTER, append_frame, few_records, started, tick, write_log

Hires = tuple[float, str, int, int]
Said = GroupChanged | ModeChanged | PlanChanged
CITY = city()


def at(second: float) -> Instant:
    return later(QUARTER, second)


def a_while() -> list[Record]:
    """Return what a junction says in a few minutes of three segments, and what safety said."""
    hold = HoldStage(at(20), "J1", "A", at(30), 1, because("gap_open", group="P1"))
    return [
        tick(0),
        ModeChanged(at(1), "J1", Mode.LOCAL, Because("plan_in_force")),
        PlanChanged(at(1), "J1", "night", at(-30)),
        GroupChanged(at(2), "J1", "P1", Lamp.GREEN),
        DetectorChanged(at(3), "J1", "P2s", occupied=True),
        DetectorChanged(at(3.4), "J1", "P2s", occupied=False),
        Cleared(hold, for_street=False),
        Refused(hold, Because("refused.stale")),
        StageEnded(at(900), "J1", "A", "B"),
        GroupChanged(at(900), "J1", "P1", Lamp.AMBER),
        JunctionHeard(at(901), "J1"),
        GroupChanged(at(1803), "J1", "P1", Lamp.RED),
        PlanChanged(at(1804), "J1", "day", at(-30)),
    ]


def write_run(folder: Path, records: Sequence[Record], fence: int = 1) -> None:
    """Write a run with its city, each record durable before the next."""
    name = keep_city(folder, CITY)
    write_log(folder, [started(city=name, fence=fence)], *([record] for record in records))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a log of three segments."""
    write_run(tmp_path / "log", a_while())
    return tmp_path / "log"


def rows(folder: Path, select: str) -> list[tuple[Any, ...]]:
    with open_archive(folder) as con:
        return con.execute(select).fetchall()


def hires(folder: Path) -> list[Hires]:
    """Return the high-resolution rows with their seconds since the log began."""
    found = rows(folder, "SELECT epoch_ms(TimeStamp), DeviceId, EventId, Parameter FROM hires ORDER BY ALL")
    return [((t - QUARTER) / 1000, device, code, parameter) for t, device, code, parameter in found]


def test_a_segment_becomes_two_parquet_files_and_stays(folder: Path) -> None:
    assert Archive(folder).seal() == 3
    numbers = ["00000001", "00000002", "00000003"]
    assert sorted(p.name for p in folder.glob("*.parquet")) == [
        *(f"events-{number}.parquet" for number in numbers),
        *(f"hires-{number}.parquet" for number in numbers),
    ]
    assert len(list(read_log(folder))) == 14


def test_every_record_is_a_row_in_its_place(folder: Path) -> None:
    Archive(folder).seal()
    found = rows(folder, "SELECT seq, t_ms, kind FROM events ORDER BY seq")
    records = list(read_log(folder))
    times = [record.order.t if isinstance(record, Cleared | Refused) else record.t for record in records]
    assert found == [(seq, t, type(r).__name__) for seq, (t, r) in enumerate(zip(times, records, strict=True), start=1)]


def test_a_row_tells_what_its_record_says(folder: Path) -> None:
    Archive(folder).seal()
    select = "SELECT kind, junction, subject, value, code FROM events WHERE seq BETWEEN 3 AND 10 ORDER BY seq"
    assert rows(folder, select) == [
        ("ModeChanged", "J1", None, "local", "plan_in_force"),
        ("PlanChanged", "J1", "night", str(at(-30)), None),
        ("GroupChanged", "J1", "P1", "G", None),
        ("DetectorChanged", "J1", "P2s", "on", None),
        ("DetectorChanged", "J1", "P2s", "off", None),
        ("Cleared", "J1", "A", "HoldStage", "gap_open"),
        ("Refused", "J1", "A", "HoldStage", "refused.stale"),
        ("StageEnded", "J1", "A", "B", None),
    ]


def test_a_verdict_is_kept_whole_as_json(folder: Path) -> None:
    Archive(folder).seal()
    ((detail,),) = rows(folder, "SELECT detail FROM events WHERE kind = 'Refused'")
    told = json.loads(detail)
    assert (told["order"]["stage"], told["order"]["until"], told["why"]["code"]) == ("A", at(30), "refused.stale")


def test_a_zone_tells_its_vehicles_as_a_value_and_all_its_numbers_as_json(tmp_path: Path) -> None:
    write_run(tmp_path, [tick(0), ZoneChanged(at(3), "J1", "Z1", 5, 2), tick(1000)])
    Archive(tmp_path).seal()
    ((junction, zone, vehicles, detail),) = rows(
        tmp_path, "SELECT junction, subject, value, detail FROM events WHERE kind = 'ZoneChanged'"
    )
    assert (junction, zone, vehicles) == ("J1", "Z1", "5")
    assert json.loads(detail)["standing"] == 2


def test_the_high_resolution_log_has_the_codes_of_a_hand_made_stream(folder: Path) -> None:
    Archive(folder).seal()
    assert hires(folder) == [
        (1, "J1", 131, 2),
        (2, "J1", 1, 1),
        (3, "J1", 82, 3),
        (3.4, "J1", 81, 3),
        (900, "J1", 7, 1),
        (900, "J1", 8, 1),
        (1803, "J1", 9, 1),
        (1804, "J1", 131, 1),
    ]


def test_times_of_the_high_resolution_log_are_instants_in_utc(folder: Path) -> None:
    Archive(folder).seal()
    ((first,),) = rows(folder, "SELECT min(TimeStamp) FROM hires")
    assert first.replace(tzinfo=UTC) == datetime.fromtimestamp(at(1) / 1000, UTC)


def test_the_tables_are_read_without_meydan(folder: Path) -> None:
    Archive(folder).seal()
    with duckdb.connect() as con:
        found = con.execute("SELECT count(*) FROM read_parquet(?)", [f"{folder}/events-*.parquet"]).fetchall()
    assert found == [(14,)]


def test_a_sealed_segment_is_not_sealed_again(folder: Path) -> None:
    archive = Archive(folder)
    assert archive.seal() == 3
    before = {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in folder.glob("*.parquet")}
    assert archive.seal() == 0
    assert Archive(folder).seal() == 0
    assert {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in folder.glob("*.parquet")} == before


def test_only_what_is_finished_is_sealed(folder: Path) -> None:
    assert Archive(folder).seal(upto=1) == 1
    assert rows(folder, "SELECT count(*) FROM events") == [(9,)]


@pytest.mark.parametrize("left", [[], ["events-00000002.parquet"]], ids=["first_table", "second_table"])
def test_sealing_killed_between_and_in_the_tables_does_no_harm(folder: Path, tmp_path: Path, left: list[str]) -> None:
    write_run(tmp_path / "other", a_while())
    Archive(tmp_path / "other").seal()
    Archive(folder).seal()
    for name in {"events-00000002.parquet", "hires-00000002.parquet"} - set(left):
        (folder / name).unlink()
        (folder / name).with_suffix(".part").write_bytes(b"PAR1 half a tab")
    assert Archive(folder).seal() == 1
    assert not list(folder.glob("*.part"))
    assert rows(folder, "FROM events ORDER BY seq") == rows(tmp_path / "other", "FROM events ORDER BY seq")
    assert hires(folder) == hires(tmp_path / "other")


@pytest.mark.parametrize("prepare", ["nothing", "log"])
def test_an_archive_of_nothing_sealed_is_told(tmp_path: Path, prepare: str) -> None:
    if prepare == "log":
        write_log(tmp_path, few_records())
    with pytest.raises(StoreError) as refused:
        open_archive(tmp_path)
    assert refused.value.code == "store.no_archive"


def test_a_log_without_its_city_is_told(folder: Path) -> None:
    (kept,) = folder.glob("city-*")
    kept.rename(folder / "elsewhere")
    with pytest.raises(StoreError) as refused:
        Archive(folder).seal()
    assert refused.value.code == "store.no_city"
    assert not list(folder.glob("*.parquet"))


def test_a_damaged_segment_leaves_no_table(folder: Path) -> None:
    segment = list_segments(folder)[0]
    data = segment.read_bytes()
    segment.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])
    with pytest.raises(StoreError):
        Archive(folder).seal()
    assert not list(folder.glob("*.parquet"))


def test_a_segment_torn_at_its_head_is_sealed_empty(folder: Path) -> None:
    (folder / "events-00000004.seg").touch()
    Archive(folder).seal()
    assert rows(folder, "SELECT count(*) FROM events") == [(14,)]


def test_a_run_begins_with_nothing_known_of_the_run_before(folder: Path) -> None:
    write_run(folder, [GroupChanged(at(1900), "J1", "P1", Lamp.AMBER), GroupChanged(at(1903), "J1", "P1", Lamp.RED)], 2)
    Archive(folder).seal()
    assert hires(folder)[-2:] == [(1900, "J1", 8, 1), (1903, "J1", 9, 1)]


_said: st.SearchStrategy[Said] = st.one_of(
    st.builds(
        lambda g, lamp: GroupChanged(QUARTER, "J1", g, lamp), st.sampled_from(["P1", "W1"]), st.sampled_from(Lamp)
    ),
    st.builds(lambda mode: ModeChanged(QUARTER, "J1", mode, Because("")), st.sampled_from(Mode)),
    st.builds(lambda plan: PlanChanged(QUARTER, "J1", plan, QUARTER), st.sampled_from(["day", "night"])),
)


def mode(of: Mode) -> ModeChanged:
    return ModeChanged(QUARTER, "J1", of, Because(""))


NIGHT = PlanChanged(QUARTER, "J1", "night", QUARTER)


@settings(max_examples=200 if NIGHTLY else 10)
@given(before=st.lists(_said, min_size=1, max_size=8), after=st.lists(_said, min_size=1, max_size=4))
@example(before=[mode(Mode.LOCAL), NIGHT, mode(Mode.MANUAL)], after=[mode(Mode.LOCAL)])
@example(before=[mode(Mode.FAILURE), mode(Mode.STARTUP)], after=[mode(Mode.FAILURE)])
def test_sealing_on_in_another_process_gives_the_same_codes(
    before: list[Said], after: list[Said], tmp_path_factory: pytest.TempPathFactory
) -> None:
    codes = []
    for name in ("once", "in_two"):
        folder = tmp_path_factory.mktemp(name)
        kept = keep_city(folder, CITY)
        write_log(folder, [started(city=kept), *before], [moved(event, 900) for event in after])
        if name == "in_two":
            assert Archive(folder).seal(upto=1) == 1
        Archive(folder).seal()
        codes.append(hires(folder))
    assert codes[0] == codes[1]


def moved(event: Said, second: float) -> Said:
    """Return an event as it would be so much later."""
    return replace(event, t=later(QUARTER, second))


def test_rows_are_as_many_as_records_of_each_kind(folder: Path) -> None:
    Archive(folder).seal()
    counted = dict(rows(folder, "SELECT kind, count(*) FROM events GROUP BY kind"))
    assert counted == Counter(type(record).__name__ for record in read_log(folder))


def test_a_log_can_be_sealed_while_it_is_written(folder: Path) -> None:
    log = EventLog.open(folder)
    append_frame(log, [tick(2700)])
    append_frame(log, [tick(3600)])
    assert Archive(folder).seal(log.finished) == 4
    append_frame(log, [tick(3601)])
    log.close()
    assert Archive(folder).seal() == 1
    assert rows(folder, "SELECT count(*), max(seq) FROM events") == [(17, 17)]
