"""Segment files: frames of records with checksums, readable up to the last whole frame after any crash.

A segment is `MEYDANLG`, a version (u16), the number of its first record (u64) and the CRC-32 of these (u32), then
frames. A frame is the length of its payload, the number of its records, the CRC-32 of the payload and the CRC-32 of
these three (four u32), then the payload; all little endian. A frame is written and made durable as one piece before
the next one begins, so only the last one can be torn: damage with a whole frame after it is an error.
"""

import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from meydan.city.errors import StoreError, fault

_HEAD = struct.Struct("<8sHQI")
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
    return sorted(folder.glob(f"events-{'[0-9]' * 8}.seg"))


def number_of(segment: Path) -> int:
    """Return the number of a segment file."""
    return int(segment.stem.removeprefix("events-"))


def sync_folder(folder: Path) -> None:
    """Make the names of a folder's new files durable too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def head(first: int) -> bytes:
    """Return the head of a segment whose first record has the number `first`."""
    start = struct.pack("<8sHQ", _MAGIC, VERSION, first)
    return start + struct.pack("<I", zlib.crc32(start))


def frame(payload: bytes, count: int) -> bytes:
    """Return one frame."""
    start = struct.pack("<III", len(payload), count, zlib.crc32(payload))
    return start + struct.pack("<I", zlib.crc32(start)) + payload


def read_frames(path: Path) -> Iterator[tuple[bytes, int]]:
    """Yield each whole frame's payload and the number of its first record; a torn end is passed over.

    Raises
    ------
    StoreError
        If the file is not a segment, is of another version, or is damaged before its end.
    """
    data = _bytes_of(path)
    number = _first(data, path)
    if number is None:
        return
    at = _HEAD.size
    while found := _frame_at(data, at, path):
        payload, count, at = found
        yield payload, number
        number += count


def whole_frames(path: Path, at: int) -> tuple[list[bytes], int]:
    """Return the payloads of the frames that are whole from byte `at` on, and where the next one will begin.

    It is for a segment that is being written; 0 is its beginning. Raises as `read_frames` does.
    """
    try:
        with path.open("rb") as read:
            read.seek(at)
            data = read.read()
    except OSError as error:
        raise StoreError("store.unusable", fault(path.name, 0, "store.disk", error=str(error))) from error
    begin = 0
    if at == 0:
        if _first(data, path) is None:
            return [], 0
        begin = _HEAD.size
    payloads = []
    while found := _whole_frame(data, begin):
        payload, _, begin = found
        payloads.append(payload)
    return payloads, at + begin


def look_through(path: Path) -> Segment:
    """Return how far a segment is whole; raises as `read_frames` does."""
    data = _bytes_of(path)
    first = following = _first(data, path)
    if first is None or following is None:
        return Segment(0, 0, 0, len(data))
    at = _HEAD.size
    while found := _frame_at(data, at, path):
        _, count, at = found
        following += count
    return Segment(first, following, at, len(data) - at)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError("store.unusable", fault(path.name, 0, "store.disk", error=str(error))) from error


def _first(data: bytes, path: Path) -> int | None:
    """Return the number of a segment's first record; None if not even its head was written."""
    start = data[: _HEAD.size]
    if not any(start) or (len(start) < _HEAD.size and start[:8] == _MAGIC[: len(start)]):
        _no_frame_from(data, 0, path)
        return None
    magic, version, first, crc = _HEAD.unpack(start.ljust(_HEAD.size, b"\0"))
    if magic != _MAGIC:
        raise StoreError("store.damaged", fault(path.name, 0, "store.no_segment"))
    if version != VERSION:
        raise StoreError("store.damaged", fault(path.name, 0, "store.other_version", found=version, expected=VERSION))
    if zlib.crc32(start[:-4]) != crc:
        raise StoreError("store.damaged", fault(path.name, 0, "store.damaged_at", offset=0))
    return int(first)


def _frame_at(data: bytes, at: int, path: Path) -> tuple[bytes, int, int] | None:
    """Return payload, count and end of the frame at `at`; None at the end or where the end is torn."""
    if at == len(data):
        return None
    if found := _whole_frame(data, at):
        return found
    _no_frame_from(data, at + 1, path, damaged_at=at)
    return None


def _whole_frame(data: bytes, at: int) -> tuple[bytes, int, int] | None:
    """Return payload, count and end of the frame at `at` if all of it is there and its checksums are right."""
    begin = at + _FRAME.size
    if begin > len(data):
        return None
    length, count, crc, head_crc = _FRAME.unpack_from(data, at)
    if begin + length > len(data) or zlib.crc32(data[at : begin - 4]) != head_crc:
        return None
    payload = data[begin : begin + length]
    return (payload, count, begin + length) if zlib.crc32(payload) == crc else None


def _no_frame_from(data: bytes, at: int, path: Path, damaged_at: int = 0) -> None:
    """Raise if a whole frame lies anywhere from `at` on: then what comes before it is damaged, not torn."""
    if any(_whole_frame(data, i) for i in range(at, len(data) - _FRAME.size)):
        raise StoreError("store.damaged", fault(path.name, 0, "store.damaged_at", offset=damaged_at))
