"""Writes what a register tells the public: data for harvesters, and pages that any web server can show."""

from collections.abc import Mapping
from pathlib import Path

from meydan.city.errors import StoreError
from meydan.city.words import LANGUAGES
from meydan.exchange.register.catalogue import TURTLE, catalogue
from meydan.exchange.register.dcat import JSONLD, PREFIXES, as_jsonld
from meydan.exchange.register.folder import evidence_file
from meydan.exchange.register.page import results_page
from meydan.exchange.register.page_names import page_file
from meydan.exchange.register.publiccode import publiccode, publiccode_file
from meydan.exchange.register.register import Register, product
from meydan.exchange.register.tables import as_json, tables
from meydan.exchange.register.turtle import as_turtle
from meydan.report.wording import Wording
from meydan.store.whole_file import write_whole


def write_exports(register: Register, into: Path) -> list[Path]:
    """Write the catalogue, the tables and the files of the products; return the files, the same for the same register.

    Raises
    ------
    StoreError
        If the register holds nothing yet, or the disk refuses.
    """
    return _write({name: text.encode() for name, text in exports(register).items()}, into)


def write_page(register: Register, folder: Path, into: Path) -> list[Path]:
    """Write the page in both languages with everything it links to; return the files.

    Parameters
    ----------
    folder
        The register's own folder, where the evidence lies.

    Raises
    ------
    StoreError
        If the register holds nothing yet, or a file cannot be read or written.
    """
    found = {name: text.encode() for name, text in exports(register).items()}
    found |= {page_file(register, lang): results_page(register, Wording(lang)).encode() for lang in LANGUAGES}
    try:
        found |= {evidence_file(digest): (folder / evidence_file(digest)).read_bytes() for digest in register.evidence}
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    return _write(found, into)


def exports(register: Register) -> dict[str, str]:
    """Return the text of every file of data by its name; StoreError if the register holds nothing yet."""
    if not register.journal:
        raise StoreError("register.empty")
    nodes = catalogue(register)
    products = [entry for entry in register.current("products") if product(entry).code]
    return {
        JSONLD: as_json(as_jsonld(nodes)),
        TURTLE: as_turtle(nodes, PREFIXES),
        **tables(register),
        **{publiccode_file(entry): publiccode(register, entry) for entry in products},
    }


def _write(found: Mapping[str, bytes], into: Path) -> list[Path]:
    try:
        for name, data in found.items():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(into / name, data)
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    return [into / name for name in found]
