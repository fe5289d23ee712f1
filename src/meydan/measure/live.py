"""Measures of now: events as they come, and the rows of the running bin and the one before it, by the same code.

What is older than the longest look back of a measure is forgotten, but for the last events of each kind: they tell
the state that still holds, such as the plan in force or a detector that is on.
"""

from collections.abc import Iterable

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import MINUTE_MS, Bins
from meydan.measure.junction_log import (
    LAST_STANDARD_CODE,
    Codes,
    Detector,
    Flags,
    Ints,
    JunctionLog,
    junction_log,
    silences,
)
from meydan.measure.peak_hours import peak_hours
from meydan.measure.plan_age import plan_age
from meydan.measure.rows import Definitions, Measure, Rows, no_rows, within

LOOKS_BACK_MS = 60 * MINUTE_MS  # of a measure before the bin, but for states that still hold
NEEDS_A_DAY: tuple[Measure, ...] = (peak_hours, plan_age)  # look back further, and have no rows of now
CARRIED = 2  # last events of each code and parameter: two, as an on and an off may come at once

_EVER = -(1 << 62)


class Live:
    """One junction's events as they come, in any order and any number of times.

    Parameters
    ----------
    detectors
        Its detector table.
    width_min
        The longest bin that will be asked for [min].
    keeps_min
        How long before the latest event others are kept [min]; unless told, as long as any measure needs for `rows`.

    An event that comes when its time is forgotten already is left out, and counted in `too_late`. Whoever hands events
    over sees to it that no clock is far ahead: time goes on with the latest event.
    """

    def __init__(self, detectors: Iterable[Detector] = (), width_min: int = 15, keeps_min: int | None = None) -> None:
        self.too_late = 0
        self._width_ms = width_min * MINUTE_MS
        self._keeps_ms = LOOKS_BACK_MS + 2 * self._width_ms if keeps_min is None else keeps_min * MINUTE_MS
        self._log = junction_log(*_columns(()), detectors)
        self._waiting: list[tuple[Ints, Codes, Codes]] = []
        self._whole_since = _EVER
        self._silent = np.empty(0, np.int64)

    def hear(self, t: Ints, code: Codes, parameter: Codes) -> None:
        """Take a batch of events; `t` in milliseconds since 1970."""
        fresh = t >= self._whole_since
        self.too_late += int(np.count_nonzero(~fresh))
        if np.any(fresh):
            self._waiting.append((t[fresh], code[fresh], parameter[fresh]))

    def log(self) -> JunctionLog:
        """Return what is kept, good for the running bin and the one before it."""
        if self._waiting:
            kept = (self._log.t, self._log.code, self._log.parameter)
            merged = junction_log(*_columns((kept, *self._waiting)), self._log.detectors)
            self._waiting = []
            self._keep(merged)
        return self._log

    def rows(self, measure: Measure, bins: Bins, definitions: Definitions = "meydan") -> Rows:
        """Return the rows of the running bin and of the one before it, as the whole log would give them so far.

        Raises
        ------
        ValueError
            If the bins are longer than those that this was made for.
        """
        if bins.width_ms > self._width_ms:
            raise ValueError(f"bins of {bins.width_ms} ms, made for at most {self._width_ms}")
        log = self.log()
        found = measure(log, bins, definitions)
        if measure in NEEDS_A_DAY:
            return no_rows(tuple(found.columns), because("measure.needs_a_day"))
        if found.start.size == 0:
            return found
        running = bins.starts(log.t[-1:])
        found = within(found, int(bins.starts(running - 1)[0]), None)
        return found if found.start.size else no_rows(tuple(found.columns), because("measure.nothing_lately"))

    def _keep(self, log: JunctionLog) -> None:
        """Keep what is needed of a log, and know from then on when the junction fell silent."""
        silent = self._silences(log)
        since = int(log.t[-1]) - self._keeps_ms if log.t.size else _EVER
        if log.t.size == 0 or int(log.t[0]) >= since - self._width_ms:
            since = self._whole_since  # not worth it yet
        kept = _still_needed(log, since)
        if since > self._whole_since:
            self._silent = silent[silent < _last_heard(log, since)][-1:]
            self._whole_since = since
        self._log = JunctionLog(log.t[kept], log.code[kept], log.parameter[kept], log.detectors, None, silent)

    def _silences(self, log: JunctionLog) -> Ints:
        """Return when the junction fell silent: what was known before, and what the events since then show."""
        heard = log.t[(log.code <= LAST_STANDARD_CODE) & (log.t >= _last_heard(log, self._whole_since))]
        return np.concatenate((self._silent, silences(heard)))


def _columns(batches: Iterable[tuple[Ints, Codes, Codes]]) -> tuple[Ints, Codes, Codes]:
    t, code, parameter = zip((np.empty(0, np.int64), *[np.empty(0, np.uint16)] * 2), *batches, strict=True)
    return np.concatenate(t), np.concatenate(code), np.concatenate(parameter)


def _last_heard(log: JunctionLog, before: int) -> int:
    """Return the last event before an instant that breaks a silence."""
    heard = log.t[(log.code <= LAST_STANDARD_CODE) & (log.t < before)]
    return int(heard[-1]) if heard.size else _EVER


def _still_needed(log: JunctionLog, since: int) -> Flags:
    """Return the events since an instant, the last ones of each code and parameter before it, and the first of all."""
    kept = log.t >= since
    old = np.flatnonzero(~kept)
    kind = (log.code[old].astype(np.int64) << 16) | log.parameter[old]
    order = np.argsort(kind, kind="stable")
    following = np.full(old.size, -1)
    following[: old.size - CARRIED] = kind[order][CARRIED:]
    kept[old[order[following != kind[order]]]] = True
    kept[:1] = True
    return kept
