"""What is wrong with a junction's detectors, in words, by the history of their days."""

import numpy as np

from meydan.city.because import Because, because
from meydan.measure.bins import DAY_MS, MINUTE_MS, Bins
from meydan.measure.detector_health import detector_health
from meydan.measure.junction_log import Flags, Floats, Ints, JunctionLog

CODES = {
    "silent": "setup.fault_silent",
    "stuck_on": "setup.fault_stuck_on",
    "chattering": "setup.fault_chattering",
    "too_many": "setup.fault_too_many",
    "reported_other": "setup.fault_reported",
    "reported_watchdog": "setup.fault_watchdog",
    "reported_open": "setup.fault_open",
    "reported_shorted": "setup.fault_shorted",
    "erratic": "setup.fault_erratic",
}
QUARTER_MS = 15 * MINUTE_MS
QUARTERS = 96
LEAST_DAYS = 4  # of the same kind, so that there is a usual day
FAR = 6.0  # spreads from what is usual
LEAST_OFF = 15  # vehicles in a quarter of an hour
ODD_SHARE = 0.15  # of a day's quarters: a holiday or a match has fewer


def detector_doubts(log: JunctionLog, bins: Bins) -> list[Because]:
    """Return each fault of each detector, with on how many days it was seen and when last.

    Days are those of the local time of `bins`; how long those are does not matter.
    """
    daily = Bins(DAY_MS, bins.since, bins.offsets_ms)
    rows = detector_health(log, daily)
    if rows.start.size == 0:
        return []
    days = _dates(daily, rows.start)
    of = len(set(days))
    seen: dict[tuple[int, str], list[str]] = {}
    for channel, day, words in zip(
        rows.columns["detector"].tolist(), days, rows.columns["fault"].tolist(), strict=True
    ):
        for word in str(words).split():
            seen.setdefault((channel, CODES[word]), []).append(day)
    for channel in log.on.channels().tolist():
        if odd := odd_days(log.on.times(channel), bins):
            seen[channel, "setup.fault_unusual"] = odd
    return [
        because(code, channel=channel, days=len(on), of=of, last=on[-1]) for (channel, code), on in sorted(seen.items())
    ]


def odd_days(t: Ints, bins: Bins) -> list[str]:
    """Return the local days ("YYYY-MM-DD") on which one detector counted unlike on its other days.

    Each quarter of an hour is held against the median of all days of the same kind (Monday to Friday, or the
    week's end); whole days between the first and the last are looked at, and only where there are four of a kind.
    """
    if t.size == 0:
        return []
    local = t + bins.local_offsets_ms(t)
    first, last = (int(local[0]) // DAY_MS + 1, int(local[-1]) // DAY_MS)
    if last - first < LEAST_DAYS:
        return []
    place = local // QUARTER_MS - first * QUARTERS
    place = place[(place >= 0) & (place < (last - first) * QUARTERS)]
    counts = np.bincount(place, minlength=(last - first) * QUARTERS).reshape(-1, QUARTERS)
    days = np.arange(first, last)
    is_weekend = (days + 3) % 7 >= 5  # the first day of 1970 was a Thursday
    is_odd = np.zeros(days.size, np.bool_)
    for kind in (is_weekend, ~is_weekend):
        if np.count_nonzero(kind) >= LEAST_DAYS:
            is_odd[kind] = _odd(counts[kind].astype(np.float64))
    return [str(np.datetime64(int(day), "D")) for day in days[is_odd]]


def _odd(counts: Floats) -> Flags:
    """Return which days [days, quarters] are far from the median of all in many of their quarters."""
    usual = np.median(counts, axis=0)
    spread = 1.4826 * np.median(np.abs(counts - usual), axis=0)
    far = np.abs(counts - usual) > np.maximum(FAR * spread, LEAST_OFF)
    odd: Flags = far.mean(axis=1) > ODD_SHARE
    return odd


def _dates(bins: Bins, start: Ints) -> list[str]:
    days = (start + bins.local_offsets_ms(start)) // DAY_MS
    return [str(np.datetime64(day, "D")) for day in days.tolist()]
