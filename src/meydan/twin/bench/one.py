"""One task of the bench from start to row, in a process of its own: libsumo holds one simulation."""

import tempfile
import time
from pathlib import Path

from meydan.centre.registry import find_strategy
from meydan.store.city_folder import read_city
from meydan.twin.bench.our_run import run_ours
from meydan.twin.bench.row import Row, make_row
from meydan.twin.bench.task import Task
from meydan.twin.bench.versions import versions


def run_one(task: Task) -> Row:
    """Run a task and return its row."""
    begun = time.monotonic()
    city = read_city(task.scenario.folder)
    if city.twin is None:
        raise ValueError(f"{city.name} has no twin")
    made_with = versions(task.strategy, is_ours=True)
    with tempfile.TemporaryDirectory(prefix="meydan-bench-") as scratch:
        seen = run_ours(task, city, find_strategy(task.strategy), Path(scratch))
    length_s = task.settings.until_s or city.twin.end_s - city.twin.begin_s
    took_s = time.monotonic() - begun
    return make_row(task, seen, is_ours=True, length_s=length_s, took_s=took_s, versions=made_with)
