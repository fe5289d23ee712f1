"""Measuring an archive: a long log is never in the memory as a whole, and neither is what was found in it."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

import pytest

from meydan.centre.measures import find_measures
from meydan.store.logs.ingest import ingest
from meydan.store.logs.measuring import Asked, measure_all
from meydan.store.logs.reading import select

Work = TypeVar("Work")
Result = TypeVar("Result")

DAYS = 3


class _Counted:
    """Does one task after the other, and counts them."""

    places = 1
    tasks = 0

    def submit(self, work: Callable[[Work], Result], task: Work) -> "Future[Result]":
        self.tasks += 1
        future: Future[Result] = Future()
        future.set_result(work(task))
        return future


def test_each_window_of_a_junction_is_a_task_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meydan.store.logs.reading.MOST_AT_ONCE", 1)  # a day in each window
    stamps = [f"2024-04-{15 + day}T{hour:02}:00:00,1,82,3" for day in range(DAYS) for hour in range(24)]
    (tmp_path / "log.csv").write_text("\n".join(["TimeStamp,DeviceId,EventId,Parameter", *stamps]), encoding="utf-8")
    ingest([tmp_path / "log.csv"], tmp_path / "archive", zone="UTC")
    engine, out = _Counted(), tmp_path / "out.csv"
    asked = Asked(find_measures(["actuations"]), 15, "meydan")
    done = measure_all(select(tmp_path / "archive"), asked, {"actuations": out}, engine)
    assert engine.tasks == DAYS
    assert done["actuations"].rows == 24 * DAYS == len(out.read_text(encoding="utf-8").splitlines()) - 1
