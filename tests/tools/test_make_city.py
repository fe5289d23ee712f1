import random
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.store.city_folder import read_city
from tools import make_city
from tools.make_city import TRIP_BLOCKS, Grid, grid_for, make_demand, make_net


@pytest.mark.parametrize(("grid", "junctions"), [(Grid(2, 2), 1), (Grid(4, 6), 23), (Grid(27, 2), 54)])
def test_exactly_as_many_junctions_have_signals_as_were_asked_for(tmp_path: Path, grid: Grid, junctions: int) -> None:
    make_net(tmp_path / "made.net.xml", grid, junctions, seed=1)
    assert (tmp_path / "made.net.xml").read_text(encoding="utf-8").count("<tlLogic ") == junctions


@given(junctions=st.integers(1, 5000))
def test_a_grid_has_room_and_little_to_spare(junctions: int) -> None:
    grid = grid_for(junctions)
    assert junctions <= grid.columns * grid.rows < junctions + grid.columns + 3


@given(columns=st.integers(2, 60), rows=st.integers(2, 60), seed=st.integers(0, 2**32))
def test_trips_lead_from_one_place_of_the_grid_to_another(columns: int, rows: int, seed: int) -> None:
    grid = Grid(columns, rows)
    ends = {grid.name(x, y) for x in range(-1, columns + 1) for y in range(-1, rows + 1)}
    start, end = grid.random_trip(random.Random(seed))
    assert start != end
    assert {start, end} <= ends


@given(junctions=st.integers(1, 60), seed=st.integers(0, 2**32))
def test_trips_are_short_in_a_city_of_any_size(junctions: int, seed: int) -> None:
    grid = grid_for(junctions)
    place = {grid.name(x, y): (x, y) for x in range(-1, grid.columns + 1) for y in range(-1, grid.rows + 1)}
    start, end = grid.random_trip(random.Random(seed))
    (x, y), (to_x, to_y) = place[start], place[end]
    assert 2 <= abs(to_x - x) + abs(to_y - y) <= TRIP_BLOCKS


def test_the_same_seed_gives_the_same_demand(tmp_path: Path) -> None:
    asked = []
    for seed in (1, 1, 2):
        make_net(tmp_path / "made.net.xml", Grid(2, 3), 6, seed=1)
        make_demand(tmp_path / "made.net.xml", tmp_path / "made.rou.xml", Grid(2, 3), 60, seed)
        assert "<vehicle " in (tmp_path / "made.rou.xml").read_text(encoding="utf-8")
        asked.append((tmp_path / "made.trips.xml").read_bytes())
    assert asked[0] == asked[1] != asked[2]


def test_a_made_city_is_a_city_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["make-city", "--junctions", "5", "--into", str(tmp_path / "city")])
    assert make_city.main() == 0
    assert len(read_city(tmp_path / "city").junctions) == 5
