"""One site of a virtual street: its controller, its end of the conversation and its line."""

from collections.abc import Callable

from meydan.city.instant import Instant
from meydan.field.rsmp.controller_cabinet import ControllerCabinet
from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.site_end import SiteEnd
from meydan.field.rsmp.site_link import Calling, SiteLink
from meydan.field.rsmp.street_time import StreetTime

LONGEST_LOOK_MS = 1000  # of street time between two looks at a controller: detectors are asked once a second


class Clock:
    """The two clocks of the computer, and the time of the street that follows from them.

    `drives` says that controllers go by it too; else they are carried on by the steps of the street's traffic.
    """

    def __init__(self, now: Callable[[], Moment], street: StreetTime, *, drives: bool) -> None:
        self.now, self.drives = now, drives
        self.begin = self._asked = street.begin
        self._street, self._at = street, street.at(street.begin)

    def at(self, now: Moment) -> Instant:
        """Return the time of the street, found once for all sites that are looked at together."""
        if now is not self._asked:
            self._asked, self._at = now, self._street.at(now)
        return self._at


class Post:
    """A site that is looked at rarely and says something only when something is due there."""

    def __init__(
        self, cabinet: ControllerCabinet, end: SiteEnd, calling: Calling, clock: Clock, fallback_ms: float
    ) -> None:
        self.link = SiteLink(end, calling, clock.now, lambda: self._carry_on(clock.now()))
        self._cabinet, self._end, self._clock = cabinet, end, clock
        self._fallback_ms = fallback_ms
        self._connected_ms = clock.begin.ms
        self._until = clock.at(clock.begin)
        self._told = cabinet.changes

    def look(self, now: Moment) -> None:
        """Carry on what stands behind the site, and say what became due."""
        self._carry_on(now)
        # counted, for what changed may have been carried on by a step of the traffic, or before an answer
        if self._cabinet.changes != self._told or now.ms >= self._end.due_ms:
            self._told = self._cabinet.changes
            self.link.speak(now)

    def _carry_on(self, now: Moment) -> None:
        if self._end.is_ready:
            self._connected_ms = now.ms
        elif now.ms - self._connected_ms >= self._fallback_ms:
            self._cabinet.fall_back()
        at = self._clock.at(now)
        if not self._clock.drives:
            self._cabinet.look(at)
            return
        while at - self._until > LONGEST_LOOK_MS:
            self._until = Instant(self._until + LONGEST_LOOK_MS)
            self._cabinet.advance(self._until)
        self._until = at
        self._cabinet.advance(at)
