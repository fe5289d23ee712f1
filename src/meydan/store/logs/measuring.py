"""Measures of many junctions, from an archive to tables: junction by junction, some at a time, in order."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from threading import local
from typing import TextIO

import duckdb

from meydan.city.because import Because
from meydan.city.errors import StoreError
from meydan.measure.bins import Bins
from meydan.measure.coverage import coverage
from meydan.measure.rows import Definitions, Measure, within
from meydan.store.logs.local_time import bins_in
from meydan.store.logs.reading import Selection, read_junction, windows
from meydan.store.logs.rows_as_text import header, lines

AHEAD = 2  # junctions measured for each worker before the first is written


@dataclass(slots=True)
class Measured:
    """How many rows a measure gave, and why junctions have none, each with the junctions."""

    rows: int = 0
    why: dict[Because, list[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which measures are asked for, each with the names of its columns, in bins of how many minutes."""

    measures: Mapping[str, tuple[Measure, tuple[str, ...]]]
    bin_min: int
    definitions: Definitions


def measure_all(selection: Selection, asked: Asked, files: Mapping[str, Path], workers: int) -> dict[str, Measured]:
    """Write the rows of each measure into its CSV file, whole or not at all.

    Raises
    ------
    StoreError
        If a part cannot be read or a file cannot be written.
    """
    bins = bins_in(selection.zone, asked.bin_min, selection.first_ms, selection.last_ms)
    done = {name: Measured() for name in asked.measures}
    parts = {name: file.with_name(f".{file.name}.part") for name, file in files.items()}
    try:
        with ExitStack() as open_files:
            outs = {
                name: open_files.enter_context(part.open("w", encoding="utf-8", newline=""))
                for name, part in parts.items()
            }
            for name, out in outs.items():
                out.write(header(asked.measures[name][1]))
            for junction, found in _measured(selection, asked, bins, workers):
                _write(junction, found, done, outs)
        for name, part in parts.items():
            part.replace(files[name])
    except (OSError, duckdb.Error) as error:
        raise StoreError("store.disk", error=str(error)) from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return done


Found = dict[str, tuple[Because | None, int, str]]
"""By measure: why there are no rows, how many there are, and their text."""


def _write(junction: str, found: Found, done: dict[str, Measured], outs: Mapping[str, TextIO]) -> None:
    for name, (why, count, text) in found.items():
        done[name].rows += count
        outs[name].write(text)
        if why is not None:
            done[name].why.setdefault(why, []).append(junction)


def _measured(selection: Selection, asked: Asked, bins: Bins, workers: int) -> Iterator[tuple[str, Found]]:
    """Yield what was measured of each junction, in order; a few are measured ahead, which bounds the memory."""
    own = local()
    measure = partial(_measure_one, own, selection, asked, bins)
    if workers == 1:  # without a thread, whose memory is given back and asked for again with every junction
        yield from ((junction, measure(junction)) for junction in selection.parts)
        return
    junctions = iter(selection.parts)
    with ThreadPoolExecutor(workers) as pool:
        waiting = [(junction, pool.submit(measure, junction)) for junction in islice(junctions, workers * AHEAD)]
        while waiting:
            junction, result = waiting.pop(0)
            yield junction, result.result()
            waiting += [(following, pool.submit(measure, following)) for following in islice(junctions, 1)]


def _measure_one(own: local, selection: Selection, asked: Asked, bins: Bins, junction: str) -> Found:
    if not hasattr(own, "con"):
        own.con = duckdb.connect(config={"threads": 1, "memory_limit": "200MB"})
    whys: dict[str, Because | None] = {}
    texts: dict[str, list[str]] = {name: [] for name in asked.measures}
    counts = dict.fromkeys(asked.measures, 0)
    for window in windows(selection, junction):
        log = read_junction(own.con, selection, junction, window.parts)
        covered = coverage(log, bins)
        for name, (measure, _) in asked.measures.items():
            rows = measure(log, bins, asked.definitions)
            whys[name] = rows.why
            rows = within(rows, window.since, window.until)
            counts[name] += rows.start.size
            texts[name].append(lines(junction, rows, covered, bins))
    return {name: (None if counts[name] else whys[name], counts[name], "".join(texts[name])) for name in counts}
