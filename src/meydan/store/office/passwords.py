"""Passwords as argon2id hashes, with the library's own costs: 3 passes, 64 MiB, 4 lanes; most of half a second."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from meydan.city.secret import Secret

SHORTEST = 12
LONGEST = 1024

_HASHER = PasswordHasher()
NOBODYS = _HASHER.hash("a password that nobody has")  # checked for names without an account: that takes as long


def is_sound(password: Secret) -> bool:
    """Say whether a password may be chosen: long enough to resist guessing, short enough to be hashed."""
    return SHORTEST <= len(password.reveal()) <= LONGEST


def hash_password(password: Secret) -> str:
    """Return what is stored of a password."""
    return _HASHER.hash(password.reveal())


def is_right(stored: str, password: Secret) -> bool:
    """Say whether a password fits what is stored of it; nothing fits an account without one."""
    try:
        return _HASHER.verify(stored or NOBODYS, password.reveal()) and stored != ""
    except (VerificationError, InvalidHashError):
        return False
