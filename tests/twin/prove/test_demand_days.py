"""Days drawn from one."""

import gzip
import xml.etree.ElementTree as ET
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from meydan.twin.prove.demand_days import JITTER_S, begins_of, drawn_day

DAY = b"""<routes>
<vType id="car" vClass="passenger"/><vType id="bus" vClass="bus"/>
<vehicle id="early" type="car" depart="50"><route edges="x y"/></vehicle>
<vehicle id="a" type="car" depart="100" arrival="300" departLane="best"><route edges="a b c"/></vehicle>
<trip id="b" type="car" depart="200.5" from="b" to="c"/>
<trip id="c" type="car" depart="399" from="c" to="d"/>
<vehicle id="line" type="bus" depart="150"><route edges="a b"/><stop lane="a_0" duration="20"/></vehicle>
<person id="p" depart="160"><walk edges="a b"/></person>
<flow id="f" begin="120" end="300" period="10" from="a" to="b"/>
</routes>"""


def drawn(seed: str) -> ET.Element:
    return ET.fromstring(drawn_day([DAY], 100.0, 400.0, seed))


def vehicles(day: ET.Element) -> list[ET.Element]:
    return [e for e in day if e.tag in ("vehicle", "trip") and e.get("type") == "car"]


def test_a_day_is_drawn_alike_from_the_same_seed_and_otherwise_from_another() -> None:
    assert drawn_day([DAY], 100, 400, "1") == drawn_day([DAY], 100, 400, "1")
    assert drawn_day([DAY], 100, 400, "1") != drawn_day([DAY], 100, 400, "2")


@given(st.integers(0, 10_000))
def test_a_day_has_as_many_vehicles_about_when_they_were(seed: int) -> None:
    found = vehicles(drawn(str(seed)))
    planned = {"a": 100.0, "b": 200.5, "c": 399.0}
    assert len(found) == len({e.get("id") for e in found}) == 3
    for e in found:
        name, depart_s = str(e.get("id")).partition("-")[2], float(str(e.get("depart")))
        assert abs(depart_s - planned[name]) <= JITTER_S + 0.01
        assert 100 <= depart_s < 400
        assert e.get("arrival") is None
    times = [float(e.get("depart") or e.get("begin") or 0) for e in drawn(str(seed)) if e.tag != "vType"]
    assert times == sorted(times)


def test_what_runs_by_a_timetable_and_people_stay_as_they_are() -> None:
    day = drawn("1")
    bus = next(e for e in day if e.get("id") == "line")
    assert bus.get("depart") == "150"
    assert bus.find("stop") is not None
    assert [e.get("id") for e in day if e.tag in ("vType", "person", "flow")] == ["car", "bus", "f", "p"]


def test_where_a_vehicle_begins_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "day.rou.xml.gz"
    file.write_bytes(gzip.compress(DAY))
    assert begins_of([file])["a"] == "a"
    assert begins_of([file])["b"] == "b"
