"""Events as they come give the rows that the whole log gives, however they are cut into batches."""

from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from meydan.centre.measures import find_measures
from meydan.measure.actuations import actuations
from meydan.measure.bins import bins_of_minutes
from meydan.measure.coverage import coverage
from meydan.measure.input_output_delay import input_output_delay
from meydan.measure.junction_log import Detector, JunctionLog, junction_log
from meydan.measure.live import NEEDS_A_DAY, Live
from meydan.measure.peak_hours import peak_hours
from meydan.measure.rows import Definitions, Rows, within
from meydan.measure.splits import splits
from tests.measure.odd_log import odd_events, table_of
from tests.measure.small_log import log
from tests.nightly import NIGHTLY

MEASURES = {name: measure for name, (measure, _) in find_measures(["all"]).items() if measure not in NEEDS_A_DAY}
TABLE = table_of("A1")
MINUTES = 5
BINS = bins_of_minutes(MINUTES)
SECONDS = 9_000  # twice what is kept
LATE_S = 600

Columns = tuple["np.ndarray[tuple[int], np.dtype[np.int64]]", ...]


def columns_of(seed: int) -> Columns:
    """Return the events of one junction in the order in which they come: not that of their times."""
    random = Random(seed)
    mine = [(t, c, p) for t, j, c, p in odd_events(seed, seconds=SECONDS, more=True) if j == "A1"]
    comes = {event: event[0] + random.randrange(1000 * random.choice((1, 1, 1, LATE_S))) for event in set(mine)}
    return tuple(np.array(sorted(mine, key=comes.__getitem__), np.int64).T)


def heard(columns: Columns, since: int, until: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    t, code, parameter = (column[since:until] for column in columns)
    return t, code.astype(np.uint16), parameter.astype(np.uint16)


def last_rows(rows: Rows, whole: JunctionLog) -> Rows:
    return within(rows, int(BINS.starts(BINS.starts(whole.t[-1:]) - 1)[0]), None)


def same(one: Rows, other: Rows) -> bool:
    return np.array_equal(one.start, other.start) and all(
        np.array_equal(one.columns[name], other.columns[name], equal_nan=one.columns[name].dtype.kind == "f")
        for name in (one.columns if one.start.size else ())
    )


@settings(max_examples=100 if NIGHTLY else 8, phases=(Phase.explicit, Phase.generate))  # shrinking takes minutes
@given(
    seed=st.integers(0, 10_000),
    cuts=st.lists(st.floats(0, 1), max_size=30),
    definitions=st.sampled_from(["meydan", "atspm"]),
)
def test_any_cutting_into_batches_gives_the_rows_of_the_whole_log(
    seed: int, cuts: list[float], definitions: Definitions
) -> None:
    columns = columns_of(seed)
    places = [0, *sorted(int(cut * columns[0].size) for cut in cuts), columns[0].size]
    ask = set(Random(seed).sample(places[1:], min(2, len(places) - 1))) | {columns[0].size}
    live = Live(TABLE, MINUTES)
    for since, until in pairwise(places):
        live.hear(*heard(columns, since, until))
        live.log()
        if until in ask and until:
            whole = junction_log(*heard(columns, 0, until), TABLE)
            for name, measure in MEASURES.items():
                assert same(
                    live.rows(measure, BINS, definitions), last_rows(measure(whole, BINS, definitions), whole)
                ), name
    assert live.too_late == 0


BEGAN = [(0, 131, 5), (0, 135, 25), (1, 82, 13), (2, 82, 13), (2, 81, 13), (2, 1, 2)]
ENDS = [
    (9000, 6, 2),
    (9001, 8, 2),
    (9001, 8, 4),
    (9005, 9, 2),
    (9005, 10, 2),
    (9007, 11, 2),
    (9020, 82, 11),
    (9020, 82, 14),
]
STEPS = range(0, 9100, 10)


@pytest.mark.parametrize(
    ("hole", "began_s"),
    [(range(0), 0), (range(1000, 1100), 0), (range(8000, 8100), 0), (range(500, 600), 700)],
    ids=["none", "early", "late", "before"],
)
@pytest.mark.parametrize("definitions", ["meydan", "atspm"])
def test_what_began_hours_ago_still_holds_unless_there_was_a_hole(
    hole: range, began_s: int, definitions: Definitions
) -> None:
    table = (Detector(11, 2, "advance"), Detector(13, 2, "presence"), Detector(14, 4, "advance"))
    began = [(s + began_s, code, parameter) for s, code, parameter in BEGAN]
    whole = log(*began, *((s, 45, 1) for s in STEPS if s not in hole), *ENDS, detectors=table)
    live = Live(table, MINUTES)
    for at in range(0, whole.t.size, 40):
        live.hear(whole.t[at : at + 40], whole.code[at : at + 40], whole.parameter[at : at + 40])
        live.log()
    assert np.count_nonzero(live.log().t < whole.t[-1] - 75 * 60_000) < 30
    for name, measure in MEASURES.items():
        assert same(live.rows(measure, BINS, definitions), last_rows(measure(whole, BINS, definitions), whole)), name


def test_the_delay_between_detectors_is_that_of_the_whole_log() -> None:
    """What lies between the detectors is counted anew every few minutes, and a free drive is that of its bin."""
    table = (Detector(11, 2, "advance"), Detector(12, 2, "count"))
    cars = [
        (came, came + (8 if place % 3 else 20 + place % 7)) for place, came in enumerate(range(0, SECONDS - 300, 23))
    ]
    events = [(s, code, c) for came, left in cars for s, code, c in ((came, 82, 11), (left, 82, 12), (left, 81, 12))]
    whole = log(*events, *((s, 43, 1) for s in range(0, SECONDS - 300, 10)), detectors=table)
    live, bins = Live(table, 15), bins_of_minutes(15)
    for at in range(0, whole.t.size, 40):
        live.hear(whole.t[at : at + 40], whole.code[at : at + 40], whole.parameter[at : at + 40])
        live.log()
    assert np.count_nonzero(live.log().t < whole.t[-1] - 106 * 60_000) < 10
    found, expected = live.rows(input_output_delay, bins), input_output_delay(whole, bins)
    assert same(found, within(expected, int(bins.starts(bins.starts(whole.t[-1:]) - 1)[0]), None))
    assert found.columns["free_s"].tolist() == [8.0, 8.0]
    assert 4 < found.columns["mean_delay_s"][0] < 6


def test_what_is_long_ago_is_forgotten_but_for_what_still_holds() -> None:
    live = Live(TABLE, MINUTES)
    columns = columns_of(1)
    live.hear(*heard(columns, 0, columns[0].size))
    kept = live.log()
    old = kept.t < kept.t[-1] - 75 * 60_000
    assert 0 < np.count_nonzero(old) < 300
    assert np.unique(columns[1]).size == np.unique(kept.code).size
    live.hear(*heard(columns, 0, 10))
    assert live.too_late == 10
    assert live.log().t.size == kept.t.size


def test_coverage_is_that_of_the_whole_log_too() -> None:
    columns = columns_of(2)
    live = Live(TABLE, MINUTES)
    live.hear(*heard(columns, 0, columns[0].size))
    found, whole = coverage(live.log(), BINS), coverage(junction_log(*heard(columns, 0, columns[0].size)), BINS)
    assert found.start[-2:].tolist() == whole.start[-2:].tolist()
    assert (found.share[-2:].tolist(), found.marks[-2:]) == (whole.share[-2:].tolist(), whole.marks[-2:])


def test_no_rows_say_why() -> None:
    live = Live((), 15)
    bins = bins_of_minutes(15)
    assert live.rows(splits, bins).why is not None
    early = log((0, 82, 11), (4000, 43, 1))
    live.hear(early.t, early.code, early.parameter)
    assert [live.rows(measure, bins).why.code for measure in (actuations, peak_hours)] == [  # type: ignore[union-attr]
        "measure.nothing_lately",
        "measure.needs_a_day",
    ]


def test_bins_longer_than_it_was_made_for_are_refused() -> None:
    with pytest.raises(ValueError, match="made for at most"):
        Live((), 15).rows(actuations, bins_of_minutes(30))
