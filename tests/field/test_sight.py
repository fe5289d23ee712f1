"""What detectors fail to see is drawn by names alone: the share asked for, the same in every run of a seed."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.events import DetectorChanged, ZoneChanged
from meydan.city.instant import Instant
from meydan.city.junction import Detector, DetectorKind
from meydan.field.sumo.sight import Sight, draw_sight
from tests.junctions import junction
from tests.paper_street import city

T = Instant(1_800_000_000_000)
CITY = city()
MISSED = [True, False, False, True, True, False, True, True]
DEAD = (["P3s"], ["P1a", "P1s"])
EVERYWHERE = {("J1", d) for d in junction().detectors}
shares = st.floats(0, 1)


@pytest.mark.parametrize("share", [0.0, 0.02, 0.1, 0.5, 1.0])
def test_the_share_of_vehicles_missed_is_the_one_asked_for(share: float) -> None:
    sight = draw_sight(CITY, 3, misses=share)
    drawn = [sight.misses_vehicle(f"car.{i}", where) for i in range(4000) for where in sorted(EVERYWHERE)]
    assert sum(drawn) / len(drawn) == pytest.approx(share, abs=4 * math.sqrt(share * (1 - share) / len(drawn)))


def test_each_detector_and_each_seed_draws_for_itself() -> None:
    first, second = sorted(EVERYWHERE)[:2]
    cars = [f"car.{i}" for i in range(10_000)]
    one, other = draw_sight(CITY, 3, misses=0.5), draw_sight(CITY, 4, misses=0.5)
    together = sum(one.misses_vehicle(car, first) and one.misses_vehicle(car, second) for car in cars)
    over_seeds = sum(one.misses_vehicle(car, first) and other.misses_vehicle(car, first) for car in cars)
    assert together / len(cars) == pytest.approx(0.25, abs=0.02)
    assert over_seeds / len(cars) == pytest.approx(0.25, abs=0.02)


def test_the_draw_is_the_same_in_every_process_and_release() -> None:
    sight = draw_sight(CITY, 11, misses=0.5, dead=0.5)
    assert [sight.misses_vehicle(f"car.{i}", ("J1", "P1s")) for i in range(8)] == MISSED
    assert (sorted(d for _, d in sight.stuck_on), sorted(d for _, d in sight.stuck_off)) == DEAD


@given(seed=st.integers(0, 99), share=shares)
def test_half_of_the_dead_are_stuck_on_and_half_off(seed: int, share: float) -> None:
    sight = draw_sight(CITY, seed, dead=share)
    assert len(sight.stuck_on) + len(sight.stuck_off) == round(share * len(EVERYWHERE))
    assert 0 <= len(sight.stuck_off) - len(sight.stuck_on) <= 1
    assert not sight.stuck_on & sight.stuck_off
    assert {where for where in EVERYWHERE if not sight.is_alive(where)} == sight.stuck_on | sight.stuck_off


@given(seed=st.integers(0, 99), few=shares, many=shares)
def test_who_is_dead_at_a_share_is_so_at_every_greater_one(seed: int, few: float, many: float) -> None:
    few, many = sorted((few, many))
    less, more = draw_sight(CITY, seed, dead=few), draw_sight(CITY, seed, dead=many)
    assert less.stuck_on <= more.stuck_on
    assert less.stuck_off <= more.stuck_off


def test_any_detector_can_die_in_either_way() -> None:
    sights = [draw_sight(CITY, seed, dead=0.3) for seed in range(100)]
    assert frozenset().union(*(sight.stuck_on for sight in sights)) == EVERYWHERE
    assert frozenset().union(*(sight.stuck_off for sight in sights)) == EVERYWHERE


def test_with_nothing_asked_for_everything_is_seen() -> None:
    assert draw_sight(CITY, 9) == Sight(9)


@pytest.mark.parametrize("wrong", [{"misses": -0.1}, {"misses": 1.1}, {"dead": 2.0}, {"dead": math.nan}])
def test_what_is_no_share_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="shares"):
        draw_sight(CITY, 1, misses=wrong.get("misses", 0.0), dead=wrong.get("dead", 0.0))


def test_one_detector_of_each_junction_can_be_lost() -> None:
    for seed in range(20):
        sight = draw_sight(CITY, seed, one_lost=True)
        lost = sight.stuck_on | sight.stuck_off
        assert sorted(junction for junction, _ in lost) == sorted(j.id for j in CITY.junctions.values() if j.detectors)
    both = draw_sight(CITY, 1, dead=0.3, one_lost=True)
    assert draw_sight(CITY, 1, dead=0.3).stuck_off <= both.stuck_off | both.stuck_on
    assert {draw_sight(CITY, seed, one_lost=True) for seed in range(20)} != {draw_sight(CITY, 0, one_lost=True)}


def test_what_is_stuck_on_says_so_once() -> None:
    spans = {"Z1": (0.0, 100.0), "Z2": (100.0, 52.0), "Z3": (0.0, 1.0)}
    zones = {name: Detector(name, "P1_0", DetectorKind.ZONE, *span) for name, span in spans.items()}
    stands = junction()
    of = city(replace(stands, detectors={**stands.detectors, **zones}))
    sight = Sight(stuck_on=frozenset(("J1", d) for d in ("P1s", "P2a", *zones)), stuck_off=frozenset({("J1", "P3s")}))
    assert sight.first_words(of, T) == [
        DetectorChanged(T, "J1", "P1s", occupied=True),
        DetectorChanged(T, "J1", "P2a", occupied=True),
        ZoneChanged(T, "J1", "Z1", 13, 13),
        ZoneChanged(T, "J1", "Z2", 6, 6),
        ZoneChanged(T, "J1", "Z3", 1, 1),
    ]
