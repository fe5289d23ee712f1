"""A row by hand: the score leaves nobody out, and a broken rule disqualifies only what is ours."""

from pathlib import Path

import pytest

from meydan.twin.bench.row import Row, make_row
from meydan.twin.trips import Trip, Walk, each_trip
from tests.twin.bench.made_rows import VERSIONS, row, seen, task, trip

TRIPINFO = """<tripinfos>
<tripinfo id="a" depart="10" departDelay="2" arrival="110" waitingTime="30" waitingCount="2" timeLoss="40">
  <emissions CO2_abs="250000"/></tripinfo>
<tripinfo id="b" depart="20" departDelay="0" arrival="-1" waitingTime="50" waitingCount="1" timeLoss="60"/>
<tripinfo id="c" depart="-1" departDelay="98" arrival="-1" waitingTime="0" waitingCount="0" timeLoss="0"/>
<personinfo id="p" depart="0" waitingTime="12"><walk arrival="99" timeLoss="20"/></personinfo>
</tripinfos>"""


@pytest.fixture
def found(tmp_path: Path) -> Row:
    file = tmp_path / "trips.xml"
    file.write_text(TRIPINFO)
    each = list(each_trip(file))
    told = seen(
        *(one for one in each if isinstance(one, Trip)), walks=tuple(one for one in each if isinstance(one, Walk))
    )
    return make_row(task(), told, is_ours=True, length_s=1800, took_s=1.0, versions=VERSIONS)


def test_the_score_counts_who_is_on_the_way_and_who_never_left(found: Row) -> None:
    assert found.delay_s == pytest.approx((2 + 40 + 60 + 98) / 3)
    assert (found.trips, found.arrived, found.never_inserted) == (3, 1, 1)


def test_the_other_numbers_of_a_run(found: Row) -> None:
    assert found.stops == pytest.approx(3 / 3)
    assert found.waiting_s == pytest.approx(80 / 3)
    assert found.throughput_vph == 2
    assert found.co2_g == pytest.approx(250 / 3)
    assert (found.pedestrians, found.pedestrian_wait_s) == (1, 12)
    assert found.delay_p95_s == pytest.approx(60 + 0.9 * 38)


def test_waits_count_only_groups_that_let_somebody_wait(found: Row) -> None:
    assert sorted(found.waits["J1"]) == ["P1", "P2"]
    assert (found.wait_mean_s, found.wait_longest_s) == (20, 40)


def test_decision_times_are_told_in_milliseconds(found: Row) -> None:
    assert (found.decision_mean_ms, found.decision_p50_ms) == (2, 2)


def test_a_run_without_trips_has_no_score() -> None:
    empty = make_row(task(), seen(), is_ours=False, length_s=1, took_s=1, versions=VERSIONS)
    assert (empty.delay_s, empty.delay_p95_s, empty.co2_g, empty.pedestrian_wait_s) == (None,) * 4


def test_a_broken_rule_disqualifies_a_controller_of_ours_and_no_shipped_plan() -> None:
    assert row(violations=1).disqualified
    assert not row(violations=1, is_ours=False).disqualified
    assert not row().disqualified


def test_a_row_names_its_task_and_what_it_was_made_with() -> None:
    found = make_row(
        task("my/own_strategy.py", 12), seen(trip(1)), is_ours=True, length_s=1, took_s=1, versions=VERSIONS
    )
    assert (found.scenario, found.strategy, found.seed) == ("town", "own_strategy", 12)
    assert found.settings["detection"] == "loops"
    assert found.versions == VERSIONS
