"""A registry's packages as a DCAT-AP 3 catalogue, which a data portal harvests: one dataset a package.

Addresses in it are relative: they hold wherever the registry is served from. What was withdrawn is not offered.
"""

from typing import Any
from urllib.parse import quote

from meydan.exchange.index.listing import Listing, Shown, said
from meydan.exchange.manifest import InBoth
from meydan.exchange.register.dcat import (
    AUTHORITY,
    AVAILABLE,
    LANGUAGES,
    LOCAL_AUTHORITY,
    THEMES,
    TRANSPORT,
    Node,
    as_jsonld,
    authority_nodes,
    in_both,
    named,
    on_day,
)
from meydan.exchange.register.tables import as_json
from meydan.report.wording import Wording

ZIP = ("https://www.iana.org/assignments/media-types/application/zip", f"{AUTHORITY}file-type/ZIP")
LICENCES = "https://spdx.org/licenses/"
HOME, CATALOGUE, PUBLISHER = "index.html", "#catalog", "#publisher"


def catalogue_text(listing: Listing) -> str:
    """Return `catalog.jsonld`."""
    offered = [one for one in listing.packages if one.withdrawal is None and one.package is not None]
    licences = {str(one.package.manifest.licence) for one in offered if one.package is not None}
    nodes = [
        _catalogue(listing, offered),
        *(_dataset(one) for one in offered),
        *({"@id": _licence(one), "@type": "dct:LicenseDocument"} for one in sorted(licences)),
        *authority_nodes([ZIP]),
        {
            "@id": LOCAL_AUTHORITY,
            "@type": "skos:Concept",
            "skos:prefLabel": in_both(said("results_page.party_city")),
        },
        {
            "@id": PUBLISHER,
            "@type": "foaf:Agent",
            "foaf:name": listing.city,
            "dct:type": named(LOCAL_AUTHORITY),
        },
    ]
    return as_json(as_jsonld(nodes))


def _catalogue(listing: Listing, offered: list[Shown]) -> Node:
    days = sorted(one.published.at[:10] for one in offered if one.published.at)
    dated = {"dct:issued": on_day(days[0]), "dct:modified": on_day(days[-1])} if days else {}
    return {
        "@id": CATALOGUE,
        "@type": "dcat:Catalog",
        "dct:title": in_both(said("registry_page.title", city=listing.city)),
        "dct:description": in_both(said("registry_page.about")),
        "dct:publisher": named(PUBLISHER),
        "foaf:homepage": {"@id": HOME, "@type": "foaf:Document"},
        "dct:language": [named(language) for language in LANGUAGES.values()],
        "dcat:themeTaxonomy": named(THEMES),
        "dcat:dataset": [named(_address(one)) for one in offered],
        **dated,
    }


def _dataset(shown: Shown) -> Node:
    one, package = shown.published, shown.package
    assert package is not None
    manifest = package.manifest
    contact: dict[str, Any] = {"@type": "vcard:Kind", "vcard:fn": manifest.origin}
    if "@" in manifest.contact and "://" not in manifest.contact:
        contact["vcard:hasEmail"] = named(f"mailto:{manifest.contact}")
    return {
        "@id": _address(shown),
        "@type": "dcat:Dataset",
        "dct:identifier": one.listed.place,
        "dct:title": in_both(shown.title),
        "dct:description": in_both(_about(shown)),
        "dct:publisher": named(PUBLISHER),
        "dcat:contactPoint": contact,
        "dcat:version": manifest.version,
        "dcat:keyword": in_both(said("registry_page.keyword")),
        "dcat:theme": named(TRANSPORT),
        "dct:language": [named(language) for language in LANGUAGES.values()],
        "dcat:landingPage": {"@id": HOME, "@type": "foaf:Document"},
        "dcat:distribution": [_distribution(shown, manifest.licence)],
        **({"dct:issued": on_day(one.at[:10])} if one.at else {}),
    }


def _distribution(shown: Shown, licence: str) -> Node:
    one = shown.published
    return {
        "@id": f"{one.file}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": one.listed.place,
        "dct:description": in_both(said("registry_page.archive")),
        "dcat:accessURL": named(one.file),
        "dcat:downloadURL": named(one.file),
        "dcat:mediaType": named(ZIP[0]),
        "dct:format": named(ZIP[1]),
        "dct:license": named(_licence(licence)),
        "http://data.europa.eu/r5r/availability": named(AVAILABLE),
    }


def _about(shown: Shown) -> InBoth:
    package = shown.package
    assert package is not None
    kind = f"package.kind_{package.manifest.kind.replace('-', '_')}"
    holds, version = said(kind), package.manifest.version
    return InBoth(
        Wording("tr")("registry_page.dataset_about", kind=holds.tr, version=version),
        Wording("en")("registry_page.dataset_about", kind=holds.en, version=version),
    )


def _licence(licence: str) -> str:
    """Return the address of an SPDX expression; one that names several licences has none but here."""
    return f"#licence-{quote(licence)}" if " " in licence else f"{LICENCES}{licence}"


def _address(shown: Shown) -> str:
    return f"#{shown.published.listed.place}"
