"""The log keeps its order and its numbers, opens after any cut, and tells damage instead of hiding it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from meydan.city.errors import StoreError
from meydan.city.words import say
from meydan.store.codec import Record
from meydan.store.event_log import EventLog, last_fence, last_instant, read_log
from meydan.store.segments import list_segments, read_frames
from tests.store.small_logs import append_frame, few_records, started, tick, write_log


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def log(folder: Path) -> Iterator[EventLog]:
    opened = EventLog.open(folder)
    yield opened
    opened.close()


def numbers_in(segment: Path) -> list[int]:
    return [number for _, number in read_frames(segment)]


def test_records_are_numbered_from_one_in_their_order(log: EventLog) -> None:
    assert append_frame(log, few_records()) == [1, 2, 3, 4, 5, 6]
    assert log.next_number == 7
    assert list(read_log(log.folder)) == few_records()


def test_what_was_waited_for_is_acknowledged_and_on_the_disk(log: EventLog) -> None:
    for number, record in enumerate(few_records(), start=1):
        append_frame(log, [record])
        assert log.acknowledged == number
        assert len(list(read_log(log.folder))) == number


def test_a_record_that_was_never_given_does_not_become_durable(log: EventLog) -> None:
    append_frame(log, [started()])
    assert not log.wait_durable(2, timeout_s=0.01)
    assert not log.wait_durable(0)


def test_closing_writes_what_is_left(folder: Path) -> None:
    log = EventLog.open(folder)
    for record in few_records():
        log.append(record)
    log.close()
    assert log.acknowledged == 6
    assert list(read_log(folder)) == few_records()


def test_an_opened_log_goes_on_with_the_next_number_in_a_new_segment(folder: Path) -> None:
    write_log(folder, few_records())
    log = EventLog.open(folder)
    assert append_frame(log, [tick(9)]) == [7]
    log.close()
    assert [numbers_in(segment)[0] for segment in list_segments(folder)] == [1, 7]
    assert list(read_log(folder)) == [*few_records(), tick(9)]


def test_a_log_has_one_writer(log: EventLog) -> None:
    with pytest.raises(StoreError) as refused:
        EventLog.open(log.folder)
    assert refused.value.code == "store.in_use"
    assert append_frame(log, [started()]) == [1]


def test_a_closed_log_can_be_opened_again(log: EventLog) -> None:
    log.close()
    EventLog.open(log.folder).close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError) as refused:
        EventLog.open(tmp_path / "file" / "log")
    assert refused.value.code == "store.unusable"


def test_reading_where_there_is_no_log_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        list(read_log(tmp_path))
    assert refused.value.code == "store.no_log"


def test_a_segment_holds_a_quarter_of_an_hour_of_event_time(log: EventLog) -> None:
    seconds = [420, 899.999, 900, 1799, 1800, 5400]
    for second in seconds:
        append_frame(log, [tick(second)])
    assert [len(numbers_in(segment)) for segment in list_segments(log.folder)] == [2, 2, 1, 1]
    assert list(read_log(log.folder)) == [tick(second) for second in seconds]


def test_a_segment_is_finished_when_the_next_one_begins_or_the_log_closes(log: EventLog) -> None:
    append_frame(log, [tick(0)])
    assert (log.finished, log.segment_ended.is_set()) == (0, False)
    append_frame(log, [tick(900)])
    assert (log.finished, log.segment_ended.is_set()) == (1, True)
    log.close()
    assert log.finished == 2


def test_the_last_fence_and_instant_are_those_of_the_last_run(folder: Path) -> None:
    write_log(folder, [started(0, fence=4), tick(1)], [tick(2)])
    write_log(folder, [started(3, fence=5), tick(4)], [few_records()[3]])
    assert last_fence(folder) == 5
    assert last_instant(folder) == tick(4).t


def test_an_empty_folder_has_no_last_fence_or_instant(log: EventLog) -> None:
    assert last_fence(log.folder) == 0
    assert last_instant(log.folder) is None


FRAME_HEAD = 16  # bytes


class Cut:
    """A log of two segments, the second with three frames of 2, 1 and 2 records; each test cuts or changes it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records: list[Record] = [started(), tick(1), *few_records()[1:]]
        write_log(folder, self.records[:2])
        write_log(folder, self.records[2:4], self.records[4:5], self.records[5:7])
        self.first, self.segment = list_segments(folder)
        self.data = self.segment.read_bytes()
        payloads = [payload for payload, _ in read_frames(self.segment)]
        self.head_bytes = len(self.data) - sum(len(payload) + FRAME_HEAD for payload in payloads)
        ends = [sum(len(p) + FRAME_HEAD for p in payloads[: i + 1]) + self.head_bytes for i in range(len(payloads))]
        self.last_frame = ends[-2]
        self.whole = dict(zip(ends, [number - 1 for number in numbers_in(self.segment)[1:]] + [7], strict=True))

    def records_within(self, size: int) -> list[Record]:
        """Return the records whose frames are whole in the first `size` bytes of the second segment."""
        return self.records[: max([2, *(last for end, last in self.whole.items() if end <= size)])]


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Cut:
    return Cut(tmp_path_factory.mktemp("cut") / "log")


def copied(cut: Cut, folder: Path, second: bytes) -> Path:
    """Lay a log of which the second segment is `second` into an empty folder."""
    folder.mkdir()
    (folder / cut.first.name).write_bytes(cut.first.read_bytes())
    (folder / cut.segment.name).write_bytes(second)
    return folder


def test_a_log_cut_at_any_byte_keeps_its_whole_frames_and_goes_on(cut: Cut, tmp_path: Path) -> None:
    for size in range(len(cut.data)):
        kept = cut.records_within(size)
        folder = copied(cut, tmp_path / str(size), cut.data[:size])
        assert list(read_log(folder)) == kept, size
        log = EventLog.open(folder)
        assert append_frame(log, [tick(60)]) == [len(kept) + 1], size
        log.close()
        assert list(read_log(folder)) == [*kept, tick(60)], size


@pytest.mark.parametrize("tail", [b"\0" * 4096, b"\xff" * 100, b"MEYDANLG"], ids=["zeros", "ones", "magic"])
@pytest.mark.parametrize("whole", [False, True], ids=["head", "frames"])
def test_rubbish_after_a_loss_of_power_is_cut_off(cut: Cut, tmp_path: Path, tail: bytes, *, whole: bool) -> None:
    size = len(cut.data) if whole else cut.head_bytes
    folder = copied(cut, tmp_path / "log", cut.data[:size] + tail)
    write_log(folder, [tick(60)])
    assert (folder / cut.segment.name).read_bytes() == cut.data[:size]
    assert list(read_log(folder)) == [*cut.records_within(size), tick(60)]


def test_a_segment_of_zeros_is_one_whose_head_was_never_written(cut: Cut, tmp_path: Path) -> None:
    folder = copied(cut, tmp_path / "log", b"\0" * 4096)
    write_log(folder, [tick(60)])
    assert list(read_log(folder)) == [*cut.records[:2], tick(60)]


def test_a_flipped_bit_before_the_last_frame_is_told_and_nothing_is_changed(cut: Cut, tmp_path: Path) -> None:
    for place in range(cut.last_frame):
        changed = bytearray(cut.data)
        changed[place] ^= 1 << place % 8
        folder = copied(cut, tmp_path / str(place), bytes(changed))
        with pytest.raises(StoreError) as opening:
            EventLog.open(folder)
        with pytest.raises(StoreError) as reading:
            list(read_log(folder))
        for refused in (opening.value, reading.value):
            (fault,) = refused.faults
            assert (refused.code, fault.file) == ("store.damaged", cut.segment.name), place
            assert say(fault.what, "en"), place
        assert (folder / cut.segment.name).read_bytes() == changed


def test_damage_is_told_with_the_byte_where_it_begins(cut: Cut, tmp_path: Path) -> None:
    changed = bytearray(cut.data)
    changed[cut.head_bytes + 20] ^= 1
    with pytest.raises(StoreError) as refused:
        list(read_log(copied(cut, tmp_path / "log", bytes(changed))))
    told = say(refused.value.faults[0].what, "en")
    assert f"from {cut.head_bytes} on" in told


def test_a_damaged_log_can_be_opened_once_it_is_whole_again(cut: Cut, tmp_path: Path) -> None:
    folder = copied(cut, tmp_path / "log", b"rubbish" + cut.data[7:])
    with pytest.raises(StoreError):
        EventLog.open(folder)
    (folder / cut.segment.name).write_bytes(cut.data)
    write_log(folder, [tick(60)])
    assert list(read_log(folder)) == [*cut.records, tick(60)]


def test_a_missing_segment_is_told(folder: Path) -> None:
    for second in range(3):
        write_log(folder, [tick(second)])
    list_segments(folder)[1].unlink()
    with pytest.raises(StoreError) as refused:
        list(read_log(folder))
    (fault,) = refused.value.faults
    assert (fault.file, fault.what.code) == ("events-00000003.seg", "store.gap")
