"""The catalogue of a registry is DCAT-AP 3, wherever the registry is served from."""

from pathlib import Path

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from meydan.exchange.registry import open_registry
from tests.exchange.makings import City, archive_of
from tests.exchange.register.shapes import dcat_faults

DCAT = Namespace("http://www.w3.org/ns/dcat#")
WHERE = "https://izmir.example/meydan/"
# rdflib's own reader of JSON-LD uses a class that it deprecates itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:pyshacl")


def graph_of(city: City) -> Graph:
    text = (city.folder / "catalog.jsonld").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="json-ld", base=f"{WHERE}catalog.jsonld")


def test_the_catalogue_keeps_the_shapes_of_dcat_ap_3(izmir: City, shared: Path) -> None:
    izmir.publish(open_registry(izmir.folder), {"q.meydan": archive_of(izmir, "1.3.0")})
    found = graph_of(izmir)
    assert len(set(found.subjects(RDF.type, DCAT.Dataset))) == 2
    assert dcat_faults(found, shared, "shapes", "range") == set()
    found.remove((None, URIRef("http://purl.org/dc/terms/publisher"), None))
    assert "Catalog publisher" in dcat_faults(found, shared, "shapes")


def test_a_registry_without_packages_has_a_catalogue_too(tmp_path: Path, shared: Path) -> None:
    city = City("koeln", tmp_path / "koeln")
    city.begin()
    assert dcat_faults(graph_of(city), shared, "shapes", "range") == set()


def test_what_the_catalogue_offers_lies_in_the_registry(izmir: City) -> None:
    named = [str(found).removeprefix(WHERE) for found in graph_of(izmir).objects(None, DCAT.downloadURL)]
    assert [(izmir.folder / name).read_bytes() for name in named] == [archive_of(izmir)]
