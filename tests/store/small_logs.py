"""Small logs to try things on: records that differ, written in frames of a known size."""

from collections.abc import Sequence
from pathlib import Path

from meydan.city.because import because
from meydan.city.events import DetectorChanged, GroupChanged, RunStarted, StageStarted, Tick
from meydan.city.instant import Instant, later
from meydan.city.junction import Lamp
from meydan.city.orders import CallStage, Cleared
from meydan.store.codec import Record
from meydan.store.event_log import EventLog

QUARTER = Instant(1_800_000_000_000)  # begins a quarter of an hour
WAIT_S = 20.0


def tick(second: float) -> Tick:
    return Tick(later(QUARTER, second), 10_800)


def started(second: float = 0, *, city: str = "0" * 16, fence: int = 1) -> RunStarted:
    return RunStarted(later(QUARTER, second), city, "actuated", 1, fence)


def few_records() -> list[Record]:
    """Return six records, no two alike."""
    order = CallStage(later(QUARTER, 3), "J1", "B", later(QUARTER, 63), 1, because("gap_out", gap_s=2.5))
    return [
        started(),
        tick(1),
        DetectorChanged(later(QUARTER, 1.2), "J1", "P1s", occupied=True),
        GroupChanged(later(QUARTER, 2), "J1", "P1", Lamp.GREEN),
        StageStarted(later(QUARTER, 2), "J1", "A"),
        Cleared(order, for_street=False),
    ]


def append_frame(log: EventLog, records: Sequence[Record]) -> list[int]:
    """Append records and wait until they are durable; return their numbers."""
    numbers = [log.append(record) for record in records]
    assert log.wait_durable(numbers[-1], WAIT_S)
    return numbers


def write_log(folder: Path, *frames: Sequence[Record]) -> None:
    """Write one more segment with at least as many frames as given: the writer may part one, never join two."""
    log = EventLog.open(folder)
    for frame in frames:
        append_frame(log, frame)
    log.close()
