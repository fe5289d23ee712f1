"""The watch after going live: what is measured since a deployment, against before and against the proof's promise.

For whoever carries a solution through its life: `watch_once` looks once, and takes back by itself the deployment of
which `report.watching` says that it must go.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import structlog

from meydan.centre.going_back import Grounds, Place, take_down_to
from meydan.city.errors import StoreError
from meydan.city.instant import Instant
from meydan.measure.pedestrian_delay import pedestrian_delay
from meydan.measure.rows import Rows
from meydan.report.comparing import Difference, MeasureName
from meydan.report.comparison import Comparison
from meydan.report.measured import BIN_MIN, measure_junction
from meydan.report.watching import WATCHED_DAYS, Rise, mean_wait_s, rises, watched_days
from meydan.report.writing_comparison import compare_selection
from meydan.store.deployments import (
    WATCH,
    Deployment,
    digest_of_parts,
    list_deployments,
    parts_before,
    standing_deployments,
)
from meydan.store.logs.local_time import bins_in
from meydan.store.logs.reading import Selection, select
from meydan.store.office.audit import NOBODY
from meydan.store.office.people import By

log = structlog.get_logger(__name__)

_SHOWN: tuple[MeasureName, ...] = ("share_on_green", "mean_delay_s")


@dataclass(frozen=True, slots=True)
class Look:
    """What one look found of a deployment.

    `days` are the whole days since on which it ran and nothing upon it. `shown` holds arrivals on green and least delay
    where they could be compared, of all junctions together or of the only one, and `waits_s` how long pedestrians
    waited before and after [s], NaN where nobody is known to have. `back` is the deployment that took it back, None if
    it stands.
    """

    deployment: Deployment
    days: int
    rises: tuple[Rise, ...] = ()
    shown: tuple[tuple[MeasureName, Difference], ...] = ()
    waits_s: tuple[float, float] = (float("nan"), float("nan"))
    back: Deployment | None = None

    @property
    def change(self) -> float:
        """The change of least delay as a share of before, to be held beside the promise; NaN if not measured."""
        for measure, one in self.shown:
            if measure == "mean_delay_s" and one.before > 0:
                return one.value / one.before
        return float("nan")


def watch_once(at: Place, archive: Path) -> tuple[Look, ...]:
    """Look at each deployment that stands and is still watched, the last first; take back what must go.

    Each is judged by its own days alone: those on which exactly what it left ran, against those on which exactly what
    was before it did. So a later one answers for nothing that an earlier one made worse. After a deployment was taken
    back nothing else is judged until the next look.

    Raises
    ------
    StoreError
        If there is no archive, nothing in it, or the disk refuses.
    """
    standing = standing_deployments(list_deployments(at.folder))
    if not standing:
        return ()
    whole = select(archive)
    newest = _day_of(Instant(whole.last_ms), whole.zone) - timedelta(days=1)
    looks: list[Look] = []
    for one in reversed(standing):
        if looks and newest - _day_of(one.t, whole.zone) > timedelta(days=WATCHED_DAYS):
            break  # only the last is looked at for longer
        looks.append(_look(at, archive, one, _own_days(at.folder, one, whole.zone, newest)))
        if looks[-1].back is not None:
            break
    return tuple(looks)


def _look(at: Place, archive: Path, one: Deployment, days: tuple[tuple[str, ...], tuple[str, ...]]) -> Look:
    before, after = days
    if not (before and after):
        return Look(one, len(after))
    chosen = select(archive, (), before[0], after[-1])
    found = compare_selection(chosen, before, after, ())
    found_rises = tuple(rises(found))
    waits_s = (_waited_s(archive, before), _waited_s(archive, after))
    back = _take_back_if(at, one, found_rises)
    return Look(one, len(after), found_rises, _shown(found), waits_s, back)


def _own_days(folder: Path, one: Deployment, zone: str, newest: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the days before and after a deployment on which nothing but what was before it, or what it left, ran."""
    every = list_deployments(folder)
    before, after = watched_days(_day_of(one.t, zone).isoformat(), newest.isoformat())
    was = digest_of_parts(parts_before(folder, one.number))
    changes = [(_day_of(change.t, zone).isoformat(), change.parts) for change in every]
    first = digest_of_parts(parts_before(folder, every[0].number))

    def ran(day: str, parts: str) -> bool:
        if any(changed == day for changed, _ in changes):
            return False
        return [first, *(left for changed, left in changes if changed < day)][-1] == parts

    return tuple(day for day in before if ran(day, was)), tuple(day for day in after if ran(day, one.parts))


def _take_back_if(at: Place, one: Deployment, found: Sequence[Rise]) -> Deployment | None:
    """Take back this deployment and no other; whatever lies upon it goes first, for it rests on this one."""
    too_much = [rise for rise in found if rise.is_too_much]
    if not too_much:
        return None
    worst = min(too_much, key=lambda rise: rise.p)
    everywhere = sorted((rise for rise in found if rise.junction), key=lambda rise: rise.p)
    why = f"failed_share {worst.before:.3f} -> {worst.after:.3f}, p {worst.p:.2g} {worst.junction}".rstrip()
    worse = tuple(rise.junction for rise in too_much if rise.junction) or tuple(r.junction for r in everywhere[:1])
    by = By(WATCH, NOBODY, Instant(time.time_ns() // 1_000_000))
    done = take_down_to(at, by, one.number, Grounds(why, junctions=worse))
    if not done:
        return None  # a person was faster
    log.error("deployment_taken_back", deployment=one.number, why=why)
    return done[-1]


def _shown(found: Comparison) -> tuple[tuple[MeasureName, Difference], ...]:
    first = next((row.junction for row in found.rows), None)  # all together come first
    return tuple((row.measure, row.difference) for row in found.rows if row.junction == first and row.measure in _SHOWN)


def _waited_s(archive: Path, days: Sequence[str]) -> float:
    """Return how long pedestrians waited in some days [s], NaN if nothing tells."""
    rows: list[Rows] = []
    for first, last in _runs(days):
        try:
            rows += _pedestrians(select(archive, (), first, last))
        except StoreError:
            continue
    return mean_wait_s(rows)


def _runs(days: Sequence[str]) -> list[tuple[str, str]]:
    """Return the first and the last day of each run of days that follow one another."""
    runs: list[tuple[str, str]] = []
    for day in days:
        yesterday = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
        if runs and runs[-1][1] == yesterday:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _pedestrians(chosen: Selection) -> list[Rows]:
    bins = bins_in(chosen.zone, BIN_MIN, chosen.first_ms, chosen.last_ms)
    name = "pedestrian_delay"
    try:
        with duckdb.connect(config={"threads": 1, "memory_limit": "400MB"}) as con:
            measured = [measure_junction(con, chosen, j, bins, {name: pedestrian_delay}) for j in chosen.parts]
    except (OSError, duckdb.Error) as error:
        raise StoreError("store.disk", error=str(error)) from error
    return [one.rows[name] for one in measured]


def _day_of(t: Instant, zone: str) -> date:
    return datetime.fromtimestamp(t / 1000, ZoneInfo(zone)).date()
