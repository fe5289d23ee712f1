"""A writer killed at any moment: what it said is durable is there, and the log goes on."""

import random
import subprocess
import sys
import time
from pathlib import Path

from meydan.store.event_log import EventLog, read_log
from tests.nightly import NIGHTLY
from tests.store.small_logs import append_frame
from tests.store.steady_writer import record_of

ROOT = Path(__file__).resolve().parents[2]
MOMENTS = 50 if NIGHTLY else 5


def write_and_kill(folder: Path, seed: int) -> int:
    """Let a writer say a few times that a record is durable, kill it soon after; return the highest number it said."""
    draw = random.Random(seed)
    command = [sys.executable, "-m", "tests.store.steady_writer", str(folder), str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(draw.randint(1, 8))]
        time.sleep(draw.uniform(0, 0.03))
        process.kill()
        rest, wrong = process.communicate()
    assert process.returncode == -9, wrong
    return max(int(line) for line in [*said, *rest.splitlines()])


def test_what_a_killed_writer_said_is_durable_is_there_and_the_log_goes_on(tmp_path: Path) -> None:
    count = 0
    for moment in range(MOMENTS):
        durable = write_and_kill(tmp_path, seed=moment)
        assert durable > count
        found = list(read_log(tmp_path))
        assert len(found) >= durable
        log = EventLog.open(tmp_path)
        assert log.next_number == len(found) + 1
        count = len(found) + 1
        assert append_frame(log, [record_of(count)]) == [count]
        log.close()
        assert list(read_log(tmp_path)) == [record_of(number) for number in range(1, count + 1)]
