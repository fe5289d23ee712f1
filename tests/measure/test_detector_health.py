"""Detectors that lie are found, and those that tell the truth are left alone."""

import pytest

from meydan.measure.bins import bins_of_minutes
from meydan.measure.detector_health import FAULTS, NEIGHBOURS_ACTIVE, detector_health
from meydan.measure.junction_log import Detector, JunctionLog
from tests.measure.small_log import BINS, log, rows_as_dicts

Events = list[tuple[float, int, int]]
TABLE = tuple(Detector(channel, 2, "advance") for channel in (11, 12, 13))
GREENS: Events = [(60 * minute + s, code, 2) for minute in range(30) for s, code in ((0, 1), (30, 8))]


def faults(events: JunctionLog, channel: int = 11, minutes: int = 15) -> list[object]:
    found = rows_as_dicts(detector_health(events, bins_of_minutes(minutes)))
    return [r["fault"] for r in found if r["detector"] == channel]


def pulses(channel: int, count: int, step_s: float) -> Events:
    return [(step_s * i + late, code, channel) for i in range(count) for late, code in ((0, 82), (0.2, 81))]


def test_a_detector_that_is_silent_beside_busy_ones_is_found() -> None:
    busy = [*pulses(12, NEIGHBOURS_ACTIVE, 8), *pulses(13, NEIGHBOURS_ACTIVE, 8)]
    assert faults(log(*GREENS[:30], *busy, detectors=TABLE)) == ["silent"]
    assert faults(log(*GREENS[:30], *busy, *pulses(11, 1, 1), detectors=TABLE)) == [""]
    assert faults(log(*GREENS[:30], *pulses(12, 99, 8), *pulses(13, 99, 8), detectors=TABLE)) == [""]


@pytest.mark.parametrize(("seconds", "fault"), [(569, ""), (570, "stuck_on"), (1500, "stuck_on")])
def test_a_detector_on_for_five_minutes_of_green_hangs(seconds: float, fault: str) -> None:
    events = log(*GREENS, (0, 82, 11), (seconds, 81, 11), detectors=TABLE)
    assert faults(events)[0] == fault
    assert faults(events, channel=12) == ["", ""]


def test_a_detector_without_a_phase_hangs_after_half_an_hour() -> None:
    for seconds, fault in ((1799, ""), (1800, "stuck_on")):
        events = log(*GREENS, (0, 82, 30), (seconds, 81, 30), detectors=())
        assert faults(events, channel=30, minutes=60) == [fault]


def test_a_detector_that_goes_on_more_than_once_a_second_chatters() -> None:
    assert faults(log(*GREENS[:30], *pulses(11, 61, 0.9), detectors=TABLE)) == ["chattering"]
    assert faults(log(*GREENS[:30], *pulses(11, 61, 1), detectors=TABLE)) == [""]


def test_more_vehicles_than_a_lane_lets_pass_are_too_many() -> None:
    assert faults(log(*GREENS, *pulses(11, 601, 1.49), detectors=TABLE))[0] == "too_many"
    assert faults(log(*GREENS, *pulses(11, 600, 1.5), detectors=TABLE))[0] == ""


@pytest.mark.parametrize("code", range(84, 89))
def test_what_the_controller_reports_is_told(code: int) -> None:
    found = faults(log(*GREENS, (1000, code, 11), detectors=TABLE))
    assert found[0] == ""
    assert found[1] in FAULTS[4:]


def test_a_detector_is_measured_where_its_junction_was_heard_only() -> None:
    found = detector_health(log((1, 82, 11), (2000, 81, 11), detectors=TABLE), BINS)
    assert len(set(found.start.tolist())) == 2
