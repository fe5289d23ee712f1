"""A city's own registry, from the side of the city that publishes: a TUF repository of static files.

Two of three root keys, kept apart and off line, say which keys sign the rest; the targets key says what is published;
the online key says what is the newest, and only that. Private keys are handed in for each act and kept nowhere.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from securesystemslib.exceptions import FormatError
from securesystemslib.signer import CryptoSigner, Key
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization import DeserializationError

from meydan.city.errors import PackageError
from meydan.city.instant import Instant
from meydan.exchange.index.files import index_files
from meydan.exchange.index.listing import listing_of
from meydan.store.registry_folder import (
    CITY,
    read_metadata,
    root_versions,
    write_index,
    write_metadata,
    write_target,
)
from meydan.store.trust_map import CITY as NAME

ROOT_KEYS, ROOT_THRESHOLD = 3, 2
DAYS = {"root": 365, "targets": 365, "snapshot": 60, "timestamp": 30}
SNAPSHOT_RENEWED_DAYS = 30  # a refresh signs a snapshot again that ends sooner
ONLINE = ("snapshot", "timestamp")

Part = TypeVar("Part", Root, Targets, Snapshot, Timestamp)


@dataclass(frozen=True, slots=True)
class Registry:
    """A registry as it lies in its folder now."""

    folder: Path
    root: Root
    targets: Targets
    snapshot: Snapshot
    timestamp: Timestamp

    @property
    def city(self) -> str:
        """Whose it is; everything it publishes lies below that name."""
        return str(self.root.unrecognized_fields[CITY])


@dataclass(frozen=True, slots=True)
class RootKeys:
    """The public keys of a new registry: three of root, and one each for what is published and what is newest."""

    root: tuple[Key, ...]
    targets: Key
    online: Key


def make_registry(folder: Path, city: str, keys: RootKeys, signers: Iterable[CryptoSigner], now: Instant) -> Registry:
    """Begin an empty registry.

    Raises
    ------
    PackageError
        If there is one already, a key has two offices, or too few of the private keys are there.
    """
    if root_versions(folder):
        raise PackageError("registry.in_use", folder=str(folder))
    if not NAME.fullmatch(city):
        raise PackageError("registry.bad_city", city=city)
    all_keys = {key.keyid for key in (*keys.root, keys.targets, keys.online)}
    if len(keys.root) != ROOT_KEYS or len(all_keys) != ROOT_KEYS + 2:
        raise PackageError("registry.same_key", count=ROOT_KEYS)
    root = Root(version=1, expires=_until("root", now), unrecognized_fields={CITY: city})
    for key in keys.root:
        root.add_key(key, "root")
    root.roles["root"].threshold = ROOT_THRESHOLD
    root.add_key(keys.targets, "targets")
    for role in ONLINE:
        root.add_key(keys.online, role)
    given = tuple(signers)
    texts = {"1.root.json": _signed("root", root, (root,), given)}
    registry = Registry(folder, root, Targets(1, expires=_until("targets", now)), Snapshot(1), Timestamp(1))
    texts |= _online_texts(
        registry, {"1.targets.json": _signed("targets", registry.targets, (root,), given)}, given, now
    )
    return _written(folder, texts)


def open_registry(folder: Path) -> Registry:
    """Return the registry in a folder as its timestamp tells it; PackageError if there is none, or it is broken."""
    versions = root_versions(folder)
    if not versions:
        raise PackageError("registry.not_there", folder=str(folder))
    root = _read(folder, f"{versions[-1]}.root.json", Root)
    timestamp = _read(folder, "timestamp.json", Timestamp)
    snapshot = _read(folder, f"{timestamp.snapshot_meta.version}.snapshot.json", Snapshot)
    targets = _read(folder, f"{snapshot.meta['targets.json'].version}.targets.json", Targets)
    if CITY not in root.unrecognized_fields:
        raise PackageError("registry.broken", where=str(folder), found=CITY)
    return Registry(folder, root, targets, snapshot, timestamp)


def root_bytes(folder: Path) -> tuple[int, bytes]:
    """Return the newest version of the root and its file: what a partner is given with its digest."""
    version = root_versions(folder)[-1]
    return version, read_metadata(folder, f"{version}.root.json")


def publish(
    registry: Registry,
    new: Mapping[str, tuple[bytes, Mapping[str, Any]]],
    signers: Iterable[CryptoSigner],
    now: Instant,
) -> Registry:
    """Publish files by their places, each with what the metadata tells of it (`custom`).

    Raises
    ------
    PackageError
        If a place is outside of the city's name, holds something else already, or a key is missing.
    """
    targets = deepcopy(registry.targets)
    files: dict[str, bytes] = {}
    for place, (data, custom) in sorted(new.items()):
        if not place.startswith(f"{registry.city}/"):
            raise PackageError("registry.outside", place=place, prefix=f"{registry.city}/")
        made = TargetFile.from_data(place, data, ["sha256"])
        if (known := targets.targets.get(place)) is not None and known.hashes != made.hashes:
            raise PackageError("registry.place_taken", place=place)
        first = (known.custom or {}).get("published") if known is not None else None
        made.unrecognized_fields["custom"] = {**custom, "published": first or f"{_moment(now):%Y-%m-%dT%H:%M:%SZ}"}
        targets.targets[place] = made
        files[made.get_prefixed_paths()[0]] = data
    return _with_targets(registry, targets, files, tuple(signers), now)


def refresh(registry: Registry, signers: Iterable[CryptoSigner], now: Instant) -> Registry:
    """Say that the registry is still the newest: a new timestamp, and a new snapshot where it ends soon."""
    given = tuple(signers)
    ends_soon = registry.snapshot.expires < _moment(now) + timedelta(days=SNAPSHOT_RENEWED_DAYS)
    texts = _online_texts(registry, {}, given, now) if ends_soon else _timestamp_texts(registry, given, now)
    return _written(registry.folder, texts)


def renew_root(registry: Registry, signers: Iterable[CryptoSigner], now: Instant) -> Registry:
    """Sign the root for another year with the keys it has."""
    root = _next(registry.root, "root", now)
    return _written(
        registry.folder, {f"{root.version}.root.json": _signed("root", root, (registry.root,), tuple(signers))}
    )


def rotate(
    registry: Registry, role: str, new: Key, out: str, signers: Iterable[CryptoSigner], now: Instant
) -> Registry:
    """Replace the key `out` of a role ("root", "targets" or "online") by a new one; from then on it signs nothing.

    Raises
    ------
    PackageError
        If the role has no such key, the new one has an office already, or too few root keys sign: the old root's
        threshold and the new root's must both be met.
    """
    roles = ONLINE if role == "online" else (role,)
    root = _next(registry.root, "root", now)
    if out not in root.roles[roles[0]].keyids:
        raise PackageError("registry.no_such_key", role=role, key=out, known=", ".join(root.roles[roles[0]].keyids))
    if new.keyid in root.keys:
        raise PackageError("registry.same_key", count=ROOT_KEYS)
    for one in roles:
        root.revoke_key(out, one)
        root.add_key(new, one)
    given = tuple(signers)
    texts = {f"{root.version}.root.json": _signed("root", root, (registry.root, root), given)}
    rotated = replace(registry, root=root)
    targets = {}
    if role == "targets":
        rotated = replace(rotated, targets=_next(rotated.targets, "targets", now))
        targets[f"{rotated.targets.version}.targets.json"] = _signed("targets", rotated.targets, (root,), given)
    if role != "root":
        texts |= _online_texts(rotated, targets, given, now)
    return _written(registry.folder, texts)


def _with_targets(
    registry: Registry, targets: Targets, files: Mapping[str, bytes], signers: tuple[CryptoSigner, ...], now: Instant
) -> Registry:
    """Write new files and the metadata that tells of them, in the order in which a reader may find them."""
    changed = replace(registry, targets=_next(targets, "targets", now))
    name = f"{changed.targets.version}.targets.json"
    texts = _online_texts(changed, {name: _signed("targets", changed.targets, (registry.root,), signers)}, signers, now)
    for place, data in files.items():
        write_target(registry.folder, place, data)
    return _written(registry.folder, texts)


def _online_texts(
    registry: Registry, targets: Mapping[str, bytes], signers: tuple[CryptoSigner, ...], now: Instant
) -> dict[str, bytes]:
    """Return targets (if new), then the snapshot and the timestamp that follow from them."""
    snapshot = _next(registry.snapshot, "snapshot", now)
    for text in targets.values():
        snapshot.meta["targets.json"] = MetaFile.from_data(registry.targets.version, text, ["sha256"])
    signed = _signed("snapshot", snapshot, (registry.root,), signers)
    texts = {**targets, f"{snapshot.version}.snapshot.json": signed}
    timestamp = _next(registry.timestamp, "timestamp", now)
    timestamp.snapshot_meta = MetaFile.from_data(snapshot.version, signed, ["sha256"])
    return {**texts, "timestamp.json": _signed("timestamp", timestamp, (registry.root,), signers)}


def _timestamp_texts(registry: Registry, signers: tuple[CryptoSigner, ...], now: Instant) -> dict[str, bytes]:
    timestamp = _next(registry.timestamp, "timestamp", now)
    return {"timestamp.json": _signed("timestamp", timestamp, (registry.root,), signers)}


def _signed(role: str, signed: Part, roots: tuple[Root, ...], signers: tuple[CryptoSigner, ...]) -> bytes:
    """Return metadata signed with the keys of its role, as each of the roots wants it."""
    metadata = Metadata(signed)
    for root in roots:
        wanted = root.roles[role]
        good = [signer for signer in signers if signer.public_key.keyid in wanted.keyids]
        if len(good) < wanted.threshold:
            keys = ", ".join(wanted.keyids)
            raise PackageError("registry.too_few_keys", role=role, found=len(good), wanted=wanted.threshold, keys=keys)
        for signer in good:
            metadata.sign(signer, append=True)
    return metadata.to_bytes()


def _written(folder: Path, texts: Mapping[str, bytes]) -> Registry:
    """Write metadata, then what people and harvesters read of it, and return the registry as it is now."""
    for name, text in texts.items():
        write_metadata(folder, name, text)
    registry = open_registry(folder)
    for name, shown in index_files(listing_of(registry)).items():
        write_index(folder, name, shown.encode())
    return registry


def _read(folder: Path, name: str, kind: type[Part]) -> Part:
    try:
        signed = Metadata[Any].from_bytes(read_metadata(folder, name)).signed
    except (DeserializationError, RepositoryError, FormatError, ValueError) as error:
        raise PackageError("registry.broken", where=name, found=str(error)[:200]) from None
    if not isinstance(signed, kind):
        raise PackageError("registry.broken", where=name, found=signed.type)
    return signed


def _next(signed: Part, role: str, now: Instant) -> Part:
    """Return the next version of metadata, good until its role's days are over."""
    following = deepcopy(signed)
    following.version, following.expires = signed.version + 1, _until(role, now)
    return following


def _until(role: str, now: Instant) -> datetime:
    return _moment(now) + timedelta(days=DAYS[role])


def _moment(now: Instant) -> datetime:
    return datetime.fromtimestamp(now / 1000, UTC).replace(microsecond=0)
