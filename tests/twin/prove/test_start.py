"""What a proof checks before any run: controllers without traffic, on all cores, told in one order."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import TypeVar

from meydan.centre.solution import Solution
from meydan.city.city import City
from meydan.city.junction import Junction
from meydan.city.plan import Plan, Timetable
from meydan.twin.prove.start import MANY_JUNCTIONS, about_trial
from tests.junctions import junction, plan
from tests.twin.prove.made_trial import trial

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
