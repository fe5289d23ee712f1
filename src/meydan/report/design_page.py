"""The report of a design: its plans, how full lanes are and what that costs, what bound it, and its green waves."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from meydan.city.because import Because
from meydan.city.words import say
from meydan.design.city_plans import Design, JunctionDesign
from meydan.design.green_wave import LinkBand, Wave
from meydan.design.hcm import level_of_service
from meydan.design.lane_service import LaneService, mean_of
from meydan.report.band_picture import band_picture
from meydan.report.html import Cell, Table, facts, listed, page, paragraph, section, table
from meydan.report.wording import Wording

KMH = 3.6


@dataclass(frozen=True, slots=True)
class Period:
    """A time of day from a minute on, and the plans for it."""

    begin_min: int
    design: Design

    @property
    def clock(self) -> str:
        """When it begins, as a clock shows it."""
        return f"{self.begin_min // 60:02d}:{self.begin_min % 60:02d}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page is about: a city, the method for cycles, where the counts come from, and the times of day."""

    city: str
    method: str
    source: Because
    periods: tuple[Period, ...]


def design_page(shown: Shown, tell: Wording) -> str:
    """Return the page of a design."""
    body: list[str] = []
    for period in shown.periods:
        body += _period(period, shown, tell)
    codes = ("flows", "yields", "cycle", "greens", "delay", "band", "proof")
    body.append(section(tell("report.method"), listed([tell(f"design.method_{code}") for code in codes])))
    return page(tell("design.title", city=shown.city), tell("design.under"), body, tell)


def _period(period: Period, shown: Shown, tell: Wording) -> list[str]:
    found = period.design
    title = tell("design.whole_day") if len(shown.periods) == 1 else tell("design.period", clock=period.clock)
    summary = {
        tell("design.counts"): say(shown.source, tell.language),
        tell("design.method"): tell(f"design.by_{shown.method}"),
        tell("report.junctions"): tell.number(len(found.junctions)),
        tell("design.cycle"): tell("report.s", s=tell.number(found.cycle_s)),
        tell("design.delay_before"): _seconds(found.delay_before_s, tell),
        tell("design.delay_after"): _seconds(found.delay_s, tell),
    }
    parts = [section(title, facts(summary), listed([say(why, tell.language) for why in found.bounds]))]
    parts += [paragraph(tell("design.no_wave", road=road), "mark") for road in found.no_wave]
    parts += [_wave(wave, tell) for wave in found.waves]
    parts.append(section(tell("design.junctions"), _junctions(found, tell)))
    parts.append(section(tell("design.lanes"), _lanes(found, tell)))
    if any(one.bounds for one in found.junctions.values()):
        parts.append(section(tell("design.bounds"), _bounds(found, tell)))
    return parts


def _wave(wave: Wave, tell: Wording) -> str:
    speed = tell("corridor.kmh", v=tell.number(wave.road.speed_mps * KMH))
    cycle_s = wave.plans[0].cycle_s
    marks = [paragraph(tell("design.one_way"), "mark")] if wave.is_one_way else []
    proven = tell("design.proven") if wave.is_proven else tell("design.not_proven", gap=tell.share(wave.gap, 2))
    rows = [_link(band, cycle_s, tell) for band in (*wave.bands_out, *wave.bands_back)]
    heads = [tell(f"design.head_{code}") for code in ("link", "speed", "travel", "band", "band_share", "flow")]
    caption = tell("design.links_caption", speed=speed)
    return section(
        tell("design.wave_of", road=wave.road.name),
        *marks,
        band_picture(wave, tell),
        table(Table(caption, heads, rows)),
        paragraph(proven),
    )


def _link(band: LinkBand, cycle_s: float, tell: Wording) -> Sequence[str | Cell]:
    return [
        f"{band.begin} → {band.end}",
        tell("corridor.kmh", v=tell.number(band.speed_mps * KMH)),
        _seconds(band.travel_s, tell),
        _seconds(band.band_s, tell),
        tell.share(band.band_s / cycle_s, 0),
        tell.number(band.flow_vph),
    ]


def _junctions(found: Design, tell: Wording) -> str:
    heads = [tell(f"design.head_{code}") for code in ("junction", "greens", "offset", "fullest", "delay", "level")]
    rows = [_junction(name, one, tell) for name, one in found.junctions.items()]
    return table(Table(tell("design.junctions_caption"), heads, rows, text_columns=2))


def _junction(name: str, one: JunctionDesign, tell: Wording) -> Sequence[str | Cell]:
    fullest = [max((lane.saturation for lane in lanes), default=0.0) for lanes in (one.lanes_before, one.lanes)]
    delays_s = [mean_of(lanes) for lanes in (one.lanes_before, one.lanes)]
    greens = ", ".join(
        f"{step.stage} {tell.number(was.green_s)} → {tell.number(step.green_s)}"
        for was, step in zip(one.before.steps, one.plan.steps, strict=True)
    )
    level = level_of_service(delays_s[1], fullest[1]) if isfinite(delays_s[1]) else ""
    return [
        name,
        greens,
        tell("report.s", s=tell.number(one.plan.offset_s)),
        f"{_percent(fullest[0], tell)} → {_percent(fullest[1], tell)}",
        f"{_seconds(delays_s[0], tell)} → {_seconds(delays_s[1], tell)}",
        level or "–",
    ]


def _lanes(found: Design, tell: Wording) -> str:
    heads = [tell(f"design.head_{code}") for code in ("lane", "junction", "flow", "fullest", "delay", "queue")]
    rows = [
        _lane(name, was, lane, tell)
        for name, one in found.junctions.items()
        for was, lane in zip(one.lanes_before, one.lanes, strict=True)
    ]
    return table(Table(tell("design.lanes_caption"), heads, rows, text_columns=2))


def _lane(name: str, was: LaneService, lane: LaneService, tell: Wording) -> Sequence[str | Cell]:
    return [
        lane.lane,
        name,
        tell.number(lane.flow_vph),
        f"{_percent(was.saturation, tell)} → {_percent(lane.saturation, tell)}",
        f"{_seconds(was.delay_s, tell)} → {_seconds(lane.delay_s, tell)}",
        f"{tell.number(was.queue, 1)} → {tell.number(lane.queue, 1)}",
    ]


def _bounds(found: Design, tell: Wording) -> str:
    rows: list[Sequence[str | Cell]] = [
        [name, say(why, tell.language)] for name, one in found.junctions.items() for why in one.bounds
    ]
    heads = [tell("design.head_junction"), tell("design.head_bound")]
    return table(Table(tell("design.bounds_caption"), heads, rows, text_columns=2))


def _seconds(value: float, tell: Wording) -> str:
    return tell("report.s", s=tell.number(value, 1)) if isfinite(value) else "–"


def _percent(value: float, tell: Wording) -> str:
    return tell.share(value, 0) if isfinite(value) else "–"
