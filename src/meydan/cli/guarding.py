"""Whether what runs may go on running: looked at now and then beside the loop, which never waits for it.

A trial that was ended, or is no longer proved, and a deployment that no longer holds are not stopped half way: control
ends in order and begins anew, by the path of any start, and that path runs what may run.
"""

import argparse
import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

from meydan.centre.holding import end_what_no_longer_holds
from meydan.city.city import City
from meydan.city.errors import MeydanError, StoreError
from meydan.cli.deploying import now
from meydan.cli.obeying import Running
from meydan.cli.serving import office_folder
from meydan.cli.supervising import BEGIN_ANEW
from meydan.store.deployments import last_done
from meydan.store.ground import ground_stamp

log = structlog.get_logger(__name__)

LOOK_S = 5.0


class Guard:
    """Says at each look whether control has to begin anew.

    On a street it takes back a deployment that no longer holds. Where the map runs, the supervisor hears of that
    deployment by itself, and control need not end for it.
    """

    def __init__(self, typed: argparse.Namespace, city: City, running: Running, *, on_street: bool) -> None:
        self._typed, self._city, self._running, self._on_street = typed, city, running, on_street
        self._failed = ""
        self._stamp: object = None  # of the junctions' data when all held

    def look(self) -> bool:
        """Look once; what cannot be looked at now is looked at again."""
        try:
            must_end = self._running.must_end() or (self._on_street and self._takes_back())
        except (MeydanError, OSError) as error:
            self._tell_once(str(error))
            return False
        self._failed = ""
        return must_end

    def _takes_back(self) -> bool:
        home = self._typed.city
        stamp = (ground_stamp(home), last_done(home))
        done = end_what_no_longer_holds(home, office_folder(self._typed), now(), with_ground=stamp != self._stamp)
        self._stamp = None if done is None else stamp
        if done is None:
            raise StoreError("city.unreadable")
        return bool(done) and bool(self._typed.headless)

    def _tell_once(self, error: str) -> None:
        if error != self._failed:
            log.error("guard_cannot_look", error=error)
        self._failed = error


async def guarded(loop: Coroutine[Any, Any, None], look: Callable[[], bool], every_s: float = LOOK_S) -> int:
    """Run a loop to its end and return 0; `BEGIN_ANEW` if a look said that what runs must not go on."""
    running = asyncio.ensure_future(loop)
    try:
        while not running.done():
            await asyncio.wait({running}, timeout=every_s)
            if not running.done() and await asyncio.to_thread(look):
                return BEGIN_ANEW
        running.result()
        return 0
    finally:
        if running.cancel():
            await asyncio.wait({running})
