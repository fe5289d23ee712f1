"""A set-up that does not fit the log is found and named, and one that fits is left alone."""

import numpy as np
import pytest

from meydan.city.because import because
from meydan.measure.junction_log import Detector, Floats, Ints, junction_log
from meydan.measure.set_up import clock_off_min, set_up_doubts, usual_day

EVENTS = np.array([(0, 1, 2), (0, 82, 11), (1, 1, 4), (2, 82, 12)])
RIGHT = (Detector(11, 2, "advance"), Detector(12, 4, "presence"))


def doubts(*detectors: Detector) -> list[object]:
    columns = EVENTS[:, 1].astype(np.uint16), EVENTS[:, 2].astype(np.uint16)
    return list(set_up_doubts(junction_log(EVENTS[:, 0].astype(np.int64), *columns, detectors)))


@pytest.mark.parametrize(
    ("detectors", "found"),
    [
        (RIGHT, []),
        ((), [because("setup.no_detectors")]),
        ((RIGHT[0], Detector(12, 0, "advance")), [because("setup.no_phase", channels="12")]),
        ((*RIGHT, Detector(13, 2, "count")), [because("setup.silent", channels="13")]),
        (RIGHT[:1], [because("setup.strange", channels="12")]),
        (
            (RIGHT[0], Detector(12, 8, "presence")),
            [because("setup.no_green", phase=8, channels="12", phases="2, 4")],
        ),
    ],
    ids=["right", "none", "free", "silent", "no phase", "wrong phase"],
)
def test_detectors_that_do_not_fit_are_named(detectors: tuple[Detector, ...], found: list[object]) -> None:
    assert doubts(*detectors) == found


def day_of(seed: int, late_bins: int = 0) -> Ints:
    """Return a day's counts with two peaks, as a clock shows them that is some bins late."""
    hours = (np.arange(96) + late_bins) % 96 / 4
    rate = 20 + 200 * np.exp(-((hours - 8) ** 2) / 3) + 150 * np.exp(-((hours - 18) ** 2) / 5)
    counts: Ints = np.random.default_rng(seed).poisson(rate).astype(np.int64)
    return counts


@pytest.fixture(scope="module")
def usual() -> Floats:
    return usual_day(np.stack([day_of(seed) * (seed + 1) for seed in range(9)]).astype(np.float64))


@pytest.mark.parametrize(("late_bins", "minutes"), [(0, 0), (1, 0), (4, 60), (-4, -60), (8, 120)])
def test_a_clock_that_is_off_by_an_hour_is_found(late_bins: int, minutes: int, usual: Floats) -> None:
    assert clock_off_min(day_of(20, late_bins), usual) == minutes


def test_nothing_is_said_of_a_clock_without_a_day_to_go_by(usual: Floats) -> None:
    assert clock_off_min(day_of(20, 4)[:40], usual[:40]) == 0
    assert clock_off_min(np.full(96, 7), usual) == 0
    assert clock_off_min(np.random.default_rng(1).poisson(50, 96).astype(np.int64), usual) == 0
