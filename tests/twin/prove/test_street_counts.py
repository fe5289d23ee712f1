"""What a city says of its counts: who was held out, where greens are coordinated, how old the calibration is."""

from dataclasses import replace
from pathlib import Path

import pytest

from meydan.city.city import City, Twin
from meydan.city.junction import Onward
from meydan.store.history.count_tables import take_counts
from meydan.twin.gate.street import StreetCounts
from meydan.twin.prove.detector_counts import bins_of
from meydan.twin.prove.scenario import Day, Scenario
from meydan.twin.prove.street_counts import read_street_counts, street_of
from meydan.twin.prove.task import CountBins, Place
from tests.junctions import junction, plan
from tests.paper_street import city

TWIN = Twin("x.net.xml", (), (), 28_800.0, 32_400.0, "2026-03-03")
COUNTS = StreetCounts(("2026-03-03", "2026-03-05"), 28_800, 900, {"J1 P1s": (1.0, 2.0)})


def town(*, cycle_s: float, **calibrated: object) -> City:
    """Return J1, whose main road leads to J2, and J3 alone; J2 has a cycle of its own."""
    first = junction()
    lane = replace(first.lanes["P1_0"], onward=(Onward("J2", "road P1", 300.0, 25.0, 1.0),))
    first = replace(first, lanes={**first.lanes, lane.id: lane})
    others = [replace(junction(), id=name) for name in ("J2", "J3")]
    usual = plan()
    plans = [usual, replace(usual, junction="J2", cycle_s=cycle_s), replace(usual, junction="J3")]
    twin = replace(TWIN, **calibrated)  # type: ignore[arg-type]
    return replace(city(first, *others, plans=plans), twin=twin)


def test_neighbours_with_one_cycle_are_in_a_green_wave() -> None:
    together = street_of(town(cycle_s=plan().cycle_s), COUNTS)
    assert {name.partition(" ")[0] for name in together.coordinated} == {"J1", "J2"}
    assert "J1 P1s" in together.coordinated
    assert street_of(town(cycle_s=plan().cycle_s + 10), COUNTS).coordinated == frozenset()


@pytest.mark.parametrize(
    ("calibrated_on", "days"), [("", None), ("2026-03-03", 2), ("2026-01-04", 60), ("2026-03-10", 7)]
)
def test_the_age_of_a_calibration_is_counted_to_the_furthest_day_of_counts(
    calibrated_on: str, days: int | None
) -> None:
    assert street_of(town(cycle_s=60, calibrated_on=calibrated_on), COUNTS).calibrated_days == days


def test_detectors_that_the_twin_was_calibrated_with_are_left_out(tmp_path: Path) -> None:
    of = town(cycle_s=60, calibrated_with=("J1 P1s", "J2 P1s"))
    table = tmp_path / "counts.csv"
    rows = [f"2026-03-03 08:{m:02d},{j},{d},25" for m in (0, 15) for j in ("J1", "J2") for d in ("P1s", "P2s")]
    table.write_text("\n".join(["time,junction,detector,count", *rows]) + "\n")
    take_counts([table], tmp_path / "history", of.zone, 15)
    day = Day("d1", "sha256:d1", ())
    place, window_s = Place(tmp_path, (), 29_000.0), (28_800.0, 32_400.0)
    scenario = Scenario(place, of, "sha256:city", (day,), "given", window_s, "sha256:scenario")
    found = read_street_counts(tmp_path / "history", scenario, [])
    assert found.days == ("2026-03-03",)
    assert found.counts == dict.fromkeys(("J1 P2s", "J2 P2s"), (25.0, 25.0, None, None))
    assert street_of(of, found).fitted == {"J1 P1s", "J2 P1s"}
    assert bins_of(found) == CountBins(28_800, 900, 4)
