from hypothesis import given
from hypothesis import strategies as st

from meydan.field.rsmp.allowance import AT_ONCE, LONGEST_WAIT_S, PER_S, Allowance


@given(st.lists(st.tuples(st.integers(1, 3000), st.integers(0, 5000)), max_size=50))
def test_who_waits_as_told_sends_no_more_than_is_allowed(sent: list[tuple[int, int]]) -> None:
    """Each read brings some messages; the next comes when the wait is over, or later."""
    allowance, ms, total = Allowance(0), 0, 0
    for messages, later_ms in sent:
        wait_s = allowance.take(messages, ms)
        total += messages
        assert 0 <= wait_s <= LONGEST_WAIT_S
        if wait_s < LONGEST_WAIT_S:
            assert total <= AT_ONCE + PER_S * (ms / 1000 + wait_s) + 1e-6
        else:
            total, ms, allowance = 0, 0, Allowance(0)
        ms += round(wait_s * 1000 + 0.5) + later_ms


def test_a_site_as_real_ones_are_never_waits() -> None:
    allowance = Allowance(0)
    assert {allowance.take(50, second * 1000) for second in range(1000)} == {0.0}


def test_a_flood_waits_and_is_read_again_afterwards() -> None:
    allowance = Allowance(0)
    assert allowance.take(1100, 0) == 3.0
    assert allowance.take(1, 3100) == 0.0
