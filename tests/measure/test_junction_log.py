"""What several measures need of a log is what each would have sorted out for itself."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from meydan.measure.junction_log import OFF, ON, JunctionLog, junction_log, order_in_time

BEGIN_MS = 1_713_182_400_000
CODES = (0, 1, 8, 43, 80, OFF, ON, 83, 90, 316)
Event = tuple[int, int, int]

events = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(CODES), st.integers(0, 5) | st.just(300)), max_size=60)


def log_of(some: list[Event]) -> JunctionLog:
    t, code, parameter = np.array(some, np.int64).reshape(-1, 3).T
    return junction_log(BEGIN_MS + 100 * t, code.astype(np.uint16), parameter.astype(np.uint16))


@given(events)
def test_the_changes_of_a_detector_are_its_ons_and_offs_in_order(some: list[Event]) -> None:
    log = log_of(some)
    for channel in {parameter for _, _, parameter in some} | {7, 400}:
        told = sorted({(BEGIN_MS + 100 * t, code) for t, code, of in some if of == channel and code in (OFF, ON)})
        t, is_on = log.changes.of(channel)
        assert list(zip(t.tolist(), is_on.tolist(), strict=True)) == [(at, code == ON) for at, code in told]
        assert log.on.times(channel).tolist() == [at for at, code in told if code == ON]
        assert log.off.times(channel).tolist() == [at for at, code in told if code == OFF]


@given(events, st.sets(st.sampled_from((*CODES, 9, 500)), min_size=1))
def test_events_of_some_codes_come_by_number_and_then_in_order(some: list[Event], wanted: set[int]) -> None:
    wanted -= {OFF, ON}
    told = sorted({(of, BEGIN_MS + 100 * t, code) for t, code, of in some if code in wanted})
    assert list(zip(*(column.tolist() for column in log_of(some).coded.by_number(wanted)), strict=True)) == told


@given(st.lists(st.integers(-5, 5) | st.integers(-(1 << 60), 1 << 60), max_size=40))
def test_times_are_put_in_order_and_those_of_the_same_time_stay_as_they_come(times: list[int]) -> None:
    assert order_in_time(np.array(times, np.int64)).tolist() == sorted(range(len(times)), key=times.__getitem__)
