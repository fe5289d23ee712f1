"""The register's data as a DCAT-AP 3 catalogue, which a data portal harvests: one dataset a series of results.

A node is a dictionary as JSON-LD writes it, with prefixed names; `turtle` writes the same nodes as Turtle.

References
----------
.. [1] SEMIC, DCAT-AP 3.0.1, https://semiceu.github.io/DCAT-AP/releases/3.0.1/.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from meydan.exchange.register.entries import TYPES, Deployment, Words
from meydan.exchange.register.page_names import page_file
from meydan.exchange.register.register import Register, deployment, party, product
from meydan.exchange.register.tables import ALL, Series, series_of, table_file
from meydan.report.wording import Wording

JSONLD, TURTLE = "catalog.jsonld", "catalog.ttl"

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
PUBLISHERS = {
    "city": "http://purl.org/adms/publishertype/LocalAuthority",
    "company": "http://purl.org/adms/publishertype/Company",
    "university": "http://purl.org/adms/publishertype/Academia-ScientificOrganisation",
    "other": "http://purl.org/adms/publishertype/NonGovernmentalOrganisation",
}
AVAILABLE = f"{AUTHORITY}planned-availability/STABLE"
KEYWORDS = Words("trafik sinyalleri", "traffic signals"), Words("gecikme", "delay")

Node = Mapping[str, Any]


def catalogue(register: Register) -> list[Node]:
    """Return the nodes of the catalogue of a register."""
    series = series_of(register)
    datasets = [_register_dataset(register), *(_series_dataset(register, one) for one in series)]
    head = register.head
    root = {
        "@id": _at(register, "catalog"),
        "@type": "dcat:Catalog",
        "dct:title": _words(head.title),
        "dct:description": _words(head.about),
        "dct:publisher": _id(_publisher(register)),
        "foaf:homepage": {"@id": _at(register, ""), "@type": "foaf:Document"},
        "dct:language": [_id(language) for language in LANGUAGES.values()],
        "dct:license": _id(head.licence),
        "dcat:themeTaxonomy": _id(THEMES),
        "dct:issued": _day(_first(register)),
        "dct:modified": _day(_last(register)),
        "dcat:dataset": [_id(dataset["@id"]) for dataset in datasets],
    }
    if places := {_place_key(deployment(one.where)): deployment(one.where) for one in series}:
        root["dct:spatial"] = [_place(where) for where in places.values()]
    return [root, *datasets, *_known(register)]


def as_jsonld(nodes: Sequence[Node]) -> dict[str, Any]:
    """Return nodes as one document of JSON-LD, its meaning inside."""
    return {"@context": PREFIXES, "@graph": list(nodes)}


def _register_dataset(register: Register) -> dict[str, Any]:
    names = {**{table_file(kind): "csv" for kind in TYPES}, ALL: "json"}
    about = _dataset(register, "register", "results_page.register_data", "results_page.register_about", {})
    return about | {
        "dcat:distribution": [_distribution(register, name, ending) for name, ending in names.items()],
        "dct:temporal": _period(_first(register), _last(register)),
    }


def _series_dataset(register: Register, series: Series) -> dict[str, Any]:
    where = deployment(series.where)
    made = product(register.above(series.where, "products"))
    values = {
        language: {
            "product": f"{made.name.say(language)} {made.version}",
            "measure": Wording(language)(f"results_page.measure_{series.measure}"),
            "city": where.city,
        }
        for language in ("tr", "en")
    }
    return _dataset(register, f"series/{series.name}", "results_page.series", "results_page.series_about", values) | {
        "dcat:distribution": [_distribution(register, series.file(ending), ending) for ending in MEDIA],
        "dct:temporal": _period(where.since, where.until),
        "dct:spatial": _place(where),
    }


def _dataset(
    register: Register, name: str, title: str, about: str, values: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    """Return what all datasets have."""
    said = {
        code: Words(*(Wording(lang)(code, **values.get(lang, {})) for lang in ("tr", "en"))) for code in (title, about)
    }
    publisher = register.newest("parties", register.head.publisher)
    contact: dict[str, Any] = {"@type": "vcard:Kind"}
    if publisher is not None:
        who = party(publisher)
        contact |= {"vcard:fn": _words(who.name), "vcard:hasEmail": _id(f"mailto:{who.email}")}
    return {
        "@id": _at(register, name),
        "@type": "dcat:Dataset",
        "dct:identifier": _at(register, name),
        "dct:title": _words(said[title]),
        "dct:description": _words(said[about]),
        "dct:publisher": _id(_publisher(register)),
        "dcat:contactPoint": contact,
        "dcat:keyword": [word for words in KEYWORDS for word in _words(words)],
        "dcat:theme": _id(TRANSPORT),
        "dct:language": [_id(language) for language in LANGUAGES.values()],
        "dct:issued": _day(_first(register)),
        "dct:modified": _day(_last(register)),
        "dcat:landingPage": {
            "@id": _at(register, page_file(register, register.head.language)),
            "@type": "foaf:Document",
        },
    }


def _distribution(register: Register, name: str, ending: str) -> Node:
    media, kind = MEDIA[ending]
    return {
        "@id": _at(register, f"{name}#distribution"),
        "@type": "dcat:Distribution",
        "dct:title": name.removeprefix("data/"),
        "dct:description": _words(Words(f"{ending.upper()} dosyası", f"{ending.upper()} file")),
        "dcat:accessURL": _id(_at(register, name)),
        "dcat:downloadURL": _id(_at(register, name)),
        "dcat:mediaType": _id(media),
        "dct:format": _id(kind),
        "dct:license": _id(register.head.licence),
        "http://data.europa.eu/r5r/availability": _id(AVAILABLE),
    }


def _known(register: Register) -> list[Node]:
    """Return the nodes that others name: who publishes, and the words of the authorities."""
    nodes: list[Node] = [
        {"@id": TRANSPORT, "@type": "skos:Concept", "skos:prefLabel": _words(Words("Ulaşım", "Transport"))},
        {"@id": THEMES, "@type": "skos:ConceptScheme", "dct:title": _words(Words("Veri konuları", "Data themes"))},
        {"@id": AVAILABLE, "@type": "skos:Concept", "skos:prefLabel": _words(Words("kalıcı", "stable"))},
        {"@id": register.head.licence, "@type": "dct:LicenseDocument"},
        *({"@id": language, "@type": "dct:LinguisticSystem"} for language in LANGUAGES.values()),
    ]
    for media, kind in MEDIA.values():
        nodes += [{"@id": media, "@type": "dct:MediaType"}, {"@id": kind, "@type": "dct:MediaTypeOrExtent"}]
    publisher = register.newest("parties", register.head.publisher)
    if publisher is not None:
        who = party(publisher)
        kind = PUBLISHERS[who.kind]
        label = Wording("en")(f"results_page.party_{who.kind}"), Wording("tr")(f"results_page.party_{who.kind}")
        nodes += [
            {"@id": kind, "@type": "skos:Concept", "skos:prefLabel": _words(Words(label[1], label[0]))},
            {
                "@id": _publisher(register),
                "@type": "foaf:Agent",
                "foaf:name": _words(who.name),
                "dct:type": _id(kind),
                "foaf:homepage": {"@id": who.homepage, "@type": "foaf:Document"},
            },
        ]
    return nodes


def _place(where: Deployment) -> Node:
    place: dict[str, Any] = {"@type": "dct:Location", "rdfs:label": where.city}
    if where.position is not None:
        point = f"POINT({where.position[0]:g} {where.position[1]:g})"
        place["dcat:centroid"] = {"@type": "geo:wktLiteral", "@value": point}
    return place


def _place_key(where: Deployment) -> tuple[Any, ...]:
    return where.city, where.position


def _period(since: str, until: str) -> Node:
    end = {"dcat:endDate": _day(until)} if until else {}
    return {"@type": "dct:PeriodOfTime", "dcat:startDate": _day(since)} | end


def _first(register: Register) -> str:
    return register.journal[0].at[:10]


def _last(register: Register) -> str:
    return register.journal[-1].at[:10]


def _publisher(register: Register) -> str:
    return _at(register, f"parties/{register.head.publisher}")


def _at(register: Register, name: str) -> str:
    """Return the address of something below that of the register."""
    return f"{register.head.address.rstrip('/')}/{name}"


def _id(address: str) -> Node:
    return {"@id": address}


def _day(day: str) -> Node:
    return {"@type": "xsd:date", "@value": day}


def _words(words: Words) -> list[Node]:
    return [{"@language": "tr", "@value": words.tr}, {"@language": "en", "@value": words.en}]
