"""Approach volume and peak hours: counts that anybody can add up."""

import numpy as np
import pytest

from meydan.measure.approach_volume import approach_volume
from meydan.measure.bins import bins_of_minutes
from meydan.measure.junction_log import Detector, JunctionLog
from meydan.measure.peak_hours import peak_hours
from tests.measure.small_log import BEGIN, BINS, log, rows_as_dicts

QUARTER_S = 900
COUNTS = (3, 5, 10, 2, 4)  # by quarter of an hour


def day(counts: tuple[int, ...] = COUNTS, function: str = "advance") -> JunctionLog:
    came = [(QUARTER_S * q + 10 * i + 1, 82, 11) for q, count in enumerate(counts) for i in range(count)]
    heard = [(QUARTER_S * q, 43, 1) for q, count in enumerate(counts) if count]
    return log(*came, *heard, detectors=(Detector(11, 2, function), Detector(12, 4, "advance")))


def test_the_hour_that_ends_with_a_bin_has_a_factor_once_it_is_whole() -> None:
    found = [r for r in rows_as_dicts(approach_volume(day(), BINS)) if r["phase"] == 2]
    assert [r["vehicles"] for r in found] == list(COUNTS)
    assert [r["flow_vph"] for r in found] == [4 * count for count in COUNTS]
    assert [r["hour_vehicles"] for r in found] == [-1, -1, -1, 20, 21]
    factors = np.array([r["peak_hour_factor"] for r in found], np.float64)
    assert np.isnan(factors[:3]).all()
    assert factors[3:].tolist() == [20 / 40, 21 / 40]


def test_an_hour_over_a_silent_quarter_is_not_available() -> None:
    found = approach_volume(day((3, 5, 0, 10, 2, 4)), BINS).columns
    assert set(found["hour_vehicles"].tolist()) == {-1}


def test_bins_that_do_not_divide_an_hour_have_no_hour_and_hours_no_factor() -> None:
    for minutes, hours in ((7, {-1}), (60, {0, 20, 4})):
        found = approach_volume(day(), bins_of_minutes(minutes)).columns
        assert set(found["hour_vehicles"].tolist()) == hours
        assert np.isnan(found["peak_hour_factor"]).all()


def test_a_phase_without_advance_detectors_is_counted_by_its_count_detectors() -> None:
    both = (Detector(11, 2, "count"), Detector(12, 2, "advance"), Detector(11, 4, "count"))
    found = approach_volume(log((1, 82, 11), (2, 82, 11), (3, 82, 12), detectors=both), BINS).columns
    assert list(zip(found["phase"].tolist(), found["vehicles"].tolist(), strict=True)) == [(2, 1), (4, 2)]


def test_the_busiest_hour_of_a_day_is_found() -> None:
    found = {r["phase"]: r for r in rows_as_dicts(peak_hours(day(), bins_of_minutes(60)))}
    assert found[2] == {
        "after_s": 900,
        "phase": 2,
        "vehicles": 21,
        "peak_hour_factor": 21 / 40,
        "day_vehicles": 24,
        "share_of_day": 21 / 24,
        "other_direction": -1,
        "share_of_direction": pytest.approx(float("nan"), nan_ok=True),
        "hours": 2,
    }
    assert found[-1]["vehicles"] == 21
    assert found[4]["vehicles"] == 0


def both_ways(*detectors: Detector) -> dict[object, tuple[object, object]]:
    """Return other direction and D of each phase; 30 vehicles come in the hour at 11, 10 at 12 and 5 at 13."""
    counts = {11: 30, 12: 10, 13: 5}
    came = [(3600 * i / count + 1, 82, channel) for channel, count in counts.items() for i in range(count)]
    heard = [(quarter * QUARTER_S, 43, 1) for quarter in range(5)]
    found = rows_as_dicts(peak_hours(log(*came, *heard, detectors=detectors), bins_of_minutes(60)))
    return {r["phase"]: (r["other_direction"], r["share_of_direction"]) for r in found}


NOT_AVAILABLE = pytest.approx(float("nan"), nan_ok=True)


def test_the_share_of_a_direction_is_that_in_the_hour_of_both() -> None:
    found = both_ways(Detector(11, 2, "advance", other_direction=6), Detector(12, 6, "advance"))
    assert found == {-1: (-1, NOT_AVAILABLE), 2: (6, 0.75), 6: (2, 0.25)}


def test_a_direction_without_its_other_one_has_no_share() -> None:
    uncounted = both_ways(Detector(11, 2, "advance", other_direction=6), Detector(12, 6, "presence"))
    assert uncounted[2] == (-1, NOT_AVAILABLE)
    several = both_ways(
        Detector(11, 2, "advance", other_direction=6),
        Detector(12, 6, "advance"),
        Detector(13, 4, "count", "", 0, 0, 0, 2),
    )
    assert several[2] == (-1, NOT_AVAILABLE)


def test_an_hour_over_midnight_is_of_no_day() -> None:
    late = bins_of_minutes(15, offset_s=11 * 3600)  # noon of these logs is an hour before midnight there
    found = peak_hours(day((1, 1, 9, 9, 9, 9, 1, 1)), late)
    assert [r["vehicles"] for r in rows_as_dicts(found) if r["phase"] == 2] == [20, 20]


def test_less_than_an_hour_has_no_peak_and_says_so() -> None:
    found = peak_hours(day((1, 2, 3)), BINS)
    assert found.why is not None
    assert found.why.code == "measure.no_whole_hour"


@pytest.mark.parametrize(("counts", "first"), [((1, 9, 9, 9, 9, 1, 9, 9, 9, 9), 1), ((9, 9, 9, 9, 0, 9, 9, 9, 9), 0)])
def test_of_equal_hours_the_first_counts(counts: tuple[int, ...], first: int) -> None:
    found = peak_hours(day(counts), BINS)
    at = found.columns["phase"].tolist().index(2)
    assert (found.start[at] - BEGIN, found.columns["vehicles"][at]) == (first * QUARTER_S * 1000, 36)
