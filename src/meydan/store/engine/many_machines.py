"""Work on many machines: the workers of a Dask scheduler do the tasks, with the same code as here.

References
----------
.. [1] https://distributed.dask.org
"""

import logging
import pickle
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, InvalidStateError
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeVar, cast

from meydan.city.errors import StoreError
from meydan.store.engine.engine import Engine
from meydan.store.engine.on_worker import Asked, do_there, is_ready
from meydan.store.engine.same_code import made_with

if TYPE_CHECKING:
    from distributed import Client
    from distributed import Future as Theirs
    from tornado.ioloop import IOLoop

Work = TypeVar("Work")
Result = TypeVar("Result")

CONNECT_S = 10.0
PATIENCE_S = 60.0  # without any worker, before the work is given up: long enough to start workers anew
LOOK_S = 1.0  # between two looks at the workers
LEAST = 1
RUNNING = "running"  # what a client says of itself while its scheduler is there
FAILED = "error"  # what a future says of itself when its task raised something
OF_DASK = ("distributed", "tornado")  # loggers


@contextmanager
def many_machines(
    address: str,
    sees: Sequence[Path] = (),
    *,
    most: int | None = None,
    alone: bool = False,
    connect_s: float = CONNECT_S,
    patience_s: float = PATIENCE_S,
) -> Iterator[Engine]:
    """Give an engine whose tasks the workers of a scheduler do; at most `most` at the same time.

    `alone` gives each task a process of its own there.
    Each worker must have the same code and see what `sees` names, at the same paths.

    Raises
    ------
    StoreError
        If Dask is not installed here, no scheduler answers, it has no workers, or one of them cannot do the work.
    """
    client = _connected(address, connect_s)
    try:
        asked = Asked(made_with(), tuple(path.absolute() for path in sees), alone)
        engine = _ManyMachines(client, address, asked, most, patience_s)
        try:
            engine.wait_for_workers(connect_s)
            engine.check_all()
        except OSError as error:  # what Dask raises when the connection breaks
            raise StoreError("engine.scheduler_lost", address=address) from error
        with engine.watching():
            yield engine
    finally:
        client.close(timeout=connect_s)


class _ManyMachines:
    def __init__(self, client: "Client", address: str, asked: Asked, most: int | None, patience_s: float) -> None:
        self._client = client
        self._in_loop = cast("IOLoop", client.loop).add_callback  # a client that is connected has one
        self._address = address
        self._asked = asked
        self._most = most
        self._patience_s = patience_s
        self._closing = Event()
        self._waiting: set[Future[object]] = set()
        self.places = LEAST

    def submit(self, work: Callable[[Work], Result], task: Work) -> "Future[Result]":
        """Have a task done by the next worker that is free."""
        try:
            theirs = self._client.submit(do_there, pickle.dumps(self._asked), pickle.dumps((work, task)), pure=False)
        except Exception as error:
            if self._client.status == RUNNING:
                raise
            raise self._lost() from error
        ours: Future[object] = Future()
        self._waiting.add(ours)
        ours.add_done_callback(partial(self._forget, theirs))
        self._in_loop(self._hand_on, theirs, ours)
        return cast("Future[Result]", ours)

    def wait_for_workers(self, most_s: float) -> None:
        """Wait until there is a worker."""
        without_s = 0.0
        while not self._look():
            if without_s >= most_s or self._client.status != RUNNING:
                raise self._no_workers(most_s) if self._client.status == RUNNING else self._lost()
            self._closing.wait(LOOK_S)
            without_s += LOOK_S

    def check_all(self) -> None:
        """Raise what keeps the scheduler or a worker from doing the work."""
        asked = pickle.dumps(self._asked)
        found = dict(self._client.run(is_ready, asked, on_error="return"))
        found["scheduler"] = self._try_scheduler()
        for machine, error in sorted(found.items()):
            if isinstance(error, StoreError):
                raise error
            if isinstance(error, Exception):
                raise StoreError("engine.cannot_load", machine=machine, error=str(error))

    def _try_scheduler(self) -> Exception | None:
        try:
            self._client.run_on_scheduler(is_ready, pickle.dumps(Asked(self._asked.made_with)))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told with its machine
            return error
        return None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look at the workers as long as there is work, and give it up when there are none for too long."""
        watch = Thread(target=self._watch, daemon=True)
        watch.start()
        try:
            yield
        finally:
            self._closing.set()
            watch.join()
            for future in list(self._waiting):
                future.cancel()

    def _watch(self) -> None:
        without_s = 0.0
        while not self._closing.wait(LOOK_S):
            without_s = 0.0 if self._look() else without_s + LOOK_S
            if self._client.status != RUNNING:
                self._end_all(self._lost())
            elif without_s >= self._patience_s:
                self._end_all(self._no_workers(self._patience_s))

    def _end_all(self, error: StoreError) -> None:
        for future in list(self._waiting):
            _set_error(future, error)

    def _look(self) -> int:
        """Return how many tasks the workers can do at the same time now."""
        places = 0
        with suppress(Exception):  # a lost scheduler cancels its tasks, and that is told
            places = sum(self._client.nthreads().values())
        self.places = max(min(places, self._most or places), LEAST)
        return places

    def _no_workers(self, waited_s: float) -> StoreError:
        return StoreError("engine.no_workers", address=self._address, waited_s=waited_s)

    def _lost(self) -> StoreError:
        return StoreError("engine.scheduler_lost", address=self._address)

    def _forget(self, theirs: "Theirs[object]", ours: "Future[object]") -> None:
        self._waiting.discard(ours)
        if not theirs.done():
            self._in_loop(self._client.cancel, [theirs])  # in its loop, where nothing waits for it

    async def _hand_on(self, theirs: "Theirs[object]", ours: "Future[object]") -> None:
        """Hand the outcome on, in our words where it is the engine's own.

        The client's future is awaited, not one of its executor: that one looks once more how the task stands when the
        result is there already, and takes it for an error where the worker died meanwhile.
        """
        from distributed import KilledWorker

        try:
            result = await theirs
        except KilledWorker as error:
            _set_error(ours, StoreError("engine.worker_died", machine=str(error.last_worker.address)))
        except Exception as error:  # noqa: BLE001 - it is raised where the result is asked for
            is_lost = theirs.status != FAILED and isinstance(error, CancelledError | OSError)
            _set_error(ours, self._lost() if is_lost else error)
        else:
            with suppress(InvalidStateError):  # nobody waits for it any more
                ours.set_result(result)


def _connected(address: str, connect_s: float) -> "Client":
    try:
        from distributed import Client
        from distributed.versions import VersionMismatchWarning
    except ImportError as error:
        raise StoreError("engine.no_dask") from error
    for name in [name for name in logging.root.manager.loggerDict if name.startswith(OF_DASK)]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is told in one sentence
    warnings.simplefilter("ignore", VersionMismatchWarning)  # ours compares more, and tells it so
    try:
        return Client(address, timeout=connect_s, set_as_default=False)
    except (OSError, ValueError) as error:
        raise StoreError("engine.no_scheduler", address=address) from error


def _set_error(future: "Future[object]", error: Exception) -> None:
    with suppress(InvalidStateError):
        future.set_exception(error)
