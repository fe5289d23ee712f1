"""Tokens of 256 bits: whoever has one shows it, and only its hash is stored."""

import hashlib
import secrets


def new_token() -> str:
    """Return a token nobody can guess."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """Return what is stored of a token; a fast hash will do, for there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()
