"""What each junction did in the last quarter of an hour, and the measures of it, by the code that measures logs.

It is kept here and not in control, from the records that control tells anyway: nobody who looks costs control anything.
"""

from array import array
from dataclasses import dataclass, field, replace
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
from meydan.measure.coordination_diagram import diagrams
from meydan.measure.coverage import coverage
from meydan.measure.junction_log import Codes, Detector, Ints, JunctionLog
from meydan.measure.live import Live
from meydan.measure.rows import Rows
from meydan.measure.split_failures import split_failures
from meydan.store.high_resolution import HighResolution, detectors_of

WINDOW_MIN = 15
WINDOW_MS = WINDOW_MIN * MINUTE_MS
BEFORE_MIN = 11  # what the three measures need before the window: a cycle lasts ten minutes at most
AHEAD_MS = MINUTE_MS  # of the last tick: what a clock further ahead tells is left out

ARRIVALS = {"vehicles": "vehicles", "on_green": "on_green"}
DELAY = {"vehicles": "delayed", "delay_s": "delay_s"}
FAILURES = {"cycles": "cycles", "failures": "failures", "mean_green_s": "mean_green_s"}
NOTHING = dict.fromkeys((*ARRIVALS.values(), *DELAY.values(), *FAILURES.values()), 0.0)


@dataclass(slots=True)
class _Codes:
    """Codes of one junction in order of coming, twelve bytes each, until it is measured."""

    t: "array[int]" = field(default_factory=lambda: array("q"))
    code: "array[int]" = field(default_factory=lambda: array("H"))
    parameter: "array[int]" = field(default_factory=lambda: array("H"))

    def hear(self, t: int, code: int, parameter: int) -> None:
        self.t.append(t)
        self.code.append(code)
        self.parameter.append(parameter)

    def columns(self) -> tuple[Ints, Codes, Codes]:
        code, parameter = (np.array(column, np.uint16) for column in (self.code, self.parameter))
        return np.array(self.t, np.int64), code, parameter


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
        self._waiting = {j: _Codes() for j in self._city.junctions}
        self._live = {
            j: Live(self._tables.get(j, ()), WINDOW_MIN, WINDOW_MIN + BEFORE_MIN) for j in self._city.junctions
        }

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
                codes = self._waiting[record.junction]
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
        begin = self.now - WINDOW_MS
        for phase, of in diagrams(self._log(junction)).items():
            cycles = np.stack([self.now - of.red, *(t - of.red for t in (of.green, of.yellow, of.end))], axis=1)
            vehicles = np.stack([self.now - of.came, of.came - of.red[of.at]], axis=1)
            found[names[phase - 1]] = {
                "cycles": _seconds(cycles[of.end >= begin]),
                "vehicles": _seconds(vehicles[of.came >= begin]),
            }
        return found

    def _log(self, junction: str) -> JunctionLog:
        """Return what is known of a junction; what a measure works out of it is not kept for the next time."""
        live, (t, code, parameter) = self._live[junction], self._waiting[junction].columns()
        self._waiting[junction] = _Codes()
        is_due = t <= self.now + AHEAD_MS
        live.hear(t[is_due], code[is_due], parameter[is_due])
        return replace(live.log())

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


def _seconds(ms: Ints) -> list[list[float]]:
    found: list[list[float]] = np.round(ms / 1000, 1).tolist()
    return found
