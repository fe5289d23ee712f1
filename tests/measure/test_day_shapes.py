"""Day shapes: each the mean of many detectors, the same for the same detectors, never of a few."""

import numpy as np
import pytest

from meydan.measure.day_shapes import FEWEST, day_shapes, hours_of


def detectors(count: int, peak: float, seed: int = 1) -> np.ndarray:
    """Return so many day shapes with a peak at an hour, and chance."""
    draw = np.random.default_rng(seed)
    shape = 0.2 + np.exp(-(((np.arange(24) - peak) / 2) ** 2)) + draw.uniform(0, 0.05, (count, 24))
    return np.asarray(shape / shape.sum(axis=1, keepdims=True))


def test_two_ways_of_a_day_are_told_apart() -> None:
    found = day_shapes(np.concatenate((detectors(25, 8), detectors(40, 18, seed=2))))
    assert [shape.detectors for shape in found] == [40, 25]
    assert [int(np.argmax(shape.hours)) for shape in found] == [18, 8]
    assert all(sum(shape.hours) == pytest.approx(1) for shape in found)


@pytest.mark.parametrize(("morning", "evening"), [(FEWEST - 1, 60), (5, 30), (12, 12)])
def test_no_shape_is_that_of_fewer_than_twenty_detectors(morning: int, evening: int) -> None:
    found = day_shapes(np.concatenate((detectors(morning, 8), detectors(evening, 18, seed=2))))
    assert all(shape.detectors >= FEWEST for shape in found)
    assert sum(shape.detectors for shape in found) == morning + evening


def test_fewer_than_twenty_have_no_shape() -> None:
    assert day_shapes(detectors(FEWEST - 1, 8)) == []


def test_hours_are_shares_of_the_day_and_unknown_ones_stay_unknown() -> None:
    counts = np.ones((2, 3, 96))
    counts[0, :, 32:36] = 3.0
    counts[0, 1, :] = np.nan
    counts[1, :, 40:44] = np.nan
    hours = hours_of(counts)
    assert hours[0, 8] == pytest.approx(3 / 26)
    assert np.isnan(hours[1]).all()
