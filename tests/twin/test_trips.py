"""Nobody is left out of the account: who arrived, who is still on the way, and who never left the door."""

from math import isnan
from pathlib import Path

import pytest

from meydan.twin.trips import Trips, each_trip, read_trips, trip_options

ARRIVED = 'depart="10.00" departDelay="2.00" arrival="110.00" waitingTime="30.00" waitingCount="2" timeLoss="40.00"'
ON_THE_WAY = 'depart="20.00" departDelay="0.00" arrival="-1.00" waitingTime="50.00" waitingCount="1" timeLoss="60.00"'
NEVER_LEFT = 'depart="-1" departDelay="98.00" arrival="-1.00" waitingTime="0.00" waitingCount="0" timeLoss="0.00"'


def trips(folder: Path, *attributes: str) -> Trips:
    """Return the account of a file as SUMO writes it."""
    file = folder / "trips.xml"
    rows = "".join(f'    <tripinfo id="v{i}" {row} vaporized="end"/>\n' for i, row in enumerate(attributes))
    file.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<tripinfos>\n{rows}</tripinfos>\n')
    return read_trips(file)


def test_all_three_kinds_of_trips_count_with_what_they_lost(tmp_path: Path) -> None:
    assert trips(tmp_path, ARRIVED, ON_THE_WAY, NEVER_LEFT, NEVER_LEFT) == Trips(
        trips=4,
        arrived=1,
        never_inserted=2,
        delay_s=(2 + 40 + 60 + 98 + 98) / 4,
        waiting_s=(30 + 50) / 4,
        stops=(2 + 1) / 4,
    )


def test_a_gridlock_looks_worse_than_a_free_road_however_few_arrive(tmp_path: Path) -> None:
    free = trips(tmp_path, *[ARRIVED] * 4)
    stuck = trips(tmp_path, ARRIVED, *[NEVER_LEFT] * 3)
    assert stuck.delay_s > free.delay_s


def test_second_zero_is_a_time_to_depart_and_to_arrive_like_any_other(tmp_path: Path) -> None:
    found = trips(tmp_path, 'depart="0.00" departDelay="0.00" arrival="0.00" timeLoss="0.00"')
    assert (found.arrived, found.never_inserted) == (1, 0)


def test_no_trips_have_no_delay_rather_than_none(tmp_path: Path) -> None:
    found = trips(tmp_path)
    assert (found.trips, found.arrived, found.never_inserted) == (0, 0, 0)
    assert all(isnan(value) for value in (found.delay_s, found.waiting_s, found.stops))


@pytest.mark.parametrize("option", ["--tripinfo-output.write-unfinished", "--tripinfo-output.write-undeparted"])
def test_sumo_is_asked_for_those_who_never_came(option: str) -> None:
    options = trip_options(Path("trips.xml"))
    assert options[options.index(option) + 1] == "true"


def test_who_still_stands_at_the_end_lost_what_they_stood(tmp_path: Path) -> None:
    """SUMO writes a loss of 0 for a walk that did not end."""
    file = tmp_path / "trips.xml"
    for walk, lost_s in (('arrival="-1" timeLoss="0"', 40.0), ('arrival="90" timeLoss="55"', 55.0)):
        person = f'<personinfo id="p" depart="10" waitingTime="40"><walk {walk}/></personinfo>'
        file.write_text(f"<tripinfos>{person}</tripinfos>", encoding="utf-8")
        (found,) = each_trip(file)
        assert found.delay_s == lost_s
