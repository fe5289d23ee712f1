"""Each difference between our definitions and those of `atspm` is one that the page of the measure tells."""

from pathlib import Path

import numpy as np
import pytest

from meydan.measure.actuations import actuations
from meydan.measure.arrivals_on_green import arrivals_on_green
from meydan.measure.bins import bins_of_minutes
from meydan.measure.junction_log import JunctionLog
from meydan.measure.pedestrian_services import pedestrian_services
from meydan.measure.platoon_ratio import platoon_ratio
from meydan.measure.rows import Definitions, Rows
from meydan.measure.split_failures import split_failures
from meydan.measure.splits import splits
from meydan.measure.terminations import terminations
from tests.measure.reference.logs import odd_logs, real_logs

BINS = bins_of_minutes(15)
BOTH: tuple[Definitions, Definitions] = ("meydan", "atspm")
Values = dict[str, float]


def by_name(rows: Rows, *names: str) -> dict[tuple[int | str, ...], Values]:
    """Return the values of each row by its bin and what names it."""
    columns = {name: column.tolist() for name, column in rows.columns.items()}
    return {
        (int(start), *(columns[name][i] for name in names)): {k: v[i] for k, v in columns.items() if k not in names}
        for i, start in enumerate(rows.start)
    }


@pytest.fixture(params=["1136", "A1", "B2"])
def log(request: pytest.FixtureRequest) -> JunctionLog:
    name: str = request.param
    return real_logs(request.getfixturevalue("shared"))[name] if name == "1136" else odd_logs()[name]


def test_only_silent_detectors_of_the_table_have_rows_more(log: JunctionLog) -> None:
    ours, theirs = (by_name(actuations(log, BINS, d), "detector") for d in BOTH)
    more = {name: ours[name]["actuations"] for name in ours.keys() - theirs.keys()}
    assert {name: ours.get(name) for name in theirs} == theirs
    assert set(more.values()) <= {0}
    assert {name[1] for name in more} <= {detector.channel for detector in log.detectors}


def test_only_the_first_press_of_a_channel_is_counted_more(log: JunctionLog) -> None:
    ours, theirs = (by_name(pedestrian_services(log, BINS, d), "phase") for d in BOTH)
    assert ours.keys() == theirs.keys()
    more = [name for name in ours if ours[name] != theirs[name]]
    pressed = sorted({int(channel) for channel in log.parameter[log.code == 90]})
    assert sorted(phase for _, phase in more) == pressed
    for name in more:
        assert ours[name] == {**theirs[name], "unique_presses": theirs[name]["unique_presses"] + 1}


def test_vehicles_differ_by_those_outside_valid_cycles_only(log: JunctionLog) -> None:
    ours, theirs = (by_name(arrivals_on_green(log, BINS, d), "phase") for d in BOTH)
    assert theirs.keys() <= ours.keys()
    for name, own in ours.items():
        other = theirs.get(name)
        if other is None:
            assert own["on_green"] == 0
            continue
        assert own["vehicles"] + own["unplaced"] == other["vehicles"]
        assert 0 <= other["on_green"] - own["on_green"] <= own["unplaced"]


def test_reasons_differ_by_those_that_ended_no_whole_green_only(log: JunctionLog) -> None:
    ours, theirs = (by_name(terminations(log, BINS, d), "phase", "reason") for d in BOTH)
    for name, own in ours.items():
        assert name[2] == "unknown" or own["greens"] <= theirs[name]["greens"]
    ended = sum(own["greens"] for own in ours.values())
    assert ended <= int(np.sum(log.code == 1))


def test_only_the_last_cycle_of_a_log_is_theirs_alone(log: JunctionLog) -> None:
    ours, theirs = (by_name(split_failures(log, BINS, d), "phase") for d in BOTH)
    last = int(BINS.starts(log.t[-1:])[0])
    assert {start for start, _ in theirs.keys() - ours.keys()} <= {last}


def test_failures_are_the_same_where_the_cycles_are(shared: Path) -> None:
    log = real_logs(shared)["1136"]
    ours, theirs = (by_name(split_failures(log, BINS, d), "phase") for d in BOTH)
    values = ("cycles", "failures", "mean_green_s", "mean_green_occupancy", "mean_red_occupancy")
    same = [name for name in ours if name in theirs and ours[name]["cycles"] == theirs[name]["cycles"]]
    equal = [name for name in same if all(ours[name][v] == pytest.approx(theirs[name][v]) for v in values)]
    assert len(ours) == len(theirs) == 32
    assert (len(same), len(equal)) == (29, 29)


def test_splits_are_those_the_controller_logs_where_it_logs_whole_ones(shared: Path) -> None:
    log = real_logs(shared)["1136"]
    ours, theirs = (by_name(splits(log, BINS, d), "what", "phase") for d in BOTH)
    same = [name for name in ours if name in theirs and ours[name]["services"] == theirs[name]["services"]]
    assert len(same) >= 12
    for name in same:
        assert ours[name]["mean_s"] == pytest.approx(theirs[name]["mean_s"], abs=1.0)


def test_the_first_quarter_hour_is_as_green_as_was_published(shared: Path) -> None:
    rows = by_name(platoon_ratio(real_logs(shared)["1136"], BINS, "atspm"), "phase")
    first = min(start for start, _ in rows)
    for phase, vehicles, green_s, ratio in ((2, 80, 726.8, 1.068), (6, 212, 531.7, 1.038)):
        found = rows[first, phase]
        assert found["vehicles"] == vehicles
        assert found["green_s"] == pytest.approx(green_s)
        assert found["platoon_ratio"] == pytest.approx(ratio, abs=0.0005)
