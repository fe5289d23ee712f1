"""What to look at in the morning: of yesterday the worst junctions, detectors that went wrong, and plans that aged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from meydan.city.because import because
from meydan.measure.actuations import actuations
from meydan.measure.bins import DAY_MS, Bins
from meydan.measure.cycles import by_phase
from meydan.measure.detector_health import REPORTED
from meydan.measure.in_force import NOT_KNOWN
from meydan.measure.junction_log import Ints, JunctionLog
from meydan.measure.plan_age import aged, changed_at, plan_age, plan_in_force
from meydan.measure.rows import Definitions, Measure, Rows, no_rows
from meydan.report.comparison import Compared, Comparison, compare
from meydan.report.measured import MEASURES, Measured, Totals
from meydan.report.quarters import Quarters, type_of

PLAN, AGE, DETECTORS, FAULTS = "plan_in_force", "plan_age", "actuations", "detector_faults"
WEEK = 7
LEAST_USUAL = 3  # days of the same type, to say what is usual
LEAST_ACTIVE = 0.5  # of the days before: a detector that was silent on more of them is no news
PLAN_SIGN = " · "


def detector_faults(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the detector faults (84 to 88) that the controller reported, by bin."""
    detector, t, code = by_phase(log, tuple(REPORTED))
    if t.size == 0:
        return no_rows(("detector", "code"), because("measure.no_events", codes="84-88"))
    return Rows(bins.starts(t), {"detector": detector, "code": code})


ASKED: Mapping[str, Measure] = {
    **MEASURES,
    PLAN: plan_in_force,
    AGE: plan_age,
    DETECTORS: actuations,
    FAULTS: detector_faults,
}


@dataclass(frozen=True, slots=True)
class Yesterday:
    """One junction on the day looked at: totals, coverage, and the days of the same type before it."""

    junction: str
    totals: Totals
    coverage: float
    usual: tuple[float, ...]  # failed share of each of those days

    @property
    def usual_share(self) -> float:
        """The middle of what was on the days before, or NaN if these are too few."""
        return float(np.median(self.usual)) if len(self.usual) >= LEAST_USUAL else float("nan")

    @property
    def is_unusual(self) -> bool:
        """Whether more greens failed than on each of the days before."""
        return len(self.usual) >= LEAST_USUAL and self.totals.failed_share > max(self.usual)


@dataclass(frozen=True, slots=True)
class DetectorNews:
    """A detector that began to report a fault or fell silent, or that works again; `code` is that of the fault."""

    junction: str
    detector: int
    what: Literal["reported", "silent_detector", "back"]
    code: int = 0


def yesterday(quarters: Quarters, day: str) -> Yesterday:
    """Return one junction's day, beside the sound days of the same type before it."""
    place = quarters.days.index(day)
    most = int(quarters.sound.sum(axis=1).max(initial=0))
    usual = []
    for other, name in enumerate(quarters.days):
        if name < day and type_of(name) == type_of(day) and quarters.sound[other].sum() >= 0.9 * most > 0:
            cycles, failures = (float(quarters.sums[c][other].sum()) for c in ("cycles", "failures"))
            usual += [failures / cycles] if cycles else []
    sums = {name: float(values[place].sum()) for name, values in quarters.sums.items()}
    whole = {name: round(sums[name]) for name in ("vehicles", "on_green", "delayed", "cycles", "failures")}
    totals = Totals(**whole, delay_s=sums["delay_s"])
    return Yesterday(quarters.junction, totals, float(quarters.sound[place].mean()), tuple(usual))


def detector_news(measured: Measured, bins: Bins, days: Sequence[str]) -> list[DetectorNews]:
    """Return what is new of detectors on the last of some days, which are in order.

    A detector is silent if it went on on most of the days before and not on the last, on which its junction has data
    for half of the time at least.
    """
    numbers = [int(np.datetime64(day, "D").astype(np.int64)) for day in days]
    is_heard = [
        bool(measured.share[_day(measured.start, bins) == n].sum() * bins.width_ms >= DAY_MS / 2) for n in numbers
    ]
    if not is_heard[-1]:
        return []
    faults, active = measured.rows[FAULTS], measured.rows[DETECTORS]
    told = {n: _pairs(faults, bins, n) for n in numbers}
    news = [
        DetectorNews(measured.junction, detector, "reported", code)
        for detector, code in sorted(told[numbers[-1]])
        if all((detector, code) not in told[n] for n in numbers[:-1])
    ]
    went_on = {n: _active(active, bins, n) for n, heard in zip(numbers, is_heard, strict=True) if heard}
    before = [went_on[n] for n in numbers[:-1] if n in went_on]
    if not before:
        return news
    for detector in sorted(set().union(*before) | went_on[numbers[-1]]):
        share = sum(detector in on for on in before) / len(before)
        if share > LEAST_ACTIVE and detector not in went_on[numbers[-1]]:
            news.append(DetectorNews(measured.junction, detector, "silent_detector"))
        elif detector in went_on[numbers[-1]] and detector not in before[-1] and share <= LEAST_ACTIVE:
            news.append(DetectorNews(measured.junction, detector, "back"))
    return news


def by_plan(quarters: Quarters, measured: Measured, bins: Bins) -> list[Quarters]:
    """Return the quarters of each plan alone; of a junction that tells no plan, all of them as one.

    A plan that was given other numbers is another one: only the quarters since then are its own.
    """
    rows = measured.rows[PLAN]
    plans = np.asarray(rows.columns["plan"], np.int64)
    if not np.any(plans != NOT_KNOWN):
        return [quarters]
    local = rows.start + bins.local_offsets_ms(rows.start)
    known = {day: place for place, day in enumerate(quarters.days)}
    names = np.array([known.get(str(day), -1) for day in (local // DAY_MS).astype("datetime64[D]")], np.int64)
    slot = local % DAY_MS // bins.width_ms
    ages = measured.rows[AGE]
    changed = changed_at(aged(ages, bins)) if ages.start.size else {}
    found = []
    for plan in np.unique(plans[plans != NOT_KNOWN]).tolist():
        mine = (plans == plan) & (names >= 0) & (rows.start >= changed.get(plan, 0))
        in_force = np.zeros(quarters.sound.shape, np.bool_)
        in_force[names[mine], slot[mine]] = True
        name = f"{quarters.junction}{PLAN_SIGN}{plan}"
        found.append(replace(quarters, junction=name, sound=quarters.sound & in_force))
    return found


def aged_plans(every: Sequence[Quarters], then: Sequence[str], now: Sequence[str]) -> tuple[Comparison, list[Compared]]:
    """Return what was compared, and what is worse now than then, the surest first."""
    comparison = compare(every, then, now)
    worse = [row for row in comparison.rows if row.verdict == "worse" and row.junction]
    return comparison, sorted(worse, key=lambda row: (row.difference.p, row.junction))


def _day(start: Ints, bins: Bins) -> Ints:
    return (start + bins.local_offsets_ms(start)) // DAY_MS


def _pairs(faults: Rows, bins: Bins, day: int) -> set[tuple[int, int]]:
    mine = _day(faults.start, bins) == day
    columns = (np.asarray(faults.columns[name])[mine].tolist() for name in ("detector", "code"))
    return set(zip(*columns, strict=True))


def _active(active: Rows, bins: Bins, day: int) -> set[int]:
    went_on = (_day(active.start, bins) == day) & (np.asarray(active.columns["actuations"], np.int64) > 0)
    return set(np.asarray(active.columns["detector"])[went_on].tolist())
