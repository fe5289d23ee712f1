"""The detector table: what it may tell beside phase, channel and function."""

import sqlite3
from pathlib import Path

import pytest

from meydan.city.errors import FeedError
from meydan.measure.junction_log import Detector
from meydan.store.logs.catalogue import FILE, open_catalogue
from meydan.store.logs.detector_table import read_detectors

NAMES = "Device,Phase,Detector,Function,Movement,Lane Number,Distance,Opposing Phase,Other Direction\n"
TURN = Detector(14, 5, "count", "L", 1, 80.5, 2, 6)


def test_movement_lane_distance_and_opposing_phase_are_read_and_kept(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(NAMES + "7,5,14,Stop bar count,l,1,80.5,2,6\n7,2,15,Yellow/Red,,,,,\n")
    found = read_detectors(table)
    assert found["7"] == [TURN, Detector(15, 2, "yellow_red")]
    catalogue = open_catalogue(tmp_path / "archive", make=True)
    with catalogue.change():
        catalogue.begin("UTC")
        catalogue.replace_detectors(found)
    assert catalogue.detectors()["7"] == found["7"]
    catalogue.close()


@pytest.mark.parametrize(
    "row", ["x,80.5,2,", "1.5,80.5,2,", "1,far,2,", "1,-3,2,", "1,inf,2,", "1,80.5,x,", "1,80.5,2,x"]
)
def test_what_is_no_number_is_a_fault(row: str, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(NAMES + f"7,5,14,Count,L,{row}\n")
    with pytest.raises(FeedError) as caught:
        read_detectors(table)
    assert [(fault.line, fault.what.code) for fault in caught.value.faults] == [(2, "logs.bad_detector")]


def test_an_archive_made_before_there_were_lanes_is_understood(tmp_path: Path) -> None:
    open_catalogue(tmp_path, make=True).close()
    with sqlite3.connect(tmp_path / FILE) as old:
        for column in ("movement", "lane", "distance_m", "opposed_by", "other_direction"):
            old.execute(f"ALTER TABLE detectors DROP COLUMN {column}")
        old.execute("INSERT INTO detectors VALUES ('7', 2, 14, 'advance')")
    old.close()
    catalogue = open_catalogue(tmp_path)
    assert catalogue.detectors() == {"7": [Detector(14, 2, "advance")]}
    catalogue.close()
