"""What a report needs of each junction: the rows of some measures, by bin, and the coverage of each bin."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import duckdb
import numpy as np

from meydan.city.because import Because
from meydan.measure.approach_delay import approach_delay
from meydan.measure.arrivals_on_green import arrivals_on_green
from meydan.measure.bins import Bins, distinct
from meydan.measure.coverage import coverage
from meydan.measure.junction_log import Flags, Floats, Ints
from meydan.measure.rows import Measure, Rows, within
from meydan.measure.split_failures import split_failures
from meydan.store.logs.reading import Selection, read_junction, windows

BIN_MIN = 15
ARRIVALS, DELAY, FAILURES = "arrivals_on_green", "approach_delay", "split_failures"
MEASURES: Mapping[str, Measure] = {ARRIVALS: arrivals_on_green, DELAY: approach_delay, FAILURES: split_failures}


@dataclass(frozen=True, slots=True)
class Measured:
    """The rows of each measure of one junction, why a measure has none, and the share of each bin that has data.

    A bin is `sound` if all of it has data and nothing in it makes a number doubtful.
    """

    junction: str
    rows: Mapping[str, Rows]
    why: Mapping[str, Because]
    start: Ints
    share: Floats
    sound: Flags


@dataclass(frozen=True, slots=True)
class Totals:
    """What came together of some bins and phases; what nobody measured is 0, and its shares are not available."""

    vehicles: int = 0
    on_green: int = 0
    delayed: int = 0  # vehicles whose least delay is known
    delay_s: float = 0.0
    cycles: int = 0
    failures: int = 0

    @property
    def share_on_green(self) -> float:
        """Share of vehicles that met green [0..1], or NaN."""
        return self.on_green / self.vehicles if self.vehicles else float("nan")

    @property
    def mean_delay_s(self) -> float:
        """Least delay of a vehicle [s], or NaN."""
        return self.delay_s / self.delayed if self.delayed else float("nan")

    @property
    def failed_share(self) -> float:
        """Share of greens that were too short [0..1], or NaN."""
        return self.failures / self.cycles if self.cycles else float("nan")


def measure_junction(
    con: duckdb.DuckDBPyConnection,
    selection: Selection,
    junction: str,
    bins: Bins,
    measures: Mapping[str, Measure] = MEASURES,
) -> Measured:
    """Measure one junction, a few weeks at a time."""
    found: dict[str, list[Rows]] = {name: [] for name in measures}
    starts, shares, sound = [], [], []
    for window in windows(selection, junction):
        log = read_junction(con, selection, junction, window.parts)
        covered = coverage(log, bins)
        marked = np.array([mark == "" for mark in covered.marks], np.int64)
        inside = within(Rows(covered.start, {"share": covered.share, "sound": marked}), window.since, window.until)
        starts.append(inside.start)
        shares.append(np.asarray(inside.columns["share"], np.float64))
        sound.append(np.asarray(inside.columns["sound"], np.bool_))
        for name, measure in measures.items():
            found[name].append(within(measure(log, bins), window.since, window.until))
    rows = {name: _joined(parts) for name, parts in found.items()}
    why = {name: parts[-1].why for name, parts in found.items() if rows[name].start.size == 0}
    known = {name: reason for name, reason in why.items() if reason is not None}
    return Measured(junction, rows, known, np.concatenate(starts), np.concatenate(shares), np.concatenate(sound))


def totals_by(measured: Measured, key: Callable[[Rows], Ints]) -> dict[int, Totals]:
    """Return the totals of each key, in order; `key` gives one number for each row."""
    sums: dict[int, dict[str, float]] = {}
    for name, columns in SUMMED.items():
        rows = measured.rows[name]
        if rows.start.size == 0:
            continue
        keys, at = np.unique(key(rows), return_inverse=True)
        for column, target in columns.items():
            summed = np.bincount(at, np.asarray(rows.columns[column], np.float64), keys.size)
            for k, value in zip(keys.tolist(), summed.tolist(), strict=True):
                sums.setdefault(k, {})[target] = value
    return {k: _totals(sums[k]) for k in sorted(sums)}


def by_phase(rows: Rows) -> Ints:
    """Return the phase of each row."""
    return np.asarray(rows.columns["phase"], np.int64)


def all_as_one(rows: Rows) -> Ints:
    """Return the same for each row."""
    return np.zeros(rows.start.size, np.int64)


def whole(measured: Measured) -> Totals:
    """Return the totals of one junction."""
    return totals_by(measured, all_as_one).get(0, Totals())


def coverage_of(measured: Measured, bins: Bins, first: int, last: int) -> float:
    """Return the share of the time between two instants that has data [0..1]."""
    expected = bins.grid(np.array([first, last], np.int64)).start.size
    starts, _ = distinct(measured.start)
    return float(measured.share.sum() / max(expected, starts.size, 1))


SUMMED = {
    ARRIVALS: {"vehicles": "vehicles", "on_green": "on_green"},
    DELAY: {"vehicles": "delayed", "delay_s": "delay_s"},
    FAILURES: {"cycles": "cycles", "failures": "failures"},
}


def _totals(sums: dict[str, float]) -> Totals:
    counts = {name: round(sums.get(name, 0)) for name in ("vehicles", "on_green", "delayed", "cycles", "failures")}
    return Totals(**counts, delay_s=sums.get("delay_s", 0.0))


def _joined(parts: list[Rows]) -> Rows:
    some = [rows for rows in parts if rows.start.size] or parts[:1]
    columns = {name: np.concatenate([rows.columns[name] for rows in some]) for name in some[0].columns}
    return Rows(np.concatenate([rows.start for rows in some]), columns)
