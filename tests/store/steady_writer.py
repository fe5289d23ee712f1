"""A process that appends until it is killed: `python -m tests.store.steady_writer FOLDER SEED`.

It prints the number of a record when that is durable, and only then.
"""

import random
import sys
from pathlib import Path

from meydan.city.events import DetectorChanged
from meydan.city.instant import later
from meydan.store.codec import Record
from meydan.store.event_log import EventLog
from tests.store.small_logs import QUARTER, WAIT_S


def record_of(number: int) -> Record:
    """Return the record that has this number in the log; 3600 of them fill a segment."""
    return DetectorChanged(later(QUARTER, number / 4), f"J{number % 97}", "P1s", occupied=number % 2 == 0)


def main(folder: Path, seed: int) -> None:
    draw = random.Random(seed)
    log = EventLog.open(folder)
    while True:
        burst = [log.append(record_of(log.next_number)) for _ in range(draw.choice([1, 30, 2000]))]
        durable = draw.choice(burst)
        if not log.wait_durable(durable, WAIT_S):
            sys.exit(f"record {durable} did not become durable")
        print(durable, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
