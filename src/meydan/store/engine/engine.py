"""An engine takes tasks and gives results; who has work does not know on which machine it is done."""

import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass
from itertools import islice
from typing import Protocol, TypeVar

from meydan.city.because import Because, because
from meydan.city.errors import Fault, MeydanError

Work = TypeVar("Work")
Result = TypeVar("Result")

AHEAD = 2  # tasks of an ordered row handed out for each place, before the first is taken: this bounds the memory
NO_ENGINE = ("engine.no_workers", "engine.scheduler_lost")  # no other task would fare better


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task has no result, and what a developer wants to know of it."""

    why: Because
    faults: tuple[Fault, ...] = ()
    trace: str = ""


class Engine(Protocol):
    """Does tasks, some at the same time; `work` is a function of a module, since it may run elsewhere."""

    @property
    def places(self) -> int:
        """How many tasks can be done at the same time, at least one; on many machines it may change."""

    def submit(self, work: Callable[[Work], Result], task: Work) -> "Future[Result]":
        """Begin a task as soon as there is a place; the future has its result or its error."""


def in_order(engine: Engine, tasks: Iterable[Work], work: Callable[[Work], Result]) -> Iterator[tuple[Work, Result]]:
    """Yield each task with its result in the order of the tasks; few are done ahead. The first error is raised."""
    left = iter(tasks)
    waiting: deque[tuple[Work, Future[Result]]] = deque()
    try:
        while True:
            most = engine.places * AHEAD if engine.places > 1 else 1
            waiting += [(task, engine.submit(work, task)) for task in islice(left, max(most - len(waiting), 0))]
            if not waiting:
                return
            task, future = waiting.popleft()
            yield task, future.result()
    finally:
        for _, future in waiting:
            future.cancel()


def as_they_come(
    engine: Engine, tasks: Iterable[Work], work: Callable[[Work], Result]
) -> Iterator[tuple[Work, Result | Failure]]:
    """Yield each task with its result as soon as it is there, or with why it failed; the others go on.

    Raises
    ------
    StoreError
        If the engine itself is lost.
    """
    left = iter(tasks)
    waiting: dict[Future[Result], Work] = {}
    try:
        while True:
            for task in islice(left, max(engine.places - len(waiting), 0)):
                waiting[engine.submit(work, task)] = task
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                found = _found(future)
                yield waiting.pop(future), found
    finally:
        for future in waiting:
            future.cancel()


def failure_of(error: BaseException) -> Failure:
    """Return an error of a task as why it has no result."""
    if isinstance(error, MeydanError):
        return Failure(error.what, tuple(error.faults))
    told = because("engine.failed", error=f"{type(error).__name__}: {error}")
    return Failure(told, trace="".join(traceback.format_exception(error)))


def _found(future: "Future[Result]") -> "Result | Failure":
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, CancelledError) or (isinstance(error, MeydanError) and error.code in NO_ENGINE):
        raise error
    return failure_of(error)
