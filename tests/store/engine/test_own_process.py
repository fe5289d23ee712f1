"""A process for each task: one that dies takes no other with it, and none is left behind."""

import os
import subprocess
import sys
from pathlib import Path

from meydan.store.engine.engine import Failure, as_they_come
from meydan.store.engine.local import processes
from tests.store.engine.working import work


def test_every_task_has_a_process_of_its_own_and_all_come_back() -> None:
    with processes(2) as engine:
        found = dict(as_they_come(engine, ["say:a", "die:", "fail:bad luck", "refuse:", "say:b"], work))
    assert set(found) == {"say:a", "die:", "fail:bad luck", "refuse:", "say:b"}
    said = {found["say:a"], found["say:b"]}
    assert len({str(text).split()[-1] for text in said}) == 2
    died, failed, refused = found["die:"], found["fail:bad luck"], found["refuse:"]
    assert isinstance(died, Failure)
    assert died.why.values == (("exit", 7),)
    assert isinstance(failed, Failure)
    assert "bad luck" in str(failed.why.values)
    assert "Traceback" in failed.trace
    assert isinstance(refused, Failure)
    assert refused.why.code == "bench.no_names"


ALONE = """
from meydan.store.engine.engine import as_they_come
from meydan.store.engine.local import processes
from tests.store.engine.working import work
with processes(1) as engine:
    list(as_they_come(engine, ["hang:{file}"], work))
"""


def test_a_killed_bench_leaves_no_run_behind(tmp_path: Path) -> None:
    (tmp_path / "alone.py").write_text(ALONE.format(file=tmp_path / "pid"))
    root = Path(__file__).resolve().parents[3]
    command = [sys.executable, str(tmp_path / "alone.py")]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(root)}) as alone:
        pid = written(tmp_path / "pid")
        alone.kill()
    while is_running(pid):
        os.sched_yield()


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def written(file: Path) -> int:
    while not file.exists() or not file.read_text():
        os.sched_yield()
    return int(file.read_text())


def test_who_stops_reading_ends_what_still_runs(tmp_path: Path) -> None:
    with processes(2) as engine:
        first, _ = next(as_they_come(engine, ["say:a", f"hang:{tmp_path / 'pid'}"], work))
        assert first == "say:a"
        pid = written(tmp_path / "pid")
    assert not is_running(pid)
