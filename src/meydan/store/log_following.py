"""A log read while it is written: every record as soon as its frame is whole, by whoever holds no lock on it."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from meydan.city.events import RunStarted, Tick
from meydan.city.instant import Instant
from meydan.store.codec import Record, decode_records
from meydan.store.event_log import last_run
from meydan.store.segments import list_segments, read_frames, whole_frames

LOOK_S = 0.1


def follow_log(
    segment: Path, is_over: Callable[[], bool], wait: Callable[[], None] = lambda: time.sleep(LOOK_S)
) -> Iterator[Record | None]:
    """Yield every record from the beginning of a segment on, and None after each look.

    When it `is_over` what was written until then is still read, then it ends.
    """
    at = 0
    while True:
        over = is_over()
        later = [path for path in list_segments(segment.parent) if path.name > segment.name]
        payloads, at = whole_frames(segment, at)
        for payload in payloads:
            yield from decode_records(payload, segment.name)
        yield None
        if later:  # seen before this one was read, so that nothing more is added to it
            segment, at = later[0], 0
        elif not payloads:
            if over:
                return
            wait()


def find_run(log: Path, fence: int) -> RunStarted | None:
    """Return the start of the last run of a log if it is run `fence` or a later one; None if it is not there yet."""
    run = last_run(list_segments(log))
    return run[1] if run is not None and run[1].fence >= fence else None


def segment_before(log: Path, t: Instant) -> Path:
    """Return the last segment of a log's last run that begins at `t` or before; the run's first one if none does."""
    every = list_segments(log)
    run = last_run(every)
    of_run = every[every.index(run[0]) :] if run is not None else every[-1:]
    for segment in reversed(of_run[1:]):
        began = _first_time(segment)
        if began is not None and began <= t:
            return segment
    return of_run[0]


def _first_time(segment: Path) -> Instant | None:
    for payload, _ in read_frames(segment):
        for record in decode_records(payload, segment.name):
            if isinstance(record, Tick):
                return record.t
    return None
