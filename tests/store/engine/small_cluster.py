"""Some workers on this machine, each a process of its own, as on machines of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from distributed import LocalCluster


@contextmanager
def workers(count: int) -> Iterator[Any]:
    """Give a scheduler with workers in processes of their own, as on machines of their own."""
    options: dict[str, Any] = {"dashboard_address": "127.0.0.1:0", "silence_logs": 50}
    with LocalCluster(processes=True, n_workers=count, threads_per_worker=1, **options) as made:
        yield made
