"""What does not fit between a junction's log and its detector table, and a clock that is not that of the others."""

import numpy as np

from meydan.city.because import Because, because
from meydan.measure.junction_log import GREEN, NO_PHASE, Floats, Ints, JunctionLog

BIN_MIN = 15
FARTHEST = 8  # bins that a clock is looked for on either side: two hours
LEAST_BINS = 64  # two thirds of a day, so that there are a morning and an evening to compare
SURE, BETTER = 0.8, 0.1  # how alike the shifted day must be, and how much more than the day as it is


def set_up_doubts(log: JunctionLog) -> list[Because]:
    """Return what is wrong, or likely so, with the detectors of one junction."""
    if not log.detectors:
        return [because("setup.no_detectors")]
    seen = set(log.on.channels().tolist())
    known = {detector.channel for detector in log.detectors}
    _, code, parameter = log.rest
    green = set(parameter[code == GREEN].tolist())
    doubts = []
    if free := {detector.channel for detector in log.detectors if detector.phase == NO_PHASE}:
        doubts.append(because("setup.no_phase", channels=_listed(free)))
    for phase in sorted({detector.phase for detector in log.detectors} - green - {NO_PHASE} if green else ()):
        channels = sorted({detector.channel for detector in log.detectors if detector.phase == phase})
        doubts.append(because("setup.no_green", phase=phase, channels=_listed(channels), phases=_listed(green)))
    if silent := known - seen:
        doubts.append(because("setup.silent", channels=_listed(silent)))
    if strange := seen - known:
        doubts.append(because("setup.strange", channels=_listed(strange)))
    return doubts


def clock_off_min(own: Ints, others: Floats) -> int:
    """Return by how many minutes a junction's clock is behind the others (negative: ahead of them), or 0.

    Both are counts of vehicles by bins of 15 minutes, of the same days: the junction's own, and what is usual for
    the others. Only a clock that is off by three quarters of an hour or more is seen for sure: less looks like a
    junction whose peak comes a little later. The traffic of a day must have a shape of its own.
    """
    if own.size < LEAST_BINS:
        return 0
    alike = {shift: _alike(own, others, shift) for shift in range(-FARTHEST, FARTHEST + 1)}
    best = max(alike, key=lambda shift: (alike[shift], -abs(shift)))
    return best * BIN_MIN if alike[best] >= SURE and alike[best] >= alike[0] + BETTER else 0


def usual_day(counts: Floats) -> Floats:
    """Return what is usual in each bin [bins] of counts [junctions, bins], whatever the size of a junction."""
    mean = counts.mean(axis=1, keepdims=True)
    sized = counts / np.where(mean > 0, mean, 1.0)
    usual: Floats = np.median(sized, axis=0)
    return usual


def _alike(own: Ints, others: Floats, shift: int) -> float:
    """Return how alike the junction's counts are to the others' `shift` bins later [-1..1]."""
    pairs = (own[: own.size - shift], others[shift:]) if shift >= 0 else (own[-shift:], others[:shift])
    if min(part.std() for part in pairs) == 0:
        return 0.0
    return float(np.corrcoef(*pairs)[0, 1])


def _listed(numbers: set[int] | list[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))
