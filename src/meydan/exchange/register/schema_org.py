"""The register in the words of schema.org, inside the page: what search engines understand."""

from typing import Any

from meydan.city.words import Language
from meydan.exchange.register.entries import Project
from meydan.exchange.register.register import Register, deployment, party, product
from meydan.exchange.register.tables import series_of
from meydan.report.wording import Wording

KINDS = {
    "city": "GovernmentOrganization",
    "company": "Corporation",
    "university": "CollegeOrUniversity",
    "other": "Organization",
}


def schema_org(register: Register, language: Language) -> dict[str, Any]:
    """Return parties, projects, products and series of results as one document of JSON-LD."""
    graph = [*_parties(register, language), *_projects(register, language), *_products(register, language)]
    return {"@context": "https://schema.org", "@graph": [*graph, *_datasets(register, language)]}


def _parties(register: Register, language: Language) -> list[dict[str, Any]]:
    return [
        {
            "@type": KINDS[party(entry).kind],
            "@id": _at(register, f"parties/{entry.id}"),
            "name": party(entry).name.say(language),
            "url": party(entry).homepage,
        }
        for entry in register.current("parties")
    ]


def _projects(register: Register, language: Language) -> list[dict[str, Any]]:
    return [
        {
            "@type": "Project",
            "@id": _at(register, f"projects/{entry.id}"),
            "name": entry.what.name.say(language),
            "description": entry.what.about.say(language),
        }
        for entry in register.current("projects")
        if isinstance(entry.what, Project)
    ]


def _products(register: Register, language: Language) -> list[dict[str, Any]]:
    products = [(entry.id, product(entry)) for entry in register.current("products")]
    return [
        {
            "@type": "SoftwareSourceCode",
            "@id": _at(register, f"products/{name}"),
            "name": made.name.say(language),
            "description": made.about.say(language),
            "version": made.version,
            "license": made.licence,
            "identifier": made.digest,
        }
        | ({"codeRepository": made.code} if made.code else {})
        for name, made in products
    ]


def _datasets(register: Register, language: Language) -> list[dict[str, Any]]:
    tell = Wording(language)
    found = []
    for series in series_of(register):
        where = deployment(series.where)
        made = product(register.above(series.where, "products")).name.say(language)
        named = tell(f"results_page.measure_{series.measure}")
        values = {"product": made, "measure": named, "city": where.city}
        found.append(
            {
                "@type": "Dataset",
                "@id": _at(register, f"series/{series.name}"),
                "name": tell("results_page.series", **values),
                "description": tell("results_page.series_about", **values),
                "license": register.head.licence,
                "creator": {"@id": _at(register, f"parties/{register.head.publisher}")},
                "temporalCoverage": f"{where.since}/{where.until or '..'}",
                "spatialCoverage": where.city,
                "variableMeasured": named,
                "distribution": [
                    {
                        "@type": "DataDownload",
                        "encodingFormat": media,
                        "contentUrl": _at(register, series.file(ending)),
                    }
                    for ending, media in (("csv", "text/csv"), ("json", "application/json"))
                ],
            }
        )
    return found


def _at(register: Register, name: str) -> str:
    return f"{register.head.address.rstrip('/')}/{name}"
