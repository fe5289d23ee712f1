"""A log read while it is written: nothing twice, nothing left out."""

from pathlib import Path

from meydan.city.events import RunStarted, Tick
from meydan.city.instant import Instant
from meydan.store.codec import Record
from meydan.store.event_log import SEGMENT_MS, EventLog
from meydan.store.log_following import find_run, follow_log, segment_before
from meydan.store.segments import frame, head, list_segments, whole_frames

START = Instant(1_772_496_000_000 // SEGMENT_MS * SEGMENT_MS)


def started(fence: int, t: int = START) -> RunStarted:
    return RunStarted(Instant(t), "c", "fixed_time", 1, fence)


def ticks(first_s: int, last_s: int) -> list[Record]:
    return [Tick(Instant(START + 1000 * s), 0) for s in range(first_s, last_s)]


def write(folder: Path, records: list[Record]) -> None:
    log = EventLog.open(folder)
    for record in records:
        log.append(record)
        if isinstance(record, Tick) and (record.t + 1000) % SEGMENT_MS == 0:
            log.wait_durable(log.next_number - 1)  # a segment ends between two batches only
    log.close()


def test_every_record_is_read_once_while_the_log_grows_over_segments_and_runs(tmp_path: Path) -> None:
    parts: list[list[Record]] = [
        [started(1), *ticks(0, 1200)],  # over the end of a segment
        [started(2, START + 1_300_000), *ticks(1300, 1310)],
        ticks(1310, 2000),
    ]
    write(tmp_path, parts[0])
    rest = parts[1:]

    def write_more() -> None:
        write(tmp_path, rest.pop(0))

    found = [r for r in follow_log(list_segments(tmp_path)[0], lambda: not rest, write_more) if r is not None]
    assert found == [record for part in parts for record in part]


def test_a_frame_is_read_when_it_is_whole_and_not_before(tmp_path: Path) -> None:
    segment = tmp_path / "events-00000001.seg"
    whole = frame(b"first", 1)
    segment.write_bytes(head(1)[:5])
    assert whole_frames(segment, 0) == ([], 0)
    segment.write_bytes(head(1) + whole + whole[:-1])
    payloads, at = whole_frames(segment, 0)
    assert payloads == [b"first"]
    assert whole_frames(segment, at) == ([], at)
    segment.write_bytes(head(1) + whole + whole)
    assert whole_frames(segment, at) == ([b"first"], at + len(whole))


def test_reading_goes_on_in_the_segment_that_holds_an_instant_of_the_last_run(tmp_path: Path) -> None:
    write(tmp_path, [started(1), *ticks(0, 10)])
    write(tmp_path, [started(2), *ticks(0, 3000)])
    segments = list_segments(tmp_path)
    assert len(segments) == 5
    assert segment_before(tmp_path, START) == segments[1]
    assert segment_before(tmp_path, Instant(START + 1_000_000)) == segments[2]
    assert segment_before(tmp_path, Instant(START + 9_000_000)) == segments[4]


def test_a_run_is_found_when_it_has_begun(tmp_path: Path) -> None:
    assert find_run(tmp_path, 1) is None
    write(tmp_path, [started(1), *ticks(0, 10)])
    assert find_run(tmp_path, 1) == started(1)
    assert find_run(tmp_path, 2) is None
