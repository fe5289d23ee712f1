"""Work on the workers of a Dask scheduler: the same results, and one clear error for each thing that can be missing."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any, cast

import pytest
from distributed.client import FutureState

from meydan.city.errors import CityError, StoreError
from meydan.city.words import Language
from meydan.city.words.telling import told
from meydan.store.engine import many_machines as engine_module
from meydan.store.engine.engine import Failure, as_they_come, in_order
from meydan.store.engine.many_machines import many_machines
from meydan.store.engine.same_code import made_with
from tests.store.engine import working
from tests.store.engine.small_cluster import workers
from tests.store.engine.working import work


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with workers(2) as made:
        yield made


@pytest.fixture
def lonely() -> Iterator[Any]:
    """Give a scheduler with one worker, to be taken away."""
    with workers(1) as made:
        yield made


def test_a_task_alone_has_its_own_process_and_the_worker_outlives_it(cluster: Any) -> None:
    tasks = ["say:a", "die:", "say:b", "refuse:", "fail:bad luck"]
    with many_machines(cluster.scheduler_address, alone=True) as engine:
        assert engine.places == 2
        found = dict(as_they_come(engine, tasks, work))
        pids = {pid for _, pid in in_order(engine, ["worker:"] * 2, work)}
    processes = {str(found[task]).split()[-1] for task in ("say:a", "say:b")}
    assert len(processes) == 2
    assert len(pids) == 2
    died, refused, failed = found["die:"], found["refuse:"], found["fail:bad luck"]
    assert isinstance(died, Failure)
    assert (died.why.code, died.why.values) == ("engine.died", (("exit", 7),))
    assert isinstance(refused, Failure)
    assert refused.why.code == "bench.no_names"
    assert isinstance(failed, Failure)
    assert "bad luck" in failed.trace


def test_a_worker_that_dies_every_time_is_told_and_the_others_go_on(cluster: Any) -> None:
    with many_machines(cluster.scheduler_address) as engine:
        # One after the other: Dask blames a task that waits at a worker for its death too.
        found = dict(as_they_come(engine, ["die:"], work)) | dict(as_they_come(engine, ["say:a", "refuse:"], work))
    died, refused = found["die:"], found["refuse:"]
    assert isinstance(died, Failure)
    assert died.why.code == "engine.worker_died"
    assert isinstance(refused, Failure)
    assert refused.why.code == "bench.no_names"
    assert str(found["say:a"]).startswith("a by ")


@pytest.mark.parametrize("task", ["die_once", "dies_as_taken"])
def test_a_task_whose_worker_dies_once_is_done_again_by_another(cluster: Any, tmp_path: Path, task: str) -> None:
    mark = tmp_path / "died"
    with many_machines(cluster.scheduler_address) as engine:
        ((_, result),) = as_they_come(engine, [f"{task}:{mark}"], work)
    assert mark.read_text() != result
    assert str(result).isdecimal()


def test_a_result_is_not_lost_whose_worker_dies_while_it_is_handed_over(
    lonely: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed: list[int] = []
    is_lost = Event()
    lose: Callable[[FutureState], None] = FutureState.lose

    def lose_and_tell(state: FutureState) -> None:
        lose(state)
        is_lost.set()

    def kill_once(pid: int) -> None:
        if not killed:
            killed.append(pid)
            os.kill(pid, signal.SIGKILL)
            is_lost.wait()  # until the client knows that what it is unpacking is there no more

    monkeypatch.setattr(FutureState, "lose", lose_and_tell)
    monkeypatch.setattr(working, "at_arrival", [kill_once])
    with many_machines(lonely.scheduler_address) as engine:
        ((_, result),) = as_they_come(engine, ["arrives:"], work)
    assert result == str(killed[0])


def test_results_come_in_order_and_an_error_is_raised_as_it_was(cluster: Any) -> None:
    tasks = [f"say:{number}" for number in range(6)] + ["refuse:"]
    with many_machines(cluster.scheduler_address) as engine:
        results = in_order(engine, tasks, work)
        assert [next(results)[0] for _ in range(6)] == tasks[:6]
        with pytest.raises(CityError, match=r"bench\.no_names"):
            next(results)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "No Dask scheduler answers at tcp://127.0.0.1:1."), ("tr", "tcp://127.0.0.1:1 adresinde yanıt veren bir")],
)
def test_a_scheduler_that_is_not_there_is_told(language: Language, sentence: str) -> None:
    with pytest.raises(StoreError) as caught, many_machines("tcp://127.0.0.1:1", connect_s=0.2):
        pass
    assert told(caught.value, language).startswith(sentence)


def test_other_versions_are_told_before_anything_is_done(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "made_with", lambda: made_with() | {"numpy": "0.1"})
    with pytest.raises(StoreError) as caught, many_machines(cluster.scheduler_address):
        pass
    assert caught.value.code == "engine.other_versions"
    assert dict(caught.value.what.values)["name"] == "numpy"
    assert dict(caught.value.what.values)["here"] == "0.1"


def test_a_worker_that_does_not_see_the_archive_is_told(cluster: Any, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught, many_machines(cluster.scheduler_address, [tmp_path, tmp_path / "no"]):
        pass
    assert caught.value.code == "engine.not_seen"
    assert dict(caught.value.what.values)["path"] == str(tmp_path / "no")


def test_dask_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(StoreError) as caught, many_machines("tcp://127.0.0.1:1"):
        pass
    assert caught.value.code == "engine.no_dask"


def test_workers_that_all_went_are_told(lonely: Any) -> None:
    with many_machines(lonely.scheduler_address, patience_s=1.0) as engine:
        assert next(in_order(engine, ["say:a"], work))[0] == "say:a"
        lonely.scale(0)
        with pytest.raises(StoreError) as caught:
            list(as_they_come(engine, ["hang:no", "hang:no"], work))
    assert caught.value.code == "engine.no_workers"
    with pytest.raises(StoreError) as caught, many_machines(lonely.scheduler_address, connect_s=0.5):
        pass
    assert caught.value.code == "engine.no_workers"


def test_a_scheduler_that_is_lost_ends_the_work(lonely: Any, tmp_path: Path) -> None:
    with many_machines(lonely.scheduler_address, connect_s=1.0) as engine:
        results = as_they_come(engine, ["say:a", f"hang:{tmp_path / 'pid'}"], work)
        assert next(results)[0] == "say:a"
        lonely.close()
        with pytest.raises(StoreError) as caught:
            next(results)
    assert caught.value.code == "engine.scheduler_lost"


def test_a_task_for_a_scheduler_that_was_lost_is_told(lonely: Any) -> None:
    with many_machines(lonely.scheduler_address, connect_s=0.2) as engine:
        lonely.close()
        while cast("engine_module._ManyMachines", engine)._client.status != "closed":
            os.sched_yield()
        with pytest.raises(StoreError) as caught:
            list(as_they_come(engine, ["say:a"], work))
    assert caught.value.code == "engine.scheduler_lost"


def test_a_scheduler_that_is_lost_before_the_work_begins_is_told(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(self: object) -> None:
        raise ConnectionResetError

    monkeypatch.setattr(engine_module._ManyMachines, "check_all", break_off)
    with pytest.raises(StoreError) as caught, many_machines(cluster.scheduler_address):
        pass
    assert caught.value.code == "engine.scheduler_lost"
