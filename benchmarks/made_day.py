"""A made-up day of high-resolution logs: junctions of eight phases and 24 detectors, 280,000 events each."""

from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

DAY_MS = 86_400_000
BEGIN_MS = 1_713_139_200_000  # 2024-04-15 00:00
CYCLE_MS = 120_000
PHASES = 8
CHANNELS = 24
VEHICLES = 3_800  # of each detector and day
EACH_SERVICE = (
    (0, 0),
    (1, 0),
    (2, 40),
    (3, 60),
    (43, -200),
    (44, 10),
    (7, 240),
    (8, 240),
    (9, 280),
    (10, 280),
    (11, 300),
)
FUNCTIONS = ("Advance", "Presence", "Count")


def make_day(folder: Path, junctions: int) -> tuple[str, Path]:
    """Write one log file for each junction; return the pattern of their names, and the detector table."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as con:
        for number in range(junctions):
            t, code, parameter = junction_day(number)
            con.register("made", {"t": t + BEGIN_MS, "code": code, "parameter": parameter})
            con.execute(
                f"COPY (SELECT make_timestamp_ms(t) AS TimeStamp, {5000 + number} AS DeviceId, code AS EventId, "
                f"parameter AS Parameter FROM made) TO '{folder}/day-{number:04}.parquet'"
            )
            con.unregister("made")
        table = folder / "detectors.parquet"
        phases = ", ".join(
            f"({channel // 3 + 1}, {channel + 1}, '{FUNCTIONS[channel % 3]}')" for channel in range(CHANNELS)
        )
        con.execute(
            "COPY (SELECT 5000 + j AS DeviceId, p AS Phase, c AS Parameter, f AS Function "
            f"FROM range({junctions}) r(j), (VALUES {phases}) v(p, c, f)) TO '{table}'"
        )
    return f"{folder}/day-*.parquet", table


def junction_day(number: int) -> tuple[Ints, Ints, Ints]:
    """Return time of day [ms], code and parameter of one junction's events, in order of time."""
    random = np.random.default_rng(number)
    parts = [*_lamps(random), *_vehicles(random)]
    t, code, parameter = (np.concatenate([part[i] for part in parts]) for i in range(3))
    inside = (t >= 0) & (t < DAY_MS)
    t, code, parameter = t[inside], code[inside], parameter[inside]
    order = np.lexsort((parameter, code, t))
    return t[order], code[order], parameter[order]


def _lamps(random: np.random.Generator) -> list[tuple[Ints, Ints, Ints]]:
    parts = []
    begins = np.arange(0, DAY_MS, CYCLE_MS, dtype=np.int64)
    for phase in range(1, PHASES + 1):
        begin = begins + (phase - 1) % 4 * 30_000 + 100 * random.integers(0, 20, begins.size)
        events: list[tuple[Ints, int | Ints]] = [
            (begin + after * 100 - (after >= 240) * 2_000, code) for code, after in EACH_SERVICE
        ]
        events.append((begin + 21_900, 4 + random.integers(0, 3, begins.size)))
        events.append((begin + 28_000, 299 + phase))
        events += [(begin, 21), (begin - 5_000, 90)] if phase % 4 == 0 else []
        for t, code in events:
            full = np.broadcast_to(np.asarray(code, np.int64), t.shape)
            split = np.where(full >= 300, 28, phase)
            parts.append((t, full, split))
    return parts


def _vehicles(random: np.random.Generator) -> list[tuple[Ints, Ints, Ints]]:
    parts = []
    for channel in range(1, CHANNELS + 1):
        on = 100 * np.sort(random.choice(DAY_MS // 100, VEHICLES, replace=False)).astype(np.int64)
        longest = np.append(np.diff(on), 60_000) - 100
        off = on + np.minimum(100 * random.integers(2, 80, VEHICLES), np.maximum(longest, 100))
        for t, code in ((on, 82), (off, 81)):
            parts.append((t, np.full(VEHICLES, code, np.int64), np.full(VEHICLES, channel, np.int64)))
    return parts
