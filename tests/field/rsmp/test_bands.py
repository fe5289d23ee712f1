"""Dynamic bands: what is set is set, what is not makes up for it, and the cycle is always full."""

from hypothesis import given
from hypothesis import strategies as st

from meydan.field.rsmp.bands import MOST_OF_A_BAND_S, filled, greens_of, stored_bands
from tests.junctions import junction, plan

BANDS = st.lists(st.integers(0, MOST_OF_A_BAND_S), min_size=1, max_size=8)


def test_a_band_is_the_whole_seconds_above_every_minimum() -> None:
    assert stored_bands(junction(), plan()) == (20, 5, 7)  # A 30 over 10, B 10 over 5, C 12 over 5
    assert greens_of(junction(), plan(), (22, 3, 7)) == [32, 8, 12]


def test_the_others_give_in_the_share_of_what_they_hold() -> None:
    assert filled((10, 20, 40), {1: 40}, 70) == (40, 10, 20)
    assert filled((10, 20, 40), {1: 1}, 70) == (1, 23, 46)


def test_what_the_others_do_not_hold_cannot_be_given() -> None:
    assert filled((10, 20, 40), {1: 71}, 70) is None
    assert filled((10, 20, 40), {1: 10, 2: 21, 3: 40}, 70) is None


@given(bands=BANDS, data=st.data())
def test_all_bands_together_hold_what_they_are_stored_with(bands: list[int], data: st.DataObject) -> None:
    number = st.integers(1, len(bands))
    wanted = data.draw(st.dictionaries(number, st.integers(0, MOST_OF_A_BAND_S), min_size=1))
    found = filled(bands, wanted, sum(bands))
    if found is not None:
        assert sum(found) == sum(bands)
        assert all(0 <= band <= MOST_OF_A_BAND_S for band in found)
        assert all(found[at - 1] == s for at, s in wanted.items())
