"""A small package with evidence, keys, a registry and a partner, made from nothing for tests of the exchange."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest
from securesystemslib.signer import CryptoSigner

from meydan.city.instant import Instant
from meydan.city.rights import Person, Role
from meydan.exchange.package import Package, read_files
from meydan.exchange.publishing import publish_files
from meydan.exchange.registry import Registry, RootKeys, make_registry, root_bytes
from meydan.exchange.statement import Predicate, sign_statement
from meydan.store.office.database import Database
from meydan.store.office.people import By, add_person
from meydan.store.office.two_names import TwoNames
from meydan.store.package_zip import pack
from meydan.store.tree_digest import digest_of
from meydan.store.trust_map import Level, Trusted, trust_city
from meydan.twin.gate.gate import About, judge
from meydan.twin.gate.run_result import BASE, HARDEST_FIRST, Pair
from meydan.twin.prove.proof_checks import proved_delay
from meydan.twin.prove.proof_shape import (
    Engine,
    NamedDigest,
    Proof,
    ProofWith,
    ProvedRow,
    ProvedScenario,
    ProvedSolution,
    Why,
)
from meydan.twin.prove.seeds import derived_from, seeds_of_pairs
from tests.twin.gate.made_pairs import DAYS, run

NOW = Instant(time.time_ns() // 1_000_000)  # TUF compares with the clock of the machine
DAY_MS = 86_400_000
GAINS = (0.07, 0.08, 0.09, 0.1, 0.11)  # of each day
SCENARIO, BASELINE = digest_of(b"scenario"), digest_of(b"baseline")
PARAMETERS = b'strategy = "predictive"\n\n[parameters]\nhorizon_s = 40\n'

MANIFEST = """\
format = "meydan-package/1"
id = "{origin}/adaptive-corridor"
version = "{version}"
kind = "strategy-params"
api = ">=0.1,<1"
licence = "CC-BY-4.0"
origin = "{origin}"
title = {{ tr = "Uyarlamalı koridor", en = "Adaptive corridor" }}

[withdraw]
contact = "signals@city.example"

[inputs.corridor]
kind = "junction"
what = {{ tr = "Koridorun kavşakları", en = "Junctions of the corridor" }}

[[claims]]
measure = "delay"
low = -0.12
high = -0.05
conditions = {{ tr = "sabah zirvesi", en = "morning peak" }}
evidence = "evidence/twin.dsse.json"

[[failed]]
where = {{ tr = "talep kapasiteyi aşınca", en = "where demand exceeds capacity" }}
"""


def proof(candidate: str = digest_of(PARAMETERS), count: int = 15, **changed: Any) -> dict[str, Any]:
    """Return a proof as its file says it, of made-up runs that gain 7 to 11 %, with parts of it `changed`."""
    whole: dict[str, Any] = msgspec.to_builtins(whole_proof([*[BASE] * count, *after_the_look()], candidate))
    return whole | changed


def after_the_look() -> list[str]:
    """Return the variants of the pairs that follow a look at which all other rows passed."""
    return [variant for variant in HARDEST_FIRST for _ in range(5)]


def whole_proof(
    variants: Sequence[str], candidate: str = digest_of(PARAMETERS), gains: Sequence[float] = GAINS, reverts: int = 0
) -> Proof:
    """Return the proof that comes of pairs of such variants, whose person delay gains so much on each day."""
    root = derived_from(SCENARIO, BASELINE, candidate, reverts)
    seeds = seeds_of_pairs(root, variants)
    numbers = [list(variants[:place]).count(variant) for place, variant in enumerate(variants)]
    pairs = [
        Pair(variant, DAYS[number % len(DAYS)], seed, run(40.0), run(40.0 * (1 - gains[number % len(gains)])))
        for variant, number, seed in zip(variants, numbers, seeds, strict=True)
    ]
    days = tuple(NamedDigest(day, digest_of(day.encode())) for day in DAYS)
    judged = judge(pairs, About())
    rows = [
        ProvedRow(one.row, one.code, one.verdict, one.numbers, Why(one.why.code, dict(one.why.values)))
        for one in judged.rows
    ]
    return ProofWith(
        format="meydan-proof/1",
        city=NamedDigest("Ingolstadt", digest_of(b"city")),
        candidate=ProvedSolution("parameters", "predictive", candidate),
        baseline=ProvedSolution("strategy", "fixed_time", BASELINE),
        scenario=ProvedScenario(SCENARIO, days, (600.0, 3600.0), "bootstrapped", digest_of(b"drawn from")),
        engine=Engine("0.1.0", "1.28.0", "c0de"),
        seeds=tuple(seeds),
        derived_from=root,
        pairs=tuple(pairs),
        rows=tuple(rows),
        delay=proved_delay(pairs),
        verdict=judged.verdict,
        improves=judged.improves,
        command="meydan prove city --candidate predictive.toml",
        took_s=61.0,
        reverts=reverts or msgspec.UNSET,
    )


@dataclass
class City:
    """A city with its keys: three of root, one that publishes, one that says what is newest."""

    name: str
    folder: Path
    signers: list[CryptoSigner] = field(default_factory=lambda: [CryptoSigner.generate_ed25519() for _ in range(5)])

    @property
    def targets(self) -> CryptoSigner:
        """The key that publishes, and signs evidence."""
        return self.signers[3]

    @property
    def online(self) -> CryptoSigner:
        """The key that says what is newest."""
        return self.signers[4]

    def begin(self, now: Instant = NOW) -> Registry:
        """Make the registry of this city."""
        keys = RootKeys(tuple(s.public_key for s in self.signers[:3]), self.targets.public_key, self.online.public_key)
        return make_registry(self.folder, self.name, keys, self.signers, now)

    def publish(self, registry: Registry, files: Mapping[str, bytes], now: Instant = NOW) -> Registry:
        """Publish files by their names."""
        paths = []
        for name, data in files.items():
            paths.append(self.folder.parent / name)
            paths[-1].write_bytes(data)
        return publish_files(registry, paths, [self.targets, self.online], now)[0]


def envelope(city: City, package: Package, says: Mapping[str, Any], kind: Predicate = Predicate.TWIN_EVIDENCE) -> bytes:
    """Return what a city signs about a package."""
    return sign_statement(kind, package.manifest.id, package.digest, says, [city.targets])


def files_of(city: City, version: str = "1.2.0", **changed: Any) -> dict[str, bytes]:
    """Return the files of a sound package of a city, with evidence that it signed."""
    files = {
        "meydan.toml": MANIFEST.format(origin=city.name, version=version).encode(),
        "CARD.tr.md": "# Uyarlamalı koridor\n".encode(),
        "CARD.en.md": b"# Adaptive corridor\n",
        "LICENSES/CC-BY-4.0.txt": b"Attribution 4.0 International\n",
        "strategy/strategy.toml": PARAMETERS,
    }
    package = read_files(files).package
    assert package is not None
    return files | {"evidence/twin.dsse.json": envelope(city, package, proof(**changed))}


def package_of(files: Mapping[str, bytes]) -> Package:
    """Return the package that files are."""
    read = read_files(files)
    assert read.package is not None
    return read.package


@pytest.fixture
def izmir(tmp_path: Path) -> City:
    """Return a city with a registry that holds one package; for the `conftest.py` of whoever begins with it."""
    city = City("izmir", tmp_path / "izmir")
    city.publish(city.begin(), {"p.meydan": archive_of(city)})
    return city


def archive_of(city: City, version: str = "1.2.0") -> bytes:
    """Return a sound archive of a city."""
    return pack(files_of(city, version))


def office_of(home: Path) -> Database:
    """Return an office with two coordinators, an approver and an engineer."""
    office = Database.open(home / "office")
    by = By("admin", "-", NOW)
    for name, role in (
        ("ayse", Role.COORDINATOR),
        ("mehmet", Role.COORDINATOR),
        ("zeynep", Role.SAFETY_APPROVER),
        ("can", Role.ENGINEER),
    ):
        add_person(office, Person(name, role), by)
    return office


def trust(home: Path, city: City, prefix: str = "", level: Level = Level.PACKAGES, mirror: str = "") -> Trusted:
    """Let two persons enter a city as a partner."""
    _, root = root_bytes(city.folder)
    partner = Trusted(city.name, digest_of(root), prefix or f"{city.name}/", (mirror or str(city.folder),), level)
    office = office_of(home) if not (home / "office").exists() else Database.open(home / "office")
    try:
        trust_city(home, office, partner, root, TwoNames("ayse", "mehmet", "-", NOW))
    finally:
        office.close()
    return partner


def json_bytes(value: object) -> bytes:
    """Return a value as a file of JSON."""
    return json.dumps(value).encode()
