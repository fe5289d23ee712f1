"""The report of a corridor: real green bands along the road, and how well its links are coordinated.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014: time-space diagrams of real greens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from meydan.measure.approach_volume import approach_volume
from meydan.measure.arrivals_on_green import arrivals_on_green
from meydan.measure.bins import Bins
from meydan.measure.corridor import BACK, OUT, Corridor, Direction, Stop
from meydan.measure.junction_log import Floats, Ints, JunctionLog
from meydan.measure.rows import Rows
from meydan.measure.time_space import time_space
from meydan.report.html import Cell, Table, facts, listed, page, paragraph, section, table
from meydan.report.svg import Frame, boxes, line, no_picture, picture
from meydan.report.wording import Wording

WINDOW_MS = 900_000
MINUTES_3 = 180_000
HIGH, NAMES_LEFT, LONGEST_NAME = 360, 190, 24


@dataclass(frozen=True, slots=True)
class Day:
    """The day that a corridor's page shows: the logs of its junctions, and bins of local time."""

    day: str
    logs: Mapping[str, JunctionLog]
    bins: Bins
    zone: str


@dataclass(frozen=True, slots=True)
class _Way:
    """One direction of a corridor: its stops in the order in which they are driven, with the greens of each."""

    direction: Direction
    stops: tuple[Stop, ...]
    greens: tuple["_Greens", ...]

    def driven_m(self, stop: Stop) -> float:
        """Return how far a stop is from the first [m]."""
        return abs(stop.distance_m - self.stops[0].distance_m)


@dataclass(frozen=True, slots=True)
class _Greens:
    """The greens of a stop [ms since 1970], and how many seconds of each lead to green at the next stop."""

    begin: Ints
    end: Ints
    through_s: Floats

    @property
    def met(self) -> float:
        """Share of the green that leads to green [0..1], or NaN."""
        lit_s = float((self.end - self.begin).sum()) / 1000
        return float(self.through_s.sum()) / lit_s if lit_s else float("nan")


def corridor_page(corridor: Corridor, shown: Day, tell: Wording) -> str:
    """Return the page of a corridor."""
    length_m = corridor.stops[-1].distance_m - corridor.stops[0].distance_m
    summary = {
        tell("report.head_day"): tell.day(shown.day),
        tell("report.junctions"): tell.number(len(corridor.stops)),
        tell("corridor.length"): tell("corridor.metres", m=tell.number(length_m)),
        tell("corridor.speed"): tell("corridor.kmh", v=tell.number(corridor.speed_mps * 3.6)),
    }
    begin = _window(corridor, shown)
    parts = [_section(way, corridor, shown, begin, tell) for way in _ways(corridor, shown)]
    method = listed([*(tell(f"corridor.method_{code}") for code in ("bands", "met")), tell("report.method_arrivals")])
    under = tell("corridor.under", day=tell.day(shown.day))
    body = [facts(summary), *(parts or [paragraph(tell("corridor.no_way"), "mark")])]
    return page(corridor.name, under, [*body, section(tell("report.method"), method)], tell)


def _ways(corridor: Corridor, shown: Day) -> list[_Way]:
    """Return the directions that at least two stops have a phase for."""
    rows = time_space(shown.logs, corridor, shown.bins)
    ways = [(direction, corridor.stops_of(direction)) for direction in (OUT, BACK)]
    return [
        _Way(direction, stops, tuple(_greens(rows[stop.junction], direction) for stop in stops))
        for direction, stops in ways
        if len(stops) > 1
    ]


def _greens(rows: Rows, direction: Direction) -> _Greens:
    mine = np.flatnonzero(rows.columns["direction"] == direction)
    after_s, green_s, through_s = (
        np.asarray(rows.columns[name][mine], np.float64) for name in ("after_s", "green_s", "through_s")
    )
    begin, lasted = (np.round(s * 1000).astype(np.int64) for s in (after_s, green_s))
    return _Greens(rows.start[mine] + begin, rows.start[mine] + begin + lasted, through_s)


def _window(corridor: Corridor, shown: Day) -> int:
    """Return the begin of the quarter of an hour in which the most vehicles came; of several, the first."""
    sums: dict[int, int] = {}
    for stop in corridor.stops:
        rows = approach_volume(shown.logs[stop.junction], shown.bins)
        mine = np.isin(rows.columns["phase"], (stop.phase_out, stop.phase_back))
        for start, vehicles in zip(rows.start[mine].tolist(), rows.columns["vehicles"][mine].tolist(), strict=True):
            sums[start] = sums.get(start, 0) + vehicles
    first = int(shown.bins.starts(shown.logs[corridor.stops[0].junction].t[:1])[0])
    return max(sorted(sums), key=sums.__getitem__, default=first)


def _section(way: _Way, corridor: Corridor, shown: Day, begin: int, tell: Wording) -> str:
    title = tell(f"corridor.way_{way.direction}", first=way.stops[0].junction, last=way.stops[-1].junction)
    rows: list[Sequence[str | Cell]] = [
        [
            f"{one.junction} → {other.junction}",
            tell("corridor.metres", m=tell.number(abs(other.distance_m - one.distance_m))),
            tell("report.s", s=tell.number(corridor.travel_ms(one, other) / 1000)),
            tell.share(greens.met, 0),
            tell.share(_arrived(shown, other, way.direction)),
        ]
        for (one, other), greens in zip(pairwise(way.stops), way.greens[:-1], strict=True)
    ]
    heads = [tell(f"corridor.head_{code}") for code in ("link", "length", "travel", "met", "arrived")]
    drawn = _time_space(way, corridor, shown, begin, tell)
    return section(title, drawn, table(Table(tell("corridor.links_caption"), heads, rows)))


def _arrived(shown: Day, stop: Stop, direction: Direction) -> float:
    """Return the share of the day's vehicles at a stop that met green, or NaN."""
    rows = arrivals_on_green(shown.logs[stop.junction], shown.bins)
    mine = rows.columns["phase"] == stop.phase(direction)
    vehicles, on_green = (int(rows.columns[name][mine].sum()) for name in ("vehicles", "on_green"))
    return on_green / vehicles if vehicles else float("nan")


def _time_space(way: _Way, corridor: Corridor, shown: Day, begin: int, tell: Wording) -> str:
    end = begin + WINDOW_MS
    clocks = [_clock(t, shown.bins) for t in (begin, end)]
    title = tell("corridor.time_space", begin=clocks[0], end=clocks[1])
    length_m = way.driven_m(way.stops[-1])
    labels = [(way.driven_m(stop), _short(stop.junction)) for stop in way.stops]
    hours = [(float(t), _clock(t, shown.bins)) for t in range(begin, end + 1, MINUTES_3)]
    margin = length_m * 0.05
    frame = Frame(HIGH, (float(begin), float(end)), (-margin, length_m + margin), hours, labels, NAMES_LEFT)
    parts, lit = [], 0
    first = way.greens[0]
    travel_ms = corridor.travel_ms(way.stops[0], way.stops[-1])
    for edge in (first.begin, first.end):
        for t in edge[(edge >= begin - travel_ms) & (edge <= end)].tolist():
            parts.append(_driven(frame, t, travel_ms, length_m))
    for stop, found in zip(way.stops, way.greens, strict=True):
        inside = (found.end > begin) & (found.begin < end)
        lit += int(inside.sum())
        level, high = np.full(int(inside.sum()), way.driven_m(stop)), length_m * 0.018
        left, right = found.begin[inside].astype(np.float64), found.end[inside].astype(np.float64)
        parts.append(line(frame, np.array([float(begin), float(end)]), np.full(2, way.driven_m(stop)), "line-end"))
        parts.append(boxes(frame, left, right, level - high, level + high, ["fill-green"] * left.size))
    if not lit:
        return no_picture(title, tell("corridor.no_green"))
    speed = tell("corridor.kmh", v=tell.number(corridor.speed_mps * 3.6))
    told = tell("corridor.told", greens=tell.number(lit), speed=speed)
    legend = [
        ("fill-green", tell("corridor.key_green")),
        ("line-end", tell("corridor.key_other")),
        ("line-way", tell("corridor.key_way", speed=speed)),
    ]
    return picture(frame, title, told, "".join(parts), legend)


def _driven(frame: Frame, t: int, travel_ms: float, length_m: float) -> str:
    """Return the way of who leaves the first stop at `t`, cut at the edges of the picture."""
    low, high = frame.x
    shares = np.array([max(0.0, (low - t) / travel_ms), min(1.0, (high - t) / travel_ms)])
    return line(frame, t + shares * travel_ms, shares * length_m, "line-way") if shares[0] < shares[1] else ""


def _clock(t: int, bins: Bins) -> str:
    minutes = (t + int(bins.local_offsets_ms(np.array([t], np.int64))[0])) // 60_000
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
