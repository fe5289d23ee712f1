"""A disk that is full: control goes on, nothing is lost while memory lasts, and what is lost is counted."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from meydan.store.event_log import read_log
from meydan.store.segments import list_segments, number_of
from tests.store.full_disk import COUNT, HELD
from tests.store.small_logs import started, tick, write_log

ROOT = Path(__file__).resolve().parents[2]
MINUTE, NEXT_SEGMENT = 60.0, 960.0


@dataclass(frozen=True)
class Seen:
    problem: str
    acknowledged: int
    numbers: list[int]
    later: bool
    problem_later: str
    dropped: int


def play(folder: Path, ending: str, room: int = 25, after_s: float = MINUTE) -> Seen:
    command = [sys.executable, "-m", "tests.store.full_disk", str(folder), str(room), str(after_s), ending]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return Seen(**json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("after_s", [MINUTE, NEXT_SEGMENT], ids=["same_segment", "next_segment"])
@pytest.mark.parametrize("room", [0, 10, 25])
def test_records_wait_for_a_full_disk_and_none_is_lost(room: int, after_s: float, tmp_path: Path) -> None:
    seen = play(tmp_path / "log", "space", room, after_s)
    assert (seen.numbers, seen.acknowledged) == (list(range(2, COUNT + 2)), 1)
    assert seen.problem
    assert (seen.later, seen.problem_later, seen.dropped) == (True, "", 0)
    expected = [started(), *(tick(after_s + second / 10) for second in range(COUNT))]
    assert list(read_log(tmp_path / "log")) == expected
    segments = [number_of(path) for path in list_segments(tmp_path / "log")]
    assert segments == ([1, 2] if after_s == NEXT_SEGMENT else [1])


def test_records_that_memory_cannot_hold_are_counted_and_take_no_number(tmp_path: Path) -> None:
    seen = play(tmp_path / "log", "crowd")
    taken = [second for second, number in enumerate(seen.numbers) if number]
    assert [number for number in seen.numbers if number] == list(range(2, len(taken) + 2))
    assert len(taken) == HELD + 1  # one is with the writer
    assert seen.dropped == COUNT - len(taken)
    assert list(read_log(tmp_path / "log")) == [started(), *(tick(MINUTE + second / 10) for second in taken)]


def test_closing_before_there_is_room_counts_what_is_lost_and_keeps_the_rest(tmp_path: Path) -> None:
    seen = play(tmp_path / "log", "close")
    assert seen.dropped == COUNT
    write_log(tmp_path / "log", [tick(900)])
    assert list(read_log(tmp_path / "log")) == [started(), tick(900)]
