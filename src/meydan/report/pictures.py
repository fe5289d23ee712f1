"""The pictures of a junction's day that traffic engineers expect, each with words for who does not see it.

References
----------
.. [1] Day et al., Performance Measures for Traffic Signal Systems, Purdue, 2014: coordination diagram, split monitor.
"""

from dataclasses import dataclass

import numpy as np

from meydan.measure.bins import HOUR_MS, Bins
from meydan.measure.coordination_diagram import Diagram
from meydan.measure.ended_greens import reasons_of
from meydan.measure.in_force import NOT_KNOWN, programmed_split_s
from meydan.measure.junction_log import Floats, Ints, JunctionLog
from meydan.measure.rows import Rows
from meydan.measure.services import services
from meydan.measure.terminations import REASONS, UNKNOWN
from meydan.report.svg import Frame, Ticks, boxes, line, no_picture, picture, points, round_ticks, ticks
from meydan.report.wording import Wording

HIGH = 250
MARKS = {"gap_out": "dot-a", "max_out": "dot-b", "force_off": "dot-c", "unknown": "dot-d"}
FULLEST = 0.98  # of the values of an axis; the few above lie on its edge
SERIES = 8
ON_GREEN = 1  # of the lamps that a vehicle met
WIDE_LEFT = 80  # for words at the left edge


@dataclass(frozen=True, slots=True)
class Span:
    """The time that pictures of a day show [ms since 1970], and its hours."""

    begin: int
    end: int
    hours: Ticks

    @property
    def x(self) -> tuple[float, float]:
        """The edges of the axis of time."""
        return float(self.begin), float(self.end)


def span_of(t: Ints, bins: Bins) -> Span:
    """Return the whole hours that hold the events of a day, and where to write which local hour."""
    offset = int(bins.local_offsets_ms(t[:1])[0])
    begin = int(t[0]) - (int(t[0]) + offset) % HOUR_MS
    end = max(int(t[-1]), begin + 1)
    end += -(end - begin) % HOUR_MS
    hours = (end - begin) // HOUR_MS
    step = HOUR_MS * (1 if hours >= 6 else 0) * max(1, round(hours / 12)) or HOUR_MS // 4
    at = np.arange(begin, end + 1, step, dtype=np.int64)
    local = (at + bins.local_offsets_ms(at)) // 60_000
    texts = [f"{minute // 60 % 24:02}:{minute % 60:02}" for minute in local.tolist()]
    return Span(begin, end, list(zip(at.astype(float).tolist(), texts, strict=True)))


def coordination_diagram(phase: int, of: Diagram, span: Span, tell: Wording) -> str:
    """Return when vehicles came in the cycles of a phase: dots above the green line came on green."""
    title = tell("report.coordination", phase=phase)
    if of.red.size == 0:
        return no_picture(title, tell("report.no_cycles"))
    if of.came.size == 0:
        return no_picture(title, tell("report.no_arrivals"))
    length_s = (of.end - of.red) / 1000
    frame = _frame(span, float(np.quantile(length_s, FULLEST)), tell)
    red = of.red.astype(np.float64)
    edges = {
        "line-end": length_s,
        "line-yellow": (of.yellow - of.red) / 1000,
        "line-green": (of.green - of.red) / 1000,
    }
    wide = max(1.2, 900 * float(np.median(length_s)) * 1000 / (span.end - span.begin))
    drawn = "".join(ticks(frame, red, height, css, wide) for css, height in edges.items())
    dots = points(frame, of.came.astype(np.float64), (of.came - of.red[of.at]) / 1000, "dot-v")
    told = tell(
        "report.coordination_told",
        vehicles=tell.number(of.came.size),
        cycles=tell.number(of.red.size),
        share=tell.share(float(np.mean(of.lamp == ON_GREEN))),
        cycle=tell.number(float(np.median(length_s))),
    )
    legend = [
        ("dot-v", tell("report.key_vehicle")),
        ("line-green", tell("report.key_green")),
        ("line-yellow", tell("report.key_yellow")),
        ("line-end", tell("report.key_end")),
    ]
    return picture(frame, title, told, drawn + dots, legend)


def split_monitor(phase: int, log: JunctionLog, span: Span, tell: Wording) -> str:
    """Return how long each service of a phase lasted, and why its green ended."""
    title = tell("report.split", phase=phase)
    served = services(log)
    mine = served.phase == phase
    begin, lasted_s = served.begin[mine], (served.end - served.begin)[mine] / 1000
    reasons = reasons_of(log, served.phase[mine], begin)
    since, split_s = _programmed(log, phase, begin)
    high_s = max([float(np.quantile(lasted_s, FULLEST)), *split_s[~np.isnan(split_s)].tolist()])
    frame = _frame(span, high_s * 1.05, tell)
    drawn, legend, shares = [], [], []
    if since.size:
        at = np.repeat(np.append(since, span.end), 2)[1:-1].astype(np.float64)
        drawn.append(line(frame, at, np.repeat(split_s, 2), "line-plan"))
        legend.append(("line-plan", tell("report.key_programmed")))
    for code, reason in {**REASONS, 0: UNKNOWN}.items():
        ended = reasons == code
        if np.any(ended):
            drawn.append(points(frame, begin[ended].astype(np.float64), lasted_s[ended], MARKS[reason]))
            legend.append((MARKS[reason], tell(f"report.reason_{reason}")))
            shares.append(f"{tell(f'report.reason_{reason}')} {tell.share(float(np.mean(ended)), 0)}")
    told = tell(
        "report.split_told",
        services=tell.number(begin.size),
        mean=tell.number(float(lasted_s.mean()), 1),
        high=tell.number(float(np.quantile(lasted_s, 0.85)), 1),
        reasons=", ".join(shares),
    )
    return picture(frame, title, told, "".join(drawn), legend)


def _programmed(log: JunctionLog, phase: int, begin: Ints) -> tuple[Ints, Floats]:
    """Return since which of some services another split is programmed, and which [s], NaN where none is."""
    split = programmed_split_s(log, np.full(begin.size, phase), begin)
    changes = np.flatnonzero(np.diff(split, prepend=NOT_KNOWN))
    return begin[changes], np.where(split[changes] == NOT_KNOWN, np.nan, split[changes])


def volumes(start: Ints, counts: dict[int, Ints], width_ms: int, span: Span, tell: Wording) -> str:
    """Return the flow at the advance detectors of each phase, by bin."""
    title = tell("report.volumes")
    some = {phase: count for phase, count in counts.items() if count.any()}
    if not some:
        return no_picture(title, tell("report.no_advance" if not counts else "report.no_arrivals"))
    flow = {phase: count * (HOUR_MS / width_ms) for phase, count in some.items()}
    high = max(float(f.max()) for f in flow.values())
    steps = round_ticks(high)
    frame = Frame(HIGH, span.x, (0.0, high * 1.05), span.hours, [(v, tell.number(v)) for v in steps])
    middle = (start + width_ms // 2).astype(np.float64)
    drawn, legend = [], []
    for place, (phase, f) in enumerate(flow.items()):
        css = f"line-{place % SERIES}"
        drawn.append(line(frame, middle, f.astype(np.float64), css))
        legend.append((css, tell("report.phase", phase=phase)))
    all_of = np.sum(list(some.values()), axis=0)
    top = int(np.argmax(all_of))
    told = tell(
        "report.volumes_told",
        vehicles=tell.number(int(all_of.sum())),
        most=tell.number(float(all_of[top]) * HOUR_MS / width_ms),
        clock=_clock(start[top], span),
    )
    return picture(frame, title, told, "".join(drawn), legend)


def failed_greens(rows: Rows, why: str, width_ms: int, span: Span, tell: Wording) -> str:
    """Return which share of the greens of each phase was too short, by bin: the darker, the more."""
    title = tell("report.failures")
    if rows.start.size == 0:
        return no_picture(title, why)
    phase, cycles, failures = (np.asarray(rows.columns[c], np.int64) for c in ("phase", "cycles", "failures"))
    phases = np.unique(phase).tolist()
    level = np.searchsorted(phases, phase).astype(np.float64)
    share: Floats = np.where(cycles > 0, failures / np.maximum(cycles, 1), np.nan)
    names = ["" if np.isnan(s) else f"fill-{_step(s)}" for s in share.tolist()]
    labels = [(i + 0.5, tell("report.phase", phase=p)) for i, p in enumerate(phases)]
    frame = Frame(36 + 24 * len(phases), span.x, (0.0, float(len(phases))), span.hours, labels, WIDE_LEFT)
    left = rows.start.astype(np.float64)
    drawn = boxes(frame, left, left + width_ms, level + 0.08, level + 0.92, names)
    total = max(int(cycles.sum()), 1)
    told = tell(
        "report.failures_told",
        failures=tell.number(int(failures.sum())),
        cycles=tell.number(int(cycles.sum())),
        share=tell.share(int(failures.sum()) / total),
    )
    edges = ("0", "≤ 10", "≤ 25", "≤ 50", "> 50")
    legend = [(f"fill-{i}", tell("report.percent", text=edge)) for i, edge in enumerate(edges)]
    return picture(frame, title, told, drawn, legend)


def _step(share: float) -> int:
    return 0 if share == 0 else 1 + int(np.searchsorted([0.10, 0.25, 0.50], share))


def _frame(span: Span, high_s: float, tell: Wording) -> Frame:
    steps = round_ticks(high_s)
    return Frame(HIGH, span.x, (0.0, high_s), span.hours, [(v, tell("report.s", s=tell.number(v))) for v in steps])


def _clock(t: Ints, span: Span) -> str:
    minutes = (int(t) - span.begin) // 60_000
    hour, minute = map(int, span.hours[0][1].split(":"))
    return f"{(hour + (minute + minutes) // 60) % 24:02}:{(minute + minutes) % 60:02}"
