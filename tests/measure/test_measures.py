"""Small logs whose measures anybody can work out by hand."""

import numpy as np
import pytest

from meydan.city.because import because
from meydan.measure.actuations import actuations
from meydan.measure.approach_delay import approach_delay
from meydan.measure.approach_speed import approach_speed
from meydan.measure.approach_volume import approach_volume
from meydan.measure.arrivals_on_green import arrivals_on_green
from meydan.measure.bins import Bins, bins_of_minutes
from meydan.measure.communication import communication
from meydan.measure.coordination_diagram import coordination_diagram
from meydan.measure.coverage import coverage
from meydan.measure.detector_health import detector_health
from meydan.measure.green_utilisation import green_utilisation
from meydan.measure.junction_log import JunctionLog
from meydan.measure.left_turn_gaps import left_turn_gaps
from meydan.measure.peak_hours import peak_hours
from meydan.measure.pedestrian_delay import pedestrian_delay
from meydan.measure.pedestrian_services import pedestrian_services
from meydan.measure.plans import plans
from meydan.measure.platoon_ratio import platoon_ratio
from meydan.measure.preemptions import preemptions
from meydan.measure.presence import presence
from meydan.measure.priority_requests import priority_requests
from meydan.measure.rows import Measure
from meydan.measure.split_failures import split_failures
from meydan.measure.split_monitor import split_monitor
from meydan.measure.splits import splits
from meydan.measure.terminations import terminations
from meydan.measure.timing_and_actuation import timing_and_actuation
from meydan.measure.turning_counts import turning_counts
from meydan.measure.waiting_time import waiting_time
from meydan.measure.yellow_and_red_actuations import yellow_and_red_actuations
from tests.measure.small_log import BEGIN, BINS, CYCLE, HEARD, NEXT, RED, TABLE, log, row


@pytest.mark.parametrize(
    ("second", "met"),
    [
        (0.0, "on_red"),
        (19.9, "on_red"),
        (20.0, "on_green"),
        (49.9, "on_green"),
        (50.0, "on_yellow"),
        (53.9, "on_yellow"),
    ],
)
def test_a_vehicle_meets_the_lamp_that_shows_when_it_comes(second: float, met: str) -> None:
    found = row(arrivals_on_green(log(*RED, *CYCLE, *HEARD, (second, 82, 11)), BINS))
    assert (found["vehicles"], found[met], found["unplaced"]) == (1, 1, 0)


def test_nobody_on_green_is_a_share_of_zero_and_nobody_at_all_is_none() -> None:
    found = row(arrivals_on_green(log(*RED, *CYCLE, *HEARD, (5, 82, 11)), BINS))
    assert found["share_on_green"] == 0
    found = row(arrivals_on_green(log(*RED, *CYCLE, *HEARD, (100, 82, 11)), BINS))
    assert (found["vehicles"], found["unplaced"]) == (0, 1)
    assert np.isnan(found["share_on_green"])  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "spoiling",
    [[(30, 173, 3)], [(30, 182, 0)], [(30, 1, 2)], [(51, 8, 2)]],
    ids=["flash", "power", "two greens", "two yellows"],
)
def test_a_cycle_that_is_not_whole_counts_no_vehicle(spoiling: list[tuple[float, int, int]]) -> None:
    found = row(arrivals_on_green(log(*RED, *CYCLE, *HEARD, *spoiling, (25, 82, 11)), BINS))
    assert (found["vehicles"], found["unplaced"]) == (0, 1)


def test_a_cycle_of_more_than_ten_minutes_counts_no_vehicle() -> None:
    long = [(0, 9, 2), (20, 1, 2), (598, 8, 2)]
    heard = [(s, 43, 1) for s in range(0, 700, 10)]
    for end, vehicles in ((600, 1), (600.1, 0)):
        found = row(arrivals_on_green(log(*RED, *long, (end, 9, 2), *heard, (25, 82, 11)), BINS))
        assert (found["vehicles"], found["unplaced"]) == (vehicles, 1 - vehicles)


@pytest.mark.parametrize(("after_s", "vehicles"), [(0, 1), (1, 1), (15, 0)])
def test_red_clearance_long_after_the_end_of_yellow_is_of_another_cycle(after_s: float, vehicles: int) -> None:
    events = [(0, 9, 2), (after_s, 10, 2), *CYCLE[2:]]
    found = row(arrivals_on_green(log(*RED, *events, *HEARD, (25, 82, 11)), BINS))
    assert found["vehicles"] == vehicles


def test_the_last_five_seconds_of_red_count_if_other_junctions_go_on() -> None:
    late = [(t + 842, code, parameter) for t, code, parameter in CYCLE[2:]]  # its red begins 4 s before the bin ends
    events = log((841, 82, 12), *late, (899, 43, 1))
    alone, together = (
        split_failures(JunctionLog(events.t, events.code, events.parameter, TABLE, end), BINS, "atspm")
        for end in (None, BEGIN + 900_000)
    )
    assert (alone.start.size, together.start.size) == (0, 1)


def test_a_cycle_over_a_silence_counts_no_vehicle() -> None:
    quiet = [event for event in HEARD if not 20 < event[0] < 60]
    found = row(arrivals_on_green(log(*RED, *CYCLE[:-4], (55, 9, 2), *quiet, (21, 82, 11)), BINS))
    assert (found["vehicles"], found["unplaced"]) == (0, 1)


def test_who_comes_on_red_waits_until_green_and_the_others_do_not() -> None:
    came = [(second, 82, 11) for second in (5, 12.5, 25, 51, 100)]
    assert row(approach_delay(log(*RED, *CYCLE, *HEARD, *came), BINS)) == {
        "phase": 2,
        "vehicles": 4,
        "waited": 2,
        "delay_s": 22.5,
        "mean_delay_s": 5.625,
        "unplaced": 1,
    }


def test_a_platoon_ratio_is_the_share_on_green_by_the_share_of_green() -> None:
    came = [(second, 82, 11) for second in (5, 25, 30, 51)]
    found = row(platoon_ratio(log(*RED, *CYCLE, *HEARD, *came), bins_of_minutes(1)), 0)
    assert (found["vehicles"], found["on_green"], found["green_s"]) == (4, 2, 30)
    assert (found["green_ratio"], found["platoon_ratio"], found["arrival_type"]) == (0.5, 1, 3)


@pytest.mark.parametrize(
    ("on", "off", "failed", "green", "red"),
    [(20, 60, 1, 1.0, 1.0), (26, 58, 1, 0.8, 0.8), (26.1, 60, 0, 0.797, 1.0), (20, 57.9, 0, 1.0, 0.78)],
)
def test_a_green_fails_from_four_fifths_of_green_and_red_on(
    on: float, off: float, failed: int, green: float, red: float
) -> None:
    events = [*CYCLE, *NEXT, *HEARD, (on, 82, 12), (off, 81, 12)]
    found = row(split_failures(log(*events), BINS))
    assert (found["cycles"], found["failures"], found["mean_green_s"]) == (1, failed, 30)
    assert found["mean_green_occupancy"] == pytest.approx(green, abs=0.001)
    assert found["mean_red_occupancy"] == pytest.approx(red, abs=0.001)


@pytest.mark.parametrize(
    ("events", "spans"),
    [
        ([(0, 1), (5, 0)], [(0, 5)]),
        ([(0, 1), (1.5, 1), (5, 0)], [(0, 5)]),
        ([(0, 1), (4, 1), (5, 0)], [(0, 2), (4, 5)]),
        ([(0, 1), (2, 0), (6, 0)], [(0, 2), (4, 6)]),
        ([(3, 0), (4, 1), (5, 0)], [(-9, 3), (4, 5)]),
        ([(0, 1), (5, 0), (7, 1)], [(0, 5), (7, 99)]),
        ([(0, 1), (5, 0), (5, 1), (6, 0)], [(0, 6)]),
        ([(0, 0), (5, 0), (5, 1)], [(-9, 0), (5, 5)]),
    ],
    ids=["whole", "rapid on", "lost off", "lost on", "off first", "on at the end", "off and on at once", "at once"],
)
def test_lost_events_of_a_detector_are_put_in(
    events: list[tuple[float, int]], spans: list[tuple[float, float]]
) -> None:
    t, is_on = np.array(events).T
    found = presence([((t * 1000).astype(np.int64), is_on.astype(np.bool_))], -9000, 99_000)
    assert list(zip(found.begin / 1000, found.end / 1000, strict=True)) == spans


def test_detectors_of_a_phase_are_occupied_together() -> None:
    one, other = ((np.array(t) * 1000, np.array([True, False])) for t in ([0, 5], [3, 9]))
    found = presence([one, other], 0, 99_000)
    assert (found.begin.tolist(), found.end.tolist()) == ([0], [9000])
    assert found.occupied_ms(np.array([2000, -5000, 9000]), np.array([8000, 1000, 12_000])).tolist() == [6000, 1000, 0]


@pytest.mark.parametrize(
    ("told", "reason"),
    [([], "unknown"), ([(49, 4)], "gap_out"), ([(45, 4), (49, 6)], "force_off"), ([(10, 5)], "unknown")],
)
def test_a_green_ends_for_the_last_reason_told(told: list[tuple[float, int]], reason: str) -> None:
    reasons = [(second, code, 2) for second, code in told]
    found = terminations(log(*CYCLE, (49.5, 7, 2), *HEARD, *reasons, (0, 4, 5)), BINS)
    assert [row(found, i) for i in range(found.start.size)] == [{"phase": 2, "reason": reason, "greens": 1}]


def test_a_service_lasts_until_the_end_of_red_clearance_or_of_yellow() -> None:
    assert row(splits(log(*CYCLE, *HEARD), BINS)) == {"what": "split", "phase": 2, "services": 1, "mean_s": 36}
    bare = [event for event in CYCLE if event[1] not in (10, 11)]
    assert row(splits(log(*bare, *HEARD), BINS)) == {"what": "split", "phase": 2, "services": 1, "mean_s": 34}


def test_presses_close_together_are_of_one_person() -> None:
    presses = [(second, 90, 4) for second in (0, 15, 30.1, 40)]
    assert row(pedestrian_services(log(*presses, (50, 21, 4)), BINS)) == {
        "phase": 4,
        "services": 1,
        "presses": 4,
        "unique_presses": 2,
    }


def test_a_silent_detector_of_the_table_has_zero_and_a_silent_junction_no_row() -> None:
    found = actuations(log((1, 82, 11), (3 * 900, 81, 11)), BINS)
    rows = list(zip((found.start - BEGIN) // 900_000, *(c.tolist() for c in found.columns.values()), strict=True))
    assert rows == [(0, 11, 1), (0, 12, 0), (3, 11, 0), (3, 12, 0)]


@pytest.mark.parametrize(
    ("measure", "why"),
    [
        (actuations, because("measure.no_events", codes="82")),
        (arrivals_on_green, because("measure.no_detectors", function="advance")),
        (approach_delay, because("measure.no_detectors", function="advance")),
        (platoon_ratio, because("measure.no_detectors", function="advance")),
        (split_failures, because("measure.no_detectors", function="presence")),
        (terminations, because("measure.no_events", codes="4, 5, 6")),
        (pedestrian_services, because("measure.no_events", codes="21, 67, 90")),
        (splits, because("measure.no_cycles")),
        (approach_volume, because("measure.no_detectors", function="advance / count")),
        (peak_hours, because("measure.no_detectors", function="advance / count")),
        (split_monitor, because("measure.no_cycles")),
        (coordination_diagram, because("measure.no_detectors", function="advance")),
        (yellow_and_red_actuations, because("measure.no_detectors", function="yellow_red")),
        (waiting_time, because("measure.no_events", codes="1 / 43")),
        (pedestrian_delay, because("measure.no_events", codes="21")),
        (detector_health, because("measure.no_events", codes="81, 82")),
        (green_utilisation, because("measure.no_detectors", function="count")),
        (preemptions, because("measure.no_events", codes="102")),
        (priority_requests, because("measure.no_events", codes="112")),
        (plans, because("measure.no_events", codes="131")),
        (turning_counts, because("measure.no_movements", function="count")),
        (left_turn_gaps, because("measure.no_opposing")),
        (approach_speed, because("measure.no_speed_pairs", function="speed")),
    ],
)
@pytest.mark.parametrize("events", [[], [(0.0, 43, 2)]], ids=["no log", "no such events"])
def test_no_rows_say_why(measure: Measure, why: object, events: list[tuple[float, int, int]]) -> None:
    found = measure(log(*events, detectors=()), BINS)
    assert (found.start.size, found.why) == (0, why)


@pytest.mark.parametrize(
    ("measure", "why"), [(communication, "measure.no_log"), (timing_and_actuation, "measure.no_intervals")]
)
def test_nothing_at_all_says_why(measure: Measure, why: str) -> None:
    assert measure(log(), BINS).why == because(why)


def test_a_log_without_codes_of_the_vendor_has_no_logged_splits() -> None:
    assert splits(log(*CYCLE), BINS, "atspm").why == because("measure.no_events", codes="300-317")


def test_coverage_tells_which_parts_of_a_bin_have_data_and_what_happened() -> None:
    events = [(60 * minute + s, 43, 1) for minute in (0, 5, 10, 16, 21) for s in range(3)]
    vendor = [(27 * 60 + s, 500, 1) for s in range(9)]
    found = coverage(log(*events, *vendor, (17 * 60, 181, 0), (18 * 60, 173, 2)), BINS)
    assert found.share.tolist() == [1, pytest.approx(2 / 3)]
    assert found.marks == ("", "incomplete clock_set")


def test_bins_are_those_of_local_time_on_either_side_of_a_change() -> None:
    spring = 1_711_846_800_000  # 2024-03-31 01:00 UTC, when Berlin goes from UTC+1 to UTC+2
    bins = Bins(7_200_000, np.array([0, spring]), np.array([3_600_000, 7_200_000]))
    t = np.array([spring - 5_400_000, spring - 1, spring, spring + 3_600_000])
    # local hours 00:30, 01:59, 03:00 and 04:00, in the bins from 00:00, 00:00, 02:00 and 04:00
    assert ((bins.starts(t) - spring) / 3_600_000).tolist() == [-2, -2, -1, 1]
    grid = bins.grid(t)
    assert np.array_equal(np.repeat(grid.start, grid.counts(t)), bins.starts(t))
