"""The GEH statistic gives the numbers that are in print."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.twin.gate.geh import geh

flows = st.floats(0, 10_000)


@pytest.mark.parametrize(
    ("modelled_vph", "measured_vph", "printed"),
    [
        # by hand from sqrt(2 (M - C)^2 / (M + C)); the same for either way round
        (1100, 1000, 3.086),
        (1000, 1100, 3.086),
        (1200, 1000, 6.030),
        (120, 100, 1.907),
        (12_000, 10_000, 19.069),  # the same share off is far worse on a motorway: GEH is not free of scale
        (50, 0, 10.0),
        (0, 0, 0.0),
    ],
)
def test_geh_gives_the_numbers_of_its_formula(modelled_vph: float, measured_vph: float, printed: float) -> None:
    assert geh(modelled_vph, measured_vph) == pytest.approx(printed, abs=5e-4)


@pytest.mark.parametrize(
    ("measured_vph", "least_vph", "most_vph"), [(100, 56, 156), (500, 394, 618), (1000, 848, 1165)]
)
def test_a_geh_of_five_allows_what_the_tables_allow(measured_vph: int, least_vph: int, most_vph: int) -> None:
    allowed = [m for m in range(3 * measured_vph) if geh(m, measured_vph) < 5]
    assert (allowed[0], allowed[-1]) == pytest.approx((least_vph, most_vph), abs=1)


@given(flows, flows)
def test_geh_is_the_same_both_ways_and_grows_with_scale(a: float, b: float) -> None:
    assert 0 <= geh(a, b) < inf
    assert geh(a, b) == geh(b, a)
    assert geh(4 * a, 4 * b) == pytest.approx(2 * geh(a, b))
