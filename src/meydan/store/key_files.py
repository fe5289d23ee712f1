"""Keys that sign: Ed25519, the private half for its owner's eyes only, the public half beside it to hand out.

`NAME.key` is PKCS 8 in PEM, encrypted if there is a passphrase; `NAME.pub` is JSON in the form that TUF metadata has,
with the id by which signatures name the key. The id is a digest of the public key, so it is its fingerprint as well.
"""

import json
import os
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.signer import CryptoSigner, Key, SSlibKey

from meydan.city.errors import StoreError, fault
from meydan.city.secret import Secret

PRIVATE, PUBLIC = ".key", ".pub"
_LARGEST = 64 * 1024


def make_key(folder: Path, name: str, passphrase: Secret | None = None) -> Key:
    """Write a new pair of keys into a folder and return the public one.

    Raises
    ------
    StoreError
        If a key of that name is there, which is never written over, or the disk refuses.
    """
    made = Ed25519PrivateKey.generate()
    public = SSlibKey.from_crypto(made.public_key())
    encryption = BestAvailableEncryption(passphrase.reveal().encode()) if passphrase else NoEncryption()
    private = folder / f"{name}{PRIVATE}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(private, made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption), 0o600)
        _write(folder / f"{name}{PUBLIC}", public_text(public), 0o644)
    except FileExistsError:
        raise StoreError("keys.in_use", file=str(private)) from None
    except OSError as error:
        raise _unusable(private, error) from None
    return public


def public_text(key: Key) -> bytes:
    """Return a public key as its file holds it."""
    return json.dumps({"keyid": key.keyid, **key.to_dict()}, indent=1, sort_keys=True).encode() + b"\n"


def read_signer(file: Path, ask: Callable[[Path], Secret]) -> CryptoSigner:
    """Return what signs with the private key in a file; `ask` gives the passphrase of an encrypted one.

    Raises
    ------
    StoreError
        If it holds no Ed25519 key, or the passphrase is wrong.
    """
    try:
        data = file.read_bytes()[:_LARGEST]
        encrypted = b"BEGIN ENCRYPTED PRIVATE KEY" in data
        key = load_pem_private_key(data, ask(file).reveal().encode() if encrypted else None)
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError("another kind of key")
        return CryptoSigner(key)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _unusable(file, error) from None


def read_public(file: Path) -> Key:
    """Return the public key in a `.pub` file; StoreError if it is none, or its id is not that of the key."""
    try:
        told = json.loads(file.read_bytes()[:_LARGEST])
        key_id = told.pop("keyid")
        key = SSlibKey.from_dict(key_id, told)
        public = SSlibKey.from_crypto(Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.keyval["public"])))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unusable(file, error) from None
    if public != key:
        raise StoreError("keys.unusable", fault(str(file), 0, "keys.other_id"))
    return key


def _write(file: Path, data: bytes, mode: int) -> None:
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _unusable(file: Path, error: Exception) -> StoreError:
    return StoreError("keys.unusable", fault(str(file), 0, "keys.unreadable", error=str(error)[:200]))
