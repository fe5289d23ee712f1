"""Turns are counted in the busiest time only."""

from pathlib import Path

from meydan.twin.bench.turns import busiest_turns

ROUTES = """<routes>
<vehicle id="c" depart="130"><route edges="a b d"/></vehicle>
<vehicle id="a" depart="10"><route edges="a b c"/></vehicle>
<vehicle id="d" depart="140"><route edges="b c"/></vehicle>
<vehicle id="e" depart="150"><route edges="a b c"/></vehicle>
</routes>"""


def test_turns_of_the_busiest_time(tmp_path: Path) -> None:
    file = tmp_path / "routes.xml"
    file.write_text(ROUTES)
    assert busiest_turns(file, 0, 100) == {("a", "b"): 2, ("b", "d"): 1, ("b", "c"): 2}
    assert busiest_turns(file, 0, 1000) == {("a", "b"): 3, ("b", "d"): 1, ("b", "c"): 3}


def test_nobody_makes_no_turn(tmp_path: Path) -> None:
    file = tmp_path / "routes.xml"
    file.write_text("<routes/>")
    assert busiest_turns(file, 0, 100) == {}
