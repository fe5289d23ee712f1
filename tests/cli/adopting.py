"""A city that adopts a package from another, for tests: what is typed to get it so far."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from meydan.centre.going_live import Place, deploy
from meydan.centre.in_force import source_in_force
from meydan.centre.solution import read_solution
from meydan.city.instant import Instant
from meydan.cli import proving
from meydan.exchange.manifest import InBoth
from meydan.exchange.register.adding import add_entry, init_register
from meydan.store.city_digest import city_digest
from meydan.store.city_folder import read_city
from meydan.store.key_files import read_public
from meydan.store.office.database import Database
from meydan.store.office.people import By
from meydan.store.run_folder import city_hash
from meydan.store.shadow_days import write_shadow
from meydan.store.tree_digest import digest_of_file
from meydan.store.trial_file import write_trial
from meydan.twin.prove.start import Asked
from tests.exchange.makings import NOW, City, files_of, package_of

PACKAGE, PLACE = "izmir/adaptive-corridor", "izmir/adaptive-corridor-1.2.0.meydan"
REASON = InBoth("Yaya fazı eksik", "A pedestrian phase is missing")
SHA = "sha256:" + "d" * 64
Typing = Callable[..., tuple[int, str]]


def by(home: Path, first: str, second: str = "") -> list[object]:
    typed: list[object] = ["--person", first, "--password-file", home.parent / first]
    return typed + (["--second", second, "--second-password-file", home.parent / second] if second else [])


def dossier(home: Path) -> Path:
    return home / "exchange" / "dossiers" / "izmir" / "adaptive-corridor-1.2.0"


def adapt(home: Path, typing: Typing) -> None:
    binding = home.parent / "binding.toml"
    assert typing("exchange", "adapt", home, PACKAGE, "--bind", binding)[0] == 0
    binding.write_text(binding.read_text().replace("corridor = []", 'corridor = ["J1"]'))
    code, told = typing("exchange", "adapt", home, PACKAGE, "--bind", binding, *by(home, "can"))
    assert code == 0, told


def a_proof(asked: Asked, verdict: str = "passed_on_twin", digest: str = "", change: float = -0.1) -> SimpleNamespace:
    """Write what a proof of exactly what was asked says, as far as a deployment reads it."""
    told = {
        "format": "meydan-proof/1",
        "city": {"digest": city_digest(asked.city, read_city(asked.city))},
        "candidate": {"digest": digest or digest_of_file(Path(asked.candidate))},
        "baseline": {"digest": read_solution(asked.against, read_city(asked.city)).digest},
        "rows": [{"row": 0, "verdict": "passed"}],
        "delay": {"change": change, "low": -0.12, "high": -0.08},
        "verdict": verdict,
        "reverts": asked.reverts,
    }
    asked.into.mkdir(exist_ok=True)
    (asked.into / "proof.json").write_text(json.dumps(told))
    return SimpleNamespace(verdict=verdict)


def prove(home: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch, verdict: str = "passed_on_twin") -> int:
    monkeypatch.setattr(proving, "prove_asked", lambda asked, *_: a_proof(asked, verdict))
    return typing("exchange", "prove", home, PACKAGE, *by(home, "can"))[0]


def solution(home: Path) -> str:
    return digest_of_file(next(dossier(home).glob("adapted/*/*.toml")))


def shadow_log(home: Path) -> Path:
    log = home.parent / "log"
    for run in range(1, 9):  # the last one was cut off
        told: dict[str, Any] = {"format": "meydan-shadow/1", "city": {"version": city_hash(read_city(home))}}
        told |= {"solution": {"digest": solution(home)}, "days": "twin days", "day": "2026-03-03", "run": run}
        told |= {
            "in_time": 1.0,
            "vetoes": {},
            "failed": {},
            "same": 0.4,
            "orders": 9,
            "coverage": float(run < 8),
            "seed": run,
        }
        write_shadow(log / "shadow" / "x" / f"2026-03-03.run-{run}" / "shadow.json", told)
    return log


def trial_record(home: Path, change: float = -0.1, state: str = "over") -> Path:
    folder = home.parent / "trial"
    effect = {"off": 20.0, "on": 20.0 * (1 + change), "change": change, "low": change - 0.03, "high": change + 0.03}
    told: dict[str, Any] = {
        "format": "meydan-trial/1",
        "days": "twin days",
        "state": state,
        "ran": [{}] * 14,
        "stopped": None,
    }
    told |= {"trial": {"digest": digest_of_file(dossier(home) / "trial.toml"), "junctions": ["J1"]}}
    write_trial(folder, told | {"solution": {"digest": solution(home)}, "effects": {"delay_s": effect}})
    return folder


def to_trial(home: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    adapt(home, typing)
    assert prove(home, typing, monkeypatch) == 0
    log, two = shadow_log(home), by(home, "can", "zeynep")
    assert typing("exchange", "shadow", home, PACKAGE, "--log", log, *two)[0] == 0
    code, told = typing("exchange", "trial", home, PACKAGE, "--junctions", "J1", *two)
    assert code == 0, told


def channels(home: Path, typing: Typing) -> list[object]:
    """Make this city's registry and register; return what is typed for them."""
    keys, registry, register = home.parent / "keys", home.parent / "registry", home.parent / "register"
    for name in ("root-1", "root-2", "root-3", "targets", "online"):
        typing("keys", "make", name, "--into", keys)
    three = [keys / f"root-{number}.key" for number in (1, 2, 3)]
    offices = ["--targets", keys / "targets.key", "--online", keys / "online.key"]
    assert typing("registry", "make", registry, "--city", "deneme", "--root", *three, *offices)[0] == 0
    key = read_public(keys / "targets.pub").keyval["public"]
    named: dict[str, Any] = {"name": {"tr": "ad", "en": "name"}}
    both = {"tr": "x", "en": "x"}
    head: dict[str, Any] = {
        "title": both,
        "about": both,
        "publisher": "deneme",
        "address": "https://a.example",
        "language": "tr",
    }
    init_register(register, head | {"licence": "https://b.example"})
    party: dict[str, Any] = {"kind": "city", "homepage": "https://c.example", "email": "a@b.example", "keys": [key]}
    entries: list[tuple[Any, str, dict[str, Any]]] = [("parties", "deneme", named | party)]
    entries.append(("protocols", "p", named | {"date": "2026-03-02", "parties": ["deneme"], "document": SHA}))
    entries.append(("topics", "t", named | {"protocol": "p"}))
    entries.append(("projects", "j", named | {"topic": "t", "about": both}))
    content = package_of(files_of(City("izmir", home))).digest
    product: dict[str, Any] = {"project": "j", "about": both, "package": PACKAGE, "version": "1.2.0", "digest": content}
    entries.append(("products", "g", named | product | {"licence": "CC-BY-4.0"}))
    for kind, id_, table in entries:
        add_entry(register, kind, id_, table, NOW)
    return ["--registry", registry, "--keys", keys / "targets.key", keys / "online.key", "--register", register]


def deploy_upon(home: Path) -> None:
    """Deploy something else to the city, proved as it stands."""
    office = Database.open(home / "office")
    asked = Asked(home, "greedy", source_in_force(home), [], home.parent / "upon")
    told = a_proof(asked, digest=read_solution("greedy", read_city(home)).digest)
    assert told.verdict == "passed_on_twin"
    deploy(Place(home, office), "greedy", asked.into, By("can", "-", Instant(int(time.time() * 1000))))
    office.close()
