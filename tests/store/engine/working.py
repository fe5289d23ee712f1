"""What engines are given to do in their tests; other processes must be able to import it."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from distributed.comm.utils import OFFLOAD_THRESHOLD

from meydan.city.errors import CityError

at_arrival: list[Callable[[int], None]] = []
"""What is called where a result is unpacked; a test sets it in its own process."""


def work(task: str) -> object:
    """Do what a task says."""
    kind, _, rest = task.partition(":")
    match kind:
        case "die":
            os._exit(7)
        case "fail":
            raise ValueError(rest)
        case "refuse":
            raise CityError("bench.no_names")
        case "hang":
            Path(rest).write_text(str(os.getpid()))
            time.sleep(600)
        case "die_once":
            _die_once(Path(rest))
            return str(os.getpid())
        case "dies_as_taken":
            return DiesAsItIsTaken(Path(rest))
        case "arrives":
            return Arrives()
        case "worker":
            return str(os.getpid())
        case _:
            return f"{rest} by {os.getpid()}"
    return ""


class DiesAsItIsTaken:
    """A result whose worker dies while it packs it to send it away; the next worker sends text."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Pack the worker's number."""
        _die_once(self._mark)
        return str, (str(os.getpid()),)


class Arrives:
    """A result that calls `at_arrival` with its worker's number while it is unpacked, and is that number as text."""

    def __reduce__(self) -> tuple[Callable[[int, bytes], str], tuple[int, bytes]]:
        """Pack the worker's number, with so much that the client unpacks it beside its loop, which goes on."""
        return _arrived, (os.getpid(), bytes(OFFLOAD_THRESHOLD + 1))


def _arrived(pid: int, _: bytes) -> str:
    for call in at_arrival:
        call(pid)
    return str(pid)


def _die_once(mark: Path) -> None:
    if not mark.exists():
        mark.write_text(str(os.getpid()))
        os._exit(7)
