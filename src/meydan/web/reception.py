"""Who comes in: signing in, what a session may do, and what is written down about it.

The office's disk and the hashing of passwords are slow, so both happen in threads, never in the loop of the centre.
"""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from math import ceil
from typing import Any, TypeVar

import structlog
from fastapi import HTTPException, Request

from meydan.city.because import because
from meydan.city.errors import StoreError
from meydan.city.instant import Instant
from meydan.city.rights import Act, Areas, acts_of, may
from meydan.city.secret import Secret
from meydan.store.office import people, sessions
from meydan.store.office.audit import NOBODY
from meydan.store.office.database import Database
from meydan.store.office.passwords import hash_password, is_right, is_sound
from meydan.store.office.people import By
from meydan.store.office.sessions import Session
from meydan.web.access import HERE, Access
from meydan.web.attempts import Attempts, first_wait_s

log = structlog.get_logger(__name__)

HASHES_AT_ONCE = 2
MOST_WAITING = 20  # for a hash; more are turned away at once
PER_ACCOUNT, PER_ADDRESS = 5, 20  # sign-ins a minute (promise P-23)
MINUTE_S, HOUR_S = 60.0, 3600.0

T = TypeVar("T")


def wall_clock() -> Instant:
    """Return the time of day; sessions outlive the process, so no other clock will do."""
    return Instant(time.time_ns() // 1_000_000)


def refusal(status: int, code: str, **values: str | int | float) -> HTTPException:
    """Return an answer that the page can say in both languages."""
    what = because(code, **values)
    return HTTPException(status, {"code": what.code, "values": dict(what.values)})


class Reception:
    """The accounts of one centre, as the web asks for them.

    Parameters
    ----------
    office, areas
        Where accounts are kept, and the junctions of each area.
    access
        How the server is reached; decides on cookies and on looking without an account.
    now, clock
        The time of day, and seconds that never run back.
    """

    def __init__(
        self,
        office: Database,
        areas: Areas,
        access: Access = HERE,
        *,
        now: Callable[[], Instant] = wall_clock,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.office, self.areas, self.access, self.now = office, areas, access, now
        self.cookie = "__Host-meydan" if access.is_secure else "meydan"
        self.clock = clock
        self._hashing = asyncio.Semaphore(HASHES_AT_ONCE)
        self._waiting = 0
        self._by_account = Attempts(PER_ACCOUNT, MINUTE_S, clock)
        self._by_address = Attempts(PER_ADDRESS, MINUTE_S, clock)
        self._acts_a_minute = Attempts(10, MINUTE_S, clock)
        self._acts_an_hour = Attempts(60, HOUR_S, clock)
        self._alarm_acts = Attempts(60, MINUTE_S, clock)

    async def ask(self, do: Callable[..., T], *arguments: Any) -> T:
        """Do something in the office, in a thread."""
        return await asyncio.to_thread(do, self.office, *arguments)

    async def find(self, request: Request) -> Session | None:
        """Return who asks; None if nobody is signed in. Being asked keeps a session awake.

        A disk that takes nothing lets it fall asleep, but keeps nobody from giving a junction back.
        """
        token = self.token_of(request)
        if not token:
            return None
        session = await self.ask(sessions.find_session, token, self.now())
        if session is not None:
            try:
                await self.ask(sessions.touch_session, token, session, self.now())
            except StoreError:
                log.exception("session_not_touched", person=session.person.name)
        return session

    def token_of(self, request: Request) -> str:
        """Return the token of whoever asks, as control is shown it; "" if there is none."""
        return request.cookies.get(self.cookie, "")

    async def still_sees(self, request: Request) -> bool:
        """Say whether an open stream may go on; watching alone keeps no session awake."""
        token = self.token_of(request)
        return self.access.is_local or await self.ask(sessions.find_session, token, self.now()) is not None

    async def has_accounts(self) -> bool:
        """Say whether there is anybody who could sign in."""
        return await self.ask(people.has_admin)

    async def need(self, request: Request, act: Act, junction: str = "") -> Session:
        """Return who asks, if they may do this.

        Raises
        ------
        HTTPException
            401 if nobody is signed in, 403 if they may not.
        """
        session = await self.find(request)
        if session is None:
            raise refusal(401, "account.sign_in")
        if not may(session.person, act, self.areas, junction):
            raise refusal(403, "account.not_allowed", role=session.person.role)
        return session

    async def need_somewhere(self, request: Request, *acts: Act) -> Session:
        """Return who asks, if they may do one of these in any area: for what is of no junction. Raises as `need`."""
        session = await self.need(request, Act.SEE)
        if not acts_of(session.person) & set(acts):
            raise refusal(403, "account.not_allowed", role=session.person.role)
        return session

    async def need_proof(self, request: Request, act: Act, junction: str = "") -> Session:
        """Return who asks, if they may do this and typed their password a moment ago; 403 with its own code if not."""
        session = await self.need(request, act, junction)
        if not session.is_proved(self.now()):
            raise refusal(403, "account.prove")
        return session

    async def need_proof_somewhere(self, request: Request, *acts: Act) -> Session:
        """Return who asks, as `need_somewhere`, if they typed their password a moment ago."""
        session = await self.need_somewhere(request, *acts)
        if not session.is_proved(self.now()):
            raise refusal(403, "account.prove")
        return session

    def by(self, request: Request, session: Session | None = None) -> By:
        """Return who does what follows, for the audit trail."""
        address = request.client.host if request.client else NOBODY
        return By(session.person.name if session else NOBODY, address, self.now())

    async def sign_in(self, request: Request, name: str, password: Secret) -> str:
        """Return the token of a new session.

        Raises
        ------
        HTTPException
            429 after too many attempts, 401 if name and password do not fit; which of the two is not said.
        """
        await self.check_password(request, name, password)
        return await self.ask(sessions.begin_session, By(name, self.by(request).address, self.now()))

    async def check_password(self, request: Request, name: str, password: Secret) -> None:
        """Pass if a password is right; raises as `sign_in` does."""
        by = self.by(request)
        self._limit((self._by_account, name), (self._by_address, by.address))
        stored = await self.ask(people.stored_password, name)
        if await self._hash(partial(is_right, stored, password)):
            return
        known = name if stored else NOBODY  # a password typed into the wrong field is not written down
        await self.ask(people.record, by.entry("sign_in_failed", known))
        raise refusal(401, "account.wrong")

    async def accept(self, request: Request, token: str, name: str, password: Secret) -> str:
        """Set the password of an invited account, sign it in and return the session's token."""
        by = self.by(request)
        self._limit((self._by_address, by.address))
        if await self.ask(people.find_invited, token, by.t) is None:
            raise refusal(410, "office.no_invitation")
        if not is_sound(password):
            raise refusal(422, "account.short_password")
        stored = await self._hash(partial(hash_password, password))
        who = await self.ask(people.accept, token, name, stored, by)
        return await self.ask(sessions.begin_session, By(who, by.address, by.t))

    def limit_acts(self, session: Session) -> None:
        """Count an act of a person that moves signals; 429 if there were too many (promise P-17)."""
        name = session.person.name
        self._limit((self._acts_a_minute, name), (self._acts_an_hour, name), code="override.too_many")

    def limit_alarm_acts(self, session: Session) -> None:
        """Count an act of a person on an alarm; 429 if there were too many. It moves no signals, so more are usual."""
        self._limit((self._alarm_acts, session.person.name), code="alarm.too_many")

    def _limit(self, *limits: tuple[Attempts, str], code: str = "account.too_many") -> None:
        if wait_s := first_wait_s(*limits):
            raise refusal(429, code, wait_s=ceil(wait_s))

    async def _hash(self, work: Callable[[], T]) -> T:
        """Hash in a thread, at most two at once: each takes 64 MiB and all of a core."""
        if self._waiting >= MOST_WAITING:
            raise refusal(429, "account.too_many", wait_s=10)
        self._waiting += 1
        try:
            async with self._hashing:
                return await asyncio.to_thread(work)
        finally:
            self._waiting -= 1
