"""What a run is measured by: delays on approaches, of people, and lock-ups."""

from pathlib import Path

import pytest

from meydan.twin.prove.edge_times import EdgeTimes, approach_delay, edge_output, read_edges
from meydan.twin.prove.travellers import gridlocks, person_delay_s
from meydan.twin.trips import Trip


def trip(delay_s: float = 0.0, depart_s: float = 0.0, arrive_s: float = -1.0, **more: object) -> Trip:
    return Trip(depart_s >= 0, arrive_s >= 0, delay_s, 0.0, 0.0, 0.0, depart_s=depart_s, arrive_s=arrive_s, **more)  # type: ignore[arg-type]


def test_delay_on_an_approach_is_what_all_lost_by_who_came() -> None:
    times = {"line": EdgeTimes(300.0, 20, 1), "above": EdgeTimes(100.0, 15, 4), "other": EdgeTimes(900.0, 50, 0)}
    # 15 came onto its upper end and 5 began on it; 400 s were lost there, and one waited 20 s to enter
    held = {"above": [trip(held_s=20.0)]}
    delay_s, volume_vph = approach_delay(("line", "above"), times, held, 1800.0)
    assert delay_s == pytest.approx(420 / 20)
    assert volume_vph == 40.0


def test_who_never_found_room_counts_on_the_approach() -> None:
    held = {"line": [trip(depart_s=-1.0, held_s=500.0)]}
    assert approach_delay(("line",), {}, held, 3600.0) == (500.0, 1.0)
    assert approach_delay(("line",), {}, {}, 3600.0) == (None, 0.0)


def test_an_approach_on_which_all_stand_loses_all_its_time() -> None:
    times = {"line": EdgeTimes(lost_s=17_900.0, entered=1, departed=0, spent_s=18_000.0)}  # five vehicles for an hour
    delay_s, _ = approach_delay(("line",), times, {}, 3600.0)
    assert delay_s == pytest.approx(3580)


def test_edges_are_read_as_sumo_writes_them(tmp_path: Path) -> None:
    file = tmp_path / "edges.xml"
    file.write_text(
        '<meandata><interval begin="600" end="3600" id="proof"><edge id="a" sampledSeconds="90" timeLoss="12.5" '
        'departed="2" entered="7"/></interval></meandata>'
    )
    assert read_edges(file) == {"a": EdgeTimes(12.5, 7, 2, 90.0)}
    assert 'begin="57600"' in edge_output(file, 57_600.0)


def test_a_bus_counts_for_its_people() -> None:
    trips = [trip(10.0, type="car"), trip(40.0, type="bus"), trip(10.0, type="never seen")]
    found = person_delay_s(trips, {"car": "passenger", "bus": "bus"})
    assert found == pytest.approx((2 * 1.3 * 10 + 30 * 40) / (2.6 + 30), abs=1e-4)
    assert person_delay_s([], {}) == 0.0


def test_ten_minutes_without_an_arrival_are_a_lock_up_only_with_traffic() -> None:
    stuck = [trip(depart_s=float(n), arrive_s=-1.0) for n in range(20)]
    early = [trip(depart_s=0.0, arrive_s=100.0), trip(depart_s=0.0, arrive_s=300.0)]
    assert gridlocks([*stuck, *early], 0.0, 899.0) == 0
    assert gridlocks([*stuck, *early], 0.0, 900.0) == 1
    assert gridlocks([*stuck[:19], *early], 0.0, 900.0) == 0
    assert gridlocks([*stuck, *early, trip(arrive_s=1000.0)], 0.0, 1500.0) == 1
