"""A lane whose detectors never spoke: dead where the others are busy, merely quiet where hardly anybody comes."""

from dataclasses import replace

import pytest

from meydan.city.events import DetectorHealth, RunStarted, Tick, ZoneChanged
from meydan.city.instant import later
from meydan.city.state import DetectorState, JunctionState
from meydan.control.demand import SILENT_S
from meydan.control.lane_traffic import lane_traffic
from meydan.control.silence import DIED_RATE, assumed_rate
from meydan.control.traffic import ASSUMED_AFTER_S
from tests.control.test_trust import Lane
from tests.control.test_zones import zoned
from tests.junctions import junction
from tests.paper_street import START

SILENT = DetectorState()


def seen_for(watched_s: float, *counts: int) -> JunctionState:
    """Return a junction watched for so long, the first of whose detectors counted so many each; the others none."""
    seen = JunctionState(junction(), on_street=False)
    seen.observe(RunStarted(START, "", "", 1, 1))
    seen.observe(Tick(later(START, watched_s), 0))
    for name, count in zip(sorted(seen.detectors), counts, strict=False):
        seen.detectors[name] = replace(seen.detectors[name], count=count, changed=later(START, 1.0))
    return seen


def test_a_silent_lane_is_taken_for_quiet_where_hardly_anybody_comes() -> None:
    assert assumed_rate([SILENT], seen_for(400.0, 2, 4), 0.03) < 0.9 * 3 / 400


def test_a_silent_lane_is_taken_for_dead_where_the_others_are_busy() -> None:
    mean = 180 / 3600
    assert 0.9 * mean < assumed_rate([SILENT], seen_for(3600.0, 150, 210), 0.03) * (1 + 1 / (1 + 180)) <= 1.0001 * mean


def test_the_longer_it_is_silent_the_more_it_is_taken_for_dead() -> None:
    rates = [assumed_rate([SILENT], seen_for(600.0 * k, 6 * k, 6 * k), 0.03) for k in (1, 2, 6)]
    assert rates == sorted(rates)
    assert rates[-1] > 1.1 * rates[0]


@pytest.mark.parametrize(
    "died", [DetectorState(changed=later(START, 1.0), count=1), DetectorState(health=DetectorHealth.STUCK_ON)]
)
def test_a_detector_that_died_leaves_as_many_as_usual_and_not_too_few(died: DetectorState) -> None:
    seen = seen_for(400.0, 2, 4)
    assert assumed_rate([died], seen, 0.2) == 0.2
    assert assumed_rate([SILENT, died], seen, 0.0) == DIED_RATE


def test_where_nobody_has_spoken_all_may_be_dead() -> None:
    assert assumed_rate([SILENT], seen_for(400.0), 0.0) == DIED_RATE


def test_a_quiet_lane_is_given_no_queue_for_its_silence() -> None:
    """Its zone counted nobody in the first ten minutes; that of another lane a few."""
    stands = zoned().junctions["J1"]
    seen = JunctionState(stands, on_street=False)
    seen.observe(RunStarted(START, "", "", 1, 1))
    lanes = list(lane_traffic(stands, seen)[0].values())
    for s in range(1, int(SILENT_S) + 300):
        seen.observe(Tick(later(START, s), 0))
        if s % 100 == 0:
            seen.observe(ZoneChanged(later(START, s), "J1", "Z1", s // 100 % 2, 0))
        for lane in lanes:
            lane.observe(seen, 1.0, -1.0)
    speaks, silent = lanes[0], lanes[1]
    assert (speaks.is_blind, silent.is_blind) == (False, True)
    assert silent.queue < 1.5  # it was 4 when silence was always taken for death


def test_a_quiet_lane_with_loops_is_given_no_queue_either() -> None:
    lane = Lane()
    lane.passes("P3s", 3)
    lane.seconds(int(SILENT_S) + 300)
    assert lane.traffic.is_blind
    assert lane.traffic.queue < 2.0


def test_somebody_is_expected_at_a_long_red_where_nobody_can_be_seen() -> None:
    lane = Lane()
    lane.passes("P3s", 1)
    lane.seconds(int(SILENT_S) + 10)
    assert lane.traffic.is_blind
    assert lane.traffic.unseen(ASSUMED_AFTER_S) == 0.0
    assert lane.traffic.queue + lane.traffic.unseen(ASSUMED_AFTER_S + 1.0) == pytest.approx(1.0)
