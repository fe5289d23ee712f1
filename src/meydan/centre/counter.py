"""The counter where control takes what people ask, whoever brings it; it believes nothing but the name of the person.

Rights are the web's to check, for accounts are there. What could do harm whoever asks is checked here again, and what
an order may do to a lamp is for the door of safety alone.
"""

from collections import deque
from collections.abc import Collection
from typing import Protocol

from meydan.centre.snapshot import Live
from meydan.city.because import Because, because
from meydan.city.override import LONGEST_S, Action, AskOverride, GiveBack, Wish
from meydan.city.request import FASTEST, SLOWEST, Request, SetPace

MOST_WAITING = 200  # wishes the loop has not taken yet; giving back may wait behind twice as many
LONGEST_NAME = 64


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
    """

    def __init__(self, centre: Inbox, actions: Collection[Action], pace: SettablePace | None = None) -> None:
        self._centre, self._actions, self.pace = centre, actions, pace

    def take(self, request: Request) -> Because | None:
        """Take a request; return why not if it is refused."""
        match request:
            case AskOverride():
                return self._ask_override(request)
            case GiveBack():
                return self._give_back(request)
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


def _is_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME
