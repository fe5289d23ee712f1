"""The map and its accounts beside a running centre: where it is served, to whom, and who may act."""

import argparse
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from meydan.centre.alarm_book import handled_before
from meydan.centre.overrides import standing_after
from meydan.city.alarm import AlarmHandled
from meydan.city.because import because
from meydan.city.city import City
from meydan.city.errors import Fault, fault
from meydan.city.instant import Instant
from meydan.city.orders import Order, ReleaseToLocal, SetPlan
from meydan.city.override import Action, OverrideAsked
from meydan.city.words import Language, say
from meydan.store.alarm_records import alarm_records
from meydan.store.areas import read_areas
from meydan.store.office.database import Database
from meydan.store.office.people import has_admin, invite_first
from meydan.store.override_records import override_records

if TYPE_CHECKING:
    from meydan.web.reception import Reception

_NEEDS: dict[Action, type[Order]] = {Action.PLAN: SetPlan, Action.LOCAL: ReleaseToLocal}
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - addresses to listen on, and no name of anything


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


@contextmanager
def reception_of(typed: argparse.Namespace, junctions: Collection[str]) -> Iterator["Reception"]:
    """Open the office of a run and give its reception, for a page that is served as typed.

    Raises
    ------
    FieldError
        If the page cannot be served there.
    CityError, StoreError
        If the areas or the office cannot be used.
    """
    from meydan.web.access import Access, check_access  # a headless run needs no web
    from meydan.web.reception import Reception

    names = frozenset({typed.public or typed.host}) - {"", *_EVERYWHERE}
    access = Access(typed.host, names, typed.certificate, typed.key, typed.proxy)
    areas = read_areas(typed.city, junctions)
    office = Database.open(typed.office or typed.city / "office")
    try:
        check_access(access, has_accounts=has_admin(office))
        yield Reception(office, areas, access)
    finally:
        office.close()


def actions_of(takes: frozenset[type[Order]]) -> list[Action]:
    """Return what an operator can ask of a field whose controllers take these orders."""
    return [action for action, needed in _NEEDS.items() if needed in takes]


def telling(typed: argparse.Namespace, reception: "Reception", language: Language) -> Callable[[], None]:
    """Return what says where the map is, and once how the administrator is made, as long as there is none."""
    access = reception.access
    shown = typed.public or ("127.0.0.1" if access.host in _EVERYWHERE else access.host)
    port = "" if access.proxy and typed.public else f":{typed.port}"
    address = f"{access.scheme}://{f'[{shown}]' if ':' in shown else shown}{port}/"
    token = invite_first(reception.office, reception.now())  # before the loop runs: it waits for the disk

    def tell() -> None:
        print(say(because("terminal.map_at", address=address), language), flush=True)
        if token is not None:
            print(say(because("terminal.make_admin", address=address, token=token), language), flush=True)

    return tell


def standing_overrides(log: Path, city: City, begin: Instant) -> list[OverrideAsked]:
    """Return the overrides that a log ended with, told again for a run that begins now; none of a time yet to come."""
    found = standing_after(override_records(log))
    known = [asked for asked in found if asked.since <= begin and asked.junction in city.junctions]
    return [replace(asked, t=begin, instead_of="") for asked in known]


def alarms_before(log: Path, city: City, begin: Instant) -> list[AlarmHandled]:
    """Return what people did with alarms and still holds at the end of a log, told again for a run that begins now."""
    found = handled_before(alarm_records(log))
    return [replace(done, t=begin) for done in found if done.since < begin and done.junction in city.junctions]


def told_again(log: Path, city: City, begin: Instant) -> list[OverrideAsked | AlarmHandled]:
    """Return all that people did and still holds at the end of a log, for a run that begins now."""
    return [*standing_overrides(log, city, begin), *alarms_before(log, city, begin)]
