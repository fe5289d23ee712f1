"""Who asks for an override, as control sees it: it looks sessions up itself and takes no name from the web (P-19)."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from meydan.centre.snapshot import Live
from meydan.city.because import Because, because
from meydan.city.errors import StoreError
from meydan.city.instant import Instant, elapsed_s
from meydan.city.override import AskOverride, Wish
from meydan.city.request import ShownOverride
from meydan.city.rights import Act, Areas, may
from meydan.store.office.database import Database
from meydan.store.office.sessions import PROVED_S, Session, find_session

MOST_ALONE = 20  # junctions that one person holds without a second
WAITS_S = 15 * 60.0  # a request for a second person, between the password of the first and that of the second


class Witness(Protocol):
    """Says why an override may not be taken as it is asked, None if it may."""

    async def why_not(self, shown: ShownOverride, live: Live, waiting: "Callable[[], list[Wish]]") -> Because | None:
        """Look the sessions up; `waiting` gives what the loop has not taken yet, when they are known."""
        ...


class OfficeWitness:
    """Looks sessions up in the office, in a thread: the loop never waits for a disk.

    Parameters
    ----------
    folder, areas
        Where the accounts are, and the junctions of each area.
    now
        The time of day.
    """

    def __init__(self, folder: Path, areas: Areas, now: Callable[[], Instant]) -> None:
        self._folder, self._areas, self._now = folder, areas, now
        self._office: Database | None = None

    async def why_not(self, shown: ShownOverride, live: Live, waiting: Callable[[], list[Wish]]) -> Because | None:
        """Say why an override may not be taken as it is asked, None if it may."""
        try:
            first, second = await asyncio.to_thread(self._find, shown)
        except StoreError as error:
            return because(error.code)
        wish = shown.wish
        if why := self._why_not_one(first, wish, wish.person):
            return why
        return self._why_not_two(first, second, wish) if needs_second(live, waiting(), wish) else None

    def close(self) -> None:
        """Close the office."""
        if self._office is not None:
            self._office.close()

    def _find(self, shown: ShownOverride) -> tuple[Session | None, Session | None]:
        if self._office is None:
            self._office = Database.open(self._folder)
        now = self._now()
        first = find_session(self._office, shown.session, now)
        return first, find_session(self._office, shown.second, now) if shown.second else None

    def _why_not_one(self, session: Session | None, wish: AskOverride, name: str) -> Because | None:
        if session is None or session.person.name != name:
            return because("control.no_session")
        if not may(session.person, Act.OVERRIDE, self._areas, wish.junction):
            return because("account.not_allowed", role=session.person.role)
        return None

    def _why_not_two(self, first: Session | None, second: Session | None, wish: AskOverride) -> Because | None:
        if first is None or second is None:
            return because("second.needed", most=MOST_ALONE)
        if second.person.name == first.person.name:
            return because("second.same_person")
        if why := self._why_not_one(second, wish, second.person.name):
            return why
        now = self._now()
        is_proved = second.is_proved(now) and 0 <= elapsed_s(now, first.proved) <= PROVED_S + WAITS_S
        return None if is_proved else because("account.prove")


def needs_second(live: Live, waiting: list[Wish], wish: AskOverride) -> bool:
    """Say whether a person would hold more junctions than one may alone, with what waits for the loop."""
    held = {j for j, override in live.overrides.standing.items() if override.asked.person == wish.person}
    held |= {one.junction for one in waiting if isinstance(one, AskOverride) and one.person == wish.person}
    return len(held | {wish.junction}) > MOST_ALONE
