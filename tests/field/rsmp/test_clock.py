from hypothesis import example, given
from hypothesis import strategies as st

from meydan.city.instant import Instant
from meydan.field.rsmp.clock import Stamps
from meydan.field.rsmp.conversation import Moment

HOUR_MS = 3_600_000
T, MS = 1_764_057_600_000, 5_000_000
steps = st.lists(st.tuples(st.integers(0, 5_000), st.just(0) | st.integers(-HOUR_MS, HOUR_MS)), max_size=40)


def stamps_of(passed: list[tuple[int, int]]) -> tuple[list[Instant], list[Moment]]:
    """Return the stamps at moments so many milliseconds apart, the wall clock set by so much before each."""
    t, ms, stamps = T, MS, Stamps()
    moments = []
    for waited_ms, jumped_ms in passed:
        t, ms = t + waited_ms + jumped_ms, ms + waited_ms
        moments.append(Moment(Instant(t), ms))
    return [stamps.at(moment) for moment in moments], moments


@given(steps)
@example([(0, 0), (1, -10), (1, 0), (1, 0)])
def test_stamps_are_in_order_and_never_behind_the_wall(passed: list[tuple[int, int]]) -> None:
    stamps, moments = stamps_of(passed)
    assert stamps == sorted(stamps)
    assert all(stamp >= moment.t for stamp, moment in zip(stamps, moments, strict=True))


def test_they_go_on_at_half_speed_until_a_wall_clock_that_was_set_back_has_caught_up() -> None:
    for step_ms in (1, 250):
        steps = 2 * HOUR_MS // 100 // step_ms
        stamps, moments = stamps_of([(0, 0), (step_ms, -HOUR_MS // 100 - step_ms), *[(step_ms, 0)] * steps])
        assert abs(stamps[steps // 2] - T - step_ms * steps // 4) <= step_ms
        assert stamps[-1] - moments[-1].t <= 2 * step_ms


def test_a_clock_that_is_right_is_believed() -> None:
    stamps, moments = stamps_of([(10, 0)] * 20)
    assert stamps == [moment.t for moment in moments]
