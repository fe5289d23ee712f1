"""Measures of many junctions, from an archive to tables: junction by junction, some at a time, in order."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from threading import local
from typing import BinaryIO

import duckdb
import numpy as np

from meydan.city.because import Because
from meydan.city.errors import StoreError
from meydan.measure.bins import Bins
from meydan.measure.coverage import Coverage, coverage
from meydan.measure.rows import Definitions, Measure, Rows, within
from meydan.store.engine.engine import Engine, in_order
from meydan.store.logs.local_time import bins_in
from meydan.store.logs.reading import Selection, of_each, read_junction, windows
from meydan.store.logs.rows_as_text import header, lines

OVER_WINDOWS = ("plan_age",)  # what rests on weeks and not on a day

_own = local()  # a connection for each thread, here or on another machine


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


def measure_all(selection: Selection, asked: Asked, files: Mapping[str, Path], engine: Engine) -> dict[str, Measured]:
    """Write the rows of each measure into its CSV file, whole or not at all.

    Raises
    ------
    StoreError
        If a part cannot be read, a file cannot be written, or the engine is lost.
    """
    bins = bins_in(selection.zone, asked.bin_min, selection.first_ms, selection.last_ms)
    done = {name: Measured() for name in asked.measures}
    parts = {name: file.with_name(f".{file.name}.part") for name, file in files.items()}
    try:
        with ExitStack() as open_files:
            outs = {name: open_files.enter_context(part.open("wb")) for name, part in parts.items()}
            for name, out in outs.items():
                out.write(header(asked.measures[name][1]))
            tasks = (_Task(one, junction, asked, bins) for junction, one in of_each(selection))
            for task, found in in_order(engine, tasks, _measure):
                _write(task.junction, found, done, outs)
        for name, part in parts.items():
            part.replace(files[name])
    except (OSError, duckdb.Error) as error:
        raise StoreError("store.disk", error=str(error)) from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return done


Found = dict[str, tuple[Because | None, int, bytes]]
"""By measure: why there are no rows, how many there are, and their text."""


def _write(junction: str, found: Found, done: dict[str, Measured], outs: Mapping[str, BinaryIO]) -> None:
    for name, (why, count, text) in found.items():
        done[name].rows += count
        outs[name].write(text)
        if why is not None:
            done[name].why.setdefault(why, []).append(junction)


@dataclass(frozen=True, slots=True)
class _Task:
    """One junction to be measured; the selection holds nothing else, since it may have a long way to go."""

    selection: Selection
    junction: str
    asked: Asked
    bins: Bins


def _measure(task: _Task) -> Found:
    selection, junction, asked, bins = task.selection, task.junction, task.asked, task.bins
    if not hasattr(_own, "con"):
        _own.con = duckdb.connect(config={"threads": 1, "memory_limit": "200MB"})
    whys: dict[str, Because | None] = {}
    texts: dict[str, list[bytes]] = {name: [] for name in asked.measures}
    counts = dict.fromkeys(asked.measures, 0)
    over: dict[str, list[tuple[Rows, Coverage]]] = {name: [] for name in asked.measures if name in OVER_WINDOWS}
    for window in windows(selection, junction):
        log = read_junction(_own.con, selection, junction, window.parts)
        covered = coverage(log, bins)
        for name, (measure, _) in asked.measures.items():
            rows = measure(log, bins, asked.definitions)
            whys[name] = rows.why
            rows = within(rows, window.since, window.until)
            counts[name] += rows.start.size
            if name in over:
                over[name].append((rows, covered))
            else:
                texts[name].append(lines(junction, rows, covered, bins))
    for name, parts in over.items():
        told = _told_anew([(rows, covered) for rows, covered in parts if rows.start.size], bins)
        texts[name] += [lines(junction, rows, covered, bins) for rows, covered in told]
    return {name: (None if counts[name] else whys[name], counts[name], b"".join(texts[name])) for name in counts}


def _told_anew(parts: list[tuple[Rows, Coverage]], bins: Bins) -> list[tuple[Rows, Coverage]]:
    """Return the rows of each window, with what rests on earlier windows."""
    if not parts:
        return []
    from meydan.measure.plan_age import aged  # who asks for other measures need not load it

    columns = {name: np.concatenate([rows.columns[name] for rows, _ in parts]) for name in parts[0][0].columns}
    whole = aged(Rows(np.concatenate([rows.start for rows, _ in parts]), columns), bins)
    ends = np.cumsum([rows.start.size for rows, _ in parts]).tolist()
    spans = [slice(end - rows.start.size, end) for end, (rows, _) in zip(ends, parts, strict=True)]
    return [(whole.some(span), covered) for span, (_, covered) in zip(spans, parts, strict=True)]
