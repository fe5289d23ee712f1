"""Stage orders that end by themselves: given for a short time, renewed while they are meant."""

from meydan.city.because import Because
from meydan.city.instant import NEVER, Instant, elapsed_s, later
from meydan.city.orders import CallStage, HoldStage, Order
from meydan.city.state import JunctionState

LEASE_S = 20.0
RENEW_S = 8.0  # a lease with less than this left is renewed
PATIENCE_S = 5.0  # a call that moved nothing is repeated after this long


class Lease:
    """What one strategy has asked of one junction, and until when.

    A hold is an order only when the lease runs short or the reason is a new one, so that the reason shown is the
    true one; a call is an order at once. `locked` is until when the minimum of what was called lasts.
    """

    __slots__ = ("_called", "_code", "_stage", "_until", "locked")

    def __init__(self) -> None:
        self.locked: Instant = NEVER
        self._until: Instant = NEVER
        self._called: Instant = NEVER
        self._code = self._stage = ""

    def is_patient(self, seen: JunctionState) -> bool:
        """Say whether a call is still under way: given a moment ago, the junction not in the stage it was called to."""
        return seen.stage != self._stage and elapsed_s(seen.now, self._called) < PATIENCE_S

    def holds(self, code: str, seen: JunctionState) -> bool:
        """Say whether the running stage is held for the reason `code`, for long enough yet."""
        return code == self._code and not self._called and elapsed_s(self._until, seen.now) > RENEW_S

    def hold(self, seen: JunctionState, why: Because) -> list[Order]:
        """Keep the running stage."""
        now = seen.now
        self._called = NEVER
        if self.holds(why.code, seen):
            return []
        self._until, self._code = later(now, LEASE_S), why.code
        return [HoldStage(now, seen.junction.id, seen.stage, self._until, seen.fence, why)]

    def call(self, seen: JunctionState, stage: str, why: Because, lock_s: float = 0.0) -> list[Order]:
        """Go to another stage, in which the junction has to stay until `lock_s` from now."""
        now = seen.now
        self.locked = later(now, lock_s)
        self._until, self._called, self._code, self._stage = later(now, LEASE_S), now, why.code, stage
        return [CallStage(now, seen.junction.id, stage, self._until, seen.fence, why)]
