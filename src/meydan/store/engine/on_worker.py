"""What a worker does with a task: it looks whether it may, and then does it."""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from socket import gethostname
from typing import Any

from meydan.city.errors import StoreError
from meydan.store.engine.own_process import in_own_process
from meydan.store.engine.same_code import first_difference, made_with


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a worker: the same code, paths that it sees, and whether each task gets a process of its own."""

    made_with: dict[str, str]
    sees: tuple[Path, ...] = ()
    alone: bool = False


def is_ready(pickled: bytes) -> None:
    """Raise StoreError if this worker cannot do what is asked."""
    asked: Asked = pickle.loads(pickled)  # noqa: S301 - whoever may send tasks may run code, on purpose
    _check(asked)


def do_there(pickled: bytes, pickled_task: bytes) -> Any:
    """Do a task on this worker, which may have come later than the others; return its result."""
    asked: Asked = pickle.loads(pickled)  # noqa: S301
    _check(asked)
    work, task = _unpacked(pickled_task)
    return in_own_process(work, task) if asked.alone else work(task)


def _unpacked(pickled: bytes) -> tuple[Callable[[Any], Any], Any]:
    try:
        work, task = pickle.loads(pickled)  # noqa: S301
    except (ImportError, AttributeError) as error:
        raise StoreError("engine.cannot_load", machine=gethostname(), error=str(error)) from error
    return work, task


def _check(asked: Asked) -> None:
    here = made_with()
    if (name := first_difference(asked.made_with, here)) is not None:
        raise StoreError(
            "engine.other_versions",
            machine=gethostname(),
            name=name,
            there=here.get(name) or "-",
            here=asked.made_with[name] or "-",
        )
    for path in asked.sees:
        if not path.exists():
            raise StoreError("engine.not_seen", machine=gethostname(), path=str(path))
