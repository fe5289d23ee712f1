"""What is typed about the map and its accounts: where it is served, to whom, and what can be asked."""

import argparse
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from meydan.centre.alarm_entry import closed_before, handled_before
from meydan.centre.loop import ToldAgain
from meydan.centre.order_book import OrderLife
from meydan.centre.orders_before import orders_before
from meydan.centre.overrides import standing_after
from meydan.centre.witness import OfficeWitness
from meydan.city.alarm import AlarmClosed, AlarmHandled
from meydan.city.city import City
from meydan.city.errors import Fault, fault
from meydan.city.instant import Instant
from meydan.city.orders import Order, ReleaseToLocal, SetPlan
from meydan.city.override import Action, OverrideAsked
from meydan.city.words import Language
from meydan.store.alarm_records import alarm_records
from meydan.store.areas import read_areas
from meydan.store.order_records import order_records
from meydan.store.override_records import override_records

if TYPE_CHECKING:
    from meydan.web.serving import Serving

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


def serving_of(typed: argparse.Namespace, meeting: Path, language: Language) -> "Serving":
    """Return how the web process is to serve, as typed."""
    from meydan.web.serving import Serving  # a headless run needs no web

    return Serving(
        city=typed.city,
        log=log_folder(typed),
        office=office_folder(typed),
        meeting=meeting,
        language=language,
        port=typed.port,
        host=typed.host,
        public=typed.public,
        certificate=typed.certificate,
        key=typed.key,
        proxy=typed.proxy,
        typed=tuple(typed.words),
    )


def log_folder(typed: argparse.Namespace) -> Path:
    """Return the folder of the event log."""
    folder: Path = typed.log or typed.city / "log"
    return folder


def office_folder(typed: argparse.Namespace) -> Path:
    """Return the folder of accounts and the audit trail."""
    folder: Path = typed.office or typed.city / "office"
    return folder


def witness_of(typed: argparse.Namespace, city: City) -> OfficeWitness:
    """Return who looks up, for control, who takes junctions."""
    now = lambda: Instant(time.time_ns() // 1_000_000)  # noqa: E731 - the wall: sessions outlive a process
    return OfficeWitness(office_folder(typed), read_areas(typed.city, city.junctions), now)


def actions_of(takes: frozenset[type[Order]]) -> list[Action]:
    """Return what an operator can ask of a field whose controllers take these orders."""
    return [action for action, needed in _NEEDS.items() if needed in takes]


def standing_overrides(log: Path, city: City, begin: Instant) -> list[OverrideAsked]:
    """Return the overrides that a log ended with, told again for a run that begins now; none of a time yet to come."""
    found = standing_after(override_records(log))
    known = [asked for asked in found if asked.since <= begin and asked.junction in city.junctions]
    return [replace(asked, t=begin, instead_of="") for asked in known]


def alarms_before(log: Path, city: City, begin: Instant) -> list[AlarmHandled | AlarmClosed]:
    """Return what people did with alarms and still holds at the end of a log, and which alarms left the list.

    It is told again for a run that begins now.
    """
    records = [record for record in alarm_records(log) if record.junction in city.junctions]
    handled = [replace(done, t=begin) for done in handled_before(records) if done.since < begin]
    return [*handled, *(replace(over, t=begin) for over in closed_before(records) if over.ended < begin)]


def told_again(log: Path, city: City, begin: Instant) -> list[ToldAgain]:
    """Return what people did and still holds at the end of a log, and what left it, for a run that begins now."""
    return [*standing_overrides(log, city, begin), *alarms_before(log, city, begin)]


def latest_orders(log: Path, city: City, begin: Instant) -> Mapping[str, list[OrderLife]]:
    """Return what became of the latest orders of a log, for a run that begins now; none of a time yet to come."""
    found = orders_before(order_records(log), city)
    return {junction: [life for life in lives if life.order.t < begin] for junction, lives in found.items()}
