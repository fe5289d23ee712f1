"""Who acts from the terminal: a person with an account and their password, or whoever is at the terminal."""

import getpass
import time
from pathlib import Path

from meydan.city.because import because
from meydan.city.errors import StoreError
from meydan.city.instant import Instant
from meydan.city.rights import Person
from meydan.city.secret import Secret
from meydan.city.words import Language, say
from meydan.store.office.audit import NOBODY
from meydan.store.office.database import Database
from meydan.store.office.passwords import is_right
from meydan.store.office.people import By, list_accounts, stored_password

OTHERS = 0o077


def by_person(name: str) -> By:
    """Return who acts now; "" is whoever is at the terminal, by the name that the machine knows them by."""
    return By(name or f"terminal:{getpass.getuser()}", NOBODY, Instant(time.time_ns() // 1_000_000))


def sign_in(office: Database, name: str, file: Path | None, language: Language) -> Person:
    """Return a person who has given their password: typed, or from a file that only its owner can read.

    Raises
    ------
    StoreError
        If the password is wrong, there is no such account, or others can read the file.
    """
    given = (
        _of_file(file) if file is not None else getpass.getpass(say(because("terminal.password", name=name), language))
    )
    if not is_right(stored_password(office, name), Secret(given)):
        raise StoreError("signing_in.wrong", name=name)
    return next(account.person for account in list_accounts(office) if account.person.name == name)


def _of_file(file: Path) -> str:
    try:
        if file.stat().st_mode & OTHERS:
            raise StoreError("signing_in.open_file", file=str(file))
        return file.read_text(encoding="utf-8").rstrip("\n")
    except OSError as error:
        raise StoreError("signing_in.no_file", file=str(file), found=str(error.strerror)) from error
