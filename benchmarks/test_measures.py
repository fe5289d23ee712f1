"""What one junction's day costs: six measures of it, and taking it in."""

from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.made_day import CHANNELS, FUNCTIONS, junction_day, make_day
from benchmarks.measure_cost import SIX
from meydan.centre.measures import find_measures
from meydan.measure.bins import bins_of_minutes
from meydan.measure.coverage import coverage
from meydan.measure.junction_log import Detector, junction_log
from meydan.store.logs.ingest import ingest

DETECTORS = [Detector(c + 1, c // 3 + 1, FUNCTIONS[c % 3].lower()) for c in range(CHANNELS)]


@pytest.mark.parametrize("definitions", ["meydan", "atspm"])
def test_six_measures_of_a_day(benchmark: Any, definitions: Any) -> None:
    t, code, parameter = junction_day(1)
    columns = t, code.astype(np.uint16), parameter.astype(np.uint16)
    measures = [measure for measure, _ in find_measures(SIX).values()]

    def six() -> int:
        log = junction_log(*columns, DETECTORS)
        bins = bins_of_minutes(15)
        coverage(log, bins)
        return sum(measure(log, bins, definitions).start.size for measure in measures)

    assert benchmark(six) > 0


def test_a_day_is_taken_in(benchmark: Any, tmp_path: Path) -> None:
    make_day(tmp_path / "day", 1)
    number = count()

    def take() -> int:
        return ingest([tmp_path / "day" / "day-0000.parquet"], tmp_path / f"archive-{next(number)}", zone="UTC").new

    events = benchmark.pedantic(take, rounds=3)
    assert events > 250_000
    if benchmark.stats is not None:
        benchmark.extra_info["events_per_s"] = round(events / benchmark.stats.stats.median)
