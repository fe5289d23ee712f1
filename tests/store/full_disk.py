"""A process whose disk is full for a while: `python -m tests.store.full_disk FOLDER ROOM AFTER_S ENDING`.

Files may grow by ROOM bytes only. The log gets one record, then 200 more from AFTER_S on while the disk refuses. ENDING
says what comes then: `space` (there is room again), `close` (it never comes back), `crowd` (memory is full too, then
there is room again). It prints what it saw as JSON.
"""

import json
import resource
import sys
from pathlib import Path

from meydan.store import event_log
from meydan.store.event_log import EventLog
from meydan.store.segments import list_segments
from tests.store.small_logs import append_frame, started, tick

COUNT, HELD = 200, 50


def main(folder: Path, room: int, after_s: float, ending: str) -> dict[str, object]:
    """Play the scene and return what was seen."""
    event_log.RETRY_S = 0.02
    if ending == "crowd":
        event_log.MOST_HELD = HELD
    log = EventLog.open(folder)
    append_frame(log, [started()])
    size = list_segments(folder)[-1].stat().st_size if after_s < 900 else 0
    allow(size + room)
    numbers = [log.append(tick(after_s))]
    while not log.problem:
        log.wait_durable(numbers[0], timeout_s=0.05)
    numbers += [log.append(tick(after_s + second / 10)) for second in range(1, COUNT)]
    seen = {"problem": log.problem, "acknowledged": log.acknowledged, "numbers": numbers}
    if ending == "close":
        log.close()
    allow(resource.RLIM_INFINITY)
    later = ending != "close" and log.wait_durable(max(numbers), timeout_s=20)
    seen |= {"later": later, "problem_later": log.problem, "dropped": log.dropped}
    log.close()
    return seen


def allow(size: int) -> None:
    """Let no file grow beyond `size` bytes: the kernel writes what fits, then refuses."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4])))
