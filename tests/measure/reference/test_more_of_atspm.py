"""Where `atspm` measures the same by its own definitions: what agrees with ours on real events, and what cannot."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from meydan.measure.bins import bins_of_minutes
from meydan.measure.junction_log import JunctionLog
from meydan.measure.pedestrian_delay import pedestrian_delay
from meydan.measure.waiting_time import waiting_time
from meydan.measure.yellow_and_red_actuations import yellow_and_red_actuations
from tests.measure.reference.logs import real_logs
from tests.measure.reference.test_atspm import ours

HERE = Path(__file__).parent / "real-15"
BINS = bins_of_minutes(15)
YELLOW, RED_CLEARANCE = "8", "10"


@pytest.fixture(scope="module")
def log(shared: Path) -> JunctionLog:
    return real_logs(shared)["1136"]


def theirs(table: str) -> list[dict[str, str]]:
    with (HERE / f"{table}.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_vehicles_on_yellow_and_after_red_began_are_as_many(log: JunctionLog) -> None:
    counted: Counter[tuple[str, str]] = Counter()
    for row in theirs("yellow_red"):
        counted[row["TimeStamp"], row["Signal_State"]] += int(float(row["Count"]))
    found = ours("1136", yellow_and_red_actuations(log, BINS), ("on_yellow", "violations"))
    assert len(found) == 8
    for (stamp, *_), (on_yellow, violations) in found.items():
        assert (on_yellow, violations) == (counted[stamp, YELLOW], counted[stamp, RED_CLEARANCE])


def test_pedestrians_wait_as_long_once_the_walk_before_is_known(log: JunctionLog) -> None:
    found = ours("1136", pedestrian_delay(log, BINS), ("waits", "mean_s"))
    first, second = ((row["TimeStamp"], "1136", row["Phase"]) for row in theirs("ped_delay"))
    assert found[first][0] == 0  # the first walk of the log: nobody knows who pressed before
    waits, mean_s = found[second]
    assert waits == 2
    assert mean_s == pytest.approx(float(theirs("ped_delay")[1]["AvgPedDelay"]), rel=1e-6)


def test_calls_wait_as_long_unless_they_come_in_another_bin_or_again(log: JunctionLog) -> None:
    found = ours("1136", waiting_time(log, BINS), ("mean_s", "max_s"))
    wanted = {(row["TimeStamp"], "1136", row["Phase"]): row for row in theirs("phase_wait")}
    same = [
        name for name, row in wanted.items() if found[name][0] == pytest.approx(float(row["AvgPhaseWait"]), abs=1e-3)
    ]
    assert len(wanted) == 31
    assert len(same) == 17
    for name in same:
        assert found[name][1] == pytest.approx(float(wanted[name]["MaxPhaseWait"]))
