"""Tables and files of products: everything of the register, for whoever computes with it."""

import csv
import io
import json
from dataclasses import replace

from meydan.exchange.register.entries import TYPES, Entry, Superseding, Words
from meydan.exchange.register.publiccode import as_yaml, publiccode
from meydan.exchange.register.register import Register, result
from meydan.exchange.register.tables import ALL, table_file, tables


def test_the_tables_hold_every_entry_superseded_ones_too(register: Register) -> None:
    old = register.entries["results", "izmir-twin"]
    new = Entry("results", "later", old.what, Superseding(old.id, Words("yeniden", "again")))
    found = tables(replace(register, entries={**register.entries, ("results", "later"): new}))
    rows = {kind: list(csv.DictReader(io.StringIO(found[table_file(kind)]))) for kind in TYPES}
    assert sum(map(len, rows.values())) == len(register.entries) + 1
    was = next(row for row in rows["results"] if row["id"] == "izmir-twin")
    assert (was["superseded_by"], float(was["change"])) == ("later", result(old).change)
    told = json.loads(found[ALL])
    assert {kind: len(some) for kind, some in told.items()} == {kind: len(some) for kind, some in rows.items()}
    parties = next(row for row in rows["protocols"])["parties"]
    assert parties == "izmir;istanbul"


def test_a_product_has_what_publiccode_asks_for(register: Register) -> None:
    text = publiccode(register, register.entries["products", "main-street"])
    keys = [line.split(":")[0] for line in text.splitlines() if line[0] not in " -"]
    assert {"publiccodeYmlVersion", "name", "url", "releaseDate", "platforms", "categories"} < set(keys)
    assert {"developmentStatus", "softwareType", "description", "legal", "maintenance", "localisation"} < set(keys)
    assert 'developmentStatus: "stable"' in text
    long = [line.partition(": ")[2] for line in text.splitlines() if "longDescription" in line]
    assert len(long) == 2
    assert all(150 <= len(one) <= 10_000 for one in long)
    short = [line.partition(": ")[2] for line in text.splitlines() if "shortDescription" in line]
    assert all(len(json.loads(one)) <= 150 for one in short)


def test_yaml_is_written_so_that_no_text_means_something_else() -> None:
    assert as_yaml({"a": "no: #1", "b": {"c": ["x", True]}, "d": [{"e": "1", "f": 'q"'}]}) == (
        'a: "no: #1"\nb:\n  c:\n    - "x"\n    - true\nd:\n  - e: "1"\n    f: "q\\""\n'
    )
