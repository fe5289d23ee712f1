"""A green wave for a road of ten signals, to proven optimality: the promise is ten seconds on two cores."""

import random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from meydan.design.milp import PROVEN
from meydan.design.multiband import Green, Limits, Link, Site, best_waves

SIGNALS = 10


def road(seed: int) -> tuple[list[Site], list[Link]]:
    """Return a made-up road of ten signals, 150 to 600 m apart, with greens of 30 to 60 % of the cycle."""
    draw = random.Random(seed)
    sites = [Site(*(Green(draw.random(), draw.uniform(0.3, 0.6)) for _ in range(2))) for _ in range(SIGNALS)]
    links = [
        Link(draw.uniform(150, 600), 11.0, 15.0, draw.uniform(0.1, 0.5), draw.uniform(0.1, 0.5))
        for _ in range(SIGNALS - 1)
    ]
    return sites, links


@pytest.mark.parametrize("seed", range(3))
def test_ten_signals_to_proven_optimality(benchmark: BenchmarkFixture, seed: int) -> None:
    found = benchmark(best_waves, *road(seed), Limits(60, 120, 0.005))
    assert found is not None
    assert found.gap <= PROVEN
