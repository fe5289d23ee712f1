"""The GEH statistic: how far a modelled flow is from a measured one, between an absolute and a relative difference."""

from math import sqrt


def geh(modelled_vph: float, measured_vph: float) -> float:
    """Return sqrt(2 (M - C)^2 / (M + C)) of two hourly flows [veh/h]; 0 where both are 0.

    It is not free of scale: counts of other times than an hour must be turned into hourly flows first.

    References
    ----------
    .. [1] Department for Transport, TAG unit M3.1, Highway assignment modelling: GEH below 5 on 85 % of counts.
    """
    both = modelled_vph + measured_vph
    return sqrt(2 * (modelled_vph - measured_vph) ** 2 / both) if both > 0 else 0.0
