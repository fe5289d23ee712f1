"""Student's t for whole degrees of freedom: how likely a value is by chance, and what holds in 95 of 100 cases."""

from math import atan, cos, pi, sin, sqrt

LONG = 200  # degrees of freedom beyond which more change nothing that is shown


def two_sided_p(t: float, freedom: int) -> float:
    """Return how likely it is that |t| is at least this large by chance [1]_.

    References
    ----------
    .. [1] Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
    """
    freedom = min(freedom, LONG)
    angle = atan(abs(t) / sqrt(freedom))
    factor, total = 1.0, 1.0
    if freedom % 2:
        for k in range(2, freedom - 1, 2):
            factor *= k / (k + 1) * cos(angle) ** 2
            total += factor
        inside = 2 / pi * (angle + (sin(angle) * cos(angle) * total if freedom > 1 else 0.0))
    else:
        for k in range(1, freedom - 2, 2):
            factor *= k / (k + 1) * cos(angle) ** 2
            total += factor
        inside = sin(angle) * total
    return max(0.0, 1.0 - inside)


def t_of(p: float, freedom: int) -> float:
    """Return the t that is exceeded, on either side together, with probability `p`."""
    low, high = 0.0, 1.0
    while two_sided_p(high, freedom) > p:
        high *= 2
    while high - low > 1e-6 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if two_sided_p(middle, freedom) > p else (low, middle)
    return high
