"""Tables of text as cities publish them: UTF-8 or Windows-1254, commas or semicolons, plain or gzip."""

import codecs
import csv
import gzip
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from meydan.city.errors import Fault, FeedError, fault
from meydan.feeds.open_data.oddities import Oddities, RowOddities

TURKISH = "cp1254"
_MOJIBAKE = ("Ã¼", "Ã¶", "Ã§", "Ä±", "Ä°", "ÄŸ", "ÅŸ", "Å\x9f", "Ä\x9f", "Ã\x87", "Ã\x9c", "Ã\x96", "\ufffd")
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Published:
    """A file opened: its bytes and their encoding, and where each column we know stands in a row."""

    file: Path
    content: bytes
    encoding: str
    delimiter: str
    places: Mapping[str, int]
    width: int


def opened(file: Path, known: Mapping[str, Sequence[str]], told: Oddities) -> Published | Fault:
    """Return a file as it can be read, or what is wrong with it as a whole.

    `known` gives the names in the header that each of our columns may have; columns that nobody knows are told.
    """
    try:
        content = file.read_bytes()
        if content.startswith(_GZIP):
            content = gzip.decompress(content)
    except FileNotFoundError:
        return fault(str(file), 0, "logs.no_file")
    except (OSError, EOFError) as error:
        return fault(str(file), 0, "open_data.unreadable", why=str(error))
    if content.startswith(b"PK"):
        return fault(str(file), 0, "open_data.workbook")
    encoding = _encoding(content, told)
    head = content.split(b"\n", 1)[0].decode(encoding, errors="replace")
    delimiter = ";" if head.count(";") > head.count(",") else ","
    if delimiter == ";":
        told.meet("oddity.semicolons", 1)
    header = next(csv.reader(io.StringIO(head), delimiter=delimiter), [])
    plain = {_plain(name): place for place, name in reversed(list(enumerate(header)))}
    places = {
        column: plain[next(name for name in names if name in plain)]
        for column, names in known.items()
        if any(name in plain for name in names)
    }
    if missing := [column for column in known if column not in places]:
        return fault(str(file), 1, "logs.no_columns", missing=", ".join(missing), found=", ".join(header))
    for place, name in enumerate(header):
        if place not in places.values() and name.strip():
            told.meet("oddity.unknown_column", 1, name)
    return Published(file, content, encoding, delimiter, places, len(header))


class _Reader(Protocol):
    """What reads lines of CSV and knows how many it has read."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...


Row = tuple[RowOddities, dict[str, str] | None]
"""What is odd in a row, and its text by column; None if its fields cannot be told apart."""


def rows_of(published: Published, told: Oddities) -> Iterator[Row]:
    """Yield the rows of a file, their text without space around it."""
    text = io.TextIOWrapper(io.BytesIO(published.content), published.encoding, errors="replace", newline="")
    reader = csv.reader(text, delimiter=published.delimiter)
    next(reader, None)
    for fields in _fields(reader, published.file):
        if not fields:
            continue
        odd = RowOddities(told, reader.line_num)
        if len(fields) > published.width and not any(field.strip() for field in fields[published.width :]):
            odd.meet("oddity.trailing_separator")
        elif len(fields) != published.width:
            odd.meet("oddity.fields", published.delimiter.join(fields)[:80])
            yield odd, None
            continue
        if any(sign in field for field in fields for sign in _MOJIBAKE):
            odd.meet("oddity.mojibake", next(f for f in fields if any(sign in f for sign in _MOJIBAKE)))
        yield odd, {column: fields[place].strip() for column, place in published.places.items()}


def _fields(reader: "_Reader", file: Path) -> Iterator[list[str]]:
    """Yield the fields of each line; a quotation that never ends is a fault of the file as a whole."""
    try:
        yield from reader
    except csv.Error as error:
        wrong = fault(str(file), reader.line_num, "open_data.unreadable", why=str(error))
        raise FeedError("open_data.refused", wrong, count=1) from error


def _encoding(content: bytes, told: Oddities) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        told.meet("oddity.cp1254", 1)
        return TURKISH
    if content.startswith(codecs.BOM_UTF8):
        told.meet("oddity.byte_order_mark", 1)
    return "utf-8-sig"


def _plain(name: str) -> str:
    """Return the name of a column in small letters without spaces and dots; Turkish letters stay."""
    lowered = name.replace("İ", "i").replace("I", "ı").lower().replace("ı", "i")
    return "".join(letter for letter in lowered if letter.isalnum())
