"""Tasks on all cores: one process each, so that one that dies takes no other with it."""

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Generic, TypeVar

import structlog

from meydan.city.because import Because, because
from meydan.city.errors import Fault, MeydanError

Work = TypeVar("Work")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a task has no result, and what a developer wants to know of it."""

    why: Because
    faults: tuple[Fault, ...] = ()
    trace: str = ""


@dataclass(frozen=True, slots=True)
class _Running(Generic[Work]):
    task: Work
    process: BaseProcess
    answer: Connection


def run_all(
    tasks: Sequence[Work], work: Callable[[Work], Result], jobs: int
) -> Iterator[tuple[Work, Result | Failure]]:
    """Yield each task with its result as soon as it is there; at most `jobs` run at once.

    Whoever stops reading early ends those that still run.
    """
    waiting, running = list(reversed(tasks)), list[_Running[Work]]()
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                running.append(_start(waiting.pop(), work))
            ready = wait([one.answer for one in running])
            for one in [one for one in running if one.answer in ready]:
                running.remove(one)
                yield one.task, _result(one)
    finally:
        for one in running:
            one.process.terminate()
            one.process.join()


def _start(task: Work, work: Callable[[Work], Result]) -> _Running[Work]:
    spawn = get_context("spawn")
    answer, other_end = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_do, args=(work, task, other_end), daemon=True)
    process.start()
    other_end.close()
    return _Running(task, process, answer)


def _result(one: "_Running[Work]") -> "Result | Failure":
    try:
        found: Result | Failure = one.answer.recv()
    except EOFError:  # it died without a word
        one.process.join()
        found = Failure(because("bench.died", exit=one.process.exitcode or 0))
    one.process.join()
    one.answer.close()
    return found


def _do(work: Callable[[Work], Result], task: Work, answer: Connection) -> None:
    """Do one task in its own process and send what came of it; its diagnostics go to the standard error."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    Thread(target=_end_with_parent, daemon=True).start()
    try:
        answer.send(work(task))
    except MeydanError as error:
        answer.send(Failure(error.what, tuple(error.faults)))
    except Exception as error:  # noqa: BLE001 - the supervisor of runs
        answer.send(
            Failure(because("bench.failed", error=f"{type(error).__name__}: {error}"), trace=traceback.format_exc())
        )
    except KeyboardInterrupt:  # the whole bench is being stopped
        pass
    answer.close()


def _end_with_parent() -> None:
    """End this process when the bench is gone, however it ended: nobody would read the result."""
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)
