"""What a log says of the latest orders, as a restart shows them again; bounded, for control waits for it."""

from pathlib import Path

from meydan.city.events import (
    LinkMeasured,
    ModeChanged,
    OrderRejected,
    PlanChanged,
    RunStarted,
    StageEnded,
    StageStarted,
)
from meydan.city.orders import Cleared, Refused
from meydan.store.codec import Record, decode_kinds, may_hold
from meydan.store.override_records import segments_within_reach
from meydan.store.segments import read_frames

REACH_S = 1800.0
MOST_READ_BYTES = 64 * 1024 * 1024  # beyond the last segment
MOST_BYTES = 16 * 1024 * 1024  # of frames that are decoded
_TELLING = (Cleared, Refused, OrderRejected, ModeChanged, PlanChanged, RunStarted)
_KINDS = (*_TELLING, StageStarted, StageEnded, LinkMeasured)


def order_records(folder: Path) -> list[Record]:
    """Return the orders of the last half hour of a log and what junctions showed of them, in order.

    It is less in a large city: no more than the last segment is read beyond `MOST_READ_BYTES`. Frames without an order
    or a change of mode or plan are not even decoded; of the others no more than `MOST_BYTES`, the latest ones.
    """
    found: list[list[Record]] = []
    room, to_read = MOST_BYTES, MOST_READ_BYTES
    for path in reversed(segments_within_reach(folder, REACH_S)):
        if to_read <= 0:
            break
        to_read -= path.stat().st_size
        frames = [payload for payload, _ in read_frames(path) if any(may_hold(payload, kind) for kind in _TELLING)]
        for payload in reversed(frames):
            room -= len(payload)
            if room < 0:
                break
            found.append(decode_kinds(payload, _KINDS, path.name))
    return [record for records in reversed(found) for record in records]
