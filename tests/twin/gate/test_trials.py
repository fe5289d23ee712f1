"""How often the gate errs, in simulated trials; `benchmarks/gate_trials.py` makes more of them."""

import numpy as np
import pytest

from meydan.twin.gate.gate import About, awaits_variants, judge
from meydan.twin.gate.levels import DELAY_MARGIN, LOOKS
from meydan.twin.gate.network_delay import improves
from tests.twin.gate.made_pairs import pairs
from tests.twin.gate.many_trials import Decisions, decide, delays

TRIALS = 4000
SPREADS = [(0.01, 0.0), (0.04, 0.02), (0.08, 0.0)]


def decided(change: float, seed_sd: float, day_sd: float = 0.0) -> Decisions:
    return decide(*delays(np.random.default_rng(7), TRIALS, change, seed_sd, day_sd))


def share(of: Decisions) -> float:
    return float(np.mean(of.passed_at > 0))


@pytest.mark.parametrize("change", [-0.1, 0.0, 0.02])
def test_many_trials_are_decided_as_the_gate_decides(change: float) -> None:
    old, new = delays(np.random.default_rng(3), 6, change, 0.04, 0.02)
    many = decide(old, new)
    for number in range(len(old)):
        every = pairs(old[number].tolist(), new[number].tolist())
        looks = [every[:look] for look in LOOKS]
        passes = [look for look, some in zip(LOOKS, looks, strict=True) if awaits_variants(judge(some, About()).rows)]
        assert many.passed_at[number] == (passes[0] if passes else 0)
        assert bool(many.called_better[number]) == any(improves(some) for some in looks)


@pytest.mark.parametrize(("seed_sd", "day_sd"), SPREADS)
def test_five_percent_worse_is_refused(seed_sd: float, day_sd: float) -> None:
    assert share(decided(0.05, seed_sd, day_sd)) <= 0.025


@pytest.mark.parametrize(("seed_sd", "day_sd"), SPREADS)
def test_an_equal_mean_is_called_better_in_one_trial_of_a_hundred_at_most(seed_sd: float, day_sd: float) -> None:
    assert float(np.mean(decided(0.0, seed_sd, day_sd).called_better)) <= 0.01


@pytest.mark.parametrize(("seed_sd", "day_sd"), SPREADS)
def test_at_the_margin_chance_seldom_passes_a_plan(seed_sd: float, day_sd: float) -> None:
    assert share(decided(DELAY_MARGIN, seed_sd, day_sd)) <= 0.025 + 0.005  # two standard errors


def test_ten_percent_better_passes_and_is_called_better() -> None:
    found = decided(-0.10, 0.02)
    assert share(found) >= 0.99
    assert float(np.mean(found.called_better)) >= 0.99
    assert float(np.mean(found.passed_at == LOOKS[0])) >= 0.95
