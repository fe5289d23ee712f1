"""Fixed times by Webster's method: a cycle of least delay, greens by equal saturation [1]_.

References
----------
.. [1] F. V. Webster, Traffic Signal Settings, Road Research Technical Paper 39, 1958.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

SATURATION_VPH = 1800.0  # of one lane in green: a headway of 2 s
MOST_RATIO = 0.95  # a junction loaded beyond this gets the longest cycle
MOST_SATURATION = 0.9  # of any step, where the longest cycle allows


@dataclass(frozen=True, slots=True)
class Demand:
    """A stream in one lane: its flow over the saturation flow, and the steps of the plan in which it may go."""

    ratio: float
    steps: frozenset[int]


def poured(loads: Sequence[float], amount: float) -> list[float]:
    """Return how much of an amount goes into each of several lanes so that their loads become as equal as can be."""
    level, filled = 0.0, 0
    order = sorted(loads)
    for filled in range(1, len(order) + 1):
        level = (amount + sum(order[:filled])) / filled
        if filled == len(order) or level <= order[filled]:
            break
    return [max(0.0, level - load) for load in loads]


def critical_ratios(demands: Sequence[Demand], steps: int) -> list[float]:
    """Return the flow ratio each of so many steps must carry, so that every stream has what it needs.

    A stream with one step decides alone. One with several takes what those already give; what is missing is shared
    equally among its steps. Streams with fewer steps, then busier ones, come first.
    """
    ratios = [0.0] * steps
    for demand in sorted(demands, key=lambda d: (len(d.steps), -d.ratio, sorted(d.steps))):
        missing = demand.ratio - sum(ratios[i] for i in demand.steps)
        if missing > 0 and demand.steps:
            for i in demand.steps:
                ratios[i] += missing / len(demand.steps)
    return ratios


def webster_cycle_s(lost_s: float, ratio: float, least_s: float, most_s: float) -> float:
    """Return the cycle of least delay (1.5 L + 5) / (1 - Y) [s], within its limits.

    Parameters
    ----------
    lost_s
        What a cycle loses between greens, L.
    ratio
        The sum of the critical flow ratios, Y.
    """
    if ratio >= MOST_RATIO:
        return most_s
    return min(most_s, max(least_s, (1.5 * lost_s + 5.0) / (1.0 - ratio)))


def carrying_cycle_s(
    lost_s: float, ratios: Sequence[float], least_s: Sequence[float], first_s: float, most_s: float
) -> float:
    """Return the shortest cycle from `first_s` on in which no step is loaded beyond `MOST_SATURATION` [s].

    A step that its minimum green keeps longer than its share takes from the others like lost time.
    """
    cycle_s = first_s
    while cycle_s < most_s:
        greens = greens_s(cycle_s - lost_s, ratios, least_s)
        if all(y * cycle_s <= MOST_SATURATION * s for y, s in zip(ratios, greens, strict=True)):
            return cycle_s
        cycle_s += 1.0
    return most_s


def greens_s(
    rest_s: float, ratios: Sequence[float], least_s: Sequence[float], most_s: Sequence[float] | None = None
) -> list[float]:
    """Return greens in whole seconds by equal saturation, none below its minimum or above its maximum.

    Parameters
    ----------
    rest_s
        What the cycle has for greens; at least the sum of the minima, at most that of the maxima.
    most_s
        The maxima, each at least its minimum; without them a green is as long as its share.
    """
    most = [inf] * len(ratios) if most_s is None else most_s
    held: dict[int, float] = {}
    while True:
        free_s = rest_s - sum(held.values())
        of = sum(y for i, y in enumerate(ratios) if i not in held)
        count = len(ratios) - len(held)
        greens = [held.get(i, free_s * (y / of if of > 0 else 1 / max(1, count))) for i, y in enumerate(ratios)]
        below = {i: least_s[i] for i, s in enumerate(greens) if i not in held and s < least_s[i]}
        above = {i: most[i] for i, s in enumerate(greens) if i not in held and s > most[i]}
        if not below and not above:
            return _whole(greens, least_s, rest_s)
        # What minima take makes the others shorter, what maxima leave makes them longer: the larger one is sure.
        taken_s = sum(s - greens[i] for i, s in below.items())
        left_s = sum(greens[i] - s for i, s in above.items())
        held |= below if taken_s >= left_s else above


def _whole(greens: Sequence[float], least_s: Sequence[float], rest_s: float) -> list[float]:
    """Return the greens in whole seconds with the same sum as far as `rest_s` is whole: largest remainders first."""
    whole = [max(float(int(s + 1e-9)), least) for s, least in zip(greens, least_s, strict=True)]
    order = sorted(range(len(greens)), key=lambda i: (whole[i] - greens[i], i))
    left = rest_s - sum(whole)
    for i in order:
        if left < 1:
            break
        whole[i] += 1
        left -= 1
    whole[order[0]] += left
    return whole


def webster_delay_s(cycle_s: float, green_s: float, flow_vph: float, saturation_vph: float) -> float:
    """Return the mean delay of a stream with random arrivals [s], defined below saturation."""
    q, share = flow_vph / 3600, green_s / cycle_s
    x = flow_vph / (share * saturation_vph)
    uniform_s = cycle_s * (1 - share) ** 2 / (2 * (1 - share * x))
    random_s = x**2 / (2 * q * (1 - x))
    return uniform_s + random_s - 0.65 * float((cycle_s / q**2) ** (1 / 3)) * float(x ** (2 + 5 * share))
