"""The search over green sequences: nobody is forgotten, however long a change takes."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.control import search as search_module
from meydan.control.predictive import PARAMETERS, USUAL
from meydan.control.search import FAR, Changes, Lanes, Rates, first_choice, search

HORIZON_S = 50
NOBODY = np.full((2, 2, 1), -1, np.int64)
OPEN = np.zeros(2, bool)


def two_stages(lock_s: int) -> Changes:
    """Return the changes between two stages that serve one lane each; a lane discharges 4 s before it may end."""
    lock = np.full((2, 2), lock_s, np.int64)
    begins = np.zeros((2, 2, 2), np.int64)
    begins[0, 1, 1] = begins[1, 0, 0] = max(1, lock_s - 4)
    return Changes(lock, begins)


def lanes(main: float, side: float, coming: np.ndarray | None = None) -> Lanes:
    """Return two lanes with so many standing vehicles."""
    expected = np.zeros((2, HORIZON_S)) if coming is None else coming
    return Lanes(np.array([main, side]), expected, np.zeros(2, np.int64))


def rates(main: float = 0.55, side: float = 0.55) -> Rates:
    free = np.array([[main, 0.0], [0.0, side]])
    return Rates(free, free.copy(), NOBODY)


def test_where_nobody_is_the_stage_stays() -> None:
    costs = search(lanes(0, 0), rates(), two_stages(8), USUAL.prices, 0, OPEN)
    assert first_choice(costs, 0)[:2] == (0, 0.0)


def test_a_waiting_vehicle_gets_the_green_that_nobody_else_needs() -> None:
    best, cost, other = first_choice(search(lanes(0, 1), rates(), two_stages(8), USUAL.prices, 0, OPEN), 0)
    assert best == 1
    assert cost < other


def test_a_vehicle_on_its_way_gets_its_green_before_it_must_stop() -> None:
    coming = np.zeros((2, HORIZON_S))
    coming[1, 8] = 1.0
    later = np.roll(coming, 20, axis=1)
    assert first_choice(search(lanes(0, 0, later), rates(), two_stages(9), USUAL.prices, 0, OPEN), 0)[0] == 0
    coming[1] = np.roll(coming[1], -3)
    assert first_choice(search(lanes(0, 0, coming), rates(), two_stages(9), USUAL.prices, 0, OPEN), 0)[0] == 1


def test_nothing_begins_with_a_stage_that_is_shut() -> None:
    for shut in (0, 1):
        costs = search(lanes(3, 3), rates(), two_stages(8), USUAL.prices, 0, np.arange(2) == shut)
        assert (costs < FAR).tolist() == [shut == 1, shut == 0]


def test_a_queue_is_let_go_before_one_vehicle_is() -> None:
    assert first_choice(search(lanes(6, 1), rates(), two_stages(8), USUAL.prices, 0, OPEN), 0)[0] == 0
    assert first_choice(search(lanes(0, 8), rates(), two_stages(8), USUAL.prices, 0, OPEN), 0)[0] == 1


def test_green_is_not_held_for_a_lane_that_cannot_discharge() -> None:
    assert first_choice(search(lanes(6, 1), rates(main=0.0), two_stages(8), USUAL.prices, 0, OPEN), 0)[0] == 1


def test_a_yielding_lane_is_slow_while_its_rival_stands() -> None:
    free = np.array([[0.55, 0.55], [0.0, 0.55]])
    rivals = NOBODY.copy()
    rivals[0, 1, 0] = 0
    slowed = Rates(free, np.full((2, 2), 0.05), rivals)
    alone = Rates(free, np.full((2, 2), 0.05), NOBODY)
    stays = [search(lanes(8, 4), of, two_stages(8), USUAL.prices, 0, OPEN)[0] for of in (slowed, alone)]
    assert stays[0] > stays[1] + 5


@given(lock_s=st.integers(5, 8), main=st.floats(0.05, 0.35), side=st.floats(0.05, 0.1))
def test_a_side_street_is_served_in_bounded_time_whatever_the_interval(lock_s: int, main: float, side: float) -> None:
    """The trap of a search that prunes by what is still locked: it silently stops changing."""
    held, changes, stage, waited, longest = np.zeros(2), two_stages(lock_s), 0, 0, 0
    inflow = np.array([main, side])
    coming = np.repeat(inflow[:, None], HORIZON_S, axis=1)
    locked, green_from = 0, 0
    for k in range(600):
        if k >= locked:
            best = first_choice(
                search(lanes(held[0], held[1], coming), rates(), changes, USUAL.prices, stage, OPEN), stage
            )[0]
            if best != stage:
                locked, green_from, stage = k + lock_s, k + int(changes.begins[stage, best, best]), best
        held += inflow
        if k >= green_from:
            held[stage] = max(0.0, held[stage] - 0.55)
        waited = waited + 1 if held[1] >= 1.0 and not (stage == 1 and k >= green_from) else 0
        longest = max(longest, waited)
    assert longest <= PARAMETERS["longest_wait_s"].default  # before the guard that watches who waits has to step in


def test_the_stage_that_stands_wins_a_tie() -> None:
    assert first_choice(np.array([5.0, 5.0]), 1) == (1, 5.0, 5.0)


def test_where_nothing_can_be_kept_the_search_is_compiled_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def njit(function: Callable[[], int] | None = None, *, cache: bool = False) -> Callable[[], int] | None:
        if cache:
            raise RuntimeError("no locator available")
        return function

    monkeypatch.setattr(search_module, "njit", njit)
    assert search_module._compiled(lambda: 7)() == 7
