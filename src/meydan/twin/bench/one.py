"""One task of the bench from start to row, in a process of its own: libsumo holds one simulation."""

import tempfile
import time
from pathlib import Path

from meydan.centre.registry import find_strategy
from meydan.city.city import City
from meydan.control import fixed_time
from meydan.store.city_folder import read_city
from meydan.twin.bench.baselines import WEBSTER, is_ours
from meydan.twin.bench.our_run import run_ours
from meydan.twin.bench.row import Row, make_row
from meydan.twin.bench.sumo_run import run_sumo
from meydan.twin.bench.task import Task
from meydan.twin.bench.turns import turn_volumes_vph
from meydan.twin.bench.versions import fingerprint_of_inputs, versions
from meydan.twin.bench.watching import Seen
from meydan.twin.bench.webster_city import retimed


def run_one(task: Task) -> Row:
    """Run a task and return its row."""
    begun = time.monotonic()
    city = read_city(task.scenario.folder)
    if city.twin is None:
        raise ValueError(f"{city.name} has no twin")
    made_with = versions(task.strategy, fingerprint_of_inputs(task.scenario))
    with tempfile.TemporaryDirectory(prefix="meydan-bench-") as scratch:
        seen = _seen(task, city, Path(scratch))
    length_s = task.settings.until_s or city.twin.end_s - city.twin.begin_s
    took_s = time.monotonic() - begun
    return make_row(task, seen, is_ours=is_ours(task.strategy), length_s=length_s, took_s=took_s, versions=made_with)


def _seen(task: Task, city: City, scratch: Path) -> Seen:
    if not is_ours(task.strategy):
        return run_sumo(task, city, scratch)
    if task.strategy == WEBSTER:
        assert city.twin is not None
        volumes_vph = turn_volumes_vph(city.twin, task.scenario.folder, scratch)
        scaled = {turn: flow * task.settings.demand for turn, flow in volumes_vph.items()}
        return run_ours(task, retimed(city, scaled), fixed_time, scratch)
    return run_ours(task, city, find_strategy(task.strategy), scratch)
