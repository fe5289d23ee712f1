from collections import deque

from hypothesis import given
from hypothesis import strategies as st

from meydan.centre.lamp_history import Change, LampHistory
from meydan.city.instant import Instant
from meydan.city.junction import Lamp

GROUPS = ("P1", "P2", "W1")
changes = st.lists(
    st.tuples(
        st.integers(0, 4_000_000_000_000).map(Instant), st.sampled_from((*GROUPS, "elsewhere")), st.sampled_from(Lamp)
    ),
    max_size=40,
)


@given(changes, st.integers(0, 9))
def test_the_latest_changes_are_remembered_as_they_were(told: list[Change], most: int) -> None:
    plain, history = deque[Change](maxlen=most), LampHistory(GROUPS, most)
    for change in told:
        plain.append(change)
        history.append(*change)
        assert len(history) == len(plain)
        assert list(history) == list(plain)
        assert list(reversed(history)) == list(reversed(plain))


@given(changes, changes, st.integers(1, 9))
def test_what_another_process_tells_takes_the_place_of_all_before(
    before: list[Change], told: list[Change], most: int
) -> None:
    history, fresh = LampHistory(GROUPS, most), LampHistory((), most)
    history.adopt(before)
    history.adopt(told)
    fresh.adopt(told)
    assert history == fresh
    assert list(history) == told[-most:]
    fresh.append(Instant(1), "P1", Lamp.DARK)
    assert history != fresh
