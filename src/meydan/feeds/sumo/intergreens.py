"""Ambers, clearances and the intergreen matrix of a light: as shipped, or from the geometry.

Geometry: crossing time + clearing time - entering time per pair of links (RiLSA), rounded up to whole seconds; the
numbers are guesses until an engineer approves them.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from math import atan2, ceil, dist, inf, pi
from typing import Literal

from meydan.city.junction import Known, Sureness
from meydan.feeds.sumo.clean import CleanProgram
from meydan.feeds.sumo.groups import Groups
from meydan.feeds.sumo.light import Light, Link
from meydan.feeds.sumo.stages import Cycle

Source = Literal["imported", "geometry"]

WALKING_MPS = 1.2
VEHICLE_M = 6.0
STRAIGHT_MPS, TURNING_MPS = 10.0, 7.0
TIGHT_MPS, TIGHT_RADIUS_M = 5.0, 10.0
ENTERING_MPS = 40 / 3.6
ENTERING_WALK_MPS = 1.5
PASSES_STRAIGHT_S, PASSES_TURNING_S = 3.0, 2.0  # of the amber, still driven


def ambers(light: Light, groups: Groups, programs: Sequence[CleanProgram], letter: str) -> dict[str, list[float]]:
    """Return for each group the lengths [s] of its runs of `letter` (y or u) over all programs."""
    found: dict[str, list[float]] = {}
    for group, positions in groups.links.items():
        link = light.links[positions[0]].index
        runs = [length for program in programs for length in _run_lengths(program, link, letter)]
        found[group] = sorted(runs)
    return found


def _run_lengths(program: CleanProgram, link: int, letter: str) -> Iterator[float]:
    lamps = program.lamps(link)
    count = len(lamps)
    for i, lamp in enumerate(lamps):
        if lamp == letter and lamps[i - 1] != letter:
            length_s, at = 0.0, i
            while lamps[at % count] == letter and at < i + count:
                length_s += program.phases[at % count].duration_s
                at += 1
            yield length_s


def shipped_gaps(cycles: Sequence[Cycle], conflicts: frozenset[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """Return the shortest time [s] left between a group's end and a conflicting group's start.

    The last program is the active one and has the last word; the others speak only of pairs it never changes.
    """
    gaps: dict[tuple[str, str], float] = {}
    for cycle in cycles[:-1]:
        for pair, gap_s in _gaps(cycle, conflicts).items():
            gaps[pair] = min(gaps.get(pair, inf), gap_s)
    return gaps | _gaps(cycles[-1], conflicts)


def _gaps(cycle: Cycle, conflicts: frozenset[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """Return the shortest gaps [s] of one program.

    Only changes in which the one ends and the other starts count; where groups on foot end earlier, in a stage of
    their own that starts nothing, the time of that stage counts too.
    """
    gaps: dict[tuple[str, str], float] = {}
    count = len(cycle.steps)
    for k, step in enumerate(cycle.steps):
        waited_s = 0.0
        ending = step.green - cycle.steps[(k + 1) % count].green
        for m in range(k, k + count):
            here, following = cycle.steps[m % count], cycle.steps[(m + 1) % count]
            starting = following.green - here.green
            gap_s = waited_s + here.change_s
            for a in ending if m == k else {g for g in ending if g.startswith("W")}:
                for b in starting:
                    if (a, b) in conflicts:
                        gaps[a, b] = min(gaps.get((a, b), inf), gap_s)
            if starting:
                break
            waited_s += here.change_s + following.green_s
    return gaps


def imported_matrix(
    groups: Groups, gaps: Mapping[tuple[str, str], float], changes: Mapping[str, Known], clearances: Mapping[str, Known]
) -> dict[tuple[str, str], Known]:
    """Return an intergreen for every ordered pair in conflict, from what the programs show.

    A pair the programs never change directly gets the ending group's amber and the longest all-red seen after it.
    `changes` holds amber, `clearances` what pedestrians need, by group.
    """
    all_red: dict[str, float] = {}
    for (a, _), gap_s in gaps.items():
        all_red[a] = max(all_red.get(a, 0.0), gap_s - changes[a].s)
    matrix = {}
    for a, b in sorted(groups.conflicts):
        least_s = max(changes[a].s, clearances[a].s)
        if (a, b) in gaps and gaps[a, b] >= least_s:
            matrix[a, b] = Known(gaps[a, b], Sureness.IMPORTED)
        else:
            sure = changes[a].sure if a in all_red else Sureness.GUESSED
            matrix[a, b] = Known(max(least_s, changes[a].s + all_red.get(a, 0.0)), sure)
    return matrix


def geometry_matrix(light: Light, groups: Groups, changes: Mapping[str, Known]) -> dict[tuple[str, str], Known]:
    """Return an intergreen for every ordered pair in conflict from clearing and entering times [1]_.

    References
    ----------
    .. [1] FGSV, Richtlinien fuer Lichtsignalanlagen (RiLSA), 2015, section 2.7.
    """
    matrix = {}
    for a, b in sorted(groups.conflicts):
        pairs = [(light.links[i], light.links[j]) for i in groups.links[a] for j in groups.links[b]]
        needed = [s for x, y in pairs if x.node == y.node and (s := _needed_s(x, y)) is not None]
        matrix[a, b] = Known(float(max([ceil(changes[a].s), *map(ceil, needed)])), Sureness.GUESSED)
    return matrix


def _needed_s(clearing: Link, entering: Link) -> float | None:
    """Return the intergreen [s] of one pair of links; None where their ways do not meet."""
    meeting = _conflict_point(clearing.path, entering.path)
    if meeting is None:
        return None
    way_out_m, way_in_m = meeting
    if clearing.is_crossing:
        return clearing.crossing_m / WALKING_MPS - way_in_m / ENTERING_MPS
    passes_s, speed_mps = (PASSES_TURNING_S, TURNING_MPS) if clearing.turning else (PASSES_STRAIGHT_S, STRAIGHT_MPS)
    if clearing.turning and _radius_m(clearing.path) < TIGHT_RADIUS_M:
        speed_mps = TIGHT_MPS
    enters_s = 0.0 if entering.is_crossing else way_in_m / ENTERING_MPS
    return passes_s + (way_out_m + VEHICLE_M) / speed_mps - enters_s


def _radius_m(path: Sequence[tuple[float, float]]) -> float:
    """Return the radius [m] of a turn: the length of its way by the angle it turns through."""
    pieces = [(p, q) for p, q in itertools.pairwise(path) if dist(p, q) > 0.01]
    headings = [atan2(q[1] - p[1], q[0] - p[0]) for p, q in pieces]
    turned = sum(abs((b - a + pi) % (2 * pi) - pi) for a, b in itertools.pairwise(headings))
    return sum(dist(p, q) for p, q in pieces) / turned if turned > 0.01 else inf


def _conflict_point(a: Sequence[tuple[float, float]], b: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """Return how far [m] along each way they first cross, or come together at their ends."""
    along_a = 0.0
    for p, q in itertools.pairwise(a):
        along_b = 0.0
        for r, s in itertools.pairwise(b):
            if (at := _crossing(p, q, r, s)) is not None:
                return along_a + at[0] * dist(p, q), along_b + at[1] * dist(r, s)
            along_b += dist(r, s)
        along_a += dist(p, q)
    length_b = sum(dist(r, s) for r, s in itertools.pairwise(b))
    return (along_a, length_b) if dist(a[-1], b[-1]) < 4.0 else None


def _crossing(
    p: tuple[float, float], q: tuple[float, float], r: tuple[float, float], s: tuple[float, float]
) -> tuple[float, float] | None:
    """Return the shares of two pieces of way at which they cross."""
    ax, ay, bx, by = q[0] - p[0], q[1] - p[1], s[0] - r[0], s[1] - r[1]
    det = ax * by - ay * bx
    if abs(det) < 1e-9:
        return None
    t = ((r[0] - p[0]) * by - (r[1] - p[1]) * bx) / det
    u = ((r[0] - p[0]) * ay - (r[1] - p[1]) * ax) / det
    return (t, u) if 0 <= t <= 1 and 0 <= u <= 1 else None
