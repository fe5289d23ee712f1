"""The ranking of a city's junctions: where greens are too short, and where vehicles wait on red."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from meydan.city.words import say
from meydan.report.html import Cell, Table, facts, page, paragraph, section, table
from meydan.report.junction_page import THIN, number_heads, numbers
from meydan.report.measured import DELAY, FAILURES, Measured, Totals
from meydan.report.method import measure_method
from meydan.report.wording import Wording


@dataclass(frozen=True, slots=True)
class Standing:
    """One junction in the ranking: its totals, the share of the time that has data, and where its page is."""

    measured: Measured
    totals: Totals
    coverage: float
    link: str


def city_page(standings: Sequence[Standing], days: str, zone: str, tell: Wording) -> str:
    """Return the page of all junctions, the worst first."""
    summary = {
        tell("report.period"): days,
        tell("report.junctions"): tell.number(len(standings)),
        tell("report.coverage"): tell.share(sum(s.coverage for s in standings) / len(standings)),
    }
    body = [
        facts(summary),
        _ranking("report.by_failures", standings, lambda t: t.failed_share, FAILURES, tell),
        _ranking("report.by_delay", standings, lambda t: t.delay_s if t.delayed else float("nan"), DELAY, tell),
        section(tell("report.method"), paragraph(tell("report.ranking_method")), measure_method(zone, tell)),
    ]
    return page(tell("report.city"), tell("report.city_under", days=days), body, tell)


def ranked(standings: Sequence[Standing], value: Callable[[Totals], float]) -> list[Standing]:
    """Return those that have the value, the highest first; those with little data come after all others."""
    known = [s for s in standings if value(s.totals) == value(s.totals)]
    return sorted(known, key=lambda s: (s.coverage < THIN, -value(s.totals), s.measured.junction))


def _ranking(
    code: str, standings: Sequence[Standing], value: Callable[[Totals], float], measure: str, tell: Wording
) -> str:
    known = ranked(standings, value)
    parts = []
    if known:
        rows: list[list[str | Cell]] = [
            [str(place), Cell(s.measured.junction, link=s.link), *numbers(s.totals, tell), tell.share(s.coverage, 0)]
            for place, s in enumerate(known, start=1)
        ]
        thin = frozenset(place for place, s in enumerate(known) if s.coverage < THIN)
        heads = [tell("report.head_place"), tell("report.head_junction"), *number_heads(tell)]
        heads.append(tell("report.head_coverage"))
        caption = tell("report.by_failures_caption" if measure == FAILURES else "report.by_delay_caption")
        parts.append(table(Table(caption, heads, rows, 2, thin)))
    is_known = {s.measured.junction for s in known}
    without = [s for s in standings if s.measured.junction not in is_known]
    parts += [
        paragraph(tell("report.not_ranked", junctions=", ".join(names), why=why), "mark")
        for why, names in _by_why(without, measure, tell).items()
    ]
    return section(tell(code), *parts)


def _by_why(standings: Sequence[Standing], measure: str, tell: Wording) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for standing in standings:
        reason = standing.measured.why.get(measure)
        why = say(reason, tell.language) if reason else tell("report.no_cycles")
        found.setdefault(why, []).append(standing.measured.junction)
    return found
