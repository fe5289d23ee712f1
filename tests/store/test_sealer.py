"""Beside a running log the archive grows by itself, and whatever happens to it the log goes on."""

import threading
from collections.abc import Callable
from pathlib import Path

from structlog.testing import capture_logs

from meydan.store.archive import open_archive
from meydan.store.event_log import EventLog, read_log
from meydan.store.run_folder import keep_city
from meydan.store.sealer import Sealer
from tests.store.small_cities import city
from tests.store.small_logs import append_frame, started, tick, write_log

LOOKS, PAUSE_S = 500, 0.02


def until(claim: Callable[[], bool]) -> bool:
    """Look again and again until a claim holds; return whether it does at last."""
    pause = threading.Event()
    return any(claim() or pause.wait(PAUSE_S) for _ in range(LOOKS))


def begun(folder: Path) -> EventLog:
    """Return a log with a run begun in it."""
    log = EventLog.open(folder)
    append_frame(log, [started(city=keep_city(folder, city()))])
    return log


def sealed(folder: Path) -> list[int]:
    """Return the numbers of the segments that are sealed."""
    return sorted(int(path.stem.removeprefix("hires-")) for path in folder.glob("hires-*.parquet"))


def test_a_segment_is_sealed_when_the_next_one_begins(tmp_path: Path) -> None:
    log = begun(tmp_path)
    sealer = Sealer(log)
    for finished in (1, 2):
        append_frame(log, [tick(900 * finished)])
        assert until(lambda count=finished: len(sealed(tmp_path)) == count)  # type: ignore[misc]
    log.close()
    sealer.close()


def test_what_earlier_runs_left_is_sealed_at_once(tmp_path: Path) -> None:
    begun(tmp_path).close()
    write_log(tmp_path, [tick(1)])
    log = EventLog.open(tmp_path)
    sealer = Sealer(log)
    assert until(lambda: sealed(tmp_path) == [1, 2])
    log.close()
    sealer.close()


def test_closing_seals_all_that_was_written(tmp_path: Path) -> None:
    log = begun(tmp_path)
    sealer = Sealer(log)
    for minute in range(0, 120, 10):
        append_frame(log, [tick(60 * minute)])
    log.close()
    sealer.close()
    with open_archive(tmp_path) as con:
        assert con.execute("SELECT count(*) FROM events").fetchall() == [(len(list(read_log(tmp_path))),)]
    assert not list(tmp_path.glob("*.part"))


def test_a_segment_that_cannot_be_sealed_is_told_and_tried_again_when_the_next_one_ends(tmp_path: Path) -> None:
    log = begun(tmp_path)
    kept = next(tmp_path.glob("city-*")) / "city.toml"
    whole = kept.read_text(encoding="utf-8")
    kept.write_text("no longer a city", encoding="utf-8")
    sealer = Sealer(log)
    with capture_logs() as told:
        append_frame(log, [tick(900)])
        assert until(lambda: [entry["event"] for entry in told] == ["segment_not_sealed"])
    assert sealed(tmp_path) == []
    kept.write_text(whole, encoding="utf-8")
    log.close()
    sealer.close()
    assert sealed(tmp_path) == [1, 2]
