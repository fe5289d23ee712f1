"""The report before and after: what changed, how sure that is, what was left out, and how it was made."""

from collections.abc import Sequence

import numpy as np

from meydan.city.words import say
from meydan.report.comparing import LEAST_EFFECT, NAMES, MeasureName
from meydan.report.comparison import TOGETHER, Compared, Comparison
from meydan.report.html import Cell, Table, facts, listed, page, paragraph, section, table
from meydan.report.matching import LEAST_DAYS, LEAST_TIMES, NEARLY
from meydan.report.svg import Frame, line, picture, points, round_ticks
from meydan.report.wording import Wording

DRAWN = 40  # junctions in one picture
LISTED = 60  # rows of what was left out
DAY_HIGH = 170
NAMES_LEFT, LONGEST_NAME = 190, 24


def comparison_page(comparison: Comparison, zone: str, tell: Wording) -> str:
    """Return the page of a comparison."""
    summary = {
        tell("compare.before"): tell.days(*comparison.before),
        tell("compare.after"): tell.days(*comparison.after),
        tell("report.junctions"): tell.number(len(comparison.junctions)),
        tell("compare.used"): tell.share(comparison.used),
    }
    body = [facts(summary)]
    if comparison.rows:
        body += [_whole(comparison, tell), *_by_measure(comparison, tell)]
    else:
        body.append(paragraph(tell("compare.nothing_at_all"), "mark"))
    body += [_left_out(comparison, tell), section(tell("report.method"), _method(zone, tell))]
    under = tell("compare.under", before=tell.days(*comparison.before), after=tell.days(*comparison.after))
    return page(tell("compare.title"), under, body, tell)


def shown_value(measure: MeasureName, value: float, tell: Wording) -> str:
    """Return a value of a measure with its unit."""
    match measure:
        case "vehicles":
            return tell("compare.a_day", n=tell.number(value))
        case "mean_delay_s":
            return tell("report.s", s=tell.number(value, 1))
        case _:
            return tell.share(value)


def shown_difference(measure: MeasureName, value: float, tell: Wording) -> str:
    """Return a difference of a measure with its sign and unit; shares differ by points of percent."""
    match measure:
        case "vehicles":
            return tell("compare.a_day", n=tell.signed(value, 0))
        case "mean_delay_s":
            return tell("report.s", s=tell.signed(value, 1))
        case _:
            return tell("compare.points", n=tell.signed(value * 100, 1))


def _whole(comparison: Comparison, tell: Wording) -> str:
    """Return the sentences and the days of all junctions together, or of the only one."""
    name = TOGETHER if comparison.together else comparison.junctions[0]
    rows = comparison.of(name)
    if comparison.together:
        title = tell("compare.together", count=len(comparison.together), all=len(comparison.junctions))
    else:
        title = tell("report.junction", junction=name)
    parts = [listed([_sentence(row, tell) for row in rows.values()])]
    traffic = rows.get("vehicles")
    if traffic is not None and traffic.difference.low * traffic.difference.high > 0:
        parts.append(paragraph(tell("compare.traffic_changed"), "mark"))
    parts += [_days(row, tell) for row in rows.values()]
    return section(title, *parts)


def _sentence(row: Compared, tell: Wording) -> str:
    one = row.difference
    verdict = tell(f"compare.verdict_{row.verdict}")
    return tell(
        "compare.sentence",
        measure=tell(f"compare.of_{row.measure}"),
        before=shown_value(row.measure, one.before, tell),
        after=shown_value(row.measure, one.after, tell),
        difference=shown_difference(row.measure, one.value, tell),
        low=shown_difference(row.measure, one.low, tell),
        high=shown_difference(row.measure, one.high, tell),
        verdict=verdict,
    )


def _days(row: Compared, tell: Wording) -> str:
    """Return the picture of each compared day's value, before and after, and the mean weeks as lines."""
    sides = [np.concatenate([row.days[kind][side] for kind in row.days]) for side in (0, 1)]
    values = np.concatenate(sides)
    scale = 100 if row.measure in ("share_on_green", "failed_share") else 1
    high = max(float(values.max()) * scale, 1e-9) * 1.08
    count = values.size
    marks = [(v, tell.number(v, 0 if high > 5 else 1)) for v in round_ticks(high, 4)]
    edge = sides[0].size
    heads = [(edge / 2, tell("compare.before")), (edge + sides[1].size / 2 + 1, tell("compare.after"))]
    frame = Frame(DAY_HIGH, (0.0, count + 1.0), (0.0, high), heads, marks)
    drawn, place, legend = [], 0.0, []
    for side, mean in enumerate((row.difference.before, row.difference.after)):
        begin = place
        for kind, mark in zip(row.days, "abc", strict=False):
            some = row.days[kind][side] * scale
            drawn.append(points(frame, np.arange(place + 0.5, place + some.size), some, f"dot-{mark}"))
            place += some.size
            if side == 0:
                legend.append((f"dot-{mark}", tell(f"compare.type_{kind}")))
        drawn.append(line(frame, np.array([begin, place]), np.full(2, mean * scale), "line-plan"))
        place += 1
    legend.append(("line-plan", tell("compare.key_mean")))
    title = tell("compare.days_of", measure=tell(f"compare.of_{row.measure}"), unit=tell(f"compare.unit_{row.measure}"))
    told = tell("compare.days_told", before=edge, after=sides[1].size)
    return picture(frame, title, told, "".join(drawn), legend)


def _by_measure(comparison: Comparison, tell: Wording) -> list[str]:
    """Return for each measure a picture of the intervals and the table of all junctions, the largest effect first."""
    if len(comparison.junctions) < 2:
        return []
    parts = []
    for measure in NAMES:
        rows = [row for row in comparison.rows if row.measure == measure and row.junction != TOGETHER]
        rows.sort(key=lambda row: (-abs(row.difference.value), row.junction))
        if rows:
            name = tell(f"compare.of_{measure}")
            parts.append(section(name, _intervals(rows[:DRAWN], name, tell), table(_table(rows, tell))))
    return parts


def _intervals(rows: Sequence[Compared], name: str, tell: Wording) -> str:
    scale = 100 if rows[0].measure in ("share_on_green", "failed_share") else 1
    ends = np.array([[row.difference.low, row.difference.high] for row in rows]) * scale
    reach = max(float(np.abs(ends).max()), 1e-9) * 1.05
    steps = round_ticks(reach, 4)
    marks = [(v, tell.signed(v, 0 if reach > 5 else 1)) for v in [*(-s for s in steps[:0:-1]), *steps]]
    labels = [(len(rows) - place - 0.5, _short(row.junction)) for place, row in enumerate(rows)]
    frame = Frame(40 + 22 * len(rows), (-reach, reach), (0.0, float(len(rows))), marks, labels, NAMES_LEFT)
    drawn = [line(frame, np.zeros(2), np.array([0.0, len(rows)]), "line-plan")]
    classes = {"better": "line-green", "worse": "line-end"}
    for (low, high), row, (level, _) in zip(ends.tolist(), rows, labels, strict=True):
        at = np.array([level])
        drawn.append(line(frame, np.array([low, high]), np.repeat(at, 2), classes.get(row.verdict, "line-open")))
        drawn.append(points(frame, np.array([row.difference.value * scale]), at, "dot-m"))
    sure = {verdict: sum(row.verdict == verdict for row in rows) for verdict in ("better", "worse")}
    told = tell("compare.intervals_told", count=len(rows), better=sure["better"], worse=sure["worse"])
    title = tell(
        "compare.intervals",
        measure=name,
        unit=tell("compare.unit_points") if scale == 100 else tell(f"compare.unit_{rows[0].measure}"),
    )
    return picture(frame, title, told, "".join(drawn))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _table(rows: Sequence[Compared], tell: Wording) -> Table:
    heads = [
        tell("report.head_junction"),
        *(tell(f"compare.head_{code}") for code in ("before", "after", "difference", "interval", "days", "verdict")),
    ]
    lines: list[list[str | Cell]] = []
    for row in rows:
        one, measure = row.difference, row.measure
        sizes = [sum(sides[side].size for sides in row.days.values()) for side in (0, 1)]
        lines.append(
            [
                row.junction,
                shown_value(measure, one.before, tell),
                shown_value(measure, one.after, tell),
                shown_difference(measure, one.value, tell),
                tell(
                    "compare.from_to",
                    low=shown_difference(measure, one.low, tell),
                    high=shown_difference(measure, one.high, tell),
                ),
                f"{sizes[0]} / {sizes[1]}",
                Cell(tell(f"compare.verdict_{row.verdict}"), row.verdict),
            ]
        )
    return Table(tell("compare.table_caption"), heads, lines)


def _left_out(comparison: Comparison, tell: Wording) -> str:
    """Return the days and types of days that were left out, with how many junctions and why."""
    by_what: dict[tuple[str, str], list[str]] = {}
    for junction, what, why in comparison.left_out:
        by_what.setdefault((what, say(why, tell.language)), []).append(junction)
    if not by_what:
        return section(tell("compare.left_out"), paragraph(tell("compare.nothing_left_out")))
    rows = [
        [_what(what, tell), why, ", ".join(names) if len(names) <= 3 else tell.number(len(names))]
        for (what, why), names in sorted(by_what.items())
    ]
    heads = [tell("compare.head_what"), tell("compare.head_why"), tell("report.head_junction")]
    parts = [table(Table(tell("compare.left_out_caption"), heads, rows[:LISTED], 3))]
    if len(rows) > LISTED:
        parts.append(paragraph(tell("compare.left_out_more", count=len(rows) - LISTED)))
    return section(tell("compare.left_out"), *parts)


def _what(what: str, tell: Wording) -> str:
    if not what:
        return tell("compare.all_days")
    return tell.day(what) if what[0].isdigit() else tell(f"compare.type_{what}")


def _method(zone: str, tell: Wording) -> str:
    return listed(
        [
            tell("compare.method_match", nearly=tell.share(NEARLY, 0), least=LEAST_DAYS),
            tell("compare.method_times", least=tell.share(LEAST_TIMES, 0)),
            tell("compare.method_week"),
            tell("compare.method_interval"),
            tell("compare.method_verdict", least=tell.share(LEAST_EFFECT, 0)),
            tell("compare.method_together"),
            tell("compare.method_not"),
            *(tell(f"report.method_{code}") for code in ("arrivals", "delay", "failures", "cycles")),
            tell("report.method_zone", zone=zone),
        ]
    )
