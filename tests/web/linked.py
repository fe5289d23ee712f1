"""A control process on paper: a real centre with its real socket, in the loop of the test."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio

from meydan.centre.board import Board, Record
from meydan.centre.counter import Counter
from meydan.centre.frames import Hello
from meydan.centre.loop import Centre
from meydan.centre.publisher import Publisher
from meydan.city.city import City
from meydan.city.override import Action, GiveBack
from meydan.control import Strategy
from meydan.web.link import Link
from meydan.web.mirror import Mirror, ShownPace
from tests.centre.overriding import Trusting
from tests.web.paper_city import PaperPace, Quiet, paper_city

HELLO = Hello("hash", "quiet", True, False, False, list(Action), True)
PATIENCE_S = 20.0


class PaperControl:
    """A centre that tells everything; `written` is its log."""

    def __init__(self, of: City | None = None, strategy: Strategy[Any] | None = None) -> None:
        self.written: list[Record] = []
        self.centre = Centre(of or paper_city(), strategy or Quiet(), "quiet", self._write, on_street=True)
        self.pace = PaperPace()
        counter = Counter(self.centre, tuple(Action), self.pace, sets_clocks=True, witness=Trusting())
        self.publisher = Publisher(self.centre.board, HELLO, counter)

    def _write(self, record: Record) -> None:
        self.written.append(record)
        self.publisher.note(record)


@dataclass(frozen=True, slots=True)
class Linked:
    """A web process's end of the socket."""

    link: Link
    mirror: Mirror

    async def there(self) -> None:
        """Wait until everything was told."""
        with anyio.fail_after(PATIENCE_S):
            while not self.link.is_there:
                await anyio.sleep(0.005)

    async def gone(self) -> None:
        """Wait until control is missed."""
        with anyio.fail_after(PATIENCE_S):
            while self.link.is_there:
                await anyio.sleep(0.005)

    async def caught_up(self, control: PaperControl) -> None:
        """Wait until the mirror has taken all that was told before now: answers come in their turn."""
        await self.there()
        control.publisher.tell()
        refused = await self.link.ask(GiveBack("no such junction", "override", "ayse"))
        assert refused is not None
        assert refused.code == "override.gone"


@contextmanager
def socket_path() -> Iterator[Path]:
    """Give a path short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="meydan-test-") as folder:
        yield Path(folder) / "control-socket"


@asynccontextmanager
async def linked(control: PaperControl, path: Path) -> AsyncIterator[Linked]:
    """Connect a web process's end until the end of the block."""
    mirror = Mirror(control.centre.city, "quiet", ShownPace())
    link = Link(path, HELLO, mirror, lambda: 0.0)  # silence alone is not missed, only what is cut
    async with anyio.create_task_group() as group:
        group.start_soon(link.run)
        try:
            yield Linked(link, mirror)
        finally:
            group.cancel_scope.cancel()


def shown(of: Board | Centre) -> dict[str, Any]:
    """Return all that screens can read, to compare."""
    overrides = {name: of.overrides.find(name) for name in of.overrides.ids()}
    return {
        "now": of.now,
        "seen": of.seen,
        "why": of.why,
        "history": of.history,
        "recent": of.recent,
        "standing": of.overrides.standing,
        "latest": of.overrides.latest,
        "overrides": overrides,
        "alarms": of.alarms.standing,
        "alarms_closed": of.alarms.closed,
        "alarms_before": {junction: of.alarms.told_before(junction) for junction in of.seen},
        "lost": of.alarms.lost,
        "orders": of.orders.lives,
        "open": of.orders.open,
    }
