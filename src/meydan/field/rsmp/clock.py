"""The two clocks of the computer, and the stamps of what comes in by them."""

import time

from meydan.city.instant import NEVER, Instant
from meydan.field.rsmp.conversation import Moment


def read_clocks() -> Moment:
    """Return now by the wall and by the clock that never jumps."""
    return Moment(Instant(time.time_ns() // 1_000_000), time.monotonic_ns() // 1_000_000)


class Stamps:
    """Stamps for events: the wall's time, but in order also where the wall clock is set back.

    Then they go on at half speed until the wall has caught up: nothing is stamped before what it followed, and whoever
    waits for a time is never left waiting for ever.
    """

    def __init__(self) -> None:
        self._last, self._ms = NEVER, 0

    def at(self, now: Moment) -> Instant:
        """Return the stamp of now; what is asked later gets no earlier one."""
        behind = now.t < self._last
        passed_ms = (now.ms - self._ms) // 2 if behind else 0
        stamp = Instant(max(now.t, self._last + max(0, passed_ms)))
        if not behind or passed_ms > 0:  # half a millisecond is not lost by asking often
            self._last, self._ms = stamp, self._ms + 2 * passed_ms if behind else now.ms
        return stamp
