"""A process for one task: one that dies takes no other with it, and none outlives who waits for it."""

import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from subprocess import Popen
from threading import Lock, Thread
from typing import Any, TypeVar

import structlog

from meydan.city.because import because
from meydan.store.engine.engine import Failure, failure_of

Work = TypeVar("Work")
Result = TypeVar("Result")

_START = "from meydan.store.engine.own_process import do_task; do_task({})"


class Children:
    """The processes that run for somebody, who can stop them all; none begins afterwards."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: set[Popen[bytes]] = set()
        self._is_stopped = False

    def add(self, process: Popen[bytes]) -> None:
        """Keep a process, or end it at once if all are to be stopped."""
        with self._lock:
            self._running.add(process)
            if self._is_stopped:
                process.terminate()

    def discard(self, process: Popen[bytes]) -> None:
        """Forget a process that has ended."""
        with self._lock:
            self._running.discard(process)

    def stop(self) -> None:
        """End those that run."""
        with self._lock:
            self._is_stopped = True
            for process in self._running:
                process.terminate()


def in_own_process(work: Callable[[Work], Result], task: Work, children: Children | None = None) -> Result | Failure:
    """Return the result of a task that was done in a process of its own, or why there is none.

    The process is one of `children`. It is a plain one, not one of `multiprocessing`: Dask's workers may have none of
    those.
    """
    children = children or Children()
    ours, theirs = Pipe()
    command = [sys.executable, "-c", _START.format(theirs.fileno())]
    with ours, Popen(command, pass_fds=[theirs.fileno()], env=os.environ | {"PYTHONPATH": _path()}) as process:
        children.add(process)
        theirs.close()
        try:
            ours.send((work, task))
            found: Result | Failure = ours.recv()
        except (EOFError, OSError):  # it died without a word
            found = Failure(because("engine.died", exit=process.wait()))
        except BaseException:  # what could not be sent, or a user who is tired of waiting
            process.terminate()
            raise
        finally:
            children.discard(process)
        return found


def do_task(answer_at: int) -> None:
    """Do the one task of this process and send what came of it; its diagnostics go to the standard error."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    answer: Connection[Any, Any] = Connection(answer_at)
    try:
        work, task = answer.recv()
        Thread(target=_end_with_parent, args=(answer,), daemon=True).start()
        answer.send(work(task))
    except Exception as error:  # noqa: BLE001 - the supervisor of the task
        answer.send(failure_of(error))
    except KeyboardInterrupt:  # everything is being stopped
        pass


def _end_with_parent(answer: "Connection[Any, Any]") -> None:
    """End this process when nobody waits for its result any more; nothing else is ever sent to it."""
    try:
        answer.recv()
    except (EOFError, OSError):
        os._exit(1)


def _path() -> str:
    """Return where modules are looked for, so that the other process finds the same."""
    return os.pathsep.join(path or os.getcwd() for path in sys.path)
