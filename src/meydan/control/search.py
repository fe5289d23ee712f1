"""The search over green sequences: least waiting plus stops over the next seconds, second by second.

A forward dynamic programme over (second, standing stage); each node carries what every lane still holds. A node is a
moment at which the junction may change: the interval between the stages and the least green of the new one lie inside
the step that leads to it. So all nodes that are compared with each other are free to change; a search that compares
nodes with different remaining locks stops switching without saying so.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit

FAR = 1e18  # no sequence that begins so was worth following
HEADWAY_S = 1.8  # how long each vehicle before it keeps one waiting that is held in the end
BEAM = 4  # nodes kept for each second and stage
GAP_TAKEN = 0.25  # a yielding lane is slowed by a rival with more vehicles a second than this
ALONE = 0.35  # fewer vehicles than this held: the next one comes through without having stood

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
_F = TypeVar("_F", bound=Callable[..., object])


class Lanes(NamedTuple):
    """The lanes now: `held` [lanes] vehicles stand in each, `coming` [lanes, seconds] will reach the line.

    `opens` [lanes] is the second from which a lane that is green discharges.
    """

    held: Floats
    coming: Floats
    opens: Ints


class Rates(NamedTuple):
    """Vehicles a second [stages, lanes]: `free`, and `slow` while one of the `rivals` is in the way.

    `rivals` [stages, lanes, n] are lanes, -1 from the last one on.
    """

    free: Floats
    slow: Floats
    rivals: Ints


class Changes(NamedTuple):
    """The way from stage to stage, in seconds from the order.

    `lock` [stages, stages] is the first second at which the new stage may end, `begins` [stages, stages, lanes] when a
    lane that turns green discharges, 0 for one that stays green.
    """

    lock: Ints
    begins: Ints


class Prices(NamedTuple):
    """What counts beside the waiting of the seconds ahead.

    `stop_s` is what a stop costs beside its waiting: slowing down and getting under way from 50 km/h. `rest_s` is what
    a vehicle that is still held at a red in the end is expected to wait. `switch` [vehicles x s] is what a change costs
    beside its lost time: who comes unseen meanwhile finds the junction locked.
    """

    stop_s: float
    rest_s: float
    switch: float


def _compiled(function: _F) -> _F:
    """Return a function compiled, and kept compiled where some folder of numba's can be written."""
    try:
        made = njit(cache=True)(function)
    except RuntimeError:  # neither beside this file nor at home: each start compiles anew
        made = njit(function)
    return cast("_F", made)


@_compiled
def _second(held: Floats, coming: Floats, rates: Rates, stage: int, opens: Ints, k: int, stop_s: float) -> float:
    """Let second `k` pass; `held` is changed. Return the waiting and the stops of that second [vehicles x s]."""
    serves, slow, rivals = rates.free[stage], rates.slow[stage], rates.rivals[stage]
    cost = 0.0
    for lane in range(held.shape[0]):
        came = coming[lane, k]
        here = held[lane] + came
        if here <= 0.0:
            continue
        gone = 0.0
        if serves[lane] > 0.0 and k >= opens[lane]:
            rate = serves[lane]
            for n in range(rivals.shape[1]):
                rival = rivals[lane, n]
                if rival < 0:
                    break
                if held[rival] > 2 * GAP_TAKEN or coming[rival, k] > GAP_TAKEN:
                    rate = slow[lane]
                    break
            gone = min(here, 1.0 if held[lane] < ALONE and rate > GAP_TAKEN else rate)
        held[lane] = here - gone
        cost += held[lane] + stop_s * min(came, held[lane])
    return cost


@_compiled
def _rest(held: Floats, waits_s: Floats) -> float:
    """Return what those who are still held will cost when each lane waits so long before its queue moves."""
    cost = 0.0
    for lane in range(held.shape[0]):
        cost += held[lane] * (waits_s[lane] + 0.5 * HEADWAY_S * held[lane])
    return cost


@_compiled
def _soonest(rates: Rates, changes: Changes, rest_s: float) -> Floats:
    """Return how soon each lane could discharge from each stage [stages, lanes], in seconds."""
    stages, count = rates.free.shape
    soonest = np.full((stages, count), rest_s)
    for i in range(stages):
        for lane in range(count):
            for j in range(stages):
                if rates.free[j, lane] > 0.0:
                    wait_s = 0.0 if i == j else float(changes.begins[i, j, lane])
                    soonest[i, lane] = min(soonest[i, lane], wait_s)
    return soonest


@_compiled
def _keep(costs: Floats, holds: Floats, firsts: Ints, cost: float, held: Floats, first: int, waits_s: Floats) -> None:
    """Put a node among the best of its second and stage, in order, if it is one of them."""
    total = cost + _rest(held, waits_s)
    place = 0
    while place < costs.shape[0] and costs[place] < FAR and costs[place] + _rest(holds[place], waits_s) <= total:
        place += 1
    if place == costs.shape[0]:
        return
    for b in range(costs.shape[0] - 1, place, -1):
        costs[b], holds[b, :], firsts[b] = costs[b - 1], holds[b - 1], firsts[b - 1]
    costs[place], holds[place, :], firsts[place] = cost, held, first


@_compiled
def search(lanes: Lanes, rates: Rates, changes: Changes, prices: Prices, stage: int, shut: Flags) -> Floats:
    """Return for each stage the least cost [vehicles x s] of what begins with going there now; `FAR` if none survived.

    `stage` is the one that stands now; for it the cost is that of staying for a second at least. Nothing begins with a
    stage that is `shut` [stages].
    """
    stages, count = rates.free.shape
    horizon = lanes.coming.shape[1]
    costs = np.full((horizon + 1, stages, BEAM), FAR)
    holds = np.empty((horizon + 1, stages, BEAM, count))
    firsts = np.full((horizon + 1, stages, BEAM), -1, np.int64)
    best = np.full(stages, FAR)
    costs[0, stage, 0], holds[0, stage, 0, :] = 0.0, lanes.held
    soonest = _soonest(rates, changes, prices.rest_s)
    in_the_end = np.where(rates.free > GAP_TAKEN, 0.0, prices.rest_s)
    now = np.empty(count)
    gate = np.empty(count, np.int64)
    for k in range(horizon):
        may_change = k <= 8 or (k <= 20 and k % 2 == 0) or k % 4 == 0  # later changes need not be told to the second
        for i in range(stages):
            for b in range(BEAM):
                if costs[k, i, b] == FAR:
                    break
                for j in range(stages):
                    if (j != i and not may_change) or (k == 0 and shut[j]):
                        continue
                    first = j if firsts[k, i, b] < 0 else firsts[k, i, b]
                    now[:] = holds[k, i, b]
                    for lane in range(count):
                        gate[lane] = max(lanes.opens[lane], k + changes.begins[i, j, lane] if j != i else 0)
                    end = min(k + changes.lock[i, j], horizon) if j != i else k + 1
                    cost = costs[k, i, b] + (prices.switch if j != i else 0.0)
                    for at in range(k, end):
                        cost += _second(now, lanes.coming, rates, j, gate, at, prices.stop_s)
                    if end == horizon:
                        best[first] = min(best[first], cost + _rest(now, in_the_end[j]))
                    else:
                        _keep(costs[end, j], holds[end, j], firsts[end, j], cost, now, first, soonest[j])
    return best


def first_choice(costs: Floats, stage: int) -> tuple[int, float, float]:
    """Return the stage to go to, its cost and that of the best other one; the standing one if it is as good."""
    best = int(np.argmin(costs))
    if costs[stage] <= costs[best] + 0.01:
        best = stage
    others: Any = np.delete(costs, best)
    return best, float(costs[best]), float(others.min(initial=FAR))
