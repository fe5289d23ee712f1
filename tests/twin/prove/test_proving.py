"""From block to block: when a proof stops, what it runs, and that it goes on where it was stopped."""

from pathlib import Path

import pytest

from meydan.city.because import because
from meydan.city.errors import StoreError
from meydan.store.engine.engine import Failure
from meydan.twin.gate.run_result import BASE, VARIANTS
from meydan.twin.prove.proof_shape import RUNS
from meydan.twin.prove.proving import RunFailedError
from meydan.twin.prove.runs_file import Runs
from tests.twin.gate.made_pairs import run
from tests.twin.prove.made_trial import OLD, Ran, changed_by, trial


def test_a_clear_winner_stops_at_the_first_look_after_its_variants(tmp_path: Path) -> None:
    ran = Ran(changed_by(-0.10))
    judged, pairs = ran.prove(tmp_path)
    assert judged.verdict == "passed_on_twin"
    assert judged.improves
    assert [sum(one.variant == name for one in pairs) for name in (BASE, *VARIANTS)] == [15, 5, 5, 5]
    assert len(ran.tasks) == 60
    assert [one.done for one in ran.told] == list(range(1, 31))
    assert {one.needed for one in ran.told} == {30}


def test_old_and_new_run_on_the_same_day_with_the_same_seed(tmp_path: Path) -> None:
    ran = Ran(changed_by(-0.10))
    ran.prove(tmp_path)
    by_side = {side: [(t.variant, t.routes, t.seed) for t in ran.tasks if t.side == side] for side in ("old", "new")}
    assert by_side["old"] == by_side["new"]
    assert len({t.seed for t in ran.tasks}) == 30


def test_a_clear_loser_is_refused_after_one_block(tmp_path: Path) -> None:
    ran = Ran(changed_by(0.20))
    judged, pairs = ran.prove(tmp_path)
    assert judged.verdict == "failed"
    assert len(pairs) == 5
    assert len(ran.tasks) == 10


def test_what_forty_pairs_do_not_tell_stays_undecided(tmp_path: Path) -> None:
    ran = Ran(changed_by(0.02, spread=0.08))
    judged, pairs = ran.prove(tmp_path)
    assert judged.verdict == "undecided"
    assert len(pairs) == 40
    assert {one.variant for one in pairs} == {BASE}


def test_a_variant_that_fails_ends_the_proof(tmp_path: Path) -> None:
    better, worse = changed_by(-0.10), changed_by(0.30)
    ran = Ran(lambda task: worse(task) if task.variant == VARIANTS[-1] else better(task))
    judged, pairs = ran.prove(tmp_path)
    assert judged.verdict == "failed"
    assert len(pairs) == 20


def test_one_broken_rule_of_safety_ends_the_proof(tmp_path: Path) -> None:
    better = changed_by(-0.10)
    ran = Ran(lambda task: run(30.0, violations=1) if task.side == "new" else better(task))
    judged, pairs = ran.prove(tmp_path)
    assert judged.verdict == "failed"
    assert len(pairs) == 5


def test_a_proof_that_was_stopped_goes_on(tmp_path: Path) -> None:
    (tmp_path / "whole").mkdir()
    whole = Ran(changed_by(-0.10)).prove(tmp_path / "whole")
    stopped = Ran(changed_by(-0.10), most=23)
    with pytest.raises(KeyboardInterrupt):
        stopped.prove(tmp_path)
    assert len((tmp_path / RUNS).read_bytes().splitlines()) == 23
    again = Ran(changed_by(-0.10))
    assert again.prove(tmp_path) == whole
    assert len(again.tasks) == 60 - 23


@pytest.mark.parametrize("jobs", [1, 8, 64])
def test_how_many_cores_there_are_changes_no_verdict(jobs: int, tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    for change in (-0.10, 0.2):
        folder = tmp_path / f"{change}"
        folder.mkdir()
        expected = Ran(changed_by(change)).prove(tmp_path / "two")
        assert Ran(changed_by(change)).prove(folder, jobs=jobs) == expected
        (tmp_path / "two" / RUNS).unlink()


def test_a_candidate_that_is_the_baseline_runs_once_a_pair_and_never_improves(tmp_path: Path) -> None:
    ran = Ran(changed_by(0.0))
    judged, pairs = ran.prove(tmp_path, trial(OLD))
    assert judged.verdict == "passed_on_twin"
    assert not judged.improves
    assert len(ran.tasks) == len(pairs) == 30
    assert all(one.old == one.new for one in pairs)


def test_a_run_without_a_result_ends_the_proof_and_loses_nothing(tmp_path: Path) -> None:
    good = changed_by(-0.10)
    ran = Ran(lambda task: Failure(because("bench.died", exit=9)) if len(ran.tasks) == 8 else good(task))
    with pytest.raises(RunFailedError) as failed:
        ran.prove(tmp_path)
    assert failed.value.failure.why.code == "bench.died"
    assert len((tmp_path / RUNS).read_bytes().splitlines()) == 7


def test_runs_of_other_code_or_inputs_are_left_out(tmp_path: Path) -> None:
    Ran(changed_by(0.20)).prove(tmp_path)
    runs = Runs(tmp_path, {"old": "sha256:old", "new": "sha256:other"})
    assert len(runs.lines) == runs.older == 5


def test_a_file_that_holds_no_runs_is_refused(tmp_path: Path) -> None:
    (tmp_path / RUNS).write_text('{"variant": 3}\n')
    with pytest.raises(StoreError, match=r"prove\.no_runs"):
        Runs(tmp_path, {"old": "", "new": ""})
