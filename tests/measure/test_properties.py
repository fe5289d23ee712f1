"""What holds for every log: order and repetition do not matter, and a hole never makes a cycle."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.centre.measures import find_measures
from meydan.measure.arrivals_on_green import arrivals_on_green
from meydan.measure.bins import bins_of_minutes
from meydan.measure.cycles import Cycles, green_to_green, red_to_red
from meydan.measure.ended_greens import ended_greens
from meydan.measure.junction_log import JunctionLog, junction_log
from meydan.measure.rows import Definitions, Rows
from meydan.measure.services import services
from meydan.measure.split_failures import split_failures
from tests.measure.odd_log import BEGIN_MS, Event, odd_events, table_of
from tests.nightly import NIGHTLY

MEASURES = {name: measure for name, (measure, _) in find_measures(["all"]).items()}
SECONDS = 1200
BINS = bins_of_minutes(5)
TABLE = table_of("A1")

seeds = st.integers(0, 10_000)
each_is_slow = settings() if NIGHTLY else settings(max_examples=20)


def log_of(events: list[Event]) -> JunctionLog:
    mine = [(t, code, parameter) for t, junction, code, parameter in events if junction == "A1"]
    columns = np.array(mine, np.int64).reshape(-1, 3).T
    return junction_log(columns[0], columns[1].astype(np.uint16), columns[2].astype(np.uint16), TABLE)


def same(one: Rows, other: Rows) -> bool:
    columns = zip(one.columns.values(), other.columns.values(), strict=True)
    return (
        np.array_equal(one.start, other.start)
        and all(np.array_equal(a, b, equal_nan=a.dtype.kind == "f") for a, b in columns)
        and one.why == other.why
    )


def cycles_in(cycles: Cycles) -> set[tuple[int, ...]]:
    return set(zip(*(column.tolist() for column in cycles[:5]), strict=True))


@pytest.mark.parametrize("definitions", ["meydan", "atspm"])
@each_is_slow
@given(seed=seeds)
def test_order_and_repetition_change_nothing(definitions: Definitions, seed: int) -> None:
    events = odd_events(seed, seconds=SECONDS, more=True)
    again = events + Random(seed).sample(events, len(events) // 3)
    Random(seed + 1).shuffle(again)
    one, other = log_of(events), log_of(again)
    for name, measure in MEASURES.items():
        assert same(measure(one, BINS, definitions), measure(other, BINS, definitions)), name


@given(seed=seeds, begin_s=st.integers(0, SECONDS), length_s=st.integers(31, 900))
def test_a_hole_never_makes_a_cycle(seed: int, begin_s: int, length_s: int) -> None:
    events = odd_events(seed, lost=0, seconds=SECONDS)
    begin, end = BEGIN_MS + begin_s * 1000, BEGIN_MS + (begin_s + length_s) * 1000
    whole, holed = log_of(events), log_of([event for event in events if not begin <= event[0] < end])
    for spans in (services, ended_greens):
        found, every = (set(zip(*(c.tolist() for c in spans(log)[:3]), strict=True)) for log in (holed, whole))
        assert found <= every
    for cycles in (red_to_red, green_to_green):
        assert cycles_in(cycles(holed)) <= cycles_in(cycles(whole))
        assert not [c for c in cycles_in(cycles(holed)) if c[1] < begin and c[4] >= end]


CYCLES_OF = {
    "split_failures": "cycles",
    "split_monitor": "services",
    "splits": "services",
    "terminations": "greens",
    "yellow_and_red_actuations": "cycles",
    "green_utilisation": "greens",
}


@each_is_slow
@given(seed=seeds, begin_s=st.integers(0, SECONDS), length_s=st.integers(31, 900))
def test_a_hole_makes_no_cycle_of_any_measure_and_nothing_lasts_over_it(seed: int, begin_s: int, length_s: int) -> None:
    events = odd_events(seed, lost=0, seconds=SECONDS, more=True)
    begin, end = BEGIN_MS + begin_s * 1000, BEGIN_MS + (begin_s + length_s) * 1000
    whole, holed = log_of(events), log_of([event for event in events if not begin <= event[0] < end])
    for name, column in CYCLES_OF.items():
        found, every = (MEASURES[name](log, BINS).columns[column].astype(np.int64).sum() for log in (holed, whole))
        assert found <= every, name
    for name in ("timing_and_actuation", "preemptions", "priority_requests"):
        rows = MEASURES[name](holed, BINS)
        t = rows.start + (rows.columns["after_s"] * 1000).astype(np.int64)
        lasted_ms = rows.columns["lasted_s"].astype(np.float64) * 1000
        assert not np.any((t < begin) & (t + np.nan_to_num(lasted_ms) >= end)), name


@given(seed=seeds, lost=st.floats(0, 0.5))
def test_lost_events_make_no_cycle_longer_than_ten_minutes(seed: int, lost: float) -> None:
    for cycles in (red_to_red, green_to_green):
        found = cycles(log_of(odd_events(seed, lost=lost, seconds=SECONDS)))
        assert np.all(found.end - found.first <= 600_000)
        assert np.all((found.first < found.second) & (found.second < found.third) & (found.third < found.end))


@given(seed=seeds)
def test_every_vehicle_is_counted_once(seed: int) -> None:
    log = log_of(odd_events(seed, seconds=SECONDS))
    rows = arrivals_on_green(log, BINS).columns
    advance = [d.channel for d in TABLE if d.function == "advance"]
    assert sum(rows["vehicles"].tolist() + rows["unplaced"].tolist()) == sum(log.on.times(c).size for c in advance)
    met = [rows[lamp].tolist() for lamp in ("on_green", "on_yellow", "on_red")]
    assert rows["vehicles"].tolist() == [sum(lamps) for lamps in zip(*met, strict=True)]


@given(seed=seeds)
def test_shares_and_occupancies_are_shares(seed: int) -> None:
    log = log_of(odd_events(seed, seconds=SECONDS))
    shares = [arrivals_on_green(log, BINS).columns["share_on_green"]]
    failures = split_failures(log, BINS).columns
    shares += [failures["mean_green_occupancy"], failures["mean_red_occupancy"]]
    for share in shares:
        known = share[~np.isnan(share)]
        assert np.all((known >= 0) & (known <= 1))  # type: ignore[operator]
