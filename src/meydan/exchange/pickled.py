"""Finds pickled Python objects, which run code when they are loaded, by what files hold and not by their names.

Nothing is ever unpickled here: `pickletools` only reads the operations. Archives and compressed files are looked into,
up to a bounded number of bytes, so that looking costs little whatever they hold.
"""

import bz2
import io
import lzma
import pickletools
import zipfile
import zlib
from collections.abc import Iterator

_LOOK = 2**20  # bytes of what is inside of an archive or compressed; a file itself is looked at as a whole
_DEPTH = 3
_MEMBERS = 1000
_OPERATIONS = 20_000
_NAMES = {"GLOBAL", "INST", "STACK_GLOBAL"}
_CALLS = {"REDUCE", "INST", "OBJ", "NEWOBJ", "NEWOBJ_EX", "BUILD"}
_PROTOCOLS = (2, 3, 4, 5)
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, RuntimeError)


def is_pickled(data: bytes) -> bool:
    """Say whether a file is a pickle, or holds one: in a zip or npz, as an array of objects, or compressed."""
    return _is_pickled(data, _DEPTH)


def _is_pickled(data: bytes, depth: int) -> bool:
    if data[:1] == b"\x80" and data[1:2] and data[1] in _PROTOCOLS:
        return True
    if data.startswith(b"\x93NUMPY"):
        return b"|O'" in data[:_LOOK]
    if _calls_something(data, cut=depth < _DEPTH and len(data) == _LOOK):
        return True
    return depth > 0 and any(_is_pickled(inner, depth - 1) for inner in _inside(data))


def _calls_something(data: bytes, *, cut: bool) -> bool:
    """Say whether bytes read as a pickle of the old, printable protocols that makes an object.

    Of what was cut off, only the beginning is known: a name to look up is enough there.
    """
    seen: set[str] = set()
    try:
        for number, (operation, _, _) in enumerate(pickletools.genops(data)):
            seen.add(operation.name)
            if operation.name == "STOP":
                return bool(seen & _CALLS)
            if number > _OPERATIONS:
                return True
    except Exception as error:  # noqa: BLE001 - pickletools fails in many ways on what is no pickle
        ended_early = "unknown" not in str(error)
        return cut and ended_early and bool(seen & _NAMES)
    return False


def _inside(data: bytes) -> Iterator[bytes]:
    """Yield the beginning of each member of a zip, or of what is compressed; nothing where it is neither."""
    try:
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for member in archive.infolist()[:_MEMBERS]:
                    with archive.open(member) as read:
                        yield read.read(_LOOK)
        elif data.startswith(b"\x1f\x8b"):
            yield zlib.decompressobj(wbits=31).decompress(data, _LOOK)
        elif data[:1] == b"\x78":
            yield zlib.decompressobj().decompress(data, _LOOK)
        elif data.startswith(b"BZh"):
            yield bz2.BZ2Decompressor().decompress(data, _LOOK)
        elif data.startswith((b"\xfd7zXZ", b"\x5d\x00\x00")):
            yield lzma.LZMADecompressor().decompress(data, _LOOK)
    except _BROKEN:
        return
