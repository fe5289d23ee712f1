"""One site's place at the supervisor: its map, what was heard, what stands by order, and what was asked last."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from meydan.city.because import Because, because
from meydan.city.instant import Instant
from meydan.city.orders import EndPriority, Order, ReleaseToLocal, SetPlan
from meydan.city.plan import Plan
from meydan.field.rsmp.hearing import Hearing
from meydan.field.rsmp.ordering import PRIORITY, RELEASE, Command, Wish, end_priority, wish_of
from meydan.field.rsmp.reports import Reports
from meydan.field.rsmp.site_map import SiteMap


@dataclass(slots=True)
class Desk:
    """What is in force at one site by our order, and until when; nothing is sent that stands already.

    A site keeps a plan or a number until it is taken back. So what takes an order back is owed until the site has
    answered it, over any number of connections; from the start that is the release of what an earlier process left.
    """

    map: SiteMap
    plans: Mapping[str, Plan]
    hearing: Hearing
    reports: Reports
    _standing: dict[str, tuple[Wish, Instant]] = field(default_factory=dict)
    _owed: list[Command] = field(default_factory=lambda: [RELEASE])

    def commands_for(self, order: Order) -> list[Command] | Because:
        """Return what must be sent for an order, nothing if it only renews what stands; or why it cannot be."""
        if isinstance(order, ReleaseToLocal):
            backs = [wish.back for wish, _ in self._pop(list(self._standing))]
            return self._owe(backs if RELEASE in backs else [RELEASE, *backs])
        if isinstance(order, EndPriority):
            back = end_priority(order.request)
            self._pop([key for key in self._standing if key == back.key])
            return self._owe([back])
        wish = wish_of(order, self.map, self.plans)
        if isinstance(wish, Because):
            return wish
        standing = self._standing.get(wish.now.key)
        self._standing[wish.now.key] = (wish, order.until)
        if isinstance(order, SetPlan):
            self.hearing.chosen = order.because
        if standing is not None and standing[0] == wish:
            return []
        # A number of another plan is given back before this one is set: it would stay changed for ever.
        left = [] if standing is None or standing[0].back == wish.back else [standing[0].back]
        return [*self._owe(left), wish.now]

    @property
    def has_orders(self) -> bool:
        """Whether an order of ours stands."""
        return bool(self._standing)

    def is_due(self, now: Instant) -> bool:
        """Say whether an order is over and not yet taken back."""
        return bool(self._standing) and any(now >= until for _, until in self._standing.values())

    def commands_at(self, now: Instant) -> list[Command]:
        """Return what takes back the orders that are over."""
        over = [code for code, (_, until) in self._standing.items() if now >= until]
        return self._owe([wish.back for wish, _ in self._pop(over)])

    def commands_when_ready(self, now: Instant) -> list[Command]:
        """Return what must be sent when a site has come: all that is owed, and then our orders that are not over.

        Priority is not asked for again: the site may have it still, and the vehicle may be gone.
        """
        self.commands_at(now)
        return [*self._owed, *(wish.now for wish, _ in self._standing.values() if wish.now.code != PRIORITY)]

    def answered(self, command: Command) -> None:
        """Owe a command no longer: the site followed it, or will not."""
        if command in self._owed:
            self._owed.remove(command)

    def declined(self, command: Command) -> None:
        """Forget an order that the site will not follow; what was declined earlier does not end what stands now."""
        self.answered(command)
        standing = self._standing.get(command.key)
        if standing is not None and standing[0].now == command:
            self._pop([command.key])

    def _pop(self, codes: list[str]) -> list[tuple[Wish, Instant]]:
        if RELEASE.code in codes:
            self.hearing.chosen = None
        return [self._standing.pop(code) for code in codes]

    def _owe(self, commands: list[Command]) -> list[Command]:
        self._owed += [command for command in commands if command not in self._owed]
        return commands


def not_connected() -> Because:
    """Return why an order to a site that is not there cannot be carried out."""
    return because("rsmp.not_connected")
