"""The time of a street: it goes with the clock that never jumps, faster if so wanted, and can be told back."""

from hypothesis import given
from hypothesis import strategies as st

from meydan.city.instant import Instant
from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.street_time import StreetTime
from tests.paper_street import START

BEGIN = Moment(START, 5_000)


def test_ten_times_faster_is_ten_seconds_a_second_whatever_the_wall_says() -> None:
    time = StreetTime(BEGIN, 10.0)
    assert time.at(Moment(Instant(0), 6_000)) == START + 10_000
    assert time.wall_s(Instant(START + 15_000), Moment(Instant(0), 6_000)) == 0.5
    assert time.wall_s(Instant(START + 9_000), Moment(Instant(0), 6_000)) == 0.0


@given(speed=st.floats(0.1, 100), ms=st.integers(-10_000_000, 10_000_000))
def test_an_instant_of_the_street_is_found_again_from_the_walls(speed: float, ms: int) -> None:
    time = StreetTime(BEGIN, speed)
    there = Instant(START + ms)
    assert abs(time.on_wall(time.of_wall(there)) - there) <= 1 + 0.5 / speed
    assert time.of_wall(time.begin.t) == time.begin.t
