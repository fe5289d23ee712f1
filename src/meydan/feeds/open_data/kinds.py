"""The open data we know how to read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from meydan.city.errors import Fault, FeedError
from meydan.feeds.open_data import istanbul_density, istanbul_index, izmir_counts, izmir_incidents
from meydan.feeds.open_data.oddities import Oddities
from meydan.feeds.open_data.reading import Published, opened

Records = Callable[[Published, Oddities], Iterator[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of open data: names of its header by our columns, our columns with their types, and how rows are made."""

    known: Mapping[str, Sequence[str]]
    columns: Mapping[str, str]
    records: Records


KINDS: Mapping[str, Kind] = {
    name: Kind(module.KNOWN, module.COLUMNS, module.records)
    for name, module in (
        ("izmir-counts", izmir_counts),
        ("izmir-incidents", izmir_incidents),
        ("istanbul-density", istanbul_density),
        ("istanbul-index", istanbul_index),
    )
}


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read as its kind, with what is odd in it; the latter grows as its rows are read."""

    kind: Kind
    published: Published
    told: Oddities

    def records(self) -> Iterator[tuple[object, ...]]:
        """Yield the rows of the file, its name first."""
        for record in self.kind.records(self.published, self.told):
            yield (self.published.file.name, *record)


def sources(kind: Kind, files: Sequence[Path]) -> list[Source]:
    """Return files as they can be read.

    Raises
    ------
    FeedError
        With every file that cannot be.
    """
    found, faults = [], []
    for file in files:
        told = Oddities()
        one = opened(file, kind.known, told)
        if isinstance(one, Fault):
            faults.append(one)
        else:
            found.append(Source(kind, one, told))
    if faults:
        raise FeedError("open_data.refused", *faults, count=len(faults))
    return found
