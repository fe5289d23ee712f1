"""One site's place at the supervisor: its map, what was heard, what stands by order, and what was asked last."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from meydan.city.because import Because, because
from meydan.city.instant import Instant
from meydan.city.orders import Order, ReleaseToLocal
from meydan.city.plan import Plan
from meydan.field.rsmp.hearing import Hearing
from meydan.field.rsmp.ordering import RELEASE, Command, Wish, wish_of
from meydan.field.rsmp.site_map import SiteMap


@dataclass(slots=True)
class Desk:
    """What is in force at one site by our order, and until when; nothing is sent that stands already.

    `must_release` is true until the first command of this process took back whatever an earlier one may have left: a
    site keeps a forced plan until it is released.
    """

    map: SiteMap
    plans: Mapping[str, Plan]
    hearing: Hearing
    must_release: bool = True
    _standing: dict[str, tuple[Wish, Instant]] = field(default_factory=dict)

    def commands_for(self, order: Order) -> list[Command] | Because:
        """Return what must be sent for an order, nothing if it only renews what stands; or why it cannot be."""
        if isinstance(order, ReleaseToLocal):
            return self._take_all_back()
        wish = wish_of(order, self.map, self.plans)
        if isinstance(wish, Because):
            return wish
        standing = self._standing.get(wish.now.code)
        self._standing[wish.now.code] = (wish, order.until)
        if standing is not None and standing[0] == wish:
            return []
        # A number of another plan is given back before this one is set: it would stay changed for ever.
        left = [] if standing is None or standing[0].back == wish.back else [standing[0].back]
        return [*left, wish.now]

    def commands_at(self, now: Instant) -> list[Command]:
        """Return what takes back the orders that are over."""
        over = [code for code, (_, until) in self._standing.items() if now >= until]
        return [self._standing.pop(code)[0].back for code in over]

    def commands_when_ready(self) -> list[Command]:
        """Return what must be sent when a site has come: the release of what is not ours, or our orders again."""
        first = [RELEASE] if self.must_release else []
        self.must_release = False
        return [*first, *(wish.now for wish, _ in self._standing.values())]

    def drop(self, code: str) -> None:
        """Forget an order that the site refused."""
        self._standing.pop(code, None)

    def _take_all_back(self) -> list[Command]:
        back = [wish.back for wish, _ in self._standing.values()]
        self._standing.clear()
        return back or [RELEASE]


def not_connected() -> Because:
    """Return why an order to a site that is not there cannot be carried out."""
    return because("rsmp.not_connected")
