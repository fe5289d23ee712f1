"""A register as tables: CSV of everything, one file a kind, JSON of everything, and the rows of each series."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from meydan.exchange.register.entries import TYPES, Entry, Kind
from meydan.exchange.register.folder import evidence_file
from meydan.exchange.register.register import Register, deployment, product, result

ALL = "data/register.json"


@dataclass(frozen=True, slots=True)
class Series:
    """The current results of one measure at one deployment."""

    where: Entry
    measure: str
    results: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """Its name, which its files have too."""
        return f"{self.where.id}-{self.measure.replace('_', '-')}"

    def file(self, ending: str) -> str:
        """Return the name of one of its files."""
        return f"data/series/{self.name}.{ending}"


def series_of(register: Register) -> list[Series]:
    """Return the series of a register, by deployment and measure."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in register.current("results"):
        found.setdefault((register.above(entry, "deployments").id, result(entry).measure), []).append(entry)
    return [
        Series(register.entries["deployments", where], measure, tuple(entries))
        for (where, measure), entries in sorted(found.items())
    ]


def table_file(kind: Kind) -> str:
    """Return the name of the table of a kind."""
    return f"data/{kind}.csv"


def tables(register: Register) -> dict[str, str]:
    """Return every table of a register by its name: text of CSV or JSON, the same for the same register."""
    rows: dict[Kind, list[dict[str, Any]]] = {kind: [] for kind in TYPES}
    for (kind, _), entry in sorted(register.entries.items()):
        rows[kind].append(_row(register, entry))
    found = {table_file(kind): as_csv(_heads(kind), some) for kind, some in rows.items()}
    found[ALL] = as_json(rows)
    for series in series_of(register):
        numbers = [_series_row(register, entry) for entry in series.results]
        found[series.file("csv")] = as_csv(list(numbers[0]), numbers)
        found[series.file("json")] = as_json(numbers)
    return found


def as_csv(heads: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV: lists with semicolons, nothing for what there is not."""
    out = io.StringIO()
    writer = csv.DictWriter(out, heads, lineterminator="\n")
    writer.writeheader()
    writer.writerows({head: _cell(row[head]) for head in heads} for row in rows)
    return out.getvalue()


def as_json(value: object) -> str:
    """Return a value as JSON that people can read and that compares line by line."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _heads(kind: Kind) -> list[str]:
    heads = ["id"]
    for field in fields(TYPES[kind]):
        is_words = field.name in ("name", "about")
        heads += [f"{field.name}_tr", f"{field.name}_en"] if is_words else [field.name]
    return [*heads, "entered", "supersedes", "reason_tr", "reason_en", "superseded_by"]


def _row(register: Register, entry: Entry) -> dict[str, Any]:
    row: dict[str, Any] = {"id": entry.id}
    for name, value in asdict(entry.what).items():
        row |= {f"{name}_{language}": text for language, text in value.items()} if _is_words(value) else {name: value}
    after = [e.id for e in register.entries.values() if e.kind == entry.kind and e.link.supersedes == entry.id]
    reason = entry.link.reason
    return row | {
        "entered": register.when(entry),
        "supersedes": entry.link.supersedes,
        "reason_tr": reason.tr if reason else "",
        "reason_en": reason.en if reason else "",
        "superseded_by": "".join(after),
    }


def _series_row(register: Register, entry: Entry) -> dict[str, Any]:
    """Return a result with what it is about, so that a row can stand alone."""
    where = register.above(entry, "deployments")
    made = product(register.above(where, "products"))
    about = {"id": entry.id, "city": deployment(where).city, "package": made.package, "version": made.version}
    numbers = {name: value for name, value in asdict(entry.what).items() if name != "deployment"}
    return about | numbers | {"evidence_file": evidence_file(result(entry).evidence), "entered": register.when(entry)}


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and value.keys() == {"tr", "en"}


def _cell(value: object) -> object:
    if isinstance(value, tuple | list):
        return ";".join(map(str, value))
    return "" if value is None else value
