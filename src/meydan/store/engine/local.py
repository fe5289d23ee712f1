"""Work on this machine: in threads, or each task in a process of its own."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TypeVar, cast

from meydan.store.engine.engine import Engine

Work = TypeVar("Work")
Result = TypeVar("Result")


class _Here:
    """Does each task at once, without a thread, whose memory would be given back and asked for again with each."""

    places = 1

    def submit(self, work: Callable[[Work], Result], task: Work) -> "Future[Result]":
        """Do a task and return its result as a future."""
        future: Future[Result] = Future()
        try:
            future.set_result(work(task))
        except Exception as error:  # noqa: BLE001 - it is raised where the result is asked for
            future.set_exception(error)
        return future


class _Threads:
    def __init__(self, pool: ThreadPoolExecutor, places: int) -> None:
        self._pool = pool
        self.places = places

    def submit(self, work: Callable[[Work], Result], task: Work) -> "Future[Result]":
        """Do a task in a thread."""
        return self._pool.submit(work, task)


class _Processes:
    def __init__(self, pool: ThreadPoolExecutor, places: int) -> None:
        from meydan.store.engine.own_process import Children, in_own_process  # threads need none of it

        self._pool = pool
        self.places = places
        self.children = Children()
        self._do = in_own_process

    def submit(self, work: Callable[[Work], Result], task: Work) -> "Future[Result]":
        """Do a task in a process of its own; the result is a Failure if that died or failed."""
        alone = partial(self._do, work, children=self.children)
        return cast("Future[Result]", self._pool.submit(alone, task))  # who asks for processes knows of failures


@contextmanager
def threads(places: int) -> Iterator[Engine]:
    """Give an engine for work that shares this process, such as reading and measuring."""
    if places == 1:
        yield _Here()
        return
    with ThreadPoolExecutor(places) as pool:
        try:
            yield _Threads(pool, places)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def processes(places: int) -> Iterator[Engine]:
    """Give an engine for work that needs a process of its own, such as a simulation; what still runs ends with it."""
    with ThreadPoolExecutor(places) as pool:
        engine = _Processes(pool, places)
        try:
            yield engine
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            engine.children.stop()
