"""Hints at incidents: what stands, and how evidence becomes one score."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.measure.bins import bins_of_minutes
from meydan.measure.incident_hint import LEAST_SCORE, hint_score, hints, shortfall
from meydan.measure.junction_log import Detector, JunctionLog, junction_log
from meydan.measure.standing import standing

BEGIN_MS = 1_713_182_400_000  # a full hour
BINS = bins_of_minutes(15)
DETECTORS = (Detector(21, 2, "presence"), Detector(22, 2, "presence"), Detector(31, 2, "advance"))
EVIDENCE = st.one_of(st.floats(0, 1), st.just(float("nan")))

Span = tuple[int, float, float]  # channel, on and off [s]


def made_log(spans: list[Span], minutes: int = 30, green_s: int = 30) -> JunctionLog:
    """Return a log of a phase with a cycle of a minute that begins with green, and detectors as told."""
    events: list[tuple[float, int, int]] = []
    for second in range(0, minutes * 60, 60):
        events += [(second, 1, 2), (second + green_s, 8, 2), (second + green_s + 4, 9, 2)]
        events += [(second + at, 43, 2) for at in (20, 45)]  # so that the log is never silent
    for channel, on, off in spans:
        events += [(on, 82, channel), (off, 81, channel)]
    t, code, parameter = zip(*events, strict=True)
    return junction_log(
        BEGIN_MS + (np.array(t) * 1000).astype(np.int64),
        np.array(code, np.uint16),
        np.array(parameter, np.uint16),
        DETECTORS,
    )


def pulses(channel: int, minutes: int) -> list[Span]:
    return [(channel, second + 5, second + 7) for second in range(0, minutes * 60, 60)]


def test_a_green_through_which_a_vehicle_stands_is_blocked() -> None:
    told = standing(made_log([*pulses(21, 15), (21, 899, 1700), *pulses(22, 30)]), BINS)
    assert told.phases == (2,)
    np.testing.assert_allclose(told.blocked[0], [0, 13 / 14], atol=0.01)  # the last cycle has no end in the log


def test_vehicles_that_leave_within_the_green_block_nothing() -> None:
    waits: list[Span] = [(21, second + 40, second + 65) for second in range(0, 1700, 60)]
    assert np.nansum(standing(made_log(waits), BINS).blocked) == 0


def test_a_short_green_and_a_detector_that_hangs_tell_nothing() -> None:
    assert np.isnan(standing(made_log([(21, 0, 1700)], green_s=9), BINS).blocked).all()
    hanging = standing(made_log([(21, 1, 7100), (31, 1, 7100)], minutes=120), BINS)
    assert np.nansum(hanging.blocked) == 0
    assert np.nansum(hanging.queued) == 0


def test_a_queue_that_stands_upstream_counts_by_its_time() -> None:
    told = standing(made_log([(31, 10, 29), (31, 900, 1350)]), BINS)
    np.testing.assert_allclose(told.queued[0], [0, 0.5])


def test_a_log_without_detectors_has_no_phases() -> None:
    log = made_log([])
    assert standing(JunctionLog(log.t, log.code, log.parameter), BINS).phases == ()


@pytest.mark.parametrize(("surprise", "told"), [(3.0, 0), (-0.5, 0), (-1.25, 0.5), (-2, 1), (-9, 1)])
def test_only_what_came_short_tells_of_an_incident(surprise: float, told: float) -> None:
    assert shortfall(np.array([surprise])) == pytest.approx([told])


@given(EVIDENCE, EVIDENCE, EVIDENCE)
def test_no_evidence_alone_makes_a_hint_and_more_never_makes_it_less(a: float, b: float, c: float) -> None:
    one, two, three = (np.array([value]) for value in (a, b, c))
    nothing = np.array([np.nan])
    for alone in ((one, nothing, nothing), (nothing, two, nothing), (nothing, nothing, three)):
        assert hint_score(*alone)[0] < LEAST_SCORE
    score = hint_score(one, two, three)[0]
    assert 0 <= score <= 1
    assert score >= hint_score(one, two, nothing)[0]


@pytest.mark.parametrize("silent", [0, 1, 2])
def test_any_two_full_ones_make_a_hint(silent: int) -> None:
    evidence = np.ones((3, 1))
    evidence[silent] = np.nan
    assert hint_score(*evidence)[0] >= LEAST_SCORE


def test_bins_side_by_side_are_one_hint_with_the_evidence_of_its_peak() -> None:
    short = np.array([[0, 1, 1, 0, 1], [0, 0, 0, 0, 0]], np.float64)
    blocked = np.array([[0, 0.8, 1, 0, 1], [1, 1, 1, 1, 1]], np.float64)
    found = hints(short, blocked, np.full((2, 5), np.nan))
    assert [(hint.phase, hint.first, hint.last) for hint in found] == [(0, 1, 2), (0, 4, 4)]
    assert (found[0].shortfall, found[0].blocked) == (1, 1)
    assert np.isnan(found[0].queued)
    assert found[0].score == pytest.approx(1 - 0.45 * 0.4)
