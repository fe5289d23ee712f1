"""The map and its accounts beside a running centre: where it is served, to whom, and who may act."""

import argparse
import asyncio
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

from meydan.centre.loop import Centre
from meydan.city.because import because
from meydan.city.errors import Fault, fault
from meydan.city.orders import Order, ReleaseToLocal, SetPlan
from meydan.city.override import Action
from meydan.city.words import Language, say
from meydan.field.sumo import Pace
from meydan.store.areas import read_areas
from meydan.store.office.database import Database
from meydan.store.office.people import has_admin, invite_first

_NEEDS: dict[Action, type[Order]] = {Action.PLAN: SetPlan, Action.LOCAL: ReleaseToLocal}


def add_serving(parser: argparse.ArgumentParser, word: Callable[[str], str]) -> None:
    """Add what can be typed about serving the map."""
    parser.add_argument("--host", default="127.0.0.1", metavar="A", help=word("host"))
    parser.add_argument("--public", default="", metavar="NAME", help=word("public"))
    parser.add_argument("--certificate", type=Path, default=None, metavar="FILE", help=word("certificate"))
    parser.add_argument("--key", type=Path, default=None, metavar="FILE", help=word("key"))
    parser.add_argument("--proxy", default="", metavar="A", help=word("proxy"))
    parser.add_argument("--office", type=Path, default=None, metavar="DIR", help=word("office"))


def serving_faults(typed: argparse.Namespace) -> Iterator[Fault]:
    """Yield what does not go together."""
    if (typed.certificate is None) != (typed.key is None):
        yield fault("--certificate, --key", 0, "typed.both_or_none")
    if typed.certificate is not None and typed.proxy:
        yield fault("--certificate, --proxy", 0, "typed.one_of_two")


def serve_map(
    typed: argparse.Namespace,
    language: Language,
    centre: Centre,
    pace: Pace | None,
    roads: bytes,
    *,
    takes: frozenset[type[Order]],
    beside: Callable[[], Coroutine[Any, Any, None]],
) -> None:
    """Serve the map of a centre beside its loop, until someone stops it.

    Raises
    ------
    FieldError
        If it cannot be served where it should be.
    """
    from meydan.web.access import LOOPBACK, Access, check_access  # a headless run needs no web
    from meydan.web.app import create_app
    from meydan.web.reception import Reception, wall_clock
    from meydan.web.server import serve

    names = frozenset({typed.public or typed.host}) - {"", "0.0.0.0", "::"}  # noqa: S104 - no name, just everywhere
    access = Access(typed.host, names, typed.certificate, typed.key, typed.proxy)
    areas = read_areas(typed.city, centre.city.junctions)
    office = Database.open(typed.office or typed.city / "office")
    try:
        check_access(access, has_accounts=has_admin(office))
        actions = [action for action, needed in _NEEDS.items() if needed in takes]
        app = create_app(centre, pace, roads, reception=Reception(office, areas, access), actions=actions)
        first = invite_first(office, wall_clock())
        shown = typed.public or (typed.host if typed.host not in LOOPBACK else "127.0.0.1")
        port = "" if typed.proxy and typed.public else f":{typed.port}"
        address = f"{access.scheme}://{shown}{port}/"

        def ready() -> None:
            print(say(because("terminal.map_at", address=address), language), flush=True)
            if first is not None:
                print(say(because("terminal.make_admin", address=address, token=first), language), flush=True)

        asyncio.run(serve(app, port=typed.port, beside=beside(), ready=ready))
    finally:
        office.close()
