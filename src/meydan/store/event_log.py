"""The event log: every fact and verdict, in order, on disk; the truth that all else is made from.

Control hands records over and never waits: a writer thread encodes, writes and fsyncs them in batches. What is
`acknowledged` survives a kill of the process and a loss of power.
"""

import os
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import structlog

from meydan.city.errors import StoreError, fault
from meydan.city.events import RunStarted, Tick
from meydan.city.instant import Instant
from meydan.city.orders import Cleared, Refused
from meydan.store.codec import Record, decode_records, encode_records
from meydan.store.log_folder import lock_log, take_up_log
from meydan.store.segments import frame, head, list_segments, read_frames, segment_path, sync_folder

log = structlog.get_logger(__name__)

SEGMENT_MS = 15 * 60 * 1000  # of event time in one segment
FLUSH_S = 0.2  # at most this long until a record is durable
RETRY_S = 0.5  # after the disk refused
MOST_HELD = 1_000_000  # records kept in memory while the disk refuses; further ones are counted and dropped
MOST_IN_FRAME = 20_000


class EventLog:
    """The log of one city, open for appending; use `EventLog.open`.

    Attributes
    ----------
    acknowledged
        The number of the last record that is durable.
    finished
        The number of the last segment that nothing will be added to; `segment_ended` is set when it grows.
    problem
        What keeps the disk from taking records, "" if nothing does; `dropped` counts those there was no room for.
    """

    def __init__(self, folder: Path, lock: BinaryIO, segment: int, next_number: int) -> None:
        self.folder = folder
        self.next_number = next_number
        self.acknowledged = next_number - 1
        self.dropped = 0
        self.problem = ""
        self.finished = segment - 1
        self.segment_ended = threading.Event()
        self._lock = lock
        self._room = MOST_HELD
        self._broken: Exception | None = None
        self._to_cut: tuple[Path, int] | None = None
        self._segment = segment
        self._pending: deque[Record] = deque()
        self._file: BinaryIO | None = None
        self._good_bytes = 0
        self._began_ms = 0
        self._wake = threading.Event()
        self._durable = threading.Condition()
        self._closing = False
        self._writer = threading.Thread(target=self._write_on, name="event-log", daemon=True)
        self._writer.start()

    @classmethod
    def open(cls, folder: Path) -> "EventLog":
        """Open a log, or begin one: cut a torn end off the last segment and go on in a new one.

        Raises
        ------
        StoreError
            If the folder cannot be used or a segment is damaged before its end.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = lock_log(folder)
            try:
                return cls(folder, lock, *take_up_log(folder))
            except BaseException:
                lock.close()
                raise
        except OSError as error:
            raise StoreError("store.unusable", fault(str(folder), 0, "store.disk", error=str(error))) from error

    def append(self, record: Record) -> int:
        """Take a record and return its number, durable once `acknowledged` reaches it; 0 if there was no room."""
        if len(self._pending) >= self._room:
            return self._turn_away()
        number = self.next_number
        self.next_number = number + 1
        self._pending.append(record)
        return number

    def wait_durable(self, number: int, timeout_s: float = 10.0) -> bool:
        """Wait until record `number` is durable; return whether it is."""
        if number < 1:
            return False
        self._wake.set()
        with self._durable:
            return self._durable.wait_for(lambda: self.acknowledged >= number, timeout_s)

    def close(self) -> None:
        """Write what is left and end the writer."""
        self._closing = True
        self._wake.set()
        self._writer.join()
        self._end_segment()
        self._lock.close()

    def _turn_away(self) -> int:
        if self._broken is not None:
            raise RuntimeError("the log's writer failed") from self._broken
        self.dropped += 1
        return 0

    def _write_on(self) -> None:
        try:
            self._write_batches()
        except Exception as error:  # a bug: the next `append` raises it where the process can stop
            log.exception("log_writer_failed")
            self._broken, self._room, self.problem = error, 0, repr(error)

    def _write_batches(self) -> None:
        due = time.monotonic() + FLUSH_S
        while True:
            self._wake.wait(due - time.monotonic())
            self._wake.clear()
            due = time.monotonic() + FLUSH_S
            closing = self._closing
            waiting = len(self._pending)  # what comes meanwhile is the next round's: each round costs an fsync
            while waiting:
                batch = [self._pending.popleft() for _ in range(min(waiting, MOST_IN_FRAME))]
                if not self._store(batch):
                    return
                waiting -= len(batch)
            if closing:
                return

    def _store(self, batch: list[Record]) -> bool:
        """Write a batch until the disk takes it; give up only when closing while the disk refuses."""
        payload = frame(encode_records(batch), len(batch))
        while True:
            try:
                self._write(payload, batch)
            except OSError as error:
                self._report(str(error))
                self._undo()
                if self._closing:
                    self.dropped += len(batch) + len(self._pending)
                    return False
                time.sleep(RETRY_S)
            else:
                self._report("")
                with self._durable:
                    self.acknowledged += len(batch)
                    self._durable.notify_all()
                return True

    def _write(self, payload: bytes, batch: list[Record]) -> None:
        self._cut()
        began_ms = _time_of(batch[0])
        if self._file is None or began_ms // SEGMENT_MS != self._began_ms // SEGMENT_MS:
            self._end_segment()
            self._began_ms = began_ms
            self._file = segment_path(self.folder, self._segment).open("wb")
            self._segment += 1
            self._good_bytes = 0
            self._file.write(head(self.acknowledged + 1))
            sync_folder(self.folder)
        self._file.write(payload)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._good_bytes = self._file.tell()

    def _undo(self) -> None:
        """Leave a write that failed half way, and remember to cut it off before the same batch is written again."""
        if self._file is None:
            return
        path = Path(self._file.name)
        self._to_cut = (path, self._good_bytes)
        try:
            self._file.close()
        except OSError:
            log.debug("close_failed", segment=path.name)
        self._file = None

    def _cut(self) -> None:
        """Cut off what `_undo` left; nothing new is written before this worked."""
        if self._to_cut is None:
            return
        path, good = self._to_cut
        if good:
            os.truncate(path, good)
            self._file = path.open("ab")
        else:
            path.unlink(missing_ok=True)
            self._segment -= 1
        self._to_cut = None

    def _end_segment(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
            self.finished = self._segment - 1
            self.segment_ended.set()

    def _report(self, problem: str) -> None:
        if problem and not self.problem:
            log.error("log_not_written", error=problem, waiting=len(self._pending))
        elif self.problem and not problem:
            log.info("log_written_again", dropped=self.dropped)
        self.problem = problem


def read_log(folder: Path) -> Iterator[Record]:
    """Yield every record of a log in order, up to the last whole frame.

    Raises
    ------
    StoreError
        If there is no log, if a segment is damaged before its end, or if records between two segments are missing.
    """
    found = list_segments(folder)
    if not found:
        raise StoreError("store.no_log", fault(str(folder), 0, "store.no_segments"))
    expected = 0
    for path in found:
        for payload, number in read_frames(path):
            if expected and number != expected:
                gap = fault(path.name, 0, "store.gap", expected=expected, found=number)
                raise StoreError("store.damaged", gap)
            records = decode_records(payload, path.name)
            expected = number + len(records)
            yield from records


def last_run(segments: Sequence[Path]) -> tuple[Path, RunStarted] | None:
    """Return the start of the last run in these segments, and its segment: a run always begins one."""
    for path in reversed(segments):
        for payload, _ in read_frames(path):
            first = decode_records(payload, path.name)[0]
            if isinstance(first, RunStarted):
                return path, first
            break
    return None


def last_fence(folder: Path) -> int:
    """Return the fencing number of the last run in a log; 0 if there is none."""
    run = last_run(list_segments(folder))
    return run[1].fence if run else 0


def last_instant(folder: Path) -> Instant | None:
    """Return the time of the last event in a log; None if there is none."""
    for path in reversed(list_segments(folder)):
        frames = list(read_frames(path))
        for payload, _ in reversed(frames):
            times = [record.t for record in decode_records(payload) if isinstance(record, Tick | RunStarted)]
            if times:
                return times[-1]
    return None


def _time_of(record: Record) -> int:
    return record.order.t if isinstance(record, Cleared | Refused) else record.t
