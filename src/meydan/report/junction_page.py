"""The report of one junction: numbers of the whole time, pictures of its last full day, and how it was made."""

from dataclasses import dataclass

import numpy as np

from meydan.city.words import say
from meydan.measure.bins import DAY_MS, Bins
from meydan.measure.coordination_diagram import diagrams
from meydan.measure.junction_log import ADVANCE, Ints, JunctionLog, came_at
from meydan.measure.rows import Rows
from meydan.measure.services import services
from meydan.measure.split_failures import split_failures
from meydan.report.html import Table, facts, page, paragraph, section, table
from meydan.report.measured import BIN_MIN, MEASURES, Measured, Totals, by_phase, coverage_of, totals_by, whole
from meydan.report.method import measure_method
from meydan.report.pictures import coordination_diagram, failed_greens, span_of, split_monitor, volumes
from meydan.report.wording import NOTHING, Wording

THIN = 0.5  # coverage below which a row is drawn as uncertain


@dataclass(frozen=True, slots=True)
class Shown:
    """What a junction's page is of: the local days, the instants they span, and the day of the pictures."""

    first_day: str
    last_day: str
    first_ms: int
    last_ms: int
    day: str
    zone: str


def junction_page(measured: Measured, log: JunctionLog, shown: Shown, bins: Bins, tell: Wording) -> str:
    """Return the page of one junction; `log` is that of the day that the pictures show."""
    covered = coverage_of(measured, bins, shown.first_ms, shown.last_ms)
    total = whole(measured)
    summary = {
        tell("report.period"): tell.days(shown.first_day, shown.last_day),
        tell("report.coverage"): tell.share(covered),
        **dict(zip(number_heads(tell), numbers(total, tell), strict=True)),
    }
    body = [facts(summary), *_whys(measured, tell), *_phases(measured, tell)]
    if shown.first_day != shown.last_day:
        body.append(section(tell("report.days"), table(_days(measured, bins, tell))))
    body.append(section(tell("report.one_day", day=tell.day(shown.day)), *_pictures(log, bins, tell)))
    body.append(section(tell("report.method"), measure_method(shown.zone, tell)))
    under = tell("report.junction_under", days=tell.days(shown.first_day, shown.last_day))
    return page(tell("report.junction", junction=measured.junction), under, body, tell)


def number_heads(tell: Wording) -> list[str]:
    """Return what the numbers of `numbers` are."""
    codes = ("vehicles", "on_green", "mean_delay", "delay_h", "failed", "failed_share")
    return [tell(f"report.head_{code}") for code in codes]


def numbers(total: Totals, tell: Wording) -> list[str]:
    """Return totals as they are shown; what nobody measured is a dash."""
    return [
        tell.number(total.vehicles) if total.vehicles else NOTHING,
        tell.share(total.share_on_green),
        tell.number(total.mean_delay_s, 1),
        tell.number(total.delay_s / 3600, 1) if total.delayed else NOTHING,
        f"{tell.number(total.failures)} / {tell.number(total.cycles)}" if total.cycles else NOTHING,
        tell.share(total.failed_share),
    ]


def _whys(measured: Measured, tell: Wording) -> list[str]:
    return [
        paragraph(tell("report.without", measure=tell(f"report.of_{name}"), why=say(why, tell.language)), "mark")
        for name, why in measured.why.items()
    ]


def _phases(measured: Measured, tell: Wording) -> list[str]:
    totals = totals_by(measured, by_phase)
    if not totals:
        return []
    rows = [[str(phase), *numbers(total, tell)] for phase, total in totals.items()]
    heads = [tell("report.head_phase"), *number_heads(tell)]
    return [section(tell("report.phases"), table(Table(tell("report.phases_caption"), heads, rows)))]


def _days(measured: Measured, bins: Bins, tell: Wording) -> Table:
    def local_day(start: Ints) -> Ints:
        return (start + bins.local_offsets_ms(start)) // DAY_MS

    totals = totals_by(measured, lambda rows: local_day(rows.start))
    in_day = DAY_MS / bins.width_ms
    days = local_day(measured.start)
    shares = {day: float(measured.share[days == day].sum()) / in_day for day in np.unique(days).tolist()}
    rows = [
        [
            tell.day(str(np.datetime64(day, "D"))),
            *numbers(totals.get(day, Totals()), tell),
            tell.share(min(share, 1.0), 0),
        ]
        for day, share in shares.items()
    ]
    thin = frozenset(place for place, share in enumerate(shares.values()) if share < THIN)
    heads = [tell("report.head_day"), *number_heads(tell), tell("report.head_coverage")]
    return Table(tell("report.days_caption"), heads, rows, thin=thin)


def _pictures(log: JunctionLog, bins: Bins, tell: Wording) -> list[str]:
    span = span_of(log.t, bins)
    grid = bins.grid(log.t)
    counts = {phase: grid.counts(t) for phase, t in came_at(log, ADVANCE).items()}
    failed = split_failures(log, bins)
    why = say(failed.why, tell.language) if failed.why else ""
    parts = [
        volumes(grid.start, counts, bins.width_ms, span, tell),
        failed_greens(failed, tell("report.empty", why=why), bins.width_ms, span, tell),
        table(_hours(log, span.begin, bins, tell)),
    ]
    arrived = diagrams(log)
    parts += [coordination_diagram(phase, of, span, tell) for phase, of in arrived.items()]
    if not arrived:
        parts.append(paragraph(tell("report.no_coordination"), "mark"))
    served = np.unique(services(log).phase).tolist()
    parts += [split_monitor(phase, log, span, tell) for phase in served]
    if not served:
        parts.append(paragraph(tell("report.no_split"), "mark"))
    return parts


def _hours(log: JunctionLog, begin: int, bins: Bins, tell: Wording) -> Table:
    """Return the numbers behind the pictures, hour by hour."""
    hour = Bins(3_600_000, bins.since, bins.offsets_ms)
    rows = {name: measure(log, bins) for name, measure in MEASURES.items()}
    day = Measured("", rows, {}, log.t[:0], np.empty(0), np.empty(0, np.bool_))

    def hour_of(some: Rows) -> Ints:
        return hour.starts(some.start)

    shown = []
    for start, total in totals_by(day, hour_of).items():
        local = (start + int(bins.local_offsets_ms(np.array([start]))[0])) // 60_000
        shown.append([f"{local // 60 % 24:02}:{local % 60:02}", *numbers(total, tell)])
    heads = [tell("report.head_hour"), *number_heads(tell)]
    return Table(tell("report.hours_caption", minutes=BIN_MIN), heads, shown)
