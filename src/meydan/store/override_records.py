"""What a log says of overrides, as a restart needs it: read back only as far as those that stand are told again."""

from collections.abc import Iterator
from pathlib import Path

from meydan.city.events import OrderRejected, RunStarted
from meydan.city.instant import Instant, elapsed_s
from meydan.city.orders import Cleared, Refused
from meydan.city.override import OverrideAsked, OverrideGivenBack
from meydan.store.codec import Record, decode_kinds, decode_records, may_hold
from meydan.store.event_log import last_instant
from meydan.store.segments import list_segments, read_frames

REACH_S = 1800.0  # what stands is told again every quarter of an hour
RUNS_BACK = 3  # each run tells those that stand at its start again, if it was not killed that very moment
_KINDS = (OverrideAsked, OverrideGivenBack, Cleared, Refused, OrderRejected, RunStarted)


def override_records(folder: Path) -> Iterator[Record]:
    """Yield the overrides at the end of a log, and from the first one on what orders and rejections it holds.

    What lies before the first override is not even decoded: most days have none.
    """
    met_one = False
    for path in segments_within_reach(folder, REACH_S):
        for payload, _ in read_frames(path):
            met_one = met_one or may_hold(payload, OverrideAsked)
            if met_one:
                yield from decode_kinds(payload, _KINDS, path.name)


def segments_within_reach(folder: Path, reach_s: float) -> list[Path]:
    """Return the segments at the end of a log that hold its last `reach_s` [s], or its last few runs."""
    newest, found, runs = last_instant(folder), [], 0
    for path in reversed(list_segments(folder)):
        first_frame = next(read_frames(path), None)
        if first_frame is None or newest is None:
            continue
        found.append(path)
        first = decode_records(first_frame[0], path.name)[0]
        runs += isinstance(first, RunStarted)
        if runs >= RUNS_BACK or elapsed_s(newest, _time_of(first)) > reach_s:
            break
    return found[::-1]


def _time_of(record: Record) -> Instant:
    return record.order.t if isinstance(record, Cleared | Refused) else record.t
