"""The archive grows in a process of its own: whatever becomes of that, the log goes on and all is sealed at last."""

import fcntl
import os
import signal
from pathlib import Path

from structlog.testing import capture_logs

from meydan.store.archive import open_archive
from meydan.store.event_log import read_log
from meydan.store.sealer_apart import SealerApart
from tests.store.small_logs import append_frame, tick
from tests.store.test_sealer import begun, sealed, until


def test_a_killed_process_is_begun_again_and_closing_seals_all(tmp_path: Path) -> None:
    log = begun(tmp_path)
    sealer = SealerApart(log)
    append_frame(log, [tick(900)])
    assert until(lambda: sealed(tmp_path) == [1])
    process = sealer._process
    assert process is not None
    with capture_logs() as told:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        append_frame(log, [tick(1800)])
        log.close()
        sealer.close()
    assert "sealer_died" in [entry["event"] for entry in told]
    assert sealed(tmp_path) == [1, 2, 3]
    with open_archive(tmp_path) as con:
        assert con.execute("SELECT count(*) FROM events").fetchall() == [(len(list(read_log(tmp_path))),)]


def test_one_waits_until_that_of_a_dead_control_has_done(tmp_path: Path) -> None:
    log = begun(tmp_path)
    with (tmp_path / "sealing.lock").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        sealer = SealerApart(log)
        append_frame(log, [tick(900)])
        assert sealer._process is None or sealer._process.poll() is None
        waits = until(lambda: _is_waiting(tmp_path / "sealing.lock"))
        assert waits
        assert sealed(tmp_path) == []
    log.close()
    sealer.close()
    assert sealed(tmp_path) == [1, 2]


def _is_waiting(lock: Path) -> bool:
    """Say whether somebody waits for a lock, as Linux tells it."""
    inode = str(lock.stat().st_ino)
    lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    return any("->" in line and f":{inode} " in line for line in lines)
