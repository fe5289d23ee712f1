"""Measures of many junctions, from an archive to tables: window by window of each, some at a time, in order."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import groupby
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
from meydan.store.logs.reading import Selection, Window, of_each, read_junction, windows
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
            for junction, some in groupby(in_order(engine, _tasks(selection, asked, bins), _measure), key=_junction):
                _write(junction, (found for _, found in some), done, outs, bins)
        for name, part in parts.items():
            part.replace(files[name])
    except (OSError, duckdb.Error) as error:
        raise StoreError("store.disk", error=str(error)) from error
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return done


@dataclass(frozen=True, slots=True)
class _Task:
    """One window of a junction to be measured; the selection holds nothing else, since it may have a long way to go."""

    selection: Selection
    junction: str
    window: Window
    asked: Asked
    bins: Bins


@dataclass(frozen=True, slots=True)
class _Found:
    """What a measure found in a window: how many rows, or why none, and their text, or themselves if more is needed."""

    count: int
    why: Because | None
    text: list[bytearray]
    rows: tuple[Rows, Coverage] | None = None


def _tasks(selection: Selection, asked: Asked, bins: Bins) -> Iterator[_Task]:
    """Yield what is to be done, window after window, so that no more than some are ever in the memory."""
    for junction, one in of_each(selection):
        for window in windows(one, junction):
            yield _Task(replace(one, parts={junction: window.parts}), junction, window, asked, bins)


def _junction(done: tuple[_Task, dict[str, _Found]]) -> str:
    return done[0].junction


def _write(
    junction: str,
    some: Iterable[dict[str, _Found]],
    done: dict[str, Measured],
    outs: Mapping[str, BinaryIO],
    bins: Bins,
) -> None:
    """Write what the windows of a junction gave, each as it comes, but for what rests on all of them."""
    counts = dict.fromkeys(outs, 0)
    whys: dict[str, Because | None] = {}
    over: dict[str, list[tuple[Rows, Coverage]]] = {}
    for found in some:
        for name, of_window in found.items():
            counts[name] += of_window.count
            whys[name] = of_window.why
            outs[name].writelines(of_window.text)
            if of_window.rows is not None and of_window.count:
                over.setdefault(name, []).append(of_window.rows)
    for name, parts in over.items():
        for rows, covered in _told_anew(parts, bins):
            outs[name].writelines(lines(junction, rows, covered, bins))
    for name, count in counts.items():
        done[name].rows += count
        why = whys[name]
        if count == 0 and why is not None:
            done[name].why.setdefault(why, []).append(junction)


def _measure(task: _Task) -> dict[str, _Found]:
    junction, window, bins = task.junction, task.window, task.bins
    if not hasattr(_own, "con"):
        _own.con = duckdb.connect(config={"threads": 1, "memory_limit": "200MB"})
    log = read_junction(_own.con, task.selection, junction, window.parts)
    covered = coverage(log, bins)
    found = {}
    for name, (measure, _) in task.asked.measures.items():
        rows = measure(log, bins, task.asked.definitions)
        why = rows.why
        rows = within(rows, window.since, window.until)
        if name in OVER_WINDOWS:
            found[name] = _Found(rows.start.size, why, [], (rows, covered))
        else:
            found[name] = _Found(rows.start.size, why, lines(junction, rows, covered, bins))
    return found


def _told_anew(parts: list[tuple[Rows, Coverage]], bins: Bins) -> list[tuple[Rows, Coverage]]:
    """Return the rows of each window, with what rests on earlier windows."""
    from meydan.measure.plan_age import aged  # who asks for other measures need not load it

    columns = {name: np.concatenate([rows.columns[name] for rows, _ in parts]) for name in parts[0][0].columns}
    whole = aged(Rows(np.concatenate([rows.start for rows, _ in parts]), columns), bins)
    ends = np.cumsum([rows.start.size for rows, _ in parts]).tolist()
    spans = [slice(end - rows.start.size, end) for end, (rows, _) in zip(ends, parts, strict=True)]
    return [(whole.some(span), covered) for span, (_, covered) in zip(spans, parts, strict=True)]
