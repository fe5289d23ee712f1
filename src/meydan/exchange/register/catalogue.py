"""The register's data as a DCAT-AP 3 catalogue, which a data portal harvests: one dataset a series of results.

A node is a dictionary as JSON-LD writes it, with prefixed names; `turtle` writes the same nodes as Turtle.

References
----------
.. [1] SEMIC, DCAT-AP 3.0.1, https://semiceu.github.io/DCAT-AP/releases/3.0.1/.
"""

from collections.abc import Mapping
from typing import Any

from meydan.exchange.register.dcat import (
    AVAILABLE,
    LANGUAGES,
    LOCAL_AUTHORITY,
    MEDIA,
    THEMES,
    TRANSPORT,
    Node,
    authority_nodes,
    in_both,
    named,
    on_day,
)
from meydan.exchange.register.entries import TYPES, Deployment, Words
from meydan.exchange.register.page_names import page_file
from meydan.exchange.register.register import Register, deployment, party, product
from meydan.exchange.register.tables import ALL, Series, series_of, table_file
from meydan.report.wording import Wording

TURTLE = "catalog.ttl"

PUBLISHERS = {
    "city": LOCAL_AUTHORITY,
    "company": "http://purl.org/adms/publishertype/Company",
    "university": "http://purl.org/adms/publishertype/Academia-ScientificOrganisation",
    "other": "http://purl.org/adms/publishertype/NonGovernmentalOrganisation",
}
KEYWORDS = Words("trafik sinyalleri", "traffic signals"), Words("gecikme", "delay")


def catalogue(register: Register) -> list[Node]:
    """Return the nodes of the catalogue of a register."""
    series = series_of(register)
    datasets = [_register_dataset(register), *(_series_dataset(register, one) for one in series)]
    head = register.head
    root = {
        "@id": _at(register, "catalog"),
        "@type": "dcat:Catalog",
        "dct:title": in_both(head.title),
        "dct:description": in_both(head.about),
        "dct:publisher": named(_publisher(register)),
        "foaf:homepage": {"@id": _at(register, ""), "@type": "foaf:Document"},
        "dct:language": [named(language) for language in LANGUAGES.values()],
        "dct:license": named(head.licence),
        "dcat:themeTaxonomy": named(THEMES),
        "dct:issued": on_day(_first(register)),
        "dct:modified": on_day(_last(register)),
        "dcat:dataset": [named(dataset["@id"]) for dataset in datasets],
    }
    if places := {_place_key(deployment(one.where)): deployment(one.where) for one in series}:
        root["dct:spatial"] = [_place(where) for where in places.values()]
    return [root, *datasets, *_known(register)]


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
        contact |= {"vcard:fn": in_both(who.name), "vcard:hasEmail": named(f"mailto:{who.email}")}
    return {
        "@id": _at(register, name),
        "@type": "dcat:Dataset",
        "dct:identifier": _at(register, name),
        "dct:title": in_both(said[title]),
        "dct:description": in_both(said[about]),
        "dct:publisher": named(_publisher(register)),
        "dcat:contactPoint": contact,
        "dcat:keyword": [word for words in KEYWORDS for word in in_both(words)],
        "dcat:theme": named(TRANSPORT),
        "dct:language": [named(language) for language in LANGUAGES.values()],
        "dct:issued": on_day(_first(register)),
        "dct:modified": on_day(_last(register)),
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
        "dct:description": in_both(Words(f"{ending.upper()} dosyası", f"{ending.upper()} file")),
        "dcat:accessURL": named(_at(register, name)),
        "dcat:downloadURL": named(_at(register, name)),
        "dcat:mediaType": named(media),
        "dct:format": named(kind),
        "dct:license": named(register.head.licence),
        "http://data.europa.eu/r5r/availability": named(AVAILABLE),
    }


def _known(register: Register) -> list[Node]:
    """Return the nodes that others name: who publishes, and the words of the authorities."""
    nodes = [{"@id": register.head.licence, "@type": "dct:LicenseDocument"}, *authority_nodes(MEDIA.values())]
    publisher = register.newest("parties", register.head.publisher)
    if publisher is not None:
        who = party(publisher)
        kind = PUBLISHERS[who.kind]
        label = Wording("en")(f"results_page.party_{who.kind}"), Wording("tr")(f"results_page.party_{who.kind}")
        nodes += [
            {"@id": kind, "@type": "skos:Concept", "skos:prefLabel": in_both(Words(label[1], label[0]))},
            {
                "@id": _publisher(register),
                "@type": "foaf:Agent",
                "foaf:name": in_both(who.name),
                "dct:type": named(kind),
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
    end = {"dcat:endDate": on_day(until)} if until else {}
    return {"@type": "dct:PeriodOfTime", "dcat:startDate": on_day(since)} | end


def _first(register: Register) -> str:
    return register.journal[0].at[:10]


def _last(register: Register) -> str:
    return register.journal[-1].at[:10]


def _publisher(register: Register) -> str:
    return _at(register, f"parties/{register.head.publisher}")


def _at(register: Register, name: str) -> str:
    """Return the address of something below that of the register."""
    return f"{register.head.address.rstrip('/')}/{name}"
