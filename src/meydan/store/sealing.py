"""The process that seals: told the number of the last finished segment, a line each, it seals all up to that one.

`python -m meydan.store.sealing LOG_DIR` is how `SealerApart` starts it. It ends when its standard input does, after
what it was told.
"""

import fcntl
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import duckdb
import structlog

from meydan.city.errors import MeydanError
from meydan.store.archive import Archive

log = structlog.get_logger(__name__)

LAST_IN_LINE = 19  # of niceness: nothing waits for the archive


def main(arguments: list[str] | None = None) -> int:
    """Seal what is told until nobody tells any more; return 0."""
    folder = Path((arguments or sys.argv[1:])[0])
    os.nice(LAST_IN_LINE)
    with (folder / "sealing.lock").open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # one that a dead control left may still be at its last segment
        seal_on(Archive(folder), sys.stdin)
    return 0


def seal_on(archive: Archive, told: Iterable[str]) -> None:
    """Seal up to each number that is told; what cannot be sealed is tried again with the next."""
    for finished in told:
        try:
            archive.seal(int(finished))
        except (MeydanError, duckdb.Error, OSError) as error:
            log.warning("segment_not_sealed", error=str(error))


if __name__ == "__main__":
    sys.exit(main())
