"""Writes nodes as Turtle: the same that JSON-LD says, for harvesters that read nothing else.

References
----------
.. [1] W3C, RDF 1.1 Turtle, 2014.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

_PREFIXED = re.compile(r"[a-z]+:[A-Za-z]\w*")
_UNSAFE = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def as_turtle(nodes: Sequence[Mapping[str, Any]], prefixes: Mapping[str, str]) -> str:
    """Return nodes, each a dictionary as in JSON-LD with prefixed names, as a document of Turtle."""
    heads = "".join(f"@prefix {name}: <{address}> .\n" for name, address in prefixes.items())
    return heads + "".join(f"\n{_address(node['@id'])}\n{_claims(node, 1)} .\n" for node in nodes) + _more(nodes)


def _claims(node: Mapping[str, Any], depth: int) -> str:
    indent = "    " * depth
    claims = [f"{indent}a {node['@type']}"] if "@type" in node else []
    for name, value in node.items():
        if not name.startswith("@"):
            values = value if isinstance(value, list) else [value]
            claims.append(f"{indent}{_name(name)} " + ", ".join(_object(one, depth) for one in values))
    return " ;\n".join(claims)


def _object(value: Any, depth: int) -> str:
    match value:
        case {"@value": text, "@language": language}:
            return f"{_text(text)}@{language}"
        case {"@value": text, "@type": kind}:
            return f"{_text(text)}^^{kind}"
        case {"@id": address}:
            return _address(address)
        case Mapping():
            return f"[\n{_claims(value, depth + 1)}\n{'    ' * depth}]"
        case _:
            return _text(str(value))


def _more(nodes: Sequence[Mapping[str, Any]]) -> str:
    """Return what is said, in place, of nodes that have an address: Turtle says it apart."""
    found: dict[str, str] = {}
    for node in nodes:
        for value in node.values():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, Mapping) and "@id" in one and len(one) > 1:
                    found[one["@id"]] = f"\n{_address(one['@id'])}\n{_claims(one, 1)} .\n"
    return "".join(found.values())


def _name(name: str) -> str:
    return name if _PREFIXED.fullmatch(name) else _address(name)


def _address(address: str) -> str:
    return f"<{_UNSAFE.sub(lambda found: f'%{ord(found.group()):02X}', address)}>"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")  # JSON's escapes are Turtle's too
