"""Two signals a few car lengths apart, decided as one: which of their stages may stand together, and what follows what.

Between two such signals there is room for hardly anybody. Who stands there lies across the ways of others, and once the
tails of two meet no lamp frees them. So nobody is let in who is not let out again in the same breath:

- the main traffic of the one is let go only while the other shows the short road between them a green in which its
  vehicles need not give way;
- that green ends only once the road is empty and nobody has been let in for a moment.

Engineers time such a pair like that: the two main roads one after the other, each with a green way out; the side roads
together. What is left free, the order and the lengths, one search over the stages of both decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from meydan.city.city import City
from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.city.junction import Lamp
from meydan.city.state import JunctionState
from meydan.control.discharge import Discharge
from meydan.control.inner_lanes import InnerLane
from meydan.control.search import Changes, Flags, Lanes, Rates
from meydan.control.short_exit import MOST_GO_THERE, SHORT_M
from meydan.control.traffic import Traffic

CLEARS_S = 3  # at red before who was let in last has driven the few metres to the next line
EMPTIES_S = 6  # from the order to stop letting in until the road between is empty, as a rule


class Near(Protocol):
    """What is believed of one of the two signals."""

    seen: JunctionState
    stages: dict[str, frozenset[str]]
    traffic: list[Traffic]
    discharge: Discharge
    changes: Changes
    inner: tuple[InnerLane, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What the stages [stages] of one of the two mean for the road between.

    `lets_in` says that its main traffic drives into the road to the other one, by `groups`; `lets_out` that all lanes
    of the road that leads here are green and need not give way.
    """

    groups: frozenset[str]
    lets_in: Flags
    lets_out: Flags


@dataclass(frozen=True, slots=True)
class Joint:
    """The stages that may stand together, as pairs of numbers; `ways` [joint, joint] says from which to which."""

    stages: tuple[tuple[int, int], ...]
    changes: Changes


def partner_of(city: City, junction: str) -> str | None:
    """Return the signal that a junction forms a pair with: the only one that near, each of the other."""
    found = {name for name in _near(city, junction) if _near(city, name) == {junction}}
    return found.pop() if len(found) == 1 and found == _near(city, junction) else None


def _near(city: City, junction: str) -> set[str]:
    lanes = city.junctions[junction].lanes.values()
    out = {to.junction for lane in lanes for to in lane.onward if to.distance_m <= SHORT_M}
    into = {
        name
        for (here, _), sources in city.fed_by.items()
        if here == junction
        for name, _, to in sources
        if to.distance_m <= SHORT_M
    }
    return out & into - {junction}


def side_of(city: City, junction: str, other: str, near: Near) -> Side:
    """Return what the stages of a junction mean for the road between it and the other one."""
    lanes = city.junctions[junction].lanes.values()
    groups = frozenset(
        g
        for lane in lanes
        for to in lane.onward
        if to.junction == other and to.distance_m <= SHORT_M and to.share >= MOST_GO_THERE
        for g in lane.groups
    )
    lets_in = np.array([not groups.isdisjoint(green) for green in near.stages.values()])
    lets_out = np.logical_and.reduce([lane.protected for lane in near.inner])
    return Side(groups, lets_in, lets_out)


def joint_of(first: Near, second: Near, sides: tuple[Side, Side]) -> Joint | None:
    """Return what may stand together; None where some stage of one of the two could stand with none of the other."""
    a, b = sides
    stages = tuple(
        (i, j)
        for i in range(len(first.stages))
        for j in range(len(second.stages))
        if (b.lets_out[j] or not a.lets_in[i]) and (a.lets_out[i] or not b.lets_in[j])
    )
    whole = {i for i, _ in stages} == set(range(len(first.stages))) and {j for _, j in stages} == set(
        range(len(second.stages))
    )
    return Joint(stages, _changes(first, second, sides, stages)) if whole else None


def _changes(first: Near, second: Near, sides: tuple[Side, Side], stages: Sequence[tuple[int, int]]) -> Changes:
    a, b = sides
    count, lanes = len(stages), len(first.traffic)
    lock = np.zeros((count, count), np.int64)
    begins = np.zeros((count, count, lanes + len(second.traffic)), np.int64)
    for m, (i, j) in enumerate(stages):
        for n, (k, l) in enumerate(stages):
            if m == n:
                continue
            late_a = EMPTIES_S if b.lets_in[j] and a.lets_out[i] and not a.lets_out[k] else 0
            late_b = EMPTIES_S if a.lets_in[i] and b.lets_out[j] and not b.lets_out[l] else 0
            # who is let in waits until the other one lets out
            in_a = _opens(second.changes, j, l) + late_b if a.lets_in[k] and not a.lets_in[i] and not b.lets_out[j] else 0
            in_b = _opens(first.changes, i, k) + late_a if b.lets_in[l] and not b.lets_in[j] and not a.lets_out[i] else 0
            late_a, late_b = max(late_a, in_a), max(late_b, in_b)
            lock[m, n] = max(
                first.changes.lock[i, k] + late_a if i != k else 0, second.changes.lock[j, l] + late_b if j != l else 0
            )
            for x in range(lanes):
                at = first.changes.begins[i, k, x]
                begins[m, n, x] = at + late_a if at else 0
            for x in range(len(second.traffic)):
                at = second.changes.begins[j, l, x]
                begins[m, n, lanes + x] = at + late_b if at else 0
    return Changes(lock, begins)


def _opens(changes: Changes, i: int, j: int) -> int:
    return int(changes.begins[i, j].max()) if i != j else 0


def joint_rates(joint: Joint, rates: tuple[Rates, Rates]) -> Rates:
    """Return the rates of the lanes of both in what stands together."""
    a, b = rates
    lanes = a.free.shape[1]
    i, j = (np.array(numbers) for numbers in zip(*joint.stages, strict=True))
    shifted = np.where(b.rivals >= 0, b.rivals + lanes, -1)
    return Rates(
        np.concatenate((a.free[i], b.free[j]), axis=1),
        np.concatenate((a.slow[i], b.slow[j]), axis=1),
        np.concatenate((a.rivals[i], shifted[j]), axis=1),
    )


def joint_lanes(lanes: tuple[Lanes, Lanes]) -> Lanes:
    """Return the lanes of both."""
    a, b = lanes
    return Lanes(*(np.concatenate((x, y)) for x, y in zip(a, b, strict=True)))


def is_let_in(side: Side, seen: JunctionState) -> bool:
    """Say whether somebody let in may still be on his way to the other line."""
    return any(
        seen.lamps.get(g) in (Lamp.GREEN, Lamp.AMBER) or elapsed_s(seen.now, seen.lamp_since.get(g, NEVER)) < CLEARS_S
        for g in side.groups
    )
