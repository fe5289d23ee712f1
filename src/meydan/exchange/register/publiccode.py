"""A product as `publiccode.yml`, which catalogues of public software read.

References
----------
.. [1] publiccode.yml, version 0.4, https://yml.publiccode.tools.
"""

import json
from collections.abc import Mapping
from typing import Any

from meydan.city.words import LANGUAGES
from meydan.exchange.register.entries import Entry, Product
from meydan.exchange.register.register import Register, deployment, party, product
from meydan.report.wording import Wording

LONGEST_SHORT = 150  # letters that the standard allows a short description
STATUS = ("obsolete", "development", "beta", "stable")
STAGE = {"adopted": 3, "trial": 2, "shadow": 1, "proven": 1, "rejected": 1, "reverted": 1, "withdrawn": 0}


def publiccode_file(entry: Entry) -> str:
    """Return the name of the file of a product."""
    return f"products/{entry.id}/publiccode.yml"


def publiccode(register: Register, entry: Entry) -> str:
    """Return the text of a product that has an address of its source."""
    made = product(entry)
    publisher = register.newest("parties", register.head.publisher)
    contacts = [{"name": party(publisher).name.en, "email": party(publisher).email}] if publisher else []
    table = {
        "publiccodeYmlVersion": "0.4",
        "name": made.name.en,
        "url": made.code,
        "landingURL": register.head.address,
        "softwareVersion": made.version,
        "releaseDate": register.when(entry)[:10],
        "platforms": ["linux"],
        "categories": ["resource-management"],
        "developmentStatus": _status(register, entry),
        "softwareType": "configurationFiles",
        "description": {language: _description(register, made, Wording(language)) for language in LANGUAGES},
        "legal": {"license": made.licence},
        "maintenance": {"type": "internal", "contacts": contacts},
        "localisation": {"localisationReady": True, "availableLanguages": list(LANGUAGES)},
    }
    return as_yaml(table)


def as_yaml(table: Mapping[str, Any], depth: int = 0) -> str:
    """Return a tree of tables, lists, texts and truths as YAML; a text is written as JSON writes it."""
    lines = []
    for key, value in table.items():
        head = f"{'  ' * depth}{key}:"
        match value:
            case Mapping():
                lines.append(f"{head}\n{as_yaml(value, depth + 1)}")
            case list():
                lines.append(f"{head}\n{''.join(_item(one, depth + 1) for one in value)}")
            case _:
                lines.append(f"{head} {json.dumps(value, ensure_ascii=False)}\n")
    return "".join(lines)


def _item(value: Any, depth: int) -> str:
    indent = "  " * depth
    if not isinstance(value, Mapping):
        return f"{indent}- {json.dumps(value, ensure_ascii=False)}\n"
    text = as_yaml(value, depth + 1)
    return f"{indent}- {text.removeprefix('  ' * (depth + 1))}"


def _description(register: Register, made: Product, tell: Wording) -> dict[str, Any]:
    about = made.about.say(tell.language)
    more = tell(
        "results_page.package_about",
        package=made.package,
        version=made.version,
        digest=made.digest,
        address=register.head.address,
    )
    cut = about if len(about) <= LONGEST_SHORT else about[: LONGEST_SHORT - 1].rstrip() + "…"
    return {
        "localisedName": made.name.say(tell.language),
        "shortDescription": cut,
        "longDescription": f"{about} {more}",
        "features": [tell("results_page.feature")],
    }


def _status(register: Register, entry: Entry) -> str:
    """Return how far a product is: as far as where it is farthest."""
    stages = [STAGE[deployment(where).state] for where in register.under("deployments", entry)]
    return STATUS[max(stages, default=1)]
