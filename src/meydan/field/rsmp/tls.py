"""TLS between centre and sites: both show a certificate of the city's authority, and nothing older than TLS 1.3.

A folder holds `authority.pem` and, for its owner, a certificate and its key: `centre.pem` and `centre.key` at the
centre, the site's own id and these endings at a site.
"""

import ssl
from pathlib import Path

from meydan.city.errors import FieldError

AUTHORITY, CENTRE = "authority.pem", "centre"


def centre_context(folder: Path) -> ssl.SSLContext:
    """Return how a centre lets sites in: only with a certificate of the city's authority.

    Raises
    ------
    FieldError
        If a file is missing or none of what it should be.
    """
    context = _context(ssl.Purpose.CLIENT_AUTH, folder, CENTRE)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


def site_context(folder: Path, site: str) -> ssl.SSLContext:
    """Return how a site connects: only to a centre whose certificate is of the authority and names its address.

    Raises
    ------
    FieldError
        If a file is missing or none of what it should be.
    """
    return _context(ssl.Purpose.SERVER_AUTH, folder, site)


def owner_of(certificate: object) -> str:
    """Return the common name of a certificate as `ssl` tells it, "" if it has none."""
    subject = certificate.get("subject", ()) if isinstance(certificate, dict) else ()
    return next((str(value) for part in subject for name, value in part if name == "commonName"), "")


def _context(purpose: ssl.Purpose, folder: Path, owner: str) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(purpose, cafile=str(folder / AUTHORITY))
        context.load_cert_chain(folder / f"{owner}.pem", folder / f"{owner}.key", password=_no_password)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise FieldError("rsmp.no_certificates", folder=str(folder), owner=owner, error=_words_of(error)) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    return context


def _no_password() -> str:
    raise ValueError("the key is locked by a password")


def _words_of(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return error.reason or type(error).__name__
    return getattr(error, "strerror", None) or str(error)
