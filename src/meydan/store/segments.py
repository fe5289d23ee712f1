"""Segment files: frames of records with checksums, readable up to the last whole frame after any crash.

A segment is `MEYDANLG`, a version (u16) and the number of its first record (u64), then frames. A frame is the length
of its payload, the number of its records, the CRC-32 of the payload and the CRC-32 of these three (four u32, little
endian), then the payload. A frame is written and made durable as one piece, so only the last one can be torn.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from meydan.city.errors import StoreError, fault

_HEAD = struct.Struct("<8sHQ")
_FRAME = struct.Struct("<IIII")
_MAGIC, VERSION = b"MEYDANLG", 1


@dataclass(frozen=True, slots=True)
class Segment:
    """What a look through a segment found: how far it is whole, and which record comes next."""

    first: int
    following: int
    whole_bytes: int
    torn_bytes: int


def segment_path(folder: Path, number: int) -> Path:
    """Return the file of segment `number`."""
    return folder / f"events-{number:08d}.seg"


def list_segments(folder: Path) -> list[Path]:
    """Return the segment files of a log, oldest first."""
    return sorted(folder.glob("events-*.seg"))


def head(first: int) -> bytes:
    """Return the head of a segment whose first record has the number `first`."""
    return _HEAD.pack(_MAGIC, VERSION, first)


def frame(payload: bytes, count: int) -> bytes:
    """Return one frame."""
    start = struct.pack("<III", len(payload), count, zlib.crc32(payload))
    return start + struct.pack("<I", zlib.crc32(start)) + payload


def read_frames(path: Path) -> Iterator[tuple[bytes, int]]:
    """Yield each whole frame's payload and number of records; a torn end is passed over.

    Raises
    ------
    StoreError
        If the file is not a segment, is of another version, or is damaged before its end.
    """
    data = path.read_bytes()
    if len(data) < _HEAD.size:
        return
    _first(data, path)
    at = _HEAD.size
    while found := _frame_at(data, at, path):
        payload, count, at = found
        yield payload, count


def look_through(path: Path) -> Segment:
    """Return how far a segment is whole; raises as `read_frames` does."""
    data = path.read_bytes()
    if len(data) < _HEAD.size:
        return Segment(0, 0, 0, len(data))
    first = following = _first(data, path)
    at = _HEAD.size
    while found := _frame_at(data, at, path):
        _, count, at = found
        following += count
    return Segment(first, following, at, len(data) - at)


def _first(data: bytes, path: Path) -> int:
    magic, version, first = _HEAD.unpack_from(data)
    if magic != _MAGIC:
        raise StoreError("store.damaged", fault(path.name, 0, "store.no_segment"))
    if version != VERSION:
        raise StoreError("store.damaged", fault(path.name, 0, "store.other_version", found=version, expected=VERSION))
    return int(first)


def _frame_at(data: bytes, at: int, path: Path) -> tuple[bytes, int, int] | None:
    """Return payload, count and end of the frame at `at`; None at the end or where the end is torn."""
    if len(data) - at < _FRAME.size:
        return None
    length, count, crc, head_crc = _FRAME.unpack_from(data, at)
    begin, end = at + _FRAME.size, at + _FRAME.size + length
    if zlib.crc32(data[at : begin - 4]) != head_crc:
        if any(data[at:]):
            raise StoreError("store.damaged", fault(path.name, 0, "store.damaged_at", offset=at))
        return None  # the file grew, its bytes never came
    if end > len(data):
        return None
    payload = data[begin:end]
    if zlib.crc32(payload) != crc:
        if end < len(data):
            raise StoreError("store.damaged", fault(path.name, 0, "store.damaged_at", offset=at))
        return None
    return payload, count, end
