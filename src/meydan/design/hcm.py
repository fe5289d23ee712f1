"""Fixed times, delay and queues by the method of the Highway Capacity Manual [1]_ [2]_.

Effective green is the green shown: the manual's usual start-up lost time of 2 s and use of 2 s of the change interval.

References
----------
.. [1] Transportation Research Board, Highway Capacity Manual, 6th edition, 2016, chapter 19.
.. [2] Transportation Research Board, Highway Capacity Manual 2000, chapter 16 and its appendices A and G.
"""

from collections.abc import Sequence
from math import inf, sqrt
from typing import Literal

QUARTER_H = 0.25
FIXED_TIME_K = 0.5  # incremental delay factor of fixed time
ISOLATED_I = 1.0  # upstream filtering of a junction that no other one meters
TARGET_SATURATION = 0.9

Level = Literal["A", "B", "C", "D", "E", "F"]
LEVELS_S: tuple[tuple[float, Level], ...] = ((10, "A"), (20, "B"), (35, "C"), (55, "D"), (80, "E"))


def cycle_for_saturation_s(lost_s: float, ratio: float, target: float = TARGET_SATURATION) -> float:
    """Return the cycle L Xc / (Xc - Y) at which the critical streams reach the degree of saturation `target` [s].

    Parameters
    ----------
    lost_s
        What a cycle loses between greens, L.
    ratio
        The sum of the critical flow ratios, Y; at `target` or above no cycle does, and infinity is returned.
    """
    return lost_s * target / (target - ratio) if ratio < target else inf


def critical_saturation(cycle_s: float, lost_s: float, ratio: float) -> float:
    """Return the degree of saturation of the whole junction, Xc = Y C / (C - L)."""
    return ratio * cycle_s / (cycle_s - lost_s)


def capacity_vph(cycle_s: float, green_s: float, saturation_vph: float) -> float:
    """Return how many vehicles an hour a stream can send, c = s g / C."""
    return saturation_vph * green_s / cycle_s


def uniform_delay_s(cycle_s: float, green_s: float, saturation: float) -> float:
    """Return the mean delay of even arrivals, d1 = 0.5 C (1 - g/C)^2 / (1 - min(1, X) g/C) [s]."""
    share = green_s / cycle_s
    if share >= 1:
        return 0.0
    return 0.5 * cycle_s * (1 - share) ** 2 / (1 - min(1.0, saturation) * share)


def incremental_delay_s(capacity: float, saturation: float, period_h: float = QUARTER_H) -> float:
    """Return the mean delay by chance and overload, d2 = 900 T [(X-1) + sqrt((X-1)^2 + 8 k I X / (c T))] [s].

    Parameters
    ----------
    capacity
        Vehicles an hour.
    saturation
        Degree of saturation, X; above 1 the queue of a period of `period_h` hours counts.
    """
    over = saturation - 1
    chance = 8 * FIXED_TIME_K * ISOLATED_I * saturation / (capacity * period_h)
    return 900 * period_h * (over + sqrt(over**2 + chance))


def control_delay_s(cycle_s: float, green_s: float, flow_vph: float, saturation_vph: float) -> float:
    """Return the mean control delay of a stream whose vehicles come by chance, d1 + d2 [s]; infinite without green."""
    capacity = capacity_vph(cycle_s, green_s, saturation_vph)
    if capacity <= 0:
        return inf
    x = flow_vph / capacity
    return uniform_delay_s(cycle_s, green_s, x) + incremental_delay_s(capacity, x)


def queue_end_of_red(cycle_s: float, green_s: float, flow_vph: float, saturation_vph: float) -> float:
    """Return how many vehicles reach the back of an even queue, q r / (1 - y), below saturation; all of them above.

    `r` is the red, `y` the flow ratio: the queue grows at its back until the last one has moved off.
    """
    ratio = flow_vph / saturation_vph
    of_a_cycle = flow_vph / 3600 * cycle_s
    if ratio * cycle_s >= green_s:
        return of_a_cycle
    return flow_vph / 3600 * (cycle_s - green_s) / (1 - ratio)


def level_of_service(delay_s: float, saturation: float) -> Level:
    """Return the level of service by control delay; F wherever more comes than can go."""
    if saturation > 1:
        return "F"
    return next((level for most_s, level in LEVELS_S if delay_s <= most_s), "F")


def mean_delay_s(delays_s: Sequence[float], flows_vph: Sequence[float]) -> float:
    """Return the mean delay over vehicles, NaN when nobody comes."""
    whole = sum(flows_vph)
    if not whole:
        return float("nan")
    return sum(d * q for d, q in zip(delays_s, flows_vph, strict=True) if q) / whole
