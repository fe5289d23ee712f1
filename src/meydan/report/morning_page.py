"""The page of the morning watch: short enough to be read in two minutes, with the way to more."""

from collections.abc import Sequence
from dataclasses import dataclass

from meydan.report.comparing import LEAST_EFFECT
from meydan.report.comparison import Compared, Comparison
from meydan.report.comparison_page import shown_difference, shown_value
from meydan.report.html import Cell, Table, facts, listed, page, paragraph, section, table
from meydan.report.junction_page import number_heads, numbers
from meydan.report.morning import LEAST_USUAL, PLAN_SIGN, DetectorNews, Yesterday
from meydan.report.wording import Wording

WORST = 10
LISTED = 40
THIN = 0.5


@dataclass(frozen=True, slots=True)
class Morning:
    """Everything the page tells: the day, its junctions, detectors, and plans then and now."""

    day: str
    junctions: Sequence[Yesterday]
    without_log: Sequence[str]
    news: Sequence[DetectorNews]
    then: tuple[str, str]
    now: tuple[str, str]
    plans: Comparison
    worse: Sequence[Compared]


def morning_page(found: Morning, zone: str, tell: Wording) -> str:
    """Return the page."""
    heard = [j for j in found.junctions if j.coverage >= THIN]
    summary = {
        tell("report.head_day"): tell.day(found.day),
        tell("report.junctions"): tell.number(len(found.junctions) + len(found.without_log)),
        tell("morning.heard"): tell.number(len(heard)),
    }
    method = ("usual", "detectors", "plans")
    body = [
        facts(summary),
        _worst(heard, tell),
        _silent(found, tell),
        _detectors(found.news, tell),
        _plans(found, tell),
        section(
            tell("report.method"),
            listed(
                [
                    *(tell(f"morning.method_{code}") for code in method),
                    tell("compare.method_verdict", least=tell.share(LEAST_EFFECT, 0)),
                    *(tell(f"report.method_{code}") for code in ("delay", "failures", "cycles")),
                    tell("report.method_zone", zone=zone),
                ]
            ),
        ),
    ]
    return page(tell("morning.title", day=tell.day(found.day)), tell("morning.under"), body, tell)


def _worst(heard: Sequence[Yesterday], tell: Wording) -> str:
    ranked = sorted((j for j in heard if j.totals.cycles), key=lambda j: (-j.totals.failed_share, j.junction))
    if not ranked:
        return section(tell("morning.worst"), paragraph(tell("morning.no_failures_known"), "mark"))
    rows: list[list[str | Cell]] = [
        [
            str(place),
            j.junction,
            *numbers(j.totals, tell),
            tell.share(j.usual_share),
            Cell(tell("morning.unusual"), "worse") if j.is_unusual else "",
        ]
        for place, j in enumerate(ranked[:WORST], start=1)
    ]
    heads = [tell("report.head_place"), tell("report.head_junction"), *number_heads(tell)]
    heads += [tell("morning.head_usual"), tell("morning.head_remark")]
    parts = [table(Table(tell("morning.worst_caption", least=LEAST_USUAL), heads, rows, 2))]
    others = [j.junction for j in ranked[WORST:] if j.is_unusual]
    if others:
        parts.append(paragraph(tell("morning.unusual_too", junctions=", ".join(others[:LISTED])), "mark"))
    return section(tell("morning.worst"), *parts)


def _silent(found: Morning, tell: Wording) -> str:
    thin = [f"{j.junction} ({tell.share(j.coverage, 0)})" for j in found.junctions if j.coverage < THIN]
    parts = []
    if found.without_log:
        parts.append(paragraph(tell("morning.without_log", junctions=", ".join(found.without_log)), "mark"))
    if thin:
        parts.append(paragraph(tell("morning.thin", junctions=", ".join(thin)), "mark"))
    return section(tell("morning.silent"), *(parts or [paragraph(tell("morning.none_silent"))]))


def _detectors(news: Sequence[DetectorNews], tell: Wording) -> str:
    if not news:
        return section(tell("morning.detectors"), paragraph(tell("morning.no_detectors")))
    rows = [
        [
            one.junction,
            str(one.detector),
            tell(f"morning.detector_{one.code}" if one.code else f"morning.news_{one.what}"),
        ]
        for one in sorted(news, key=lambda one: (one.what == "back", one.junction, one.detector))
    ]
    heads = [tell("report.head_junction"), tell("morning.head_channel"), tell("morning.head_news")]
    parts = [table(Table(tell("morning.detectors_caption"), heads, rows[:LISTED], 3))]
    if len(rows) > LISTED:
        parts.append(paragraph(tell("compare.left_out_more", count=len(rows) - LISTED)))
    return section(tell("morning.detectors"), *parts)


def _plans(found: Morning, tell: Wording) -> str:
    then, now = tell.days(*found.then), tell.days(*found.now)
    if not found.plans.rows:
        return section(tell("morning.plans"), paragraph(tell("morning.no_then", then=then, now=now), "mark"))
    compared = len(found.plans.junctions)
    if not found.worse:
        told = tell("morning.none_aged", count=compared, then=then, now=now)
        return section(tell("morning.plans"), paragraph(told))
    rows = []
    for row in found.worse[:LISTED]:
        junction, _, plan = row.junction.partition(PLAN_SIGN)
        traffic = found.plans.of(row.junction).get("vehicles")
        share = traffic.difference.value / traffic.difference.before if traffic and traffic.difference.before else 0.0
        one = row.difference
        rows.append(
            [
                junction,
                plan or tell("morning.plan_unknown"),
                tell(f"compare.of_{row.measure}"),
                shown_value(row.measure, one.before, tell),
                shown_value(row.measure, one.after, tell),
                tell(
                    "compare.from_to",
                    low=shown_difference(row.measure, one.low, tell),
                    high=shown_difference(row.measure, one.high, tell),
                ),
                ("+" if round(share * 100) > 0 else "") + tell.share(share, 0),
            ]
        )
    heads = [tell("report.head_junction"), tell("morning.head_plan"), tell("morning.head_measure")]
    heads += [tell("compare.head_before"), tell("compare.head_after"), tell("compare.head_interval")]
    heads.append(tell("morning.head_traffic"))
    caption = tell("morning.plans_caption", count=compared, then=then, now=now)
    return section(tell("morning.plans"), table(Table(caption, heads, rows, 3)))
