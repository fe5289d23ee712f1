"""`meydan registry update`: reads what partners publish, one of them or all, and tells first what they took back."""

import argparse
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from meydan.city.because import because
from meydan.city.errors import MeydanError, PackageError, StoreError, fault
from meydan.city.instant import Instant
from meydan.city.words import Language, say
from meydan.city.words.telling import plain
from meydan.cli.partners import partner_named

if TYPE_CHECKING:
    from meydan.exchange.partner import Copy
    from meydan.exchange.withdrawal import Withdrawal
    from meydan.store.trust_map import Trusted


def update(typed: argparse.Namespace, language: Language) -> int:
    """Read the registry of a partner, or of all; return 1 if one withdrew what this city holds, 2 if one was not read.

    What this city holds comes first: it is 1 where both are so.
    """
    if typed.all:
        if typed.where or typed.accept_stale:
            raise PackageError("registry.one_only")
        return _update_all(typed.home, language)
    copy = read_partner(typed, partner_named(typed.home, typed.city), language)
    held = _tell_withdrawn(typed.home, [copy], language)
    _tell_copy(copy, language)
    return 1 if held else 0


def read_partner(typed: argparse.Namespace, partner: "Trusted", language: Language) -> "Copy":
    """Read a partner's registry; past its end, only what two persons accept, or have accepted lately.

    Raises
    ------
    PackageError
        If it cannot be read, or is past its end and nobody accepts it.
    StoreError
        If the two may not accept it together.
    """
    from meydan.exchange.partner import is_accepted, update_copy
    from meydan.store.stale_copies import find_accepted

    try:
        return update_copy(typed.home, partner, typed.where)
    except PackageError as error:
        accepted = find_accepted(typed.home, partner.city)
        if error.code != "registry.expired" or not (typed.accept_stale or accepted):
            raise
        copy = update_copy(typed.home, partner, typed.where, stale=True)
        is_known = accepted is not None and is_accepted(accepted, copy.state)
        if not (is_known or typed.accept_stale):
            raise
        _tell_stale(copy, language)
        if not is_known:
            _accept(typed, copy, language)
        return copy


def _accept(typed: argparse.Namespace, copy: "Copy", language: Language) -> None:
    """Let two persons, who both type their passwords, use a copy past its end."""
    from meydan.cli.signing_in import sign_in
    from meydan.store.office.audit import NOBODY
    from meydan.store.office.database import FILE, Database
    from meydan.store.office.two_names import TwoNames
    from meydan.store.stale_copies import ACCEPTED_DAYS, accept_stale, accepted_now

    folder = typed.home / "office"
    if not (folder / FILE).is_file():
        raise StoreError("office.unusable", fault(str(folder), 0, "office.not_there", name=FILE))
    first, second = typed.accept_stale
    city, ended = copy.partner.city, copy.good_until.date().isoformat()
    office = Database.open(folder)
    try:
        for name in dict.fromkeys(typed.accept_stale):
            sign_in(office, name, None, language)
        by = TwoNames(first, second, NOBODY, Instant(time.time_ns() // 1_000_000))
        accept_stale(typed.home, office, city, accepted_now(copy.state, by.t), ended, by)
    finally:
        office.close()
    told = because("registry.stale_accepted", city=city, first=first, second=second, days=ACCEPTED_DAYS)
    print(plain(say(told, language)))


def _update_all(home: Path, language: Language) -> int:
    """Read all partners; one that cannot be read keeps none of the others from being read."""
    from meydan.exchange.partner import kept_copy, update_copy
    from meydan.store.trust_map import read_trust

    partners = read_trust(home)
    read: list[Copy] = []
    kept: list[Copy] = []
    unread: dict[str, MeydanError] = {}
    for city, partner in partners.items():
        try:
            read.append(update_copy(home, partner))
        except MeydanError as error:
            unread[city] = error
            with suppress(MeydanError):  # what it had withdrawn before is told all the same
                kept.append(kept_copy(home, partner))
    held = _tell_withdrawn(home, [*read, *kept], language)
    for city, refused in unread.items():
        print(plain(say(because("registry.unread", city=city), language)))
        for why in (refused.what, *(one.what for one in refused.faults)):
            print(plain(f"  {say(why, language)}"))
    for copy in kept:
        _tell_stale(copy, language)
    for copy in read:
        _tell_copy(copy, language)
    withdrawn = sum(len(_withdrawals(copy)) for copy in (*read, *kept))
    told = because("registry.summary", read=len(read), partners=len(partners), withdrawn=withdrawn, held=held)
    print(plain(say(told, language)))
    return 1 if held else 2 if unread else 0


def _tell_withdrawn(home: Path, copies: Sequence["Copy"], language: Language) -> int:
    """Tell what was taken back, first of all what this city holds; return how many packages those are."""
    held = [place for copy in copies for one in _withdrawals(copy) for place in _held_places(home, copy, one)]
    for place in held:
        print(plain(say(because("registry.withdrawn_held", place=place), language)))
    for copy in copies:
        for one in _withdrawals(copy):
            told = {"place": one.place, "day": one.day, "reason": one.reason.said(language)}
            print(plain(say(because("registry.was_withdrawn", **told), language)))
    return len(held)


def _held_places(home: Path, copy: "Copy", one: "Withdrawal") -> list[str]:
    """Return the places of what this city holds of a withdrawn content: its version, and others with the same."""
    from meydan.exchange.partner import PACKAGE, held_file

    same = {
        listed.place for listed in copy.listed if listed.kind == PACKAGE and listed.told.get("content") == one.content
    }
    return [place for place in sorted(same | {one.place}) if held_file(home, place).exists()]


def _tell_copy(copy: "Copy", language: Language) -> None:
    from meydan.exchange.partner import PACKAGE

    until = copy.good_until.date().isoformat()
    told = because("registry.read", city=copy.partner.city, count=len(copy.listed), until=until)
    print(plain(say(told, language)))
    for one in copy.listed:
        title = one.told.get("title")
        if one.kind == PACKAGE:
            print(plain(f"  {one.place}: {title.get(language, '') if isinstance(title, dict) else ''}"))
    for place in copy.outside:
        print(plain(say(because("registry.ignored", place=place, prefix=copy.partner.prefix), language)))


def _tell_stale(copy: "Copy", language: Language) -> None:
    from meydan.exchange.verify import stale_told

    if (told := stale_told(copy)) is not None:
        print(plain(say(told, language)))


def _withdrawals(copy: "Copy") -> tuple["Withdrawal", ...]:
    from meydan.exchange.withdrawal import withdrawals

    return withdrawals(copy)
