"""Instants are integers, so that a duration is over exactly when it is over."""

from hypothesis import example, given
from hypothesis import strategies as st

from meydan.city.instant import NEVER, Instant, elapsed_s, later

INSTANTS = st.integers(1_700_000_000_000, 1_900_000_000_000)


@given(since=INSTANTS, tenths=st.integers(1, 1200))
def test_a_duration_is_over_exactly_when_it_is_over(since: int, tenths: int) -> None:
    end = since + tenths * 100
    assert elapsed_s(Instant(end), Instant(since)) >= tenths / 10
    assert elapsed_s(Instant(end - 1), Instant(since)) < tenths / 10


@example(t=1_800_000_000_000, ms=1001)  # 1.001 * 1000 < 1001
@given(t=INSTANTS, ms=st.integers(-86_400_000, 86_400_000))
def test_later_and_elapsed_undo_each_other(t: int, ms: int) -> None:
    end = later(Instant(t), ms / 1000)
    assert isinstance(end, int)
    assert end == t + ms
    assert later(Instant(t), elapsed_s(end, Instant(t))) == end


@given(t=INSTANTS, tenths=st.integers(0, 600))
def test_steps_of_a_tenth_never_drift(t: int, tenths: int) -> None:
    at = Instant(t)
    for _ in range(tenths):
        at = later(at, 0.1)
    assert at == t + tenths * 100


def test_never_is_before_anything_heard() -> None:
    assert elapsed_s(Instant(1_700_000_000_000), NEVER) > 10 * 365 * 86_400
