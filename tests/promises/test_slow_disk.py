"""P-13: a disk that stalls keeps nobody from controlling, and nothing is acknowledged before it is there."""

import os
import threading
from pathlib import Path

import pytest

from meydan.centre.loop import Centre
from meydan.city.events import JunctionHeard, Tick
from meydan.city.instant import later
from meydan.control import fixed_time
from meydan.store.event_log import EventLog, read_log
from tests.paper_street import START, city, started

PATIENCE_S = 20.0
SECONDS = 5000


class Stalled:
    """An fsync that waits until it is let go."""

    def __init__(self) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()

    def fsync(self, handle: int) -> None:
        self.begun.set()
        assert self.let_go.wait(PATIENCE_S)
        os.fdatasync(handle)


def test_a_centre_goes_on_while_an_fsync_stalls_and_all_it_wrote_is_there_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stalled = Stalled()
    log = EventLog.open(tmp_path)
    centre = Centre(city(), fixed_time, "fixed_time", log.append, on_street=False)
    centre.handle(started())
    assert log.wait_durable(1, PATIENCE_S)
    monkeypatch.setattr(os, "fsync", stalled.fsync)
    centre.handle(Tick(START, 0))
    assert stalled.begun.wait(PATIENCE_S)
    for second in range(1, SECONDS):
        centre.handle(JunctionHeard(later(START, second), "J1"))
        centre.handle(Tick(later(START, second), 0))
    assert not stalled.let_go.is_set()  # the fsync still waits, and all was handled
    assert log.acknowledged == 1
    stalled.let_go.set()
    assert log.wait_durable(log.next_number - 1, PATIENCE_S)
    assert log.dropped == 0
    log.close()
    assert sum(isinstance(record, Tick) for record in read_log(tmp_path)) == SECONDS
