"""What each junction did in the last quarter of an hour, and the measures of it, by the code that measures logs.

It is kept here and not in control, from the records that control tells anyway: nobody who looks costs control anything.
"""

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

import numpy as np

from meydan.centre.board import Record
from meydan.city.city import City
from meydan.city.events import RunStarted, Tick
from meydan.city.instant import NEVER, Instant
from meydan.city.orders import Cleared, Refused
from meydan.measure.approach_delay import approach_delay
from meydan.measure.arrivals_on_green import arrivals_on_green
from meydan.measure.bins import MINUTE_MS, Bins
from meydan.measure.coverage import coverage
from meydan.measure.junction_log import Detector, Ints, JunctionLog, junction_log
from meydan.measure.rows import Rows
from meydan.measure.split_failures import split_failures
from meydan.report.junction_day import arrivals_of
from meydan.store.high_resolution import HighResolution, detectors_of

WINDOW_MS = 15 * MINUTE_MS
KEPT_MS = 2 * WINDOW_MS  # the cycle in which the window begins began before it

ARRIVALS = {"vehicles": "vehicles", "on_green": "on_green"}
DELAY = {"vehicles": "delayed", "delay_s": "delay_s"}
FAILURES = {"cycles": "cycles", "failures": "failures", "mean_green_s": "mean_green_s"}
NOTHING = dict.fromkeys((*ARRIVALS.values(), *DELAY.values(), *FAILURES.values()), 0.0)


@dataclass(slots=True)
class _Codes:
    """Codes of one junction in order of coming, twelve bytes each."""

    t: "array[int]"
    code: "array[int]"
    parameter: "array[int]"

    def hear(self, t: int, code: int, parameter: int) -> None:
        self.t.append(t)
        self.code.append(code)
        self.parameter.append(parameter)

    def forget(self, before: int) -> None:
        """Forget what came before an instant, once it is as much as what is kept."""
        if self.t and self.t[0] < before - KEPT_MS:
            old = bisect_left(self.t, before)
            del self.t[:old], self.code[:old], self.parameter[:old]


class Lately:
    """The latest events of each junction of a city."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._tables: dict[str, list[Detector]] = detectors_of(city)
        self._begin(NEVER)

    def _begin(self, t: Instant) -> None:
        self.now: Instant = t
        self.since: Instant = t  # from when on everything was heard
        self._translate = HighResolution(self._city)
        self._codes = {j: _Codes(array("q"), array("H"), array("H")) for j in self._city.junctions}

    def hear(self, record: Record) -> None:
        """Take the next record; with a run everything begins anew."""
        match record:
            case RunStarted():
                self._begin(record.t)
            case Tick():
                self.now = record.t
                if self.since == NEVER:
                    self.since = record.t
            case Cleared() | Refused():
                pass
            case _:
                codes = self._codes[record.junction]
                for code, parameter in self._translate.codes(record):
                    codes.hear(record.t, code, parameter)

    def measure(self, junction: str) -> dict[str, Any]:
        """Return the sums of one junction over the last quarter of an hour, by signal group and together.

        `heard_s` is for how much of it records came in [s], `coverage` the share of it that has data [0..1]. `groups`
        holds those that detectors serve. `has_loops` is whether any loop tells when vehicles come.
        """
        log = self._log(junction)
        bins, start = self._window()
        covered = coverage(log, bins)
        groups: dict[int, dict[str, float]] = {}
        measures = (
            (arrivals_on_green(log, bins), ARRIVALS),
            (approach_delay(log, bins), DELAY),
            (split_failures(log, bins), FAILURES),
        )
        for rows, columns in measures:
            _add(groups, rows, start, columns)
        share = covered.share[covered.start == start]
        names = list(self._city.junctions[junction].groups)
        return {
            "junction": junction,
            "t": self.now,
            "heard_s": min(WINDOW_MS, max(0, self.now - self.since)) // 1000,
            "coverage": round(float(share[0]), 3) if share.size else 0.0,
            "has_loops": bool(self._tables.get(junction)),
            "groups": [{"group": names[phase - 1], **of} for phase, of in sorted(groups.items())],
        }

    def diagram(self, junction: str) -> dict[str, Any]:
        """Return the cycles and vehicles of each signal group in the window, in seconds before now.

        A cycle is its begin of red [s before now], and green, yellow and the next red [s since its red]; a vehicle is
        when it came [s before now] and how long that was after red.
        """
        found = {}
        names = list(self._city.junctions[junction].groups)
        for phase, came in arrivals_of(self._log(junction)).items():
            cycles = np.stack([came.red, came.green, came.yellow, came.end])[:, came.end >= self.now - WINDOW_MS]
            is_new = came.t >= self.now - WINDOW_MS
            since_red = [cycles[place] - cycles[0] for place in (1, 2, 3)]
            found[names[phase - 1]] = {
                "cycles": _seconds(np.stack([self.now - cycles[0], *since_red], axis=1)),
                "vehicles": _seconds(np.stack([self.now - came.t, came.since_red_s * 1000], axis=1)[is_new]),
            }
        return found

    def _log(self, junction: str) -> JunctionLog:
        codes = self._codes[junction]
        codes.forget(self.now - KEPT_MS)
        t = np.array(codes.t, np.int64)
        code, parameter = (np.array(column, np.uint16) for column in (codes.code, codes.parameter))
        return junction_log(t, code, parameter, self._tables.get(junction, ()))

    def _window(self) -> tuple[Bins, int]:
        """Return bins of which one ends with now, and its begin."""
        plain = Bins(WINDOW_MS, np.zeros(1, np.int64), np.zeros(1, np.int64))
        end = self.now + 1
        offset = end - int(plain.starts(np.array([end], np.int64))[0])
        return Bins(WINDOW_MS, np.zeros(1, np.int64), np.array([-offset], np.int64)), end - WINDOW_MS


def _add(groups: dict[int, dict[str, float]], rows: Rows, start: int, columns: dict[str, str]) -> None:
    """Add the columns of one bin's rows to their groups."""
    for place in np.flatnonzero(rows.start == start).tolist():
        of = groups.setdefault(int(rows.columns["phase"][place]), dict(NOTHING))
        for column, name in columns.items():
            value = float(rows.columns[column][place])
            of[name] = round(value, 1) if value == value else 0.0  # noqa: PLR0124 - NaN is not itself


def _seconds(ms: Ints | np.ndarray[Any, np.dtype[np.float64]]) -> list[list[float]]:
    found: list[list[float]] = np.round(ms / 1000, 1).tolist()
    return found
