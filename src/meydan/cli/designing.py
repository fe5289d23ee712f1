"""`meydan design`: plans for a city on one common cycle, from counts, with green waves along its roads."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace

from meydan.city.because import because
from meydan.city.city import City
from meydan.city.errors import CityError
from meydan.city.plan import DayEntry, Plan, Timetable
from meydan.city.words import LANGUAGES, Language, say
from meydan.cli.design_roads import roads_of
from meydan.design.city_plans import Asked, Counts, Design, NoCommonCycleError, design_plans
from meydan.design.green_wave import bands_not_driven
from meydan.design.retiming import CycleLimits
from meydan.measure.day_types import DayCalendar
from meydan.report.design_page import Period, Shown
from meydan.report.wording import Wording
from meydan.report.writing_design import write_design
from meydan.store.city_folder import read_city, refuse_in_use, write_plans
from meydan.store.history.day_calendar import read_calendar
from meydan.store.history.period_counts import period_counts_vph

WHOLE_DAY = (0,)
EVERY_DAY = "all"


def design(typed: argparse.Namespace, language: Language) -> int:
    """Design plans as typed; return 0."""
    city = read_city(typed.city)
    plans = _plans(city, typed.junctions)
    asked = Asked(typed.method, CycleLimits(*typed.cycle), roads_of(typed.corridor, city, list(plans)))
    begins = typed.periods or WHOLE_DAY
    if city.timetable.days and len(plans) < len(city.junctions):
        raise CityError("design.timetable_in_use", city=city.name)
    for folder in filter(None, (typed.into, typed.report)):
        refuse_in_use(folder)
    make = _from_twin if typed.from_twin else _from_history
    made = make(typed, city, plans, asked, language)
    write_plans(_with_designs(city, begins, made), typed.into)
    source = because("design.source_twin", seed=typed.seed, rounds=typed.rounds)
    if not typed.from_twin:
        source = because("design.source_history", day=typed.day)
    periods = tuple(Period(begin, found) for begin, found in zip(begins, made, strict=True))
    if typed.report is not None:
        for each in LANGUAGES:
            write_design(Shown(city.name, typed.method, source, periods), typed.report, Wording(each))
    _tell(typed, periods, language)
    return 0


def _plans(city: City, wanted: Sequence[str]) -> dict[str, Plan]:
    """Return the local plan of each junction to design: of those typed, or of all."""
    if missing := [name for name in wanted if name not in city.junctions]:
        raise CityError("design.no_junction", names=", ".join(missing))
    return {name: city.plans[name, city.junctions[name].local_plan] for name in wanted or city.junctions}


def _from_twin(
    typed: argparse.Namespace, city: City, plans: Mapping[str, Plan], asked: Asked, language: Language
) -> list[Design]:
    """Return the design of the twin's window: run, count and design, then again under the plans just made."""
    from meydan.twin.lane_pulses import twin_counts_vph

    if city.twin is None:
        raise CityError("design.no_twin", city=city.name)
    running, made = city, list[Design]()
    for number in range(1, typed.rounds + 1):
        made = [_designed(city, plans, twin_counts_vph(running, typed.city, typed.seed), asked)]
        running = _with_designs(city, WHOLE_DAY, made)
        vehicles = sum(lane.flow_vph for found in made[0].junctions.values() for lane in found.lanes)
        print(say(because("design.round", number=number, rounds=typed.rounds, flow_vph=round(vehicles)), language))
    return made


def _from_history(
    typed: argparse.Namespace, city: City, plans: Mapping[str, Plan], asked: Asked, language: Language
) -> list[Design]:
    calendar = DayCalendar() if typed.calendar is None else read_calendar(typed.calendar)
    of_periods = period_counts_vph(typed.history, city, calendar, typed.day, typed.periods or WHOLE_DAY)
    return [_designed(city, plans, counts, asked) for counts in of_periods]


def _designed(city: City, plans: Mapping[str, Plan], counts: Counts, asked: Asked) -> Design:
    try:
        found = design_plans(city, plans, counts, asked)
    except NoCommonCycleError as error:
        raise CityError(error.why.code, **dict(error.why.values)) from error
    if wrong := [band for wave in found.waves for band in bands_not_driven(wave)]:
        raise AssertionError(f"bands that vehicles do not get through: {wrong}")
    return found


def _with_designs(city: City, begins: Sequence[int], made: Sequence[Design]) -> City:
    """Return the city with its new plans: in place of the local ones, or one of each time of day with a timetable."""
    plans = dict(city.plans)
    if len(made) == 1:
        plans |= {(name, found.plan.id): found.plan for name, found in made[0].junctions.items()}
        return replace(city, plans=plans, timetable=Timetable())
    for begin, design_of in zip(begins, made, strict=True):
        for name, found in design_of.junctions.items():
            plans[name, plan_name(begin)] = replace(found.plan, id=plan_name(begin))
    entries = tuple(DayEntry(begin, plan_name(begin)) for begin in begins)
    return replace(city, plans=plans, timetable=Timetable(days={EVERY_DAY: entries}))


def plan_name(begin_min: int) -> str:
    """Return the name of the plans that begin at a minute of the day."""
    return f"from{begin_min // 60:02d}{begin_min % 60:02d}"


def _tell(typed: argparse.Namespace, periods: Sequence[Period], language: Language) -> None:
    tell = Wording(language)
    for period in periods:
        found = period.design
        told = because(
            "design.made",
            since=tell("design.whole_day") if len(periods) == 1 else period.clock,
            junctions=len(found.junctions),
            cycle_s=found.cycle_s,
            before=tell.number(found.delay_before_s, 1),
            after=tell.number(found.delay_s, 1),
        )
        print(say(told, language))
        for wave in found.waves:
            widths_s = [band.band_s for band in (*wave.bands_out, *wave.bands_back)]
            code = "design.wave_one_way" if wave.is_one_way else "design.wave"
            widths = ", ".join(tell.number(s, 1) for s in widths_s)
            print(say(because(code, road=wave.road.name, bands=widths), language))
        for road in found.no_wave:
            print(say(because("design.no_wave", road=road), language))
    written = because("design.written", folder=str(typed.into))
    print(say(written, language))
    if typed.report is not None:
        print(say(because("design.report_written", folder=str(typed.report)), language))
