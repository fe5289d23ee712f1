"""Pages of a city of zones: the same facts, rows and drawings as of one with loops."""

from meydan.centre.loop import Centre
from meydan.centre.road_meter import RoadMeter
from meydan.centre.snapshot import snapshot_city, snapshot_junction
from meydan.city.events import RunStarted, Tick, ZoneChanged
from meydan.city.instant import later
from meydan.city.zones import with_zones
from meydan.control import fixed_time
from meydan.web.drawing import RoadMap
from meydan.web.facts import Signs, city_facts, junction_facts
from tests.junctions import junction
from tests.paper_street import START, city


def test_a_city_of_zones_is_shown_whole() -> None:
    of = with_zones(city(), {"J1": junction().lanes.values()})
    centre, meter = Centre(of, fixed_time, "fixed_time", lambda record: None, on_street=False), RoadMeter(of)
    centre.handle(RunStarted(START, "", "", 1, 1))
    for s in range(61):
        centre.handle(ZoneChanged(later(START, s), "J1", "Z1", 9 + s % 2, 9))
        centre.handle(Tick(later(START, s), 0))
        shown = snapshot_city(centre, meter)
    facts = city_facts(centre, meter, Signs(twin=True))
    assert facts.junctions[0].roads == [0, 1, 2]
    assert dict(zip(facts.roads, shown["roads"], strict=True)) == {
        "road P1": (3, 71, 1800),
        "road P2": (0, 0, 0),
        "road P3": (0, 0, 0),
    }
    panel = snapshot_junction(centre, "J1")
    assert panel["detectors"]["Z1"][0] == 1
    assert panel["waiting"] == {"P1": 60}
    empty = RoadMap(b'{"type": "FeatureCollection", "features": []}')
    told = junction_facts(of, of.junctions["J1"], empty)
    assert [(d.id, d.kind, d.distance_m, d.length_m) for d in told.detectors] == [
        (name, "zone", 0.0, 100.0) for name in ("Z1", "Z2", "Z3")
    ]
