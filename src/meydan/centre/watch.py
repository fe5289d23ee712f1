"""The watch after going live: what is measured since a deployment, against before and against the proof's promise.

For whoever carries a solution through its life: `watch_once` looks once, and takes the deployment back by itself when
`report.watching` says that it must go.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import structlog

from meydan.centre.going_live import Place, take_back
from meydan.city.errors import StoreError
from meydan.city.instant import Instant
from meydan.measure.pedestrian_delay import pedestrian_delay
from meydan.measure.rows import Rows
from meydan.report.comparing import Difference, MeasureName
from meydan.report.comparison import Comparison
from meydan.report.measured import BIN_MIN, measure_junction
from meydan.report.watching import Rise, mean_wait_s, rises, watched_days
from meydan.report.writing_comparison import compare_selection
from meydan.store.deployments import WATCH, Deployment, list_deployments, standing_deployments
from meydan.store.logs.local_time import bins_in
from meydan.store.logs.reading import Selection, select
from meydan.store.office.audit import NOBODY
from meydan.store.office.people import By

log = structlog.get_logger(__name__)

_SHOWN: tuple[MeasureName, ...] = ("share_on_green", "mean_delay_s")


@dataclass(frozen=True, slots=True)
class Look:
    """What one look found of a deployment.

    `days` are the whole days since. `shown` holds arrivals on green and least delay where they could be compared, of
    all junctions together or of the only one, and `waits_s` how long pedestrians waited before and after [s], NaN where
    nobody is known to have. `back` is the deployment that took it back, None if it stands.
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


def watch_once(at: Place, archive: Path) -> Look | None:
    """Look at the last deployment that stands, and take it back if it must go; None if none stands.

    Raises
    ------
    StoreError
        If there is no archive, nothing in it, or the disk refuses.
    """
    standing = standing_deployments(list_deployments(at.folder))
    if not standing:
        return None
    last, whole = standing[-1], select(archive)
    deployed = _day_of(last.t, whole.zone).isoformat()
    newest = (_day_of(Instant(whole.last_ms), whole.zone) - timedelta(days=1)).isoformat()
    before, after = watched_days(deployed, newest)
    if not after:
        return Look(last, 0)
    chosen = select(archive, (), before[0], after[-1])
    found = compare_selection(chosen, before, after, ())
    found_rises = tuple(rises(found))
    waits_s = (_waited_s(archive, before), _waited_s(archive, after))
    worst = sorted((rise for rise in found_rises if rise.junction), key=lambda rise: rise.p)
    too_much = [rise for rise in found_rises if rise.is_too_much]
    back = _take_back_if(at, too_much, tuple(rise.junction for rise in worst))
    return Look(last, len(after), found_rises, _shown(found), waits_s, back)


def _take_back_if(at: Place, too_much: Sequence[Rise], everywhere: tuple[str, ...]) -> Deployment | None:
    """Take the last deployment back; `everywhere` are the junctions, the one that got worst first."""
    if not too_much:
        return None
    worst = min(too_much, key=lambda rise: rise.p)
    why = f"failed_share {worst.before:.3f} -> {worst.after:.3f}, p {worst.p:.2g} {worst.junction}".rstrip()
    worse = tuple(rise.junction for rise in too_much if rise.junction) or everywhere[:1]
    back = take_back(at, By(WATCH, NOBODY, Instant(time.time_ns() // 1_000_000)), why, worse)
    log.error("deployment_taken_back", deployment=back.back_of, why=why)
    return back


def _shown(found: Comparison) -> tuple[tuple[MeasureName, Difference], ...]:
    first = next((row.junction for row in found.rows), None)  # all together come first
    return tuple((row.measure, row.difference) for row in found.rows if row.junction == first and row.measure in _SHOWN)


def _waited_s(archive: Path, days: Sequence[str]) -> float:
    """Return how long pedestrians waited in some days [s], NaN if nothing tells."""
    try:
        chosen = select(archive, (), days[0], days[-1])
    except StoreError:
        return float("nan")
    return mean_wait_s(_pedestrians(chosen))


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
