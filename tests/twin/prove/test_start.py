"""What a proof checks before any run: controllers without traffic, on all cores, told in one order."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TypeVar

from meydan.centre.solution import Solution
from meydan.city.city import City
from meydan.city.junction import Junction
from meydan.city.plan import Plan, Timetable
from meydan.twin.prove.proof_shape import Engine
from meydan.twin.prove.runs_file import Runs
from meydan.twin.prove.start import MANY_JUNCTIONS, about_trial, made_with, trial_of
from tests.junctions import junction, plan
from tests.twin.prove.made_trial import NEW, OLD, Ran, changed_by, trial

Work = TypeVar("Work")
Result = TypeVar("Result")


class FirstIsLast:
    """Does the first task after the fourth, as processes may: which one ends first is anybody's guess."""

    places = 4

    def __init__(self, threads: ThreadPoolExecutor) -> None:
        self._threads, self._count, self._over = threads, 0, Event()

    def submit(self, work: Callable[[Work], Result], task: Work) -> "Future[Result]":
        """Begin a task."""
        self._count += 1
        return self._threads.submit(self._do, self._count, work, task)

    def _do(self, number: int, work: Callable[[Work], Result], task: Work) -> Result:
        if number == 1:
            self._over.wait()
        found = work(task)
        if number == 4:
            self._over.set()
        return found


def faulty_city() -> City:
    """Return a city of many junctions, each with a plan that may not run."""
    names = [f"J{number:03d}" for number in range(MANY_JUNCTIONS)]
    short = replace(plan(), steps=(replace(plan().steps[0], green_s=2.0, min_s=1.0), *plan().steps[1:]), cycle_s=37.0)
    junctions: dict[str, Junction] = {name: replace(junction(), id=name, local_plan=short.id) for name in names}
    plans: dict[tuple[str, str], Plan] = {(name, short.id): replace(short, junction=name) for name in names}
    return City("many", "UTC", "sumo", "", "", junctions, plans, Timetable())


def test_the_first_fault_of_many_controllers_is_that_of_the_first_junction_however_cores_work() -> None:
    city = faulty_city()
    solution = Solution("strategy", "fixed_time", "sha256:0", "fixed_time", "fixed_time", city)
    made = replace(trial(), old=solution, new=solution)
    with ThreadPoolExecutor(16) as threads:
        faults = about_trial(made, FirstIsLast(threads)).checked.faults
    junctions = list(dict.fromkeys(str(dict(fault.values)["junction"]) for fault in faults))
    assert junctions == list(city.junctions)


def test_after_a_revert_no_run_from_before_is_taken_up(tmp_path: Path) -> None:
    engine = Engine("1.0", "1.28", "abc")
    first, again, after = (trial_of(trial().scenario, OLD, NEW, reverts=reverts) for reverts in (0, 0, 1))
    for one in Ran(changed_by(-0.1))(first.tasks("base", 0)):
        Runs(tmp_path, made_with(first, engine)).keep(*one, 1.0)  # type: ignore[arg-type]
    kept = Runs(tmp_path, made_with(again, engine))
    assert all(kept.find(task) is not None for task in again.tasks("base", 0))
    left = Runs(tmp_path, made_with(after, engine))
    assert (len(left.lines), left.older) == (0, 2)
    assert all(left.find(task) is None for number in range(40) for task in after.tasks("base", number))
    assert after.reverts == 1
