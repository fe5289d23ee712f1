"""What every catalogue of ours says in DCAT-AP: prefixes, words of the authorities, and how a node is written.

A node is a dictionary as JSON-LD writes it, with prefixed names.

References
----------
.. [1] SEMIC, DCAT-AP 3.0.1, https://semiceu.github.io/DCAT-AP/releases/3.0.1/.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from meydan.exchange.manifest import InBoth
from meydan.exchange.register.entries import Words

JSONLD = "catalog.jsonld"

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority/"
TRANSPORT = f"{AUTHORITY}data-theme/TRAN"
THEMES = f"{AUTHORITY}data-theme"
LANGUAGES = {"tr": f"{AUTHORITY}language/TUR", "en": f"{AUTHORITY}language/ENG"}
MEDIA = {
    "csv": ("https://www.iana.org/assignments/media-types/text/csv", f"{AUTHORITY}file-type/CSV"),
    "json": ("https://www.iana.org/assignments/media-types/application/json", f"{AUTHORITY}file-type/JSON"),
}
LOCAL_AUTHORITY = "http://purl.org/adms/publishertype/LocalAuthority"
AVAILABLE = f"{AUTHORITY}planned-availability/STABLE"

Node = Mapping[str, Any]


def as_jsonld(nodes: Sequence[Node]) -> dict[str, Any]:
    """Return nodes as one document of JSON-LD, its meaning inside."""
    return {"@context": PREFIXES, "@graph": list(nodes)}


def authority_nodes(media: Iterable[tuple[str, str]]) -> list[Node]:
    """Return the nodes of the authorities' words, with those of the types of media that are used."""
    nodes: list[Node] = [
        {"@id": TRANSPORT, "@type": "skos:Concept", "skos:prefLabel": in_both(Words("Ulaşım", "Transport"))},
        {"@id": THEMES, "@type": "skos:ConceptScheme", "dct:title": in_both(Words("Veri konuları", "Data themes"))},
        {"@id": AVAILABLE, "@type": "skos:Concept", "skos:prefLabel": in_both(Words("kalıcı", "stable"))},
        *({"@id": language, "@type": "dct:LinguisticSystem"} for language in LANGUAGES.values()),
    ]
    for kind, file in media:
        nodes += [{"@id": kind, "@type": "dct:MediaType"}, {"@id": file, "@type": "dct:MediaTypeOrExtent"}]
    return nodes


def named(address: str) -> Node:
    """Return the node that an address names."""
    return {"@id": address}


def on_day(day: str) -> Node:
    """Return a day ("YYYY-MM-DD")."""
    return {"@type": "xsd:date", "@value": day}


def in_both(words: Words | InBoth) -> list[Node]:
    """Return words in both languages."""
    return [{"@language": "tr", "@value": words.tr}, {"@language": "en", "@value": words.en}]
