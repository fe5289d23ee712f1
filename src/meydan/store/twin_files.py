"""The files of a twin: whether each is there and is whole XML, before SUMO meets it, which a torn net can crash."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from meydan.city.because import Because, because
from meydan.city.city import Twin

_CHUNK = 1 << 20

Place = tuple[str, tuple[str, ...]]
"""A file of the folder and the keys that lead to the value, none where the file itself is meant."""


def twin_file_faults(folder: Path, twin: Twin) -> Iterator[tuple[Place, int, Because]]:
    """Yield every fault of a twin's files: its place, the line where it is known, and what is wrong."""
    of_key = {"net": [twin.net], "routes": twin.routes, "additional": twin.additional}
    for key, names in of_key.items():
        for name in names:
            if not (folder / name).is_file():
                yield ("city.toml", ("twin", key)), 0, because("city.no_file", name=name)
            elif torn := _torn(folder / name):
                yield (name, ()), *torn


def _torn(file: Path) -> tuple[int, Because] | None:
    """Return where and why a file is no whole XML; None if it is."""
    parser = expat.ParserCreate()
    opener = gzip.open if file.name.endswith(".gz") else open
    try:
        with opener(file, "rb") as read:
            while chunk := read.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        return error.lineno, because("city.not_xml", found=expat.ErrorString(error.code))
    except (OSError, EOFError, zlib.error) as error:
        return 0, because("city.not_xml", found=str(getattr(error, "strerror", None) or error))
    return None
