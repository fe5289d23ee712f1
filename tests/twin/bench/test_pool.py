"""A process for each task: one that dies takes no other with it, and none is left behind."""

import os
from pathlib import Path

from meydan.twin.bench.pool import Failure, run_all
from tests.twin.bench.working import work


def test_every_task_has_a_process_of_its_own_and_all_come_back() -> None:
    found = dict(run_all(["say:a", "die:", "fail:bad luck", "refuse:", "say:b"], work, jobs=2))
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


def test_who_stops_reading_ends_what_still_runs(tmp_path: Path) -> None:
    results = run_all(["say:a", f"hang:{tmp_path / 'pid'}"], work, jobs=2)
    first, _ = next(results)
    assert first == "say:a"
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        os.sched_yield()
    pid = int((tmp_path / "pid").read_text())
    results.close()  # type: ignore[attr-defined]  # it is a generator
    assert not Path(f"/proc/{pid}").exists()
