"""What is published in a registry, read once for everything that shows it.

Badges are as far as the city's own signatures go: what other cities reproduced or measured is in their registries.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from meydan.city.errors import StoreError
from meydan.exchange.badge import Standing
from meydan.exchange.manifest import InBoth
from meydan.exchange.package import Package
from meydan.exchange.partner import EVIDENCE, PACKAGE, WITHDRAWAL, Copy, Listed, listed_of, version_order
from meydan.exchange.verify import verify
from meydan.exchange.withdrawal import Withdrawal, withdrawals
from meydan.report.wording import Wording
from meydan.store.registry_folder import METADATA, TARGETS, read_metadata, read_target, root_versions
from meydan.store.tree_digest import PREFIX, digest_of
from meydan.store.trust_map import Level, Trusted

if TYPE_CHECKING:  # the registry writes its index
    from meydan.exchange.registry import Registry


@dataclass(frozen=True, slots=True)
class Published:
    """A file of the registry: what is listed of it, and where it lies, from the registry's folder."""

    listed: Listed
    file: str

    @property
    def at(self) -> str:
        """When it was published (RFC 3339, UTC); "" for what was published before that was written down."""
        return str(self.listed.told.get("published", ""))

    def told(self, name: str) -> str:
        """Return one thing that the metadata tells of it."""
        return str(self.listed.told.get(name, ""))


@dataclass(frozen=True, slots=True)
class Shown:
    """A package; `package` and `standing` are not known where its file is not in this folder, or cannot be read."""

    published: Published
    package: Package | None
    standing: Standing | None
    withdrawal: Withdrawal | None

    @property
    def title(self) -> InBoth:
        """What it is called; its id where nothing is told."""
        title = self.published.listed.told.get("title")
        found: Mapping[str, Any] = title if isinstance(title, dict) else {}
        name = self.published.told("id") or self.published.listed.place
        return InBoth(str(found.get("tr", name)), str(found.get("en", name)))


@dataclass(frozen=True, slots=True)
class Listing:
    """All that a registry publishes; packages by name, the newest version first. `until` is when its word ends."""

    city: str
    root: str
    fingerprint: str
    until: datetime
    packages: tuple[Shown, ...]
    evidence: tuple[Published, ...]
    withdrawn: tuple[tuple[Published, Withdrawal], ...]


def listing_of(registry: "Registry") -> Listing:
    """Return what a registry publishes now; StoreError if its metadata cannot be read."""
    root = f"{root_versions(registry.folder)[-1]}.root.json"
    fingerprint = digest_of(read_metadata(registry.folder, root))
    files = {
        place: Published(listed_of(target), f"{TARGETS}/{target.get_prefixed_paths()[0]}")
        for place, target in sorted(registry.targets.targets.items())
    }
    own = _own_copy(registry, fingerprint, files)
    taken_back = {one.place: one for one in withdrawals(own)}
    packages = [_shown(registry, own, one, taken_back) for one in files.values() if one.listed.kind == PACKAGE]
    packages.sort(key=lambda one: version_order(one.published.told("version")), reverse=True)
    packages.sort(key=lambda one: one.published.told("id"))
    return Listing(
        registry.city,
        f"{METADATA}/{root}",
        fingerprint,
        own.good_until,
        tuple(packages),
        tuple(one for one in files.values() if one.listed.kind == EVIDENCE),
        tuple(
            (one, taken_back[one.told("package")])
            for one in files.values()
            if one.listed.kind == WITHDRAWAL and one.told("package") in taken_back
        ),
    )


def _own_copy(registry: "Registry", fingerprint: str, files: Mapping[str, Published]) -> Copy:
    """Return the registry as its own city reads it, so that the same rules give badges here as anywhere."""
    keys = tuple(registry.root.keys[key_id] for key_id in registry.root.roles["targets"].keyids)
    small = {
        place: data
        for place, one in files.items()
        if one.listed.kind != PACKAGE and (data := _data(registry, one)) is not None
    }
    until = min(part.expires for part in (registry.root, registry.targets, registry.snapshot, registry.timestamp))
    own = Trusted(registry.city, fingerprint, f"{registry.city}/", (), Level.EVIDENCE)
    return Copy(own, tuple(one.listed for one in files.values()), (), keys, small, until)


def _shown(registry: "Registry", own: Copy, one: Published, taken_back: Mapping[str, Withdrawal]) -> Shown:
    data = _data(registry, one)
    report = verify(data, [own]) if data is not None else None
    withdrawal = report.withdrawal if report else None
    return Shown(
        one,
        report.package if report else None,
        report.badge.standing if report and report.badge else None,
        withdrawal or taken_back.get(one.listed.place),
    )


def _data(registry: "Registry", one: Published) -> bytes | None:
    """Return a file of the registry if it is here and the one that is listed; a folder may be a part of a mirror."""
    try:
        data = read_target(registry.folder, one.file.removeprefix(f"{TARGETS}/"))
    except StoreError:
        return None
    return data if digest_of(data) == one.listed.digest else None


def sha256(one: Published) -> str:
    """Return the digest of a file as `sha256sum` prints it."""
    return one.listed.digest.removeprefix(PREFIX)


def said(code: str, **values: str) -> InBoth:
    """Return the sentence of a code in both languages."""
    return InBoth(Wording("tr")(code, **values), Wording("en")(code, **values))
