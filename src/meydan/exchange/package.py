"""A package: its files, what its manifest says, and the digest of its content that evidence is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from meydan.city.errors import Fault, PackageError
from meydan.exchange.manifest import CONTENT, FILE, Kind, Manifest
from meydan.exchange.manifest_schema import read_manifest
from meydan.exchange.package_rules import file_faults, manifest_faults
from meydan.store.package_zip import pack, read_archive, read_tree, unpack, write_file
from meydan.store.tree_digest import digest_of, digest_of_files


@dataclass(frozen=True)
class Package:
    """A package whose shape is sound. Whether to believe it is another question: `verify` answers that."""

    manifest: Manifest
    files: Mapping[str, bytes]

    @cached_property
    def content(self) -> Mapping[str, bytes]:
        """The files that evidence is about, by their names."""
        return content_of(self.manifest.kind, self.files)

    @cached_property
    def digest(self) -> str:
        """The digest of the content, which stays the same when cards, evidence or licences change."""
        return digest_of_files({name: digest_of(data) for name, data in self.content.items()})


@dataclass(frozen=True, slots=True)
class Read:
    """What came of reading a package: the package if its manifest could be read, and all that is wrong with it."""

    package: Package | None
    faults: tuple[Fault, ...]


def content_of(kind: Kind, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return the files of a package that are its content."""
    places = CONTENT[kind]
    return {name: data for name, data in files.items() if name in places or name.partition("/")[0] + "/" in places}


def read_files(files: Mapping[str, bytes]) -> Read:
    """Return the package that these files are, with all their faults."""
    faults = file_faults(files)
    manifest = read_manifest(files[FILE]) if FILE in files else ()
    if not isinstance(manifest, Manifest):
        return Read(None, (*faults, *manifest))
    return Read(Package(manifest, files), (*faults, *manifest_faults(manifest, files)))


def read_package(data: bytes) -> Read:
    """Return the package in an archive, with all that is wrong with the archive, or with its files."""
    unpacked = unpack(data)
    return Read(None, unpacked.faults) if unpacked.faults else read_files(unpacked.files)


def get_package(file: Path) -> Package:
    """Return the package in a file; PackageError with all its faults if it has any."""
    return _sound(read_package(read_archive(file)))


def get_folder(folder: Path, *, finished: bool = True) -> Package:
    """Return the package that a folder holds; PackageError with all its faults.

    Where it is not `finished`, only the manifest must be sound: evidence is signed before everything is there.
    """
    read = read_files(read_tree(folder))
    return read.package if read.package and not finished else _sound(read)


def build_package(package: Package, into: Path) -> None:
    """Write the archive of a package, the same bytes whenever and wherever; PackageError if the disk refuses."""
    write_file(into, pack(package.files))


def _sound(read: Read) -> Package:
    if read.package is None or read.faults:
        raise PackageError("package.refused", *read.faults, count=len(read.faults))
    return read.package
