"""A few hundred simulated trials; `benchmarks/gate_trials.py` makes thousands."""

import pytest

from meydan.twin.gate.levels import DELAY_MARGIN
from tests.twin.gate.trials import shares

TRIALS = 100


@pytest.mark.parametrize("seed_sd", [0.01, 0.08])
def test_five_percent_worse_is_refused(seed_sd: float) -> None:
    passed, _, _ = shares(1, TRIALS, 0.05, seed_sd)
    assert passed <= 0.025


def test_an_equal_mean_is_not_called_better() -> None:
    _, better, called = shares(2, TRIALS, 0.0, 0.06)
    assert better <= 0.01
    assert called <= 0.02


def test_at_the_margin_chance_seldom_passes_a_plan() -> None:
    passed, _, _ = shares(3, TRIALS, DELAY_MARGIN, 0.04, day_sd=0.03)
    assert passed <= 0.06  # 2.5 % and three standard errors of so few trials


def test_ten_percent_better_passes_and_is_called_better() -> None:
    passed, better, _ = shares(4, 40, -0.10, 0.02)
    assert passed >= 0.95
    assert better >= 0.9
