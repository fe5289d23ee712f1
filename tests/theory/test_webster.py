"""Webster's method gives the numbers of Road Research Technical Paper 39, and greens that add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.design.webster import (
    MOST_SATURATION,
    Demand,
    carrying_cycle_s,
    critical_ratios,
    greens_s,
    poured,
    webster_cycle_s,
    webster_delay_s,
)


def test_the_cycle_of_a_textbook_junction() -> None:
    # L = 12 s, Y = 0.6: (1.5 * 12 + 5) / (1 - 0.6) = 57.5 s
    assert webster_cycle_s(12, 0.6, 30, 120) == pytest.approx(57.5)


@pytest.mark.parametrize(("ratio", "cycle_s"), [(0.0, 30), (0.9, 120), (0.95, 120), (1.3, 120)])
def test_a_cycle_keeps_its_limits(ratio: float, cycle_s: float) -> None:
    assert webster_cycle_s(8, ratio, 30, 120) == cycle_s


@pytest.mark.parametrize("flow_vph", [300.0, 450.0, 600.0])
def test_no_cycle_within_reach_has_much_less_delay_than_websters(flow_vph: float) -> None:
    """Two equal stages, 2 x 5 s lost: near C0 the delay is flat, and C0 is within 5 % of the least [1]_.

    References
    ----------
    .. [1] F. V. Webster, Traffic Signal Settings, 1958, figure 6.
    """

    def delay_s(cycle_s: float) -> float:
        return webster_delay_s(cycle_s, (cycle_s - 10) / 2, flow_vph, 1800)

    best_s = webster_cycle_s(10, 2 * flow_vph / 1800, 20, 180)
    shortest_s = int(10 / (1 - 2 * flow_vph / 1800) * 1.1) + 1
    assert delay_s(best_s) <= 1.05 * min(delay_s(float(c)) for c in range(shortest_s, 180))


def test_the_delay_of_a_worked_example() -> None:
    # C = 60, g = 30, q = 600, s = 1800: x = 0.667; 10.39 / (1 - 1/3)... = 11.25 + 4.00 - 2.04 s
    assert webster_delay_s(60, 30, 600, 1800) == pytest.approx(11.25 + 4.0 - 0.65 * 2160 ** (1 / 3) * (2 / 3) ** 4.5)


def test_drivers_pour_into_the_emptier_lanes_until_all_are_equal() -> None:
    assert poured([100, 400, 250], 600) == [350, 50, 200]  # all at 450
    assert poured([100, 400], 200) == [200, 0]
    assert poured([], 100) == []


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=6), st.floats(0, 3000))
def test_nobody_is_lost_between_lanes(loads: list[float], amount: float) -> None:
    shares = poured(loads, amount)
    assert sum(shares) == pytest.approx(amount, abs=1e-6)
    level = max(load + share for load, share in zip(loads, shares, strict=True) if share > 0) if amount > 1e-3 else 0
    assert all(load + share >= level - 1e-6 for load, share in zip(loads, shares, strict=True))


def test_a_stream_with_one_step_decides_and_one_with_two_takes_what_is_there() -> None:
    demands = [Demand(0.3, frozenset({0})), Demand(0.2, frozenset({0, 1})), Demand(0.5, frozenset({0, 1}))]
    assert critical_ratios(demands, 3) == pytest.approx([0.4, 0.1, 0.0])


@given(st.lists(st.tuples(st.floats(0, 1), st.frozensets(st.integers(0, 4), min_size=1)), max_size=12))
def test_every_stream_has_what_it_needs(found: list[tuple[float, frozenset[int]]]) -> None:
    ratios = critical_ratios([Demand(*one) for one in found], 5)
    assert all(sum(ratios[i] for i in steps) >= ratio - 1e-9 for ratio, steps in found)
    assert min(ratios) >= 0


def test_greens_share_the_rest_by_their_ratios() -> None:
    assert greens_s(60, [0.4, 0.2], [5, 5]) == [40, 20]


def test_a_minimum_is_kept_and_the_others_share_what_it_leaves() -> None:
    assert greens_s(60, [0.5, 0.3, 0.01], [5, 5, 12]) == [30, 18, 12]


@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 20)), min_size=1, max_size=8),
    st.integers(0, 100),
)
def test_greens_add_up_in_whole_seconds_and_none_is_below_its_minimum(
    steps: list[tuple[float, int]], more_s: int
) -> None:
    least_s = [float(s) for _, s in steps]
    rest_s = sum(least_s) + more_s
    greens = greens_s(rest_s, [y for y, _ in steps], least_s)
    assert sum(greens) == pytest.approx(rest_s)
    assert all(green >= least for green, least in zip(greens, least_s, strict=True))
    assert all(green == int(green) for green in greens)


def test_a_cycle_grows_until_a_minimum_leaves_the_others_enough() -> None:
    # a side street that needs nothing keeps 10 s of a cycle: at 40 s the main road has 20 s for 0.5 of the cycle
    cycle_s = carrying_cycle_s(10, [0.5, 0.0], [5, 10], 40, 120)
    assert 0.5 * cycle_s <= MOST_SATURATION * (cycle_s - 20) < 0.5 * cycle_s + 1
    assert carrying_cycle_s(10, [0.95, 0.0], [5, 10], 40, 120) == 120


@given(
    st.lists(st.tuples(st.floats(0, 1), st.integers(3, 20), st.integers(0, 40)), min_size=1, max_size=6),
    st.floats(0, 1),
)
def test_greens_lie_between_their_minima_and_maxima(steps: list[tuple[float, int, int]], share: float) -> None:
    ratios, least_s = [y for y, _, _ in steps], [float(least) for _, least, _ in steps]
    most_s = [float(least + room) for _, least, room in steps]
    rest_s = float(round(sum(least_s) + share * (sum(most_s) - sum(least_s))))
    greens = greens_s(rest_s, ratios, least_s, most_s)
    assert sum(greens) == rest_s
    assert all(least <= s <= most for least, s, most in zip(least_s, greens, most_s, strict=True))
