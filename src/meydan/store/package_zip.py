"""The archive of a package: one tree of files has one archive, byte for byte, and reading one trusts nothing in it.

Entries are stored as they are, sorted by the bytes of their names, with one fixed stamp. Nothing is compressed: what
zlib makes differs from build to build, and what is not compressed cannot swell. An archive is good only if packing
what was read gives the same bytes again, so nothing can hide in it.
"""

import io
import shutil
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from meydan.city.errors import Fault, PackageError, fault
from meydan.store.whole_file import write_whole

LARGEST = 200 * 2**20  # bytes of all files together
MOST_FILES = 5000
LONGEST_NAME = 200  # bytes

_STAMP = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell
_MODE = 0o100644 << 16
_LINK, _KIND = 0o120000, 0o170000
_END, _ENTRY = 22, 46  # bytes of the record that ends a zip, and of an entry in its directory without the name
_CHUNK = 2**20
_BROKEN = (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The files of an archive by their names with `/` between folders, and all that is wrong with the archive."""

    files: Mapping[str, bytes]
    faults: tuple[Fault, ...]


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return the one archive of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files, key=lambda name: name.encode()):
            info = zipfile.ZipInfo(name, _STAMP)
            info.create_system, info.external_attr = 3, _MODE
            archive.writestr(info, files[name])
    return out.getvalue()


def unpack(data: bytes) -> Unpacked:
    """Return the files of an archive with all its faults; nothing is written, and no size it tells of is believed."""
    directory = int.from_bytes(data[-10:-6], "little") if data[-_END:].startswith(b"PK\x05\x06") else -1
    if data[-_END - 20 : -_END - 16] == b"PK\x06\x07":  # a locator of ZIP64 would tell of another directory
        directory = -1
    if not 0 <= directory <= MOST_FILES * (_ENTRY + LONGEST_NAME):  # before anything is made of its entries
        return Unpacked({}, (fault("", 0, "package.no_archive", most=MOST_FILES),))
    files: dict[str, bytes] = {}
    faults: list[Fault] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            faults += _entry_faults(archive.infolist())
            if not faults:
                files = dict(_contents(archive))
    except _BROKEN as error:
        faults.append(fault("", 0, "package.damaged", found=str(error)[:200]))
    if not faults and pack(files) != data:
        faults.append(fault("", 0, "package.not_canonical"))
    return Unpacked(files, tuple(faults))


def name_faults(names: list[str]) -> list[Fault]:
    """Return what is wrong with the names of files: whatever could lead outside, or be two files in one place."""
    faults = [fault(name, 0, code) for name in names if (code := _name_code(name))]
    seen: dict[str, str] = {}
    for name in names:
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            faults.append(fault(name, 0, "package.same_name", other=seen[folded]))
        seen[folded] = name
    folders = {folded.rsplit("/", depth)[0] for folded in seen for depth in range(1, folded.count("/") + 1)}
    faults += [
        fault(seen[name], 0, "package.same_name", other=f"{seen[name]}/") for name in sorted(folders & set(seen))
    ]
    if len(names) > MOST_FILES:
        faults.append(fault("", 0, "package.many_files", count=len(names), most=MOST_FILES))
    return faults


def read_archive(file: Path) -> bytes:
    """Return the bytes of an archive; PackageError if it cannot be read or is larger than one may be."""
    most = LARGEST + MOST_FILES * 2 * (_ENTRY + LONGEST_NAME) + _END
    try:
        with file.open("rb") as read:
            data = read.read(most + 1)
    except OSError as error:
        raise PackageError("package.unreadable", fault(str(file), 0, "store.disk", error=str(error))) from None
    if len(data) > most:
        raise PackageError("package.refused", fault(file.name, 0, "package.large", most=LARGEST // 2**20), count=1)
    return data


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by their names.

    Raises
    ------
    PackageError
        If it cannot be read, a link or an odd name lies in it, or it is larger than a package may be.
    """
    faults: list[Fault] = []
    files: dict[str, bytes] = {}
    try:
        found = sorted(folder.rglob("*")) if folder.is_dir() else []
        faults += [fault(_within(folder, path), 0, "package.link") for path in found if path.is_symlink()]
        paths = {_within(folder, path): path for path in found if path.is_file() and not path.is_symlink()}
        faults += name_faults(list(paths))
        if sum(path.stat().st_size for path in paths.values()) > LARGEST:
            faults.append(fault("", 0, "package.large", most=LARGEST // 2**20))
        if not faults:
            files = {name: path.read_bytes() for name, path in paths.items()}
    except OSError as error:
        raise PackageError("package.unreadable", fault(str(folder), 0, "store.disk", error=str(error))) from None
    if not paths and not faults:
        faults.append(fault("", 0, "package.empty"))
    if faults:
        raise PackageError("package.refused", *faults, count=len(faults))
    return files


def write_file(file: Path, data: bytes) -> None:
    """Write an archive or an envelope, whole or not at all; PackageError if the disk refuses."""
    try:
        write_whole(file, data)
    except OSError as error:
        raise PackageError("package.unwritable", fault(str(file), 0, "store.disk", error=str(error))) from None


def write_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that is not there yet, all of them or none.

    Raises
    ------
    PackageError
        If a name leads outside, something is there already, or the disk refuses.
    """
    if faults := name_faults(list(files)):
        raise PackageError("package.refused", *faults, count=len(faults))
    if folder.exists():
        raise PackageError("package.in_use", folder=str(folder))
    part = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        for name, content in files.items():
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(part / name, content)
        part.rename(folder)
    except OSError as error:
        raise PackageError("package.unwritable", fault(str(folder), 0, "store.disk", error=str(error))) from None


def _entry_faults(entries: list[zipfile.ZipInfo]) -> list[Fault]:
    faults = name_faults([entry.orig_filename for entry in entries])
    for entry in entries:
        if (entry.external_attr >> 16) & _KIND == _LINK:
            faults.append(fault(entry.orig_filename, 0, "package.link"))
        if entry.compress_type != zipfile.ZIP_STORED:
            faults.append(fault(entry.orig_filename, 0, "package.compressed"))
    return faults


def _contents(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield each file, counting the bytes that really come: entries may lie about their sizes, or share their bytes."""
    left = LARGEST
    for entry in archive.infolist():
        parts = []
        with archive.open(entry) as read:
            while part := read.read(_CHUNK):
                left -= len(part)
                if left < 0:
                    raise zipfile.BadZipFile(f"more than {LARGEST} bytes")
                parts.append(part)
        yield entry.filename, b"".join(parts)


def _name_code(name: str) -> str:
    """Return the code of what is wrong with one name, "" if nothing is."""
    parts = name.split("/")
    if name.startswith("/") or "\\" in name or ":" in name or ".." in parts:
        return "package.outside"
    hidden = any(part.startswith(".") or part.endswith((".", " ")) or not part for part in parts)
    odd = unicodedata.normalize("NFC", name) != name or not name.isprintable()
    return "package.odd_name" if hidden or odd or len(name.encode("utf-8", "replace")) > LONGEST_NAME else ""


def _within(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()
