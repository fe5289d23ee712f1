"""A register made for tests: two cities, an agreement, products that helped, that did nothing and that did harm."""

import base64
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from meydan.city.instant import Instant
from meydan.exchange.register.adding import add_entry, init_register
from meydan.exchange.register.entries import Entry, Kind

KIND = "application/vnd.in-toto+json"
NOW = Instant(1_780_300_800_000)  # 2026-06-01T08:00:00Z
WAVE, OTHER, FITTED = ("sha256:" + digit * 64 for digit in "abc")
DOCUMENT = "sha256:" + "d" * 64
HOME, AWAY, STRANGER = (Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in (1, 2, 3))

Entries = list[tuple[Kind, str, dict[str, Any], bytes | None]]


def public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def words(tr: str, en: str) -> dict[str, str]:
    return {"tr": tr, "en": en}


def numbers(change: float, low: float, high: float, old_s: float = 40.0) -> dict[str, float]:
    return {
        "old_s": old_s,
        "new_s": round(old_s * (1 + change), 3),
        "change": change,
        "low": low,
        "high": high,
        "level": 0.95,
    }


def envelope(predicate_type: str, predicate: Mapping[str, Any], content: str, key: Ed25519PrivateKey = HOME) -> bytes:
    """Return a signed statement about some content."""
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": "content", "digest": {"sha256": content.removeprefix("sha256:")}}],
        "predicateType": predicate_type,
        "predicate": predicate,
    }
    payload = json.dumps(statement).encode()
    signed = b"DSSEv1 %d %s %d %s" % (len(KIND), KIND.encode(), len(payload), payload)
    signature = {"keyid": "0", "sig": base64.b64encode(key.sign(signed)).decode()}
    told = {"payload": base64.b64encode(payload).decode(), "payloadType": KIND, "signatures": [signature]}
    return json.dumps(told).encode()


def twin(delay: Mapping[str, float], content: str = WAVE, key: Ed25519PrivateKey = HOME) -> bytes:
    """Return evidence of the twin: five days."""
    days = [{"name": f"day {number}", "digest": "sha256:" + str(number) * 64} for number in range(5)]
    proof = {
        "delay": {**delay, "level": 0.007, "pairs": 15},
        "scenario": {"days": days},
        "verdict": "failed" if delay["low"] > 0 else "passed_on_twin",
        "improves": delay["high"] < 0 and delay["change"] <= -0.03,
    }
    return envelope("urn:meydan:twin-evidence/v1", proof, content, key)


def street(measure: str, told: Mapping[str, float], content: str = WAVE, key: Ed25519PrivateKey = AWAY) -> bytes:
    """Return what a city measured in its streets on 14 days."""
    says = {"measure": measure, **told, "method": "switchback", "days": 14, "days_are": "street", "reverted": False}
    return envelope("urn:meydan:field-result/v1", says, content, key)


HEAD: dict[str, Any] = {
    "title": words("Akıllı kavşaklar iş birliği", "Smart junctions, together"),
    "about": words("İki şehir ne yaptı, ne değişti?", "What two cities did, and what changed."),
    "publisher": "izmir",
    "address": "https://example.org/results",
    "licence": "https://creativecommons.org/licenses/by/4.0/",
    "language": "tr",
}


def chain() -> Entries:
    """Return entries from parties to deployments, no result yet."""
    return agreement() + products() + deployments()


def agreement() -> Entries:
    """Return entries from parties to what was done in a project."""
    party = {"kind": "city", "homepage": "https://example.org", "email": "office@example.org"}
    protocol = {
        "name": words("Teknoloji iş birliği protokolü", "Protocol of cooperation in technology"),
        "date": "2026-03-02",
        "parties": ["izmir", "istanbul"],
        "document": DOCUMENT,
        "address": "https://example.org/protocol.pdf",
    }
    project = {
        "topic": "signals",
        "name": words("Adaptif ana cadde", "Adaptive main street"),
        "about": words("Bir caddede sınanıp diğer şehirle paylaşıldı.", "Tried on one street, then shared."),
    }
    survey = {"project": "adaptive", "name": words("Sayım", "Counts"), "since": "2026-03-09", "until": "2026-03-20"}
    return [
        ("parties", "izmir", {**party, "name": words("İzmir", "Izmir"), "keys": [public(HOME)]}, None),
        ("parties", "istanbul", {**party, "name": words("İstanbul", "Istanbul"), "keys": [public(AWAY)]}, None),
        ("protocols", "cooperation", protocol, None),
        ("topics", "signals", {"protocol": "cooperation", "name": words("Sinyalizasyon", "Traffic signals")}, None),
        ("projects", "adaptive", project, None),
        ("activities", "survey", survey, None),
    ]


def products() -> Entries:
    shared = {
        "project": "adaptive",
        "licence": "Apache-2.0",
        "code": "https://example.org/code/main-street",
        "about": words("Ana cadde boyunca yeşil süreleri trafiğe göre ayarlar.", "Fits greens along the main street."),
    }
    street = {"name": words("Ana cadde", "Main street"), "package": "izmir/main-street", "version": "1.0.0"}
    night = {"name": words("Gece planı", "Night plan"), "package": "izmir/night", "version": "0.2.0"}
    return [
        ("products", "main-street", {**shared, **street, "digest": WAVE}, None),
        ("products", "night", {**shared, **night, "digest": OTHER}, None),
    ]


def deployments() -> Entries:
    away = place("main-street", "İstanbul", "istanbul", "street", "trial", 3)
    return [
        ("deployments", "izmir-main", place("main-street", "İzmir", "izmir", "street", "adopted", 6), None),
        ("deployments", "istanbul-main", {**away, "adapted": FITTED}, None),
        ("deployments", "izmir-night", place("night", "İzmir", "izmir", "twin", "rejected", 2), None),
    ]


def place(product: str, city: str, party: str, where: str, state: str, count: int) -> dict[str, Any]:
    return {
        "product": product,
        "city": city,
        "party": party,
        "junctions": [f"K{number:03}" for number in range(1, count + 1)],
        "place": where,
        "state": state,
        "since": "2026-04-06",
        "position": [27.14, 38.42] if city == "İzmir" else [28.98, 41.01],
    }


def results() -> Entries:
    """Return a good, a nil and two bad results, each with its evidence."""
    good, nil = numbers(-0.081, -0.12, -0.041), numbers(0.004, -0.021, 0.03, 31.5)
    bad, walkers = numbers(0.061, 0.02, 0.103, 38.2), {"change": 0.052, "low": 0.011, "high": 0.094}
    return [
        ("results", "izmir-twin", {"deployment": "izmir-main"}, twin(good)),
        (
            "results",
            "istanbul-street",
            {"deployment": "istanbul-main"},
            street("delay", nil, FITTED),
        ),
        (
            "results",
            "istanbul-walkers",
            {"deployment": "istanbul-main"},
            street("pedestrian_delay", walkers, FITTED),
        ),
        ("results", "izmir-night-twin", {"deployment": "izmir-night"}, twin(bad, OTHER)),
    ]


def fill(folder: Path, entries: Entries) -> Path:
    for number, (kind, name, table, evidence) in enumerate(entries):
        add_entry(folder, kind, name, table, Instant(NOW + number * 60_000), evidence)
    return folder


def make_register(folder: Path) -> Path:
    """Return the folder of a whole register."""
    init_register(folder, HEAD)
    return fill(folder, chain() + results())


def altered(entry: Entry, **values: Any) -> Entry:
    """Return an entry that says something else."""
    return replace(entry, what=replace(entry.what, **values))
