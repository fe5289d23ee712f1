"""The two clocks of the computer."""

import time

from meydan.city.instant import Instant
from meydan.field.rsmp.conversation import Moment


def read_clocks() -> Moment:
    """Return now by the wall and by the clock that never jumps."""
    return Moment(Instant(time.time_ns() // 1_000_000), time.monotonic_ns() // 1_000_000)
