"""The counter where control takes what people ask, whoever brings it.

Who takes a junction is looked up here, by the session that was shown; of other requests the name is believed, and their
rights are the web's to check. What could do harm whoever asks is checked here again, and what an order may do to a lamp
is for the door of safety alone.
"""

from collections import deque
from collections.abc import Collection
from typing import Protocol

from meydan.centre.snapshot import Live
from meydan.centre.witness import Witness
from meydan.city.alarm import LONGEST_REST_S, SHORTEST_REST_S, HandleAlarm, Handling, Reason
from meydan.city.because import Because, because
from meydan.city.clock_setting import AskClock
from meydan.city.override import LONGEST_S, Action, AskOverride, GiveBack, Wish
from meydan.city.priority import LONGEST_S as LONGEST_PRIORITY_S
from meydan.city.priority import SHORTEST_S, DropPriority, WantPriority
from meydan.city.request import FASTEST, SLOWEST, Request, SetPace, ShownOverride

MOST_WAITING = 200  # wishes the loop has not taken yet; giving back may wait behind twice as many
LONGEST_NAME = 64


Wished = AskOverride | GiveBack | HandleAlarm | AskClock | WantPriority | DropPriority


class Inbox(Live, Protocol):
    """A running centre that takes wishes."""

    @property
    def inbox(self) -> deque[Wish]:
        """Where wishes go; the loop takes them one by one."""
        ...


class SettablePace(Protocol):
    """The pace of a twin."""

    speed: float | None
    paused: bool


class Counter:
    """Takes requests or refuses them, at once.

    Parameters
    ----------
    centre
        Where wishes go.
    actions
        What an operator can ask of a junction here.
    pace
        The pace of a twin; None on a street.
    sets_clocks
        Whether the clocks of controllers can be set here.
    asks_priority
        Whether signal priority can be asked for here.
    witness
        Who looks up the sessions of those who take junctions; without one nobody can.
    """

    def __init__(
        self,
        centre: Inbox,
        actions: Collection[Action],
        pace: SettablePace | None = None,
        *,
        sets_clocks: bool = False,
        asks_priority: bool = False,
        witness: Witness | None = None,
    ) -> None:
        self._centre, self._actions, self._sets_clocks, self.pace = centre, actions, sets_clocks, pace
        self._witness, self._asks_priority = witness, asks_priority

    async def hear(self, request: Request) -> Because | None:
        """Take a request; return why not if it is refused. Whoever takes a junction is looked up first."""
        if isinstance(request, ShownOverride):
            return await self._hear_override(request)
        return self.take(request)

    async def _hear_override(self, shown: ShownOverride) -> Because | None:
        if self._centre.overrides.find(shown.wish.override) is not None:
            return None  # the same wish again has no second effect
        if self._witness is None:
            return because("control.no_session")
        waiting = self._centre.inbox
        return await self._witness.why_not(shown, self._centre, lambda: list(waiting)) or self.take(shown.wish)

    def take(self, request: Wished | SetPace) -> Because | None:
        """Take a request of somebody who is known; return why not if it is refused."""
        match request:
            case AskOverride():
                return self._ask_override(request)
            case GiveBack():
                return self._give_back(request)
            case HandleAlarm():
                return self._handle_alarm(request)
            case AskClock():
                return self._ask_clock(request)
            case WantPriority():
                return self._want_priority(request)
            case DropPriority():
                return self._drop_priority(request)
            case SetPace():
                return self._set_pace(request)

    def _ask_override(self, asked: AskOverride) -> Because | None:
        if self._centre.overrides.find(asked.override) is not None:
            return None  # the same wish again has no second effect
        if not _is_name(asked.override) or not _is_name(asked.person):
            return because("control.not_understood")
        if why := why_not_override(asked, self._centre, self._actions):
            return why
        return self._put(asked, MOST_WAITING)

    def _give_back(self, asked: GiveBack) -> Because | None:
        if asked.junction not in self._centre.seen:
            return because("override.gone")
        return self._put(asked, 2 * MOST_WAITING)

    def _handle_alarm(self, asked: HandleAlarm) -> Because | None:
        if not _is_name(asked.person):
            return because("control.not_understood")
        return why_not_handle(asked, self._centre) or self._put(asked, MOST_WAITING)

    def _ask_clock(self, asked: AskClock) -> Because | None:
        if not self._sets_clocks or not _is_name(asked.person):
            return because("control.not_understood")
        return why_not_set_clock(asked, self._centre) or self._put(asked, MOST_WAITING)

    def _want_priority(self, asked: WantPriority) -> Because | None:
        if not _is_name(asked.person) or not _is_name(asked.request):
            return because("control.not_understood")
        if not self._asks_priority:
            return because("priority.not_here")
        return why_not_priority(asked, self._centre) or self._put(asked, MOST_WAITING)

    def _drop_priority(self, asked: DropPriority) -> Because | None:
        if not _is_name(asked.person) or not _is_name(asked.request) or not self._asks_priority:
            return because("control.not_understood")
        if asked.junction not in self._centre.seen:
            return because("override.gone")
        return self._put(asked, 2 * MOST_WAITING)

    def _put(self, wish: Wish, most: int) -> Because | None:
        if len(self._centre.inbox) >= most:
            return because("control.busy")
        self._centre.inbox.append(wish)
        return None

    def _set_pace(self, asked: SetPace) -> Because | None:
        if self.pace is None or not (asked.speed is None or SLOWEST <= asked.speed <= FASTEST):
            return because("control.not_understood")
        self.pace.speed, self.pace.paused = asked.speed, asked.paused
        return None


def why_not_override(asked: AskOverride, live: Live, actions: Collection[Action]) -> Because | None:
    """Return why the loop would refuse an override as things stand, None if it would not."""
    if asked.action not in actions:
        return because("override.not_here", action=asked.action)
    if asked.junction not in live.seen:
        return because("override.gone")
    if asked.action is Action.PLAN and (asked.junction, asked.plan) not in live.city.plans:
        return because("override.no_plan", plan=asked.plan)
    if not 0 < asked.lasts_s <= LONGEST_S:
        return because("override.too_long", hours=LONGEST_S / 3600)
    standing = live.overrides.standing.get(asked.junction)
    if standing is not None and standing.asked.override != asked.instead_of:
        return because("override.conflict", person=standing.asked.person)
    if standing is None and asked.instead_of:
        return because("override.gone")
    return None


def why_not_handle(asked: HandleAlarm, live: Live) -> Because | None:
    """Return why the loop would do nothing with an alarm as things stand, None if it would."""
    is_rest = asked.act is Handling.SUSPEND
    if is_rest and (asked.reason is Reason.NONE or asked.lasts_s < SHORTEST_REST_S):
        return because("alarm.no_reason")
    if not 0 <= asked.lasts_s <= LONGEST_REST_S:
        return because("alarm.rest_too_long", days=LONGEST_REST_S / 86_400)
    return live.alarms.why_not(asked.at(live.now))


def why_not_set_clock(asked: AskClock, live: Live) -> Because | None:
    """Return why no clock would be set as things stand; whether it is off, and may be set, is safety's to say."""
    if asked.junction not in live.seen:
        return because("clock.no_junction")
    if asked.junction in live.overrides.standing:
        return because("clock.overridden")
    return None


def why_not_priority(asked: WantPriority, live: Live) -> Because | None:
    """Return why no priority would be asked for as things stand."""
    junction = live.city.junctions.get(asked.junction)
    if junction is None or asked.priority not in junction.priorities:
        return because("priority.none", priority=asked.priority)
    if not SHORTEST_S <= asked.lasts_s <= LONGEST_PRIORITY_S:
        return because("priority.length", least=SHORTEST_S, most=LONGEST_PRIORITY_S)
    return None


def _is_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME
