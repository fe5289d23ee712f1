"""`meydan keys`: pairs of keys that sign packages, evidence and a registry."""

import argparse
import getpass
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from meydan.city.because import because
from meydan.city.errors import StoreError
from meydan.city.secret import Secret
from meydan.city.words import Language, say
from meydan.cli.later import later

if TYPE_CHECKING:
    from securesystemslib.signer import CryptoSigner, Key


def add_keys(parser: argparse.ArgumentParser, word: Callable[[str], str]) -> None:
    """Add what can be typed about keys."""
    whats = parser.add_subparsers(required=True, metavar="WHAT")
    making = whats.add_parser("make", help=word("keys_make"))
    making.add_argument("name", metavar="NAME", help=word("keys_name"))
    making.add_argument("--into", type=Path, required=True, metavar="DIR", help=word("keys_into"))
    making.add_argument("--passphrase", action="store_true", help=word("keys_passphrase"))
    making.set_defaults(do=later("keys", "make"))
    showing = whats.add_parser("show", help=word("keys_show"))
    showing.add_argument("file", type=Path, metavar="FILE", help=word("keys_file"))
    showing.set_defaults(do=later("keys", "show"))


def make(typed: argparse.Namespace, language: Language) -> int:
    """Make a pair of keys; return 0."""
    from meydan.store.key_files import make_key

    passphrase = None
    if typed.passphrase:
        passphrase = ask_passphrase(typed.into / typed.name, language)
        again = Secret(getpass.getpass(say(because("keys.again"), language)))
        if passphrase != again or not passphrase.reveal():
            raise StoreError("keys.not_the_same")
    key = make_key(typed.into, typed.name, passphrase)
    print(say(because("keys.made", folder=str(typed.into), name=typed.name, key=key.keyid), language))
    return 0


def show(typed: argparse.Namespace, language: Language) -> int:
    """Print the id of a key, which is its fingerprint; return 0."""
    print(public_key(typed.file, language).keyid)
    return 0


def public_key(file: Path, language: Language) -> "Key":
    """Return the public key of a file, be it the public half or the private one."""
    from meydan.store.key_files import PRIVATE, read_public, read_signer

    if file.suffix == PRIVATE:
        return read_signer(file, lambda at: ask_passphrase(at, language)).public_key
    return read_public(file)


def signers(files: Iterable[Path], language: Language) -> "list[CryptoSigner]":
    """Return what signs with the private keys in these files; public halves among them are left out."""
    from meydan.store.key_files import PUBLIC, read_signer

    return [read_signer(file, lambda at: ask_passphrase(at, language)) for file in files if file.suffix != PUBLIC]


def ask_passphrase(file: Path, language: Language) -> Secret:
    """Ask at the terminal for the passphrase of a key."""
    return Secret(getpass.getpass(say(because("keys.ask", file=file.name), language)))
