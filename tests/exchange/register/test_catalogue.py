"""The catalogue is DCAT-AP 3, and both ways of writing it say the same."""

import json
from pathlib import Path

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.compare import isomorphic

from meydan.exchange.register.adding import init_register
from meydan.exchange.register.exporting import exports
from meydan.exchange.register.folder import check_register
from meydan.exchange.register.register import Register
from tests.exchange.register.made import HEAD, chain, fill, make_register
from tests.exchange.register.shapes import dcat_faults

DCAT = Namespace("http://www.w3.org/ns/dcat#")
# rdflib's own reader of JSON-LD uses a class that it deprecates itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib", "ignore::DeprecationWarning:pyshacl")


@pytest.fixture(scope="module")
def data(register: Register) -> dict[str, str]:
    return exports(register)


def _graph(text: str, kind: str) -> Graph:
    return Graph().parse(data=text, format=kind)


def test_the_catalogue_keeps_the_shapes_of_dcat_ap_3(data: dict[str, str], shared: Path) -> None:
    assert dcat_faults(_graph(data["catalog.ttl"], "turtle"), shared, "shapes", "range") == set()


def test_of_what_dcat_ap_recommends_only_boxes_of_places_and_types_of_licences_are_left_out(
    data: dict[str, str], shared: Path
) -> None:
    found = dcat_faults(_graph(data["catalog.ttl"], "turtle"), shared, "shapes_recommended")
    assert found <= {
        "Location bbox",
        "Location centroid",
        "LicenseDocument type",
        "PeriodOfTime endDate",
        "Dataset spatial",
    }


def test_a_catalogue_without_publisher_is_seen_to_break_the_shapes(data: dict[str, str], shared: Path) -> None:
    broken = _graph(data["catalog.ttl"], "turtle")
    broken.remove((None, URIRef("http://purl.org/dc/terms/publisher"), None))
    assert "Catalog publisher" in dcat_faults(broken, shared, "shapes")


def test_a_register_without_results_has_a_catalogue_too(tmp_path: Path, shared: Path) -> None:
    init_register(tmp_path / "register", HEAD)
    found = exports(check_register(fill(tmp_path / "register", chain()[:1])))
    assert dcat_faults(_graph(found["catalog.ttl"], "turtle"), shared, "shapes", "range") == set()


def test_turtle_says_what_json_ld_says(data: dict[str, str]) -> None:
    assert isomorphic(_graph(data["catalog.ttl"], "turtle"), _graph(data["catalog.jsonld"], "json-ld"))


def test_every_file_that_the_catalogue_names_is_written(data: dict[str, str]) -> None:
    graph = _graph(data["catalog.jsonld"], "json-ld")
    named = {str(found).removeprefix("https://example.org/results/") for found in graph.objects(None, DCAT.downloadURL)}
    assert len(named) == 9 + 2 * 4
    assert named <= data.keys()


def test_the_same_register_gives_the_same_bytes(tmp_path: Path, data: dict[str, str]) -> None:
    assert exports(check_register(make_register(tmp_path / "again"))) == data


def test_every_result_stands_in_one_dataset(data: dict[str, str]) -> None:
    rows = [
        json.loads(text) for name, text in data.items() if name.startswith("data/series/") and name.endswith("json")
    ]
    ids = sorted(row["id"] for some in rows for row in some)
    assert ids == ["istanbul-street", "istanbul-walkers", "izmir-night-twin", "izmir-twin"]
