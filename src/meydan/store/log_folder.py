"""The folder of an event log as its one writer finds it: locked, and its torn end cut off."""

import fcntl
import os
from pathlib import Path
from typing import BinaryIO

import structlog

from meydan.city.errors import StoreError
from meydan.store.segments import list_segments, look_through, number_of

log = structlog.get_logger(__name__)


def take_up_log(folder: Path) -> tuple[int, int]:
    """Cut a torn end off the last segment and return the numbers of the next segment and the next record."""
    found = list_segments(folder)
    while found:
        path, last = found[-1], look_through(found[-1])
        if last.torn_bytes or not last.whole_bytes:
            log.warning("log_end_cut", segment=path.name, bytes=last.torn_bytes)
        if last.whole_bytes:
            os.truncate(path, last.whole_bytes)
            return number_of(path) + 1, last.following
        found.pop().unlink()  # not even its head was written
    return 1, 1


def lock_log(folder: Path) -> BinaryIO:
    """Return the folder's lock file, held until it is closed or the process ends: a log has one writer.

    Raises
    ------
    StoreError
        If somebody else holds it.
    """
    held = (folder / "lock").open("wb")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        raise StoreError("store.in_use", folder=str(folder)) from None
    return held
