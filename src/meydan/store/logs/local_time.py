"""Local time of whole columns: the offsets of a zone, and the SQL that takes them off or puts them on."""

from itertools import pairwise

import numpy as np

from meydan.city.instant import Instant
from meydan.measure.bins import DAY_MS, MINUTE_MS, Bins
from meydan.store.zone import utc_offset_s

_STEP_MS = 15 * MINUTE_MS  # every zone changes its offset on a quarter of an hour of UTC


def offsets(zone: str, first: int, last: int) -> list[tuple[int, int]]:
    """Return from which instants on which offset [ms] holds between two instants; the first holds before, too."""
    found = [(first, offset_ms(zone, first))]
    t = first - first % DAY_MS
    while t <= last:
        if offset_ms(zone, t + DAY_MS) != found[-1][1]:
            quarters = range(t, t + DAY_MS + 1, _STEP_MS)
            change = next(at for at in quarters if at > found[-1][0] and offset_ms(zone, at) != found[-1][1])
            found.append((change, offset_ms(zone, change)))
        t += DAY_MS
    return found


def offset_ms(zone: str, t: int) -> int:
    """Return the offset of a zone from UTC [ms] at an instant."""
    return utc_offset_s(zone, Instant(t)) * 1000


def bins_in(zone: str, minutes: int, first: int, last: int) -> Bins:
    """Return the bins of some minutes in a zone's local time, good between two instants."""
    since, offset = zip(*offsets(zone, first, last), strict=True)
    return Bins(minutes * MINUTE_MS, np.array(since, np.int64), np.array(offset, np.int64))


def to_utc_sql(zone: str, local: str, first: int, last: int) -> str:
    """Return SQL for the instant of a local time [ms]; an hour that a clock shows twice is taken for its first."""
    known = offsets(zone, first - DAY_MS, last + DAY_MS)
    cases = [
        f"WHEN {local} < {change + max(before, offset)} THEN {local} - {before}"
        for (_, before), (change, offset) in pairwise(known)
    ]
    return f"CASE {' '.join(cases)} ELSE {local} - {known[-1][1]} END" if cases else f"{local} - {known[0][1]}"


def to_local_sql(zone: str, t: str, first: int, last: int) -> str:
    """Return SQL for the local time [ms] of an instant."""
    known = offsets(zone, first, last)
    cases = [f"WHEN {t} < {change} THEN {t} + {before}" for (_, before), (change, _) in pairwise(known)]
    return f"CASE {' '.join(cases)} ELSE {t} + {known[-1][1]} END" if cases else f"{t} + {known[0][1]}"


def is_shown_twice_sql(zone: str, local: str, first: int, last: int) -> str:
    """Return SQL that tells whether a local time [ms] is shown twice, when clocks are put back."""
    known = offsets(zone, first - DAY_MS, last + DAY_MS)
    back = [
        f"({local} >= {change + offset} AND {local} < {change + before})"
        for (_, before), (change, offset) in pairwise(known)
        if offset < before
    ]
    return " OR ".join(back) or "false"
