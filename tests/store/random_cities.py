"""Any city that a folder can hold, with the oddest names people could give."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from meydan.city.city import City, Rsmp, Twin
from meydan.city.junction import DetectorKind, Junction, Lane, Onward, SiteLinks, Stage, TwinLinks
from meydan.city.plan import DayEntry, Holiday, Plan, Timetable
from meydan.store.city_text import file_key
from tests.random_junctions import junctions, plans_of

texts = st.text(st.characters(codec="utf-8"), max_size=8)
names = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8) | st.sampled_from(
    [".", "..", "a/b", "%2F", "100 %", '"', "\\", "#", "=", "a.b", "[x]", "Şişli – Iğdır", "\n", "\x7f", "\u2028"]
)
metres = st.floats(0.1, 5e4)
days = st.dates().map(lambda day: f"{day:%m-%d}") | st.just("02-29")
dates = st.dates(date(1971, 1, 1), date(2999, 12, 31)).map(lambda day: day.isoformat())


def _new_names(draw: st.DrawFn, old: Sequence[str]) -> dict[str, str]:
    return dict(zip(old, draw(st.lists(names, min_size=len(old), max_size=len(old), unique=True)), strict=True))


@st.composite
def _odd_junctions(draw: st.DrawFn, name: str) -> Junction:
    """Draw a junction whose groups, stages, lanes and detectors have any names, and everything that may be left out."""
    j = draw(junctions())
    g, s = _new_names(draw, list(j.groups)), _new_names(draw, list(j.stages))
    lanes, loops = _new_names(draw, list(j.lanes)), _new_names(draw, list(j.detectors))
    others = sorted((a, b) for a in j.groups for b in j.groups if a < b and (a, b) not in j.conflicts)
    permitted = draw(st.sets(st.sampled_from(others))) if others else set()
    renamed = replace(
        j,
        id=name,
        name=draw(texts),
        position=draw(st.tuples(st.floats(-180, 180) | st.integers(-180, 180), st.floats(-90, 90))),
        groups={
            g[k]: replace(v, id=g[k], approach=draw(texts), exits=tuple(draw(st.lists(texts, max_size=2))))
            for k, v in j.groups.items()
        },
        stages={s[k]: Stage(s[k], frozenset(g[name] for name in v.green)) for k, v in j.stages.items()},
        conflicts=frozenset((g[a], g[b]) for a, b in j.conflicts),
        permitted=frozenset((g[a], g[b]) for a, b in permitted),
        intergreens={(g[a], g[b]): known for (a, b), known in j.intergreens.items()},
        lanes={
            lanes[k]: Lane(
                *(lanes[k], v.approach, (g[v.groups[0]],), 50 + draw(metres), draw(st.floats(0.1, 100))),
                leads_to=tuple(draw(st.lists(st.sampled_from([*lanes.values()]), max_size=2))),
            )
            for k, v in j.lanes.items()
        },
        detectors={
            loops[k]: replace(v, id=loops[k], lane=lanes[v.lane], kind=draw(st.sampled_from(DetectorKind)))
            for k, v in j.detectors.items()
        },
        owner=draw(texts),
        decision=draw(texts),
        decision_date=draw(texts),
    )
    return replace(renamed, twin=draw(st.none() | _links(renamed)), rsmp=draw(st.none() | _sites(renamed)))


def _sites(j: Junction) -> st.SearchStrategy[SiteLinks]:
    """Draw a site of its own that counts the groups and loops in some order, with gaps."""
    loops = [d.id for d in j.detectors.values() if d.kind is not DetectorKind.ZONE]
    in_order = [st.permutations([*found, ""]).map(tuple) for found in (list(j.groups), loops)]
    return st.builds(SiteLinks, st.just(f"site of {j.id}"), names, *in_order, st.just({}))


def _numbered(junction: Junction, plans: Sequence[str]) -> Junction:
    if junction.rsmp is None:
        return junction
    return replace(junction, rsmp=replace(junction.rsmp, plans={plan: i for i, plan in enumerate(plans, start=7)}))


@st.composite
def _links(draw: st.DrawFn, j: Junction) -> TwinLinks:
    links = draw(st.lists(st.sampled_from(["", *j.groups]), max_size=6))
    letters = {
        stage.id: "".join(draw(st.sampled_from("Gg" if group in stage.green else "rs")) for group in links)
        for stage in j.stages.values()
    }
    return TwinLinks(draw(names), tuple(links), letters)


@st.composite
def _plans(draw: st.DrawFn, j: Junction) -> dict[str, Plan]:
    found = list(draw(plans_of(j)).values())
    new = _new_names(draw, [plan.id for plan in found])
    return {new[plan.id]: replace(plan, id=new[plan.id], junction=j.id) for plan in found}


@st.composite
def _timetables(draw: st.DrawFn, plans: list[str]) -> Timetable:
    types = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    minutes = st.lists(st.integers(0, 1439), unique=True, max_size=4).map(sorted)
    a_plan, a_type = st.sampled_from(plans), st.sampled_from(types)
    return Timetable(
        week=draw(st.tuples(*[a_type] * 7)),
        days={day: tuple(DayEntry(m, draw(a_plan)) for m in draw(minutes)) for day in types},
        holidays=tuple(
            draw(
                st.lists(
                    st.builds(Holiday, names, a_type, every=days)
                    | st.builds(Holiday, names, a_type, dates=st.lists(dates, min_size=1, max_size=3).map(tuple)),
                    max_size=3,
                )
            )
        ),
    )


inside = names.filter(lambda name: not name.startswith("/") and ".." not in name.split("/"))
twins = st.builds(
    Twin,
    inside,
    st.lists(inside, max_size=2).map(tuple),
    st.lists(inside, max_size=2).map(tuple),
    begin_s=st.floats(0, 1e6) | st.integers(0, 86_400),
    end_s=st.floats(1e7, 1e9),
    day=dates,
    step_s=st.sampled_from([1, 0.5, 0.1]),
    calibrated_on=st.just("") | dates,
)


ports = st.integers(1, 65_535)
reached = st.one_of(
    st.builds(Rsmp, st.sampled_from(["127.0.0.1", "::1", "localhost"]), ports, virtual=st.just(True), tls=texts),
    st.builds(Rsmp, st.sampled_from(["0.0.0.0", "10.0.0.1", "centre.example"]), ports, secrets=names, tls=texts),
    st.builds(Rsmp, port=ports, read_only=st.just(True), secrets=texts),
)


def _leading_on(draw: st.DrawFn, junction: Junction, found: Mapping[str, Junction]) -> Junction:
    """Return a junction whose lanes lead on to roads of any junction, itself included."""
    roads = [(j.id, lane.approach) for j in found.values() for lane in j.lanes.values() if lane.approach]
    if not roads:
        return junction
    ways = st.builds(
        lambda to, distance_m, travel_s, share: Onward(to[0], to[1], distance_m, travel_s, share),
        st.sampled_from(roads),
        metres,
        st.floats(0, 1e4),
        st.floats(0, 0.5),
    )
    lanes = {
        name: replace(lane, onward=tuple(draw(st.lists(ways, max_size=2)))) for name, lane in junction.lanes.items()
    }
    return replace(junction, lanes=lanes)


@st.composite
def cities(draw: st.DrawFn) -> City:
    """Draw a whole city without faults."""
    ids = draw(st.lists(names, min_size=1, max_size=2, unique_by=file_key))
    found: dict[str, Junction] = {}
    plans: dict[tuple[str, str], Plan] = {}
    for name in ids:
        junction = draw(_odd_junctions(name))
        of = draw(_plans(junction))
        found[name] = _numbered(replace(junction, local_plan=draw(st.sampled_from(list(of)))), list(of))
        plans |= {(name, plan): value for plan, value in of.items()}
    found = {name: _leading_on(draw, junction, found) for name, junction in found.items()}
    return City(
        name=draw(names),
        zone=draw(st.sampled_from(["UTC", "Europe/Istanbul", "Europe/Berlin"])),
        field=draw(names),
        provenance=draw(texts),
        attribution=draw(texts),
        junctions=found,
        plans=plans,
        timetable=draw(_timetables(sorted({plan for _, plan in plans}))),
        twin=draw(st.none() | twins),
        rsmp=draw(st.none() | reached),
    )
