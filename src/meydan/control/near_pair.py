"""Which stages of two signals a few car lengths apart may stand together, and how long the change to others takes.

Between two such signals there is room for hardly anybody. Who stands there lies across the ways of others; once the
tails of two meet, no lamp frees them. So the main traffic of the one is let go only while the other shows the road
between them a green in which nobody need give way, and that green ends only once the road is empty. Engineers time such
a pair like that: the main roads one after the other, each with a green way out, and the side roads together.

Found by following ten jams of real pairs of signals 12 and 15 m apart second by second (`docs/bench.md`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from meydan.city.city import City
from meydan.city.junction import Onward
from meydan.control.near import SHORT_M
from meydan.control.outlook import Outlook
from meydan.control.search import Changes, Flags, Ints, Lanes, Rates
from meydan.control.short_exit import MOST_GO_THERE
from meydan.control.traffic import Traffic

EMPTIES_S = 6  # from the order to let nobody in any more until the road between is empty, as a rule


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its `groups` that let main traffic into the road to the other, its lanes at the end of the road.

    `lets_in` [stages] are the stages in which the groups are green, `lets_out` those in which all `lanes` of the road
    that leads here are green and need not give way.
    """

    groups: frozenset[str]
    lanes: tuple[Traffic, ...]
    lets_in: Flags
    lets_out: Flags


@dataclass(frozen=True, slots=True)
class Together:
    """What may stand together: the number of the stage of the one and of the other, and the way from each to each."""

    stages: tuple[tuple[int, int], ...]
    changes: Changes


def partner_of(city: City, junction: str) -> str | None:
    """Return the signal that is so near that both have to be decided as one; None where there is not just one."""
    found = _near(city, junction)
    return next(iter(found)) if len(found) == 1 and all(_near(city, name) == {junction} for name in found) else None


def _near(city: City, junction: str) -> set[str]:
    """Return the signals to which a short road leads, and from which one leads here."""
    out = {to.junction for lane in city.junctions[junction].lanes.values() for to in lane.onward if _is_short(to)}
    return {name for name in out - {junction} if _lead(city, name, junction)}


def _lead(city: City, junction: str, other: str) -> list[tuple[str, Onward]]:
    """Return the lanes of a junction from which a short road leads to the other one, and that road."""
    lanes = city.junctions[junction].lanes.values()
    return [(lane.id, to) for lane in lanes for to in lane.onward if to.junction == other and _is_short(to)]


def _is_short(to: Onward) -> bool:
    return to.distance_m <= SHORT_M


def side_of(city: City, junction: str, other: str, out: Outlook) -> Side:
    """Return what a junction's stages mean for the roads between it and the other one."""
    lanes, discharge = city.junctions[junction].lanes, out.discharge
    into = [name for name, to in _lead(city, junction, other) if to.share >= MOST_GO_THERE]
    groups = frozenset(g for name in into for g in lanes[name].groups)
    roads = {to.approach for _, to in _lead(city, other, junction)}
    ends = [n for n, name in enumerate(out.lanes) if lanes[name].approach in roads]
    green = [[set(lane.groups) <= stage for lane in out.traffic] for stage in out.stages.values()]
    goes_free = np.array(green) & (discharge.rivals[:, :, 0] < 0)
    return Side(
        groups=groups,
        lanes=tuple(out.traffic[n] for n in ends),
        lets_in=np.array([not groups.isdisjoint(green) for green in out.stages.values()]),
        lets_out=np.array([bool(stage[ends].all()) for stage in goes_free]),
    )


def together(outs: tuple[Outlook, Outlook], sides: tuple[Side, Side]) -> Together | None:
    """Return what may stand together; None if a stage of one of the two could stand with none of the other."""
    (a, b), of = sides, [range(len(out.stages)) for out in outs]
    stages = tuple(
        (i, j)
        for i in of[0]
        for j in of[1]
        if (b.lets_out[j] or not a.lets_in[i]) and (a.lets_out[i] or not b.lets_in[j])
    )
    is_whole = all({pair[n] for pair in stages} == set(of[n]) for n in (0, 1))
    return Together(stages, _changes(outs, sides, stages)) if is_whole else None


def _changes(outs: tuple[Outlook, Outlook], sides: tuple[Side, Side], stages: Sequence[tuple[int, int]]) -> Changes:
    """Return the ways between what may stand together; each junction waits for the other where it has to."""
    lanes = [len(out.traffic) for out in outs]
    lock = np.zeros((len(stages), len(stages)), np.int64)
    begins = np.zeros((len(stages), len(stages), sum(lanes)), np.int64)
    for m, here in enumerate(stages):
        for n, there in enumerate(stages):
            waits_s = [_waits_s(outs, sides, here, there, k) for k in (0, 1)]
            for k, out in enumerate(outs):
                if here[k] != there[k]:
                    lock[m, n] = max(lock[m, n], out.changes.lock[here[k], there[k]] + waits_s[k])
                    found = out.changes.begins[here[k], there[k]]
                    begins[m, n, k * lanes[0] :][: lanes[k]] = np.where(found > 0, found + waits_s[k], 0)
    return Changes(lock, begins)


def _waits_s(
    outs: tuple[Outlook, Outlook], sides: tuple[Side, Side], here: tuple[int, int], there: tuple[int, int], k: int
) -> int:
    """Return for how long the one of the two waits, as a rule, before its own change may begin."""
    own, other = sides[k], sides[1 - k]
    empties = own.lets_out[here[k]] and not own.lets_out[there[k]] and other.lets_in[here[1 - k]]
    opens = own.lets_in[there[k]] and not own.lets_in[here[k]] and not other.lets_out[here[1 - k]]
    opens = opens and not opens_too(other, here[1 - k], there[1 - k])
    opens_s = int(outs[1 - k].changes.begins[here[1 - k], there[1 - k]].max()) if opens else 0
    return max(EMPTIES_S if empties else 0, opens_s)


def opens_too(other: Side, here: int, there: int) -> bool:
    """Say whether the other one begins to let in as well: then each opens with the other, and neither waits."""
    return bool(other.lets_in[there] and not other.lets_in[here])


def rates_of_both(both: Together, one: Rates, other: Rates) -> Rates:
    """Return how fast the lanes of both discharge in what may stand together."""
    lanes = one.free.shape[1]
    i, j = (np.array(numbers) for numbers in zip(*both.stages, strict=True))
    rivals: Ints = np.where(other.rivals >= 0, other.rivals + lanes, -1)
    return Rates(
        np.concatenate((one.free[i], other.free[j]), axis=1),
        np.concatenate((one.slow[i], other.slow[j]), axis=1),
        np.concatenate((one.rivals[i], rivals[j]), axis=1),
    )


def lanes_of_both(one: Lanes, other: Lanes) -> Lanes:
    """Return the lanes of both."""
    return Lanes(*(np.concatenate(pair) for pair in zip(one, other, strict=True)))
