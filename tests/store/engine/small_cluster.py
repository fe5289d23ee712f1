"""Some workers on this machine, each a process of its own, as on machines of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dask
from distributed import LocalCluster

DEATHS = {"distributed.scheduler.allowed-failures": 1}  # of the workers of a task; each begins anew for seconds


@contextmanager
def workers(count: int) -> Iterator[Any]:
    """Give a scheduler with workers in processes of their own, as on machines of their own."""
    options: dict[str, Any] = {"processes": True, "threads_per_worker": 1, "silence_logs": 50}
    with (
        dask.config.set(DEATHS),
        LocalCluster(n_workers=count, dashboard_address="127.0.0.1:0", **options) as made,
    ):
        yield made
