"""Made-up weeks of junctions with one watched phase: full days, quieter at weekends, some better after a change.

Each cycle of 150 s has 40 s of green; vehicles come at chosen times of it, so that what a measure must say is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from meydan.store.logs.detector_table import read_detectors
from meydan.store.logs.ingest import ingest

CYCLE_MS = 150_000
GREEN_MS = 40_000
DAY_MS = 86_400_000
ADVANCE, PRESENCE = 11, 12
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Habit:
    """How a junction does: share of vehicles on green, share of failed greens, and how much a day differs."""

    on_green: float = 0.5
    failed: float = 0.1
    noise: float = 0.05
    plan: int = 0  # told at midnight, if not 0
    cycle_s: int = 0  # of the plan, told a second later, if not 0
    silent: tuple[int, ...] = ()  # detectors that say nothing
    fault: int = 0  # code of a fault of the advance detector, told at eight
    offset_ms: int = 0  # by which everything comes later


def make_archive(folder: Path, habits: Mapping[str, Sequence[tuple[str, Habit]]], seed: int = 1) -> Path:
    """Take in each junction's days, each with its habit; return the archive."""
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    log, table = folder / "log.parquet", folder / "detectors.csv"
    with duckdb.connect() as con:
        con.execute("CREATE TABLE made (TimeStamp TIMESTAMP, DeviceId VARCHAR, EventId INTEGER, Parameter INTEGER)")
        for junction, days in habits.items():
            for day, habit in days:
                t, code, parameter = day_events(random, day, habit)
                con.register("day", {"t": t, "code": code, "parameter": parameter})
                con.execute("INSERT INTO made SELECT make_timestamp_ms(t), ?, code, parameter FROM day", [junction])
                con.unregister("day")
        con.execute(f"COPY made TO '{log}' (FORMAT parquet)")
    functions = ((ADVANCE, "Advance"), (PRESENCE, "Presence"))
    rows = [f"{junction},2,{channel},{what}" for junction in habits for channel, what in functions]
    table.write_text("\n".join(["DeviceId,Phase,Parameter,Function", *rows]) + "\n", encoding="utf-8")
    ingest([log], folder / "archive", read_detectors(table), "UTC")
    return folder / "archive"


def day_events(random: np.random.Generator, day: str, habit: Habit) -> tuple[Ints, Ints, Ints]:
    """Return times [ms since 1970], codes and parameters of one day."""
    begin = int(np.datetime64(day, "D").astype(np.int64)) * DAY_MS
    cycles = np.arange(begin, begin + DAY_MS, CYCLE_MS, dtype=np.int64)
    green = cycles + 60_000
    red = green + GREEN_MS + 3_000
    parts = [(green, 1, 2), (green + GREEN_MS, 8, 2), (red, 10, 2), (red + 2_000, 11, 2)]
    parts.append((np.arange(begin, begin + DAY_MS, 20_000, dtype=np.int64), 43, 9))  # a log is never silent for long
    weekend = date.fromisoformat(day).weekday() >= 5
    share = float(np.clip(habit.on_green + random.normal(0, habit.noise), 0, 1))
    for place in range(2 if weekend else 4):
        on_green = random.random(cycles.size) < share
        offset = 10_000 + 9_000 * place
        on = np.where(on_green, green + offset % 36_000 + 500, cycles + offset)
        parts += [(on, 82, ADVANCE), (on + 300, 81, ADVANCE)]
    failed = random.random(cycles.size) < np.clip(habit.failed + random.normal(0, habit.noise / 2), 0, 1)
    parts += [(green[failed], 82, PRESENCE), (red[failed] + 6_000, 81, PRESENCE)]
    parts += [(green[~failed], 82, PRESENCE), (green[~failed] + 9_000, 81, PRESENCE)]
    parts = [part for part in parts if part[2] not in habit.silent]
    told = (
        (habit.plan, 0, 131, habit.plan),
        (habit.cycle_s, 1_000, 132, habit.cycle_s),
        (habit.fault, 8 * 3_600_000, habit.fault, ADVANCE),
    )
    parts += [(np.array([begin + after], np.int64), code, value) for is_told, after, code, value in told if is_told]
    t = np.concatenate([part[0] for part in parts])
    code, parameter = (np.concatenate([np.full(p[0].size, p[i], np.int64) for p in parts]) for i in (1, 2))
    return t + habit.offset_ms, code, parameter
