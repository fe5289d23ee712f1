"""The report of a corridor: real green bands along the road, and how well its links are coordinated.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014: time-space diagrams of real greens.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from meydan.measure.bins import Bins
from meydan.measure.junction_log import JunctionLog
from meydan.measure.presence import Presence
from meydan.report.corridor import Corridor, Way, busiest, greens_of, links_of, ways_of
from meydan.report.html import Cell, Table, facts, listed, page, paragraph, section, table
from meydan.report.junction_day import arrivals_of, vehicles_of
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


def corridor_page(corridor: Corridor, shown: Day, tell: Wording) -> str:
    """Return the page of a corridor."""
    length_m = corridor.stops[-1].at_m - corridor.stops[0].at_m
    summary = {
        tell("report.head_day"): tell.day(shown.day),
        tell("report.junctions"): tell.number(len(corridor.stops)),
        tell("corridor.length"): tell("corridor.metres", m=tell.number(length_m)),
        tell("corridor.speed"): tell("corridor.kmh", v=tell.number(corridor.speed_mps * 3.6)),
    }
    begin = _window(corridor, shown)
    parts = [_way(name, way, corridor, shown, begin, tell) for name, way in ways_of(corridor).items()]
    method = listed([*(tell(f"corridor.method_{code}") for code in ("bands", "met")), tell("report.method_arrivals")])
    under = tell("corridor.under", day=tell.day(shown.day))
    body = [facts(summary), *(parts or [paragraph(tell("corridor.no_way"), "mark")])]
    return page(corridor.name, under, [*body, section(tell("report.method"), method)], tell)


def _window(corridor: Corridor, shown: Day) -> int:
    """Return the begin of the quarter of an hour in which the most vehicles came over the advance loops."""
    sums: dict[int, int] = {}
    for stop in corridor.stops:
        log = shown.logs[stop.junction]
        grid = shown.bins.grid(log.t)
        for phase, came in vehicles_of(log).items():
            if phase in (stop.there, stop.back):
                for start, count in zip(grid.start.tolist(), grid.counts(came).tolist(), strict=True):
                    sums[start] = sums.get(start, 0) + count
    first = int(shown.bins.starts(shown.logs[corridor.stops[0].junction].t[:1])[0])
    return busiest(list(sums.items()) or [(first, 0)])


def _way(name: str, way: Way, corridor: Corridor, shown: Day, begin: int, tell: Wording) -> str:
    greens = {
        stop.junction: greens_of(shown.logs[stop.junction], phase)
        for stop, phase in zip(way.stops, way.phases, strict=True)
    }
    title = tell(f"corridor.way_{name}", first=way.stops[0].junction, last=way.stops[-1].junction)
    links = links_of(corridor, way, greens)
    rows: list[list[str | Cell]] = [
        [
            f"{link.origin} → {link.target}",
            tell("corridor.metres", m=tell.number(link.length_m)),
            tell("report.s", s=tell.number(link.travel_s)),
            tell.share(link.met, 0),
            tell.share(_arrived(shown.logs[link.target], way.phases[place + 1])),
        ]
        for place, link in enumerate(links)
    ]
    heads = [tell(f"corridor.head_{code}") for code in ("link", "length", "travel", "met", "arrived")]
    drawn = _time_space(way, corridor, greens, shown, begin, tell)
    return section(title, drawn, table(Table(tell("corridor.links_caption"), heads, rows)))


def _arrived(log: JunctionLog, phase: int) -> float:
    """Return the share of the day's vehicles at a phase that met green, or NaN."""
    came = arrivals_of(log).get(phase)
    if came is None or came.t.size == 0:
        return float("nan")
    at = np.searchsorted(came.red, came.t, "right") - 1
    return float(np.mean((came.t >= came.green[at]) & (came.t < came.yellow[at])))


def _time_space(
    way: Way, corridor: Corridor, greens: Mapping[str, Presence], shown: Day, begin: int, tell: Wording
) -> str:
    end = begin + WINDOW_MS
    clocks = [_clock(t, shown.bins) for t in (begin, end)]
    title = tell("corridor.time_space", begin=clocks[0], end=clocks[1])
    length_m = abs(way.stops[-1].at_m - way.stops[0].at_m)
    driven = [abs(stop.at_m - way.stops[0].at_m) for stop in way.stops]
    times = range(begin, end + 1, MINUTES_3)
    labels = [(d, _short(stop.junction)) for d, stop in zip(driven, way.stops, strict=True)]
    hours = [(float(t), _clock(t, shown.bins)) for t in times]
    margin = length_m * 0.05
    frame = Frame(HIGH, (float(begin), float(end)), (-margin, length_m + margin), hours, labels, NAMES_LEFT)
    parts, lit = [], 0
    first = greens[way.stops[0].junction]
    travel_ms = length_m / corridor.speed_mps * 1000
    for edge in (first.begin, first.end):
        for t in edge[(edge >= begin - travel_ms) & (edge <= end)].tolist():
            parts.append(_driven(frame, t, travel_ms, length_m))
    for stop, d in zip(way.stops, driven, strict=True):
        found = greens[stop.junction]
        inside = (found.end > begin) & (found.begin < end)
        lit += int(inside.sum())
        level, high = np.full(int(inside.sum()), d), length_m * 0.018
        left, right = found.begin[inside].astype(np.float64), found.end[inside].astype(np.float64)
        parts.append(line(frame, np.array([float(begin), float(end)]), np.full(2, d), "line-end"))
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
