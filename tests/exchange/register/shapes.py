"""The shapes of DCAT-AP 3, asked of a catalogue."""

from pathlib import Path

import pyshacl
from rdflib import RDF, Graph, Namespace

SH = Namespace("http://www.w3.org/ns/shacl#")


def dcat_faults(data: Graph, shared: Path, *shapes: str) -> set[str]:
    """Return what shapes find: path and class, as the last parts of their names."""
    rules = Graph()
    for name in shapes:
        rules.parse(shared / "data" / "dcat-ap" / f"{name}.ttl", format="turtle")
    _, report, _ = pyshacl.validate(data, shacl_graph=rules)
    assert isinstance(report, Graph)
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        kind = next(iter(data.objects(report.value(result, SH.focusNode), RDF.type)), "?")
        found.add(f"{_last(kind)} {_last(report.value(result, SH.resultPath))}")
    return found


def _last(name: object) -> str:
    return str(name).replace("#", "/").rsplit("/", maxsplit=1)[-1]
