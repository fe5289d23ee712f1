"""Nobody is forgotten at a red: neither who is seen there nor whom a detector missed."""

from meydan.city.events import Tick
from meydan.city.instant import later
from meydan.control.outlook import Outlook, late, look, outlook_of
from tests.control.test_predictive import believed, zoned
from tests.paper_street import START

MOST_S = 120.0


def red_for(seconds: float) -> Outlook:
    """Return a junction whose groups are all red since the start, so long after; nobody has been seen and few come."""
    of = zoned()
    seen = believed(of.junctions["J1"])
    out = outlook_of(of, "J1", {"J1": seen})
    seen.observe(Tick(later(START, seconds), 0))
    look(out)
    for lane in out.traffic:
        lane.rate, lane.queue = 0.0001, 0.0
    return out


def test_who_stands_where_no_detector_asks_for_him_comes_first_in_time() -> None:
    for seconds, comes in ((MOST_S, None), (MOST_S + 1, "control.long_red")):
        out = red_for(seconds)
        out.lanes["P2_0"].queue = 1.0
        found = late(out, MOST_S)
        assert (found[1].code if found else None) == comes
        assert found is None or "P2" in out.stages[found[0]]


def test_where_somebody_usually_would_have_come_by_now_he_may_have_been_missed() -> None:
    out = red_for(MOST_S + 1)
    assert late(out, MOST_S) is None
    out.lanes["P3_0"].rate = 0.003
    found = late(out, MOST_S)
    assert found is not None
    assert "P3" in out.stages[found[0]]


def test_the_longest_red_comes_first_and_green_is_not_red() -> None:
    out = red_for(MOST_S + 1)
    for lane in out.traffic:
        lane.queue = 1.0
    out.seen.lamp_since["P2"] = later(START, 60)
    out.seen.lamp_since["P3"] = later(START, 60)
    found = late(out, MOST_S)
    assert found is not None
    assert found[1].code == "control.long_red"
    assert found[0] == "A"
    out.lit = frozenset({"P1"})
    assert late(out, MOST_S) is None
