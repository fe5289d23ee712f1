"""The emergency routes of one controller: which are called, which of them has the junction, and until when.

It says which stage is wanted and nothing of how to get there: that is the controller's, as for any other stage.
"""

from collections.abc import Mapping

from meydan.city.because import Because, because
from meydan.city.events import Event, Mode, ModeChanged, RouteChanged, RouteStep
from meydan.city.instant import NEVER, Instant, elapsed_s, later
from meydan.city.junction import Priority
from meydan.field.sequence import FAR

MOST_HELD_S, WITHIN_S = 600.0, 1800.0  # so long is a route held at most within so long, however often it is called
SHORTEST_S = 1.0  # what is left, if less, is no time to hold a route for


class EmergencyRoutes:
    """The routes of a junction, by name.

    The one that was called first has the junction, until its input is off and its stage has stood for `least_s`, or
    until its stage has stood for `longest_s`; then the next has it. One that was held for its longest time is ignored
    until its input has gone off. No route is held for more than `MOST_HELD_S` within `WITHIN_S`, in one call or in
    many: then it rests until its whole longest time would fit again, for an input that hangs or flickers is no
    ambulance. The others are served meanwhile. `called` are those whose input is on, in the order in which it went on;
    `has` is the name of the route that has the junction, "" if there is none.
    """

    def __init__(self, junction: str, routes: Mapping[str, Priority]) -> None:
        self.known = routes
        self.called: tuple[str, ...] = ()
        self._junction = junction
        self._overdue: set[str] = set()
        self._rests: set[str] = set()
        self._stood: dict[str, list[tuple[Instant, Instant]]] = {route: [] for route in routes}
        self._held_since, self._most_s = NEVER, MOST_HELD_S
        self.has = ""

    @property
    def stage(self) -> str:
        """The stage that the route that has the junction wants, "" if there is none."""
        return self.known[self.has].stage if self.has else ""

    @property
    def active(self) -> tuple[str, ...]:
        """The routes that have the junction or wait for it, in the order in which they were called."""
        held = (self.has,) if self.has and self.has not in self.called else ()
        return (*held, *(route for route in self.called if route not in self._overdue))

    @property
    def overdue(self) -> frozenset[str]:
        """The routes that were held for their longest time and are called still, and those that rest."""
        return frozenset(self._overdue | self._rests)

    @property
    def due(self) -> Instant:
        """When the route that has the junction is over, if nobody touches its input."""
        if not self.has or self._held_since == NEVER:
            return FAR
        least_s = min(self.known[self.has].least_s, self._most_s)
        return later(self._held_since, least_s if self.has not in self.called else self._most_s)

    def switch(self, route: str, now: Instant, *, on: bool) -> list[Event]:
        """Switch the input of a route; what it is already says nothing."""
        if on is (route in self.called):
            return []
        if on:
            self.called = (*self.called, route)
            return [self._came(route, RouteStep.CALLED, now)]
        self.called = tuple(other for other in self.called if other != route)
        self._overdue.discard(route)
        return [self._came(route, RouteStep.ENDED, now)]

    def follow(self, standing: str, now: Instant) -> list[Event]:
        """Carry the routes on, `standing` being the stage that is shown ("" in a change), and return what happened."""
        news: list[Event] = []
        if self.has and standing == self.stage and self._held_since == NEVER:
            self._held_since, self._most_s = now, self._allowed_s(self.has, now)
            news.append(self._came(self.has, RouteStep.HELD, now))
        if self.has and not self._is_over(now):
            return news
        why = because("controller.route_overdue" if self._is_too_long(now) else "controller.route_over")
        before = self.has
        news += self.leave(now)
        news += self._let_rest(now)
        self.has = next(iter(self.active), "")
        if self.has:
            entered = self._came(self.has, RouteStep.ENTERED, now)
            return [*news, entered, self._mode(Mode.EMERGENCY, because("controller.route", route=self.has), now)]
        return [*news, self._mode(Mode.LOCAL, why, now)] if before else news

    def leave(self, now: Instant) -> list[Event]:
        """Take the junction from the route that has it, and say so."""
        if not self.has:
            return []
        route, is_too_long = self.has, self._is_too_long(now)
        if self._held_since != NEVER:
            self._stood[route].append((self._held_since, now))
        self.has, self._held_since = "", NEVER
        if is_too_long:
            self._overdue.add(route)
        return [
            self._came(route, step, now) for step in ([RouteStep.OVERDUE] if is_too_long else []) + [RouteStep.LEFT]
        ]

    def _let_rest(self, now: Instant) -> list[Event]:
        """Let routes rest that may not be held any more for now, and end the rest of others."""
        news: list[Event] = []
        for route, of in self.known.items():
            self._stood[route] = [one for one in self._stood[route] if elapsed_s(now, one[1]) < WITHIN_S]
            left_s = self._left_s(route, now)
            if left_s < max(of.least_s, SHORTEST_S):
                self._rests.add(route)
            elif left_s >= (of.longest_s or MOST_HELD_S):
                self._rests.discard(route)
            if route in self._rests and route in self.active:
                self._overdue.add(route)
                news.append(self._came(route, RouteStep.OVERDUE, now))
        return news

    def _allowed_s(self, route: str, now: Instant) -> float:
        return min(self.known[route].longest_s or MOST_HELD_S, self._left_s(route, now))

    def _left_s(self, route: str, now: Instant) -> float:
        """Return for how long a route may still be held within the last half hour."""
        since = later(now, -WITHIN_S)
        return MOST_HELD_S - sum(elapsed_s(ended, max(began, since)) for began, ended in self._stood[route])

    def _is_over(self, now: Instant) -> bool:
        if self.has not in self.called and not self.known[self.has].least_s:
            return True
        return now >= self.due

    def _is_too_long(self, now: Instant) -> bool:
        return self.has in self.called and self._held_since != NEVER and now >= self.due

    def _came(self, route: str, step: RouteStep, now: Instant) -> RouteChanged:
        return RouteChanged(now, self._junction, route, step)

    def _mode(self, mode: Mode, why: Because, now: Instant) -> ModeChanged:
        return ModeChanged(now, self._junction, mode, why)
