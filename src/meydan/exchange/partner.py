"""A partner's registry, from the side of the city that reads it.

Signatures, versions and ends are checked by TUF; what TUF does not know is checked here: that a partner publishes
under its own names only. Whatever was read stays in the copy, so an older state is refused later on.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from securesystemslib.signer import Key
from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    DownloadLengthMismatchError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    UnsignedMetadataError,
)
from tuf.api.metadata import Metadata, Root, Signed, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization import DeserializationError
from tuf.ngclient import Updater
from urllib3.exceptions import HTTPError

from meydan.city.because import Because
from meydan.city.errors import PackageError
from meydan.city.instant import Instant
from meydan.exchange.fetching import fetcher_for
from meydan.store.package_zip import name_faults, read_archive
from meydan.store.registry_folder import CITY, METADATA, TARGETS
from meydan.store.stale_copies import Accepted, find_accepted
from meydan.store.tree_digest import PREFIX, digest_of
from meydan.store.trust_map import Level, Trusted, copy_folder, made_folder, packages_folder, read_root, read_trust

PACKAGE, EVIDENCE, WITHDRAWAL = "package", "evidence", "withdrawal"
_SMALL = 16 * 2**20  # evidence and withdrawals are kept with the copy
_MOST_SMALL = 2000

Part = TypeVar("Part", bound=Signed)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a registry lists: its place, what it is, what the registry tells of it, and the digest of its file."""

    place: str
    kind: str
    told: Mapping[str, Any]
    digest: str
    length: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A partner's registry as it was last read: `outside` are places it may not publish at, which count for nothing.

    `keys` are those that sign its evidence; `small` holds the files of evidence and withdrawals by their places;
    `state` is the digest of its timestamp. `stale_days` is None while it is good, else how long it is past its end:
    what was withdrawn since is not known.
    """

    partner: Trusted
    listed: tuple[Listed, ...]
    outside: tuple[str, ...]
    keys: tuple[Key, ...]
    small: Mapping[str, bytes]
    good_until: datetime
    state: str = ""
    stale_days: int | None = None


def check_root(city: str, data: bytes) -> None:
    """Check that a root file is a city's own, signed as it says itself, before anybody is asked to trust it.

    Raises
    ------
    PackageError
        If it is no root, is another city's, or has too few signatures.
    """
    with _told(city, f"{city}.root.json"):
        metadata = Metadata[Root].from_bytes(data)
        if not isinstance(metadata.signed, Root):
            raise RepositoryError("not a root")
        metadata.signed.verify_delegate("root", metadata.signed_bytes, metadata.signatures)
        found = str(metadata.signed.unrecognized_fields.get(CITY, "-"))
    if found != city:
        raise PackageError("trust.other_owner", found=found, city=city)


def update_copy(home: Path, partner: Trusted, where: str = "", *, stale: bool = False) -> Copy:
    """Read a partner's registry from `where`, or from the first of its mirrors that can be reached.

    With `stale` it may be past its end, but not its root: only for what two persons accept (`stale_copies`).

    Raises
    ------
    PackageError
        If nothing can be reached, or what is there is forged, too old, past its end, or older than what was read.
    """
    places = (where,) if where else partner.mirrors
    unreachable = PackageError("registry.unreachable", city=partner.city, where=", ".join(places) or "-")
    for place in places:
        try:
            return _read_copy(home, partner, place, stale=stale)
        except PackageError as error:
            if error.code != "registry.unreachable":
                raise
            unreachable = error
    raise unreachable


def kept_copy(home: Path, partner: Trusted) -> Copy:
    """Return the copy as it was last read, without any network.

    Raises
    ------
    PackageError
        If there is none, or it is too old and no two persons accepted just that state of it lately.
    """
    folder = copy_folder(home, partner.city)
    try:
        return _read_copy(home, partner, str(folder))
    except PackageError as error:
        if error.code not in ("registry.unreachable", "registry.expired"):
            raise
        if (accepted := find_accepted(home, partner.city)) and is_accepted(accepted, _state(folder / METADATA)):
            return _read_copy(home, partner, str(folder), stale=True)
        raise (_no_copy(partner.city, folder / METADATA) if error.code.endswith("unreachable") else error) from None


def is_accepted(accepted: Accepted, state: str) -> bool:
    """Return whether two persons accepted this state of a registry, and it is not too long ago."""
    return accepted.state == state and datetime.now(UTC).timestamp() * 1000 < accepted.until


def kept_copies(home: Path) -> tuple[list[Copy], dict[str, Because]]:
    """Return the copies of all partners as they were last read, and by city why others cannot be used."""
    copies, unread = [], {}
    for city, partner in read_trust(home).items():
        try:
            copies.append(kept_copy(home, partner))
        except PackageError as error:
            unread[city] = error.what
    return copies, unread


def read_at(home: Path, city: str) -> Instant | None:
    """Return when a partner's registry last told something new, None if it was never read."""
    try:
        found = (copy_folder(home, city) / METADATA / "timestamp.json").stat()
    except OSError:
        return None
    return Instant(found.st_mtime_ns // 1_000_000)


def fetch_package(home: Path, copy: Copy, listed: Listed, where: str = "") -> bytes:
    """Return a listed package from `where`, or from the first mirror that has it, checked against what is listed.

    Raises
    ------
    PackageError
        If the partner is trusted for evidence only, nothing can be reached, or what is there is another file.
    """
    partner = copy.partner
    if partner.level is not Level.PACKAGES:
        raise PackageError("registry.evidence_only", city=partner.city)
    unreachable = PackageError("registry.unreachable", city=partner.city, where=where or ", ".join(partner.mirrors))
    for place in (where,) if where else partner.mirrors:
        try:
            with _told(partner.city, place):
                data = _fetch(_refreshed(home, partner, place, stale=copy.stale_days is not None), listed.place)
                if digest_of(data) != listed.digest:
                    raise LengthOrHashMismatchError(listed.place)
                return data
        except PackageError as error:
            if error.code != "registry.unreachable":
                raise
            unreachable = error
    raise unreachable


def _no_copy(city: str, metadata: Path) -> PackageError:
    """Return why a kept copy cannot be used: past its end, TUF looks for a newer one, and here there is none."""
    with _told(city, str(metadata)):
        for file in (metadata / f"{role}.json" for role in ("timestamp", "snapshot", "targets", "root")):
            if file.exists() and (end := Metadata[Any].from_bytes(file.read_bytes()).signed).is_expired():
                return PackageError("registry.expired", city=city, found=f"{file.name} {end.expires:%Y-%m-%d}")
    return PackageError("registry.no_copy", city=city)


def find_listed(copy: Copy, name: str) -> Listed | None:
    """Return the package at a place, or the newest version of the package with an id; None if there is none."""
    packages = [one for one in copy.listed if one.kind == PACKAGE and name in (one.place, one.told.get("id"))]
    return max(packages, key=lambda one: version_order(str(one.told.get("version", ""))), default=None)


def version_order(version: str) -> tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]:
    """Return what orders versions: their numbers, and a release after what comes before it, such as rc.2 and rc.10."""
    numbers, _, before = version.partition("-")
    words = ((_number(word) < 0, _number(word), word) for word in before.split("."))
    return (tuple(_number(part) for part in numbers.split(".")), not before, tuple(words))


def _number(text: str) -> int:
    """Return a plain whole number; -1 where it is none that a version may have."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1


def held_file(home: Path, place: str) -> Path:
    """Return where the package published at a place is kept once it is fetched."""
    return packages_folder(home) / place.replace("/", "-")


def held_data(home: Path, place: str) -> bytes:
    """Return a package that was fetched; PackageError if it was not."""
    file = held_file(home, place)
    if not file.exists():
        raise PackageError("life.not_fetched", place=place, home=str(home))
    return read_archive(file)


def _read_copy(home: Path, partner: Trusted, where: str, *, stale: bool = False) -> Copy:
    with _told(partner.city, where):
        updater = _refreshed(home, partner, where, stale=stale)
        metadata = copy_folder(home, partner.city) / METADATA  # where the updater put what it has just verified
        targets = _signed(metadata / "targets.json", Targets)
        listed = tuple(listed_of(target) for _, target in sorted(targets.targets.items()))
        ours = tuple(one for one in listed if _is_inside(partner, one.place))
        withdrawals_first = sorted(ours, key=lambda one: one.kind != WITHDRAWAL)  # no flood of evidence may hide one
        small = [one.place for one in withdrawals_first if one.kind != PACKAGE and one.length <= _SMALL][:_MOST_SMALL]
        root = _signed(metadata / "root.json", Root)
        online = _signed(metadata / "timestamp.json", Timestamp), _signed(metadata / "snapshot.json", Snapshot)
        until = min(part.expires for part in (root, targets, *online))
        past = datetime.now(UTC) - until
        return Copy(
            partner,
            ours,
            tuple(one.place for one in listed if one not in ours),
            tuple(root.keys[key_id] for key_id in root.roles["targets"].keyids),
            {place: _fetch(updater, place) for place in small},
            until,
            _state(metadata),
            past.days if past > timedelta(0) else None,
        )


def _refreshed(home: Path, partner: Trusted, where: str, *, stale: bool) -> Updater:
    """Return what has read and checked the metadata; where it may be stale, only the root's end is asked for."""
    updater = _updater(home, partner, where)
    if stale:
        # TUF's client has no door for this, so its clock is set back. Everything else is checked as ever, and if it
        # reads its clock elsewhere one day, what is stale is refused again.
        updater._trusted_set.reference_time = datetime.min.replace(tzinfo=UTC)
    updater.refresh()
    if stale and _signed(copy_folder(home, partner.city) / METADATA / "root.json", Root).is_expired():
        raise ExpiredMetadataError("root.json is expired")
    return updater


def _state(metadata: Path) -> str:
    file = metadata / "timestamp.json"
    return digest_of(file.read_bytes()) if file.exists() else ""


def _updater(home: Path, partner: Trusted, where: str) -> Updater:
    copy, base = copy_folder(home, partner.city), where.rstrip("/")
    return Updater(
        str(made_folder(copy / METADATA)),
        f"{base}/{METADATA}/",
        str(made_folder(copy / TARGETS)),
        f"{base}/{TARGETS}/",
        fetcher_for(where),
        bootstrap=read_root(home, partner),
    )


def _fetch(updater: Updater, place: str) -> bytes:
    """Return a file of the registry, from the copy if it is there and still what the registry lists."""
    target = updater.get_targetinfo(place)
    if target is None:
        raise LengthOrHashMismatchError(f"{place} is not listed")
    return Path(updater.find_cached_target(target) or updater.download_target(target)).read_bytes()


def listed_of(target: TargetFile) -> Listed:
    """Return what the metadata of a registry lists of one file."""
    told = target.custom if isinstance(target.custom, dict) else {}
    kind = told.get("kind") if told.get("kind") in (EVIDENCE, WITHDRAWAL) else PACKAGE
    return Listed(target.path, str(kind), told, f"{PREFIX}{target.hashes.get('sha256', '')}", target.length)


def _is_inside(partner: Trusted, place: str) -> bool:
    return place.startswith(partner.prefix) and not name_faults([place])


def _signed(file: Path, kind: type[Part]) -> Part:
    signed = Metadata[Any].from_bytes(file.read_bytes()).signed
    if not isinstance(signed, kind):
        raise RepositoryError(f"{file.name} is of another kind")
    return signed


@contextmanager
def _told(city: str, where: str) -> Iterator[None]:
    """Tell what TUF found wrong in our own words."""
    try:
        yield
    except ExpiredMetadataError as error:
        raise PackageError("registry.expired", city=city, found=str(error)) from None
    except BadVersionNumberError as error:
        raise PackageError("registry.rolled_back", city=city, found=str(error)) from None
    except UnsignedMetadataError as error:
        raise PackageError("registry.unsigned", city=city, found=str(error)) from None
    except (LengthOrHashMismatchError, DownloadLengthMismatchError) as error:
        raise PackageError("registry.changed", city=city, found=str(error)) from None
    except (DownloadError, HTTPError):
        raise PackageError("registry.unreachable", city=city, where=where) from None
    except (RepositoryError, DeserializationError, OSError, ValueError, KeyError, TypeError) as error:
        raise PackageError("registry.broken", where=where, found=str(error)[:200]) from None
