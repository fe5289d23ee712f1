"""A city's own certificate authority: its key, and certificates for the centre and for each site.

The authority's key signs everything and is needed for nothing else: keep it off the centre's computer. A certificate
names its owner as common name, and the centre's also where it is reached. Keys are P-256, for their owner's eyes only.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from meydan.city.errors import StoreError, fault
from meydan.city.instant import Instant

AUTHORITY, CENTRE = "authority", "centre"
AUTHORITY_DAYS = 3650
_CLOCKS_MAY_DIFFER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Authority:
    certificate: x509.Certificate
    key: EllipticCurvePrivateKey


def make_certificates(
    folder: Path, city: str, hosts: Iterable[str], sites: Iterable[str], now: Instant, days: float
) -> None:
    """Write certificates for the centre and for every site into a folder, new ones each time.

    The authority is made the first time and used again later.

    Raises
    ------
    StoreError
        If the folder cannot be written, or holds an authority that is none.
    """
    begin = datetime.fromtimestamp(now / 1000, UTC)
    until = begin + timedelta(days=days)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        authority = _authority(folder, city, begin)
        _issue(folder, authority, CENTRE, hosts, begin, until)
        for site in sites:
            _issue(folder, authority, site, (), begin, until)
    except (OSError, ValueError) as error:
        raise StoreError("certificates.failed", fault(str(folder), 0, "store.disk", error=str(error))) from None


def _authority(folder: Path, city: str, begin: datetime) -> _Authority:
    certificate, key = folder / f"{AUTHORITY}.pem", folder / f"{AUTHORITY}.key"
    if certificate.exists():
        found = load_pem_private_key(key.read_bytes(), None)
        if not isinstance(found, EllipticCurvePrivateKey):
            raise ValueError("the authority's key is of another kind")
        return _Authority(x509.load_pem_x509_certificate(certificate.read_bytes()), found)
    made = generate_private_key(SECP256R1())
    name = _name(f"{city} – Meydan"[:64])
    built = (
        _builder(name, name, made, begin, begin + timedelta(days=AUTHORITY_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(made.public_key()), critical=False)
    )
    authority = _Authority(built.sign(made, SHA256()), made)
    _write(folder, AUTHORITY, authority.certificate, made)
    return authority


def _issue(
    folder: Path, authority: _Authority, owner: str, hosts: Iterable[str], begin: datetime, until: datetime
) -> None:
    """Write a certificate and its key: one with hosts is for a server, one without for a client."""
    key, names = generate_private_key(SECP256R1()), [_host(host) for host in hosts]
    purpose = ExtendedKeyUsageOID.SERVER_AUTH if names else ExtendedKeyUsageOID.CLIENT_AUTH
    signer = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key())
    built = (
        _builder(_name(owner), authority.certificate.subject, key, begin, until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        .add_extension(signer, critical=False)
    )
    if names:
        built = built.add_extension(x509.SubjectAlternativeName(names), critical=False)
    _write(folder, owner, built.sign(authority.key, SHA256()), key)


def _builder(
    owner: x509.Name, issuer: x509.Name, key: EllipticCurvePrivateKey, begin: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(owner)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin - _CLOCKS_MAY_DIFFER)
        .not_valid_after(until)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _write(folder: Path, owner: str, certificate: x509.Certificate, key: EllipticCurvePrivateKey) -> None:
    """Write the key first: a certificate without its key would be of no use, and a key alone is replaced."""
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    for name, data in ((f"{owner}.key", private), (f"{owner}.pem", certificate.public_bytes(Encoding.PEM))):
        part = folder / f"{name}.part"
        part.unlink(missing_ok=True)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.rename(folder / name)
