"""What the shapes cannot say: whether everything a city's files name exists, fits and keeps the rules."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from datetime import date
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from meydan.city.because import Because, because
from meydan.city.city import City, Twin
from meydan.city.junction import DetectorKind, Junction, Priority, VehicleKind
from meydan.city.plan import Holiday, Timetable
from meydan.safety import check_junction, check_plan
from meydan.store.city_text import file_key, file_of

ROUNDED = 0.0006  # by which each share may be too large, written with three digits
LEAP_YEAR = 2024  # so that 29 February is a day
MOST_PORT = 65_535
LONGEST_ROUTE_S = 600.0  # for which an emergency route may be held: everybody else waits
FIRST_YEAR, LAST_YEAR = 1971, 2999

Place = tuple[str, tuple[str, ...]]
"""A file of the folder and the keys that lead to the value."""

Found = tuple[Place, Because]


def city_faults(city: City, odd_shaped: Set[str] = frozenset()) -> Iterator[Found]:
    """Yield every fault of a city, with the place of each.

    Parameters
    ----------
    odd_shaped
        Files that could not be taken whole: what they may define is not called missing.
    """
    yield from ((("city.toml", keys), what) for keys, what in _head_faults(city))
    yield from _same_name_faults(city.junctions)
    if not city.junctions and not any(file == "city.toml" or file.startswith("junctions/") for file in odd_shaped):
        yield ("city.toml", ()), because("city.no_junctions")
    for junction in city.junctions.values():
        file = file_of("junctions", junction.id)
        yield from (((file, keys), what) for keys, what in _junction_faults(junction))
        if city.field == "sumo" and city.twin is not None and junction.twin is None:
            yield (file, ()), because("city.no_light", junction=junction.id)
        if (junction.id, junction.local_plan) not in city.plans and file_of("plans", junction.id) not in odd_shaped:
            known = [plan for j, plan in city.plans if j == junction.id]
            yield (file, ("local_plan",)), _not_defined("city.no_plan", junction.local_plan, known)
    yield from _onward_faults(city, odd_shaped)
    yield from _site_faults(city, odd_shaped)
    yield from _plan_faults(city, odd_shaped)
    plans = None if any(file.startswith("plans/") for file in odd_shaped) else {plan for _, plan in city.plans}
    yield from ((("timetable.toml", keys), what) for keys, what in _timetable_faults(city.timetable, plans))


def _head_faults(city: City) -> Iterator[tuple[tuple[str, ...], Because]]:
    try:
        ZoneInfo(city.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield ("zone",), because("city.no_zone", zone=city.zone)
    yield from rsmp_faults(city)
    if city.twin is None:
        return
    if not _is_day(city.twin.day):
        yield ("twin", "day"), because("city.no_day", day=city.twin.day)
    if city.twin.end_s <= city.twin.begin_s:
        yield ("twin", "end_s"), because("city.window", begin_s=city.twin.begin_s, end_s=city.twin.end_s)
    yield from _calibration_faults(city, city.twin)
    of_key = {"net": [city.twin.net], "routes": city.twin.routes, "additional": city.twin.additional}
    for key, names in of_key.items():
        for name in names:
            if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
                yield ("twin", key), because("city.outside", name=name)


def _calibration_faults(city: City, twin: Twin) -> Iterator[tuple[tuple[str, ...], Because]]:
    if twin.calibrated_on and not _is_day(twin.calibrated_on):
        yield ("twin", "calibrated_on"), because("city.no_day", day=twin.calibrated_on)
    known = {f"{junction.id} {detector}" for junction in city.junctions.values() for detector in junction.detectors}
    for name in twin.calibrated_with:
        if name not in known:
            yield ("twin", "calibrated_with"), because("city.no_fitted_detector", name=name)


def rsmp_faults(city: City) -> Iterator[tuple[tuple[str, ...], Because]]:
    """Yield what is wrong with how the controllers are reached.

    A street that is called virtual takes orders that rest on guessed values. So no real controller may reach it: it is
    on this computer only, and the centre has no real security code.
    """
    rsmp = city.rsmp
    if rsmp is None:
        if city.field == "rsmp":
            yield ("field",), because("city.no_rsmp")
        return
    if not 1 <= rsmp.port <= MOST_PORT:
        yield ("rsmp", "listen"), because("city.no_port", port=rsmp.port)
    if rsmp.virtual and not is_loopback(rsmp.host):
        yield ("rsmp", "listen"), because("city.virtual_open", host=rsmp.host)
    if rsmp.virtual and rsmp.secrets:
        yield ("rsmp", "secrets"), because("city.virtual_secrets")
    if not (rsmp.virtual or rsmp.read_only or rsmp.secrets):
        yield ("rsmp",), because("city.no_secrets")


def is_loopback(host: str) -> bool:
    """Say whether an address is of this computer and cannot be reached from elsewhere."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _same_name_faults(junctions: Iterable[str]) -> Iterator[Found]:
    """Yield junctions that a laptop's disk would keep in one file."""
    first: dict[str, str] = {}
    for name in junctions:
        other = first.setdefault(file_key(name), name)
        if other != name:
            yield (file_of("junctions", name), ()), because("city.same_file", name=name, other=other)


def _junction_faults(j: Junction) -> Iterator[tuple[tuple[str, ...], Because]]:
    unknown = list(_unknown_names(j))
    yield from unknown
    for a, b in sorted(j.conflicts):
        if (b, a) not in j.conflicts:
            yield ("intergreens", a, b), because("city.one_way", group=a, other=b)
        if (a, b) in j.permitted:
            yield ("permitted",), because("city.permitted_conflict", group=a, other=b)
    for d in j.detectors.values():
        lane = j.lanes.get(d.lane)
        if lane and not lane.ahead_m <= d.distance_m <= lane.ahead_m + lane.length_m - d.length_m + 1e-6:
            end_m = lane.ahead_m + lane.length_m
            yield ("detectors", d.id), because("city.off_lane", detector=d.id, lane=d.lane, length_m=end_m)
    yield from _priority_faults(j)
    if j.twin is not None:
        yield from _twin_faults(j, j.twin.letters)
    if not unknown and all((b, a) in j.conflicts for a, b in j.conflicts):
        yield from ((_place(what), what) for what in check_junction(j))


def _unknown_names(j: Junction) -> Iterator[tuple[tuple[str, ...], Because]]:
    for stage in j.stages.values():
        yield from (
            (("stages", stage.id), _not_defined("city.no_group", g, j.groups))
            for g in sorted(stage.green - j.groups.keys())
        )
    for pair in sorted(j.conflicts | j.permitted):
        keys = ("intergreens", *pair) if pair in j.conflicts else ("permitted",)
        yield from ((keys, _not_defined("city.no_group", g, j.groups)) for g in pair if g not in j.groups)
    for lane in j.lanes.values():
        yield from (
            (("lanes", lane.id), _not_defined("city.no_group", g, j.groups)) for g in lane.groups if g not in j.groups
        )
        yield from (
            (("lanes", lane.id, "leads_to"), _not_defined("city.no_lane", end, j.lanes))
            for end in lane.leads_to
            if end not in j.lanes
        )
    for d in j.detectors.values():
        if d.lane not in j.lanes:
            yield ("detectors", d.id), _not_defined("city.no_lane", d.lane, j.lanes)


def _priority_faults(j: Junction) -> Iterator[tuple[tuple[str, ...], Because]]:
    """Yield what is wrong with where priority can be asked for; a real site's name of a group is guessed by nobody."""
    for one in j.priorities.values():
        place = ("priorities", one.id)
        if bool(one.group) == bool(one.input):
            yield place, because("city.priority_one", name=one.id)
        elif one.group and one.group not in j.groups:
            yield (*place, "group"), _not_defined("city.no_group", one.group, j.groups)
        elif one.group and j.rsmp is not None and not one.component:
            yield place, because("city.priority_component", name=one.id)
        yield from ((place, what) for what in _route_faults(j, one))


def _route_faults(j: Junction, one: Priority) -> Iterator[Because]:
    """Yield what is wrong with an emergency route: nobody guesses its stage, nor for how long it may be held."""
    if not (one.stage or one.least_s or one.longest_s):
        return
    if one.kind is not VehicleKind.EMERGENCY:
        yield because("city.route_kind", name=one.id, kind=one.kind)
    if one.stage not in j.stages:
        yield _not_defined("city.no_stage", one.stage, j.stages)
    elif one.group in j.groups and one.group not in j.stages[one.stage].green:
        yield because("city.route_group", name=one.id, stage=one.stage, group=one.group)
    if not 0 < one.least_s <= one.longest_s <= LONGEST_ROUTE_S:
        yield because("city.route_times", name=one.id, most_s=LONGEST_ROUTE_S)


def _onward_faults(city: City, odd_shaped: Set[str]) -> Iterator[Found]:
    """Yield what a lane names as the next signals and is none, or has no such road, and shares that are too much."""
    for junction in city.junctions.values():
        file = file_of("junctions", junction.id)
        for lane in junction.lanes.values():
            place = (file, ("lanes", lane.id, "onward"))
            for to in lane.onward:
                there = city.junctions.get(to.junction)
                if there is None:
                    if file_of("junctions", to.junction) not in odd_shaped:
                        yield place, _not_defined("city.no_junction", to.junction, city.junctions)
                    continue
                roads = sorted({x.approach for x in there.lanes.values() if x.ahead_m == 0.0})
                if to.approach not in roads:
                    yield place, _not_defined("city.no_approach", to.approach, roads)
            whole = sum(to.share for to in lane.onward)
            if whole > 1 + ROUNDED * len(lane.onward):
                yield place, because("city.onward_shares", lane=lane.id, sum=round(whole, 3))


def _site_faults(city: City, odd_shaped: Set[str]) -> Iterator[Found]:
    """Yield what is wrong with the sites of junctions: two for one, and what a site counts and the junction lacks."""
    first: dict[str, str] = {}
    for j in city.junctions.values():
        if j.rsmp is None:
            continue
        file = file_of("junctions", j.id)
        if (other := first.setdefault(j.rsmp.site, j.id)) != j.id:
            yield (file, ("rsmp", "site")), because("city.same_site", site=j.rsmp.site, other=other)
        loops = {d.id for d in j.detectors.values() if d.kind is not DetectorKind.ZONE}
        for key, names, known, code in (
            ("groups", j.rsmp.groups, j.groups.keys(), "city.no_group"),
            ("detectors", j.rsmp.detectors, loops, "city.no_loop"),
        ):
            named = [name for name in names if name]
            yield from (((file, ("rsmp", key)), _not_defined(code, n, known)) for n in named if n not in known)
            yield from (((file, ("rsmp", key)), because("city.twice", name=n)) for n in _twice(named))
        for missing in sorted(j.groups.keys() - set(j.rsmp.groups)):
            yield (file, ("rsmp", "groups")), because("city.site_lacks", group=missing)
        plans = {plan for at, plan in city.plans if at == j.id}
        if file_of("plans", j.id) not in odd_shaped:
            unknown = (plan for plan in j.rsmp.plans if plan not in plans)
            yield from (
                ((file, ("rsmp", "plans", plan)), _not_defined("city.no_plan", plan, plans)) for plan in unknown
            )
        for number in _twice(list(j.rsmp.plans.values())):
            yield (file, ("rsmp", "plans")), because("city.twice", name=str(number))


def _twice(found: list[Any]) -> list[Any]:
    """Return what stands more than once in a list, each once, in order."""
    return [one for one in dict.fromkeys(found) if found.count(one) > 1]


def _twin_faults(j: Junction, letters: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], Because]]:
    links = j.twin.groups if j.twin else ()
    yield from (
        (("twin", "groups"), _not_defined("city.no_group", g, j.groups)) for g in links if g and g not in j.groups
    )
    for stage in j.stages:
        if stage not in letters:
            yield ("twin", "letters"), because("city.no_letters", stage=stage)
    for stage, text in letters.items():
        if stage not in j.stages:
            yield ("twin", "letters", stage), _not_defined("city.no_stage", stage, j.stages)
        elif len(text) != len(links):
            yield ("twin", "letters", stage), because("city.letters", stage=stage, found=len(text), expected=len(links))
        else:
            green = {g for g, letter in zip(links, text, strict=True) if letter in "Gg" and g}
            if green - j.stages[stage].green:
                other = ", ".join(sorted(green - j.stages[stage].green))
                yield ("twin", "letters", stage), because("city.letters_green", stage=stage, groups=other)


def _plan_faults(city: City, odd_shaped: Set[str]) -> Iterator[Found]:
    said: dict[str, tuple[Because, ...]] = {}
    for (junction, name), plan in city.plans.items():
        file = file_of("plans", junction)
        if junction in city.junctions:
            at_junction = said.setdefault(junction, check_junction(city.junctions[junction]))
            found = check_plan(plan, city.junctions[junction])
            yield from (((file, (name,)), what) for what in found if what not in at_junction)
        elif junction not in said and file_of("junctions", junction) not in odd_shaped:
            said[junction] = ()
            yield (file, ()), _not_defined("city.no_junction", junction, city.junctions)


def _timetable_faults(timetable: Timetable, plans: set[str] | None) -> Iterator[tuple[tuple[str, ...], Because]]:
    if timetable.days:
        for day in dict.fromkeys(timetable.week):
            if day not in timetable.days:
                yield ("week",), _not_defined("city.no_day_type", day, timetable.days)
    for day, entries in timetable.days.items():
        minutes = [e.minute for e in entries]
        if minutes != sorted(set(minutes)):
            yield ("days", day, "entries"), because("city.day_order", day=day)
        for entry in entries:
            if plans is not None and entry.plan not in plans:
                yield ("days", day, "entries"), _not_defined("city.no_plan", entry.plan, plans)
    for number, holiday in enumerate(timetable.holidays):
        found = _holiday_faults(holiday, timetable.days)
        yield from ((("holidays", str(number), key), what) for key, what in found)


def _holiday_faults(holiday: Holiday, day_types: Collection[str]) -> Iterator[tuple[str, Because]]:
    if day_types and holiday.day_type not in day_types:
        yield "day_type", _not_defined("city.no_day_type", holiday.day_type, day_types)
    if bool(holiday.every) == bool(holiday.dates):
        yield "name", because("city.holiday_when", holiday=holiday.name)
    if holiday.every and not _is_day(f"{LEAP_YEAR}-{holiday.every}"):
        yield "every", because("city.no_day", day=holiday.every)
    yield from (("dates", because("city.no_day", day=day)) for day in holiday.dates if not _is_day(day))


def _not_defined(code: str, name: str, known: Collection[str]) -> Because:
    """Return the fault `code` of a name that leads nowhere, with the closest one there is."""
    near = get_close_matches(name, sorted(known), 1)
    return because(code, name=name, near=near[0] if near else "–", defined=", ".join(sorted(known)[:12]) or "–")


def _place(what: Because) -> tuple[str, ...]:
    """Return the keys a safety fault is about, as near as its values tell."""
    values = dict(what.values)
    if "stage" in values:
        return ("stages", str(values["stage"]))
    if "other" in values:
        return ("intergreens", str(values["group"]))
    return (
        ("groups", str(values["group"]), *((str(values["name"]),) if "name" in values else ()))
        if "group" in values
        else ()
    )


def _is_day(text: str) -> bool:
    """Say whether a text is a day of the calendar, one that instants can tell."""
    try:
        return FIRST_YEAR <= date.fromisoformat(text).year <= LAST_YEAR
    except ValueError:
        return False
