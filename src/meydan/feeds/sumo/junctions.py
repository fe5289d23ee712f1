"""One light of the net becomes one junction of the city, with its plans."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from meydan.city.because import Because, because
from meydan.city.junction import GroupKind, Junction, Known, SignalGroup, Stage, Sureness, TwinLinks
from meydan.city.plan import Plan
from meydan.feeds.sumo.clean import CleanProgram, clean
from meydan.feeds.sumo.detectors import Upstream, place_loops
from meydan.feeds.sumo.groups import Groups, lanes_of, make_groups
from meydan.feeds.sumo.intergreens import (
    WALKING_MPS,
    Source,
    ambers,
    geometry_matrix,
    imported_matrix,
    shipped_gaps,
)
from meydan.feeds.sumo.light import Light
from meydan.feeds.sumo.plans import make_plan
from meydan.feeds.sumo.programs import Program
from meydan.feeds.sumo.stages import Cycle, make_cycle

STARTUP_RED_S = 6.0
LONGEST_RED_S = 300.0
NONE_S = Known(0.0, Sureness.IMPORTED)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the importer puts where the files say nothing."""

    yellow_s: float
    min_green_s: float
    intergreens: Source


@dataclass(frozen=True, slots=True)
class Place:
    """A junction's name and position [longitude, latitude]."""

    id: str
    name: str
    position: tuple[float, float]


def make_junction(
    light: Light,
    programs: Sequence[Program],
    place: Place,
    rules: Rules,
    net: Any,
    upstream: Upstream,
    changes: list[Because],
) -> tuple[Junction, list[Plan]] | Because:
    """Return the junction and its plans, or why it cannot be made."""
    cleaned = [c for c in (clean(program, changes) for program in programs) if c is not None]
    if not cleaned:
        return because("import.no_green", junction=light.tls)
    groups = make_groups(light, cleaned)
    if unused := [str(i) for i, group in enumerate(groups.of_link) if not group]:
        changes.append(because("import.unused_letters", junction=light.tls, links=", ".join(unused)))
    if groups.unresolved:
        return groups.unresolved[0]
    cycles = [make_cycle(program, groups.green, rules.min_green_s) for program in cleaned]
    named = _name_stages(cycles)
    alive = frozenset[str]().union(*(step.green for cycle in cycles for step in cycle.steps))
    lanes = [
        (net.getLane(lane), [g for g in dict.fromkeys(groups.of_link[link.index] for link in links) if g in alive])
        for lane, links in lanes_of(light).items()
    ]
    found_lanes, loops = place_loops(lanes, upstream)
    signal_groups = _signal_groups(light, groups, cleaned, cycles, rules, changes)
    junction = Junction(
        id=place.id,
        name=place.name,
        position=place.position,
        groups=signal_groups,
        stages={name: Stage(name, green) for (green, _), name in named.items()},
        conflicts=groups.conflicts,
        permitted=groups.permitted,
        intergreens=_matrix(light, groups, cycles, signal_groups, rules),
        startup_red=Known(STARTUP_RED_S, Sureness.GUESSED),
        lanes=found_lanes,
        detectors=loops,
        local_plan=safe_name(cleaned[-1].id) or "plan",
        twin=TwinLinks(light.tls, groups.of_link, {name: letters for (_, letters), name in named.items()}),
    )
    plans = []
    for cycle in cycles:
        stages = [named[step.green, step.letters] for step in cycle.steps]
        plans.append(make_plan(safe_name(cycle.program) or "plan", junction, cycle, stages, changes))
    return junction, plans


def safe_name(text: str) -> str:
    """Return a name that can be a file's: letters, digits, dot, dash, underscore."""
    return re.sub(r"[^A-Za-z0-9_.-]", "_", text).lstrip(".")


def _name_stages(cycles: Sequence[Cycle]) -> dict[tuple[frozenset[str], str], str]:
    """Name each stage A, B, ... in order of appearance, the active program first."""
    named: dict[tuple[frozenset[str], str], str] = {}
    for cycle in (cycles[-1], *cycles[:-1]):
        for step in cycle.steps:
            named.setdefault((step.green, step.letters), _letter(len(named)))
    return named


def _letter(number: int) -> str:
    more, rest = divmod(number, 26)
    return (_letter(more - 1) if more else "") + chr(ord("A") + rest)


def _signal_groups(
    light: Light,
    groups: Groups,
    programs: Sequence[CleanProgram],
    cycles: Sequence[Cycle],
    rules: Rules,
    changes: list[Because],
) -> dict[str, SignalGroup]:
    shown, red_ambers = ambers(light, groups, programs, "y"), ambers(light, groups, programs, "u")
    gaps = shipped_gaps(cycles, groups.conflicts)
    longest_s = max([LONGEST_RED_S, *(2 * cycle.cycle_s for cycle in cycles)])
    made = {}
    for name, positions in groups.links.items():
        links = [light.links[i] for i in positions]
        walks = links[0].is_crossing
        if not any(name in step.green for cycle in cycles for step in cycle.steps):
            changes.append(because("import.never_green", junction=light.tls, group=name))
        made[name] = SignalGroup(
            id=name,
            kind=GroupKind.PEDESTRIAN if walks else GroupKind.VEHICLE,
            approach=links[0].approach,
            exits=tuple(dict.fromkeys(link.exit for link in links if link.exit)),
            min_green=Known(rules.min_green_s, Sureness.GUESSED),
            amber=NONE_S if walks else _amber(light.tls, name, shown[name], rules, changes),
            red_amber=Known(red_ambers[name][-1], Sureness.IMPORTED) if red_ambers[name] else NONE_S,
            flashing_green=NONE_S,
            clearance=_clearance(name, links[0].crossing_m, gaps, rules) if walks else NONE_S,
            max_red=Known(longest_s, Sureness.GUESSED),
        )
    return made


def _amber(tls: str, group: str, shown: Sequence[float], rules: Rules, changes: list[Because]) -> Known:
    """Return a group's amber: as shown, the longest where it varies, a guess where there is none."""
    if not shown:
        changes.append(because("import.no_amber", junction=tls, group=group, s=rules.yellow_s))
        return Known(rules.yellow_s, Sureness.GUESSED)
    if shown[0] != shown[-1]:
        changes.append(because("import.ambers", junction=tls, group=group, shortest_s=shown[0], s=shown[-1]))
    return Known(shown[-1], Sureness.IMPORTED)


def _clearance(group: str, crossing_m: float, gaps: Mapping[tuple[str, str], float], rules: Rules) -> Known:
    """Return what people need to leave a crossing: as the programs leave it, or from its length."""
    left = [gap_s for (a, _), gap_s in gaps.items() if a == group]
    if left and rules.intergreens == "imported":
        return Known(max(1.0, min(left)), Sureness.IMPORTED)
    return Known(float(max(1, ceil(crossing_m / WALKING_MPS))), Sureness.GUESSED)


def _matrix(
    light: Light, groups: Groups, cycles: Sequence[Cycle], made: Mapping[str, SignalGroup], rules: Rules
) -> dict[tuple[str, str], Known]:
    changes = {name: group.amber for name, group in made.items()}
    clearances = {name: group.clearance for name, group in made.items()}
    if rules.intergreens == "imported":
        return imported_matrix(groups, shipped_gaps(cycles, groups.conflicts), changes, clearances)
    matrix = geometry_matrix(light, groups, changes)
    return {(a, b): Known(max(known.s, clearances[a].s), known.sure) for (a, b), known in matrix.items()}
