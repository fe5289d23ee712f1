"""Which engine does heavy work: this machine, or the workers of a Dask scheduler, as typed."""

import argparse
import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from meydan.city.because import because
from meydan.cli.typed import Wrong, jobs
from meydan.store.engine.engine import Engine

_ADDRESS = re.compile(r"(?:tcp|tls)://[^\s/]+:\d{1,5}", re.ASCII)


def add_engine(parser: argparse.ArgumentParser, word: Callable[[str], str], help_on_jobs: str) -> None:
    """Add what can be typed about where the work is done."""
    parser.add_argument("--jobs", type=jobs, default=None, metavar="N", help=help_on_jobs)
    parser.add_argument("--scheduler", type=scheduler, default=None, metavar="ADDRESS", help=word("scheduler"))


def scheduler(text: str) -> str | Wrong:
    """Return the address of a Dask scheduler."""
    return text if _ADDRESS.fullmatch(text) else Wrong(because("typed.scheduler", found=text))


def threads_or_machines(typed: argparse.Namespace, here: int, sees: Sequence[Path]) -> AbstractContextManager[Engine]:
    """Return the engine for work that may share a process: so many threads here, or the workers that see some paths."""
    if typed.scheduler is not None:
        from meydan.store.engine.many_machines import many_machines

        return many_machines(typed.scheduler, sees, most=typed.jobs)

    from meydan.store.engine.local import threads

    return threads(typed.jobs or here)


def processes_or_machines(typed: argparse.Namespace, here: int, sees: Sequence[Path]) -> AbstractContextManager[Engine]:
    """Return the engine for work that needs a process for each task."""
    if typed.scheduler is not None:
        from meydan.store.engine.many_machines import many_machines

        return many_machines(typed.scheduler, sees, most=typed.jobs, alone=True)

    from meydan.store.engine.local import processes

    return processes(typed.jobs or here)
