"""The effect of a switchback trial: matched blocks, with an interval that holds."""

from math import isclose

import numpy as np

from meydan.report.switchback import effect_of


def test_the_effect_is_that_of_the_paired_t_test_of_the_textbook() -> None:
    # Student's own data: hours of sleep gained by ten patients with two drugs (Biometrika 6, 1908); t = 4.062, 9 df
    first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    found = effect_of(list(zip(first, second, strict=True)))
    assert found is not None
    assert isclose(found.on - found.off, 1.58, abs_tol=1e-9)
    assert isclose(found.low * found.off, 0.7001, abs_tol=1e-3)
    assert isclose(found.high * found.off, 2.4599, abs_tol=1e-3)
    assert found.verdict == "worse"


def test_what_differs_from_block_to_block_and_not_within_one_counts_for_nothing() -> None:
    found = effect_of([(100, 90), (200, 190), (50, 40.5), (75, 64.5)])
    assert found is not None
    assert found.verdict == "better"
    assert found.high < -0.08


def test_no_effect_is_seldom_called_one() -> None:
    random = np.random.default_rng(3)
    cases, claims = 2000, 0
    for _ in range(cases):
        weather = random.normal(60, 20, 7)
        found = effect_of([(float(w + random.normal(0, 3)), float(w + random.normal(0, 3))) for w in weather])
        claims += found is not None and found.verdict != "open"
    assert claims <= 0.065 * cases


def test_one_block_tells_nothing() -> None:
    assert effect_of([(10, 5)]) is None
    assert effect_of([(0, 5), (0, 4)]) is None
