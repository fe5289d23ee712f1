"""`meydan exchange` from the first look at a package to the report of what came of it, and every way out."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from argon2 import PasswordHasher

from meydan.cli import proving
from meydan.cli.main import main
from meydan.exchange.manifest import InBoth
from meydan.exchange.publishing import withdraw
from meydan.exchange.register.adding import add_entry, init_register
from meydan.exchange.register.folder import check_register
from meydan.exchange.registry import open_registry
from meydan.store.city_digest import city_digest
from meydan.store.city_folder import read_city, write_city
from meydan.store.deployments import list_deployments
from meydan.store.key_files import read_public
from meydan.store.office.audit import verify as verify_trail
from meydan.store.run_folder import city_hash
from meydan.store.shadow_days import write_shadow
from meydan.store.tree_digest import digest_of, digest_of_file
from meydan.store.trial_file import write_trial
from meydan.twin.prove.start import Asked
from tests.exchange.makings import NOW, City, archive_of, files_of, office_of, package_of, trust
from tests.store.small_cities import city as small_city

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PACKAGE, PLACE = "izmir/adaptive-corridor", "izmir/adaptive-corridor-1.2.0.meydan"
REASON = InBoth("Yaya fazı eksik", "A pedestrian phase is missing")
SHA = "sha256:" + "d" * 64
Typing = Callable[..., tuple[int, str]]


@pytest.fixture(params=["en", "tr"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("MEYDAN_LANGUAGE", request.param)
    return str(request.param)


@pytest.fixture
def typing(capsys: pytest.CaptureFixture[str]) -> Typing:
    """Return what types a command and returns its exit code and all that was told."""

    def typed(*parts: object) -> tuple[int, str]:
        code = main([str(part) for part in parts])
        told = capsys.readouterr()
        return code, told.out + told.err

    return typed


@pytest.fixture
def izmir(tmp_path: Path) -> City:
    """A city with a registry that holds one package."""
    city = City("izmir", tmp_path / "izmir")
    city.publish(city.begin(), {"p.meydan": archive_of(city)})
    return city


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A city of one junction that trusts İzmir, where everybody's password lies in a file of their own."""
    folder = tmp_path / "home"
    write_city(small_city(), folder)
    office = office_of(folder)
    with office.write() as connection:
        for name in ("ayse", "mehmet", "zeynep", "can"):
            file = tmp_path / name
            file.touch(mode=0o600)
            file.write_text(f"password of {name}")
            row = (QUICK.hash(f"password of {name}"), '["*"]', name)
            connection.execute("UPDATE people SET password = ?, areas = ? WHERE name = ?", row)
    office.close()
    return folder


@pytest.fixture
def verified(home: Path, izmir: City, typing: Typing) -> Path:
    """The same city with the package fetched and verified."""
    trust(home, izmir)
    assert typing("registry", "get", PACKAGE, "--home", home)[0] == 0
    code, told = typing("exchange", "verify", home, PACKAGE)
    assert code == 0, told
    return home


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


def a_proof(asked: Asked, verdict: str = "passed_on_twin") -> SimpleNamespace:
    """Write what a proof of exactly what was asked says, as far as a deployment reads it."""
    told = {
        "format": "meydan-proof/1",
        "city": {"digest": city_digest(asked.city, read_city(asked.city))},
        "candidate": {"digest": digest_of_file(Path(asked.candidate))},
        "rows": [{"row": 0, "verdict": "passed"}],
        "delay": {"change": -0.1, "low": -0.12, "high": -0.08},
        "verdict": verdict,
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


def test_a_package_is_carried_from_the_first_look_to_the_public_result(
    verified: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    home, where = verified, channels(verified, typing)
    to_trial(home, typing, monkeypatch)
    record, two = trial_record(home), by(home, "can", "zeynep")
    code, told = typing("exchange", "adopt", home, PACKAGE, "--record", record, "--owner", "can", *two)
    assert code == 0, told
    assert [one.solution for one in list_deployments(home)] == [solution(home)]
    code, told = typing("exchange", "report", home, PACKAGE, *where, *by(home, "ayse"))
    assert code == 0, told
    register = check_register(home.parent / "register")
    (result,) = register.current("results")
    assert (result.what.change, result.what.day_kind, result.what.days) == (-0.1, "twin", 14)  # type: ignore[union-attr]
    assert len(open_registry(home.parent / "registry").targets.targets) == 1
    code, told = typing("exchange", "show", home, PACKAGE)
    twin_days = "twin days" if language == "en" else "İkiz günlerine"
    assert told.count(twin_days) >= 5  # proven, shadow, trial, adopted, reported
    left_out = "Left out as too short: 2026-03-03.run-8." if language == "en" else "sayılmayan: 2026-03-03.run-8."
    assert left_out in told
    assert verify_trail(home / "office").broken_at is None


def test_a_proof_that_failed_or_is_of_another_city_lets_nothing_pass(
    verified: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapt(verified, typing)
    assert prove(verified, typing, monkeypatch, "failed") == 1
    assert prove(verified, typing, monkeypatch) == 0
    file = verified / "junctions" / "J1.toml"
    file.write_text(file.read_text() + "\n# changed after the proof\n")
    old = (dossier(verified) / "proof" / "proof.json").read_bytes()
    monkeypatch.setattr(
        proving,
        "prove_asked",
        lambda asked, *_: (asked.into / "proof.json").write_bytes(old) and SimpleNamespace(verdict="passed"),
    )
    code, told = typing("exchange", "prove", verified, PACKAGE, *by(verified, "can"))
    assert code == 2
    assert "sha256" in told


def test_a_binding_that_does_not_fit_is_told_whole(verified: Path, typing: Typing) -> None:
    binding = verified.parent / "binding.toml"
    typing("exchange", "adapt", verified, PACKAGE, "--bind", binding)
    code, told = typing("exchange", "adapt", verified, PACKAGE, "--bind", binding, *by(verified, "can"))
    assert code == 2
    assert "corridor" in told
    binding.write_text(binding.read_text().replace("corridor = []", 'corridor = ["J9"]\nother = 1'))
    code, told = typing("exchange", "adapt", verified, PACKAGE, "--bind", binding, *by(verified, "can"))
    assert code == 2
    assert "J9" in told
    assert "other" in told
    code, told = typing("exchange", "adapt", verified, PACKAGE, "--bind", binding, *by(verified, "ayse"))
    assert code == 2
    assert "coordinator" in told


def test_one_person_is_not_two_and_nobody_acts_without_a_password(
    verified: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapt(verified, typing)
    prove(verified, typing, monkeypatch)
    act = ["exchange", "shadow", verified, PACKAGE, "--log", shadow_log(verified)]
    assert typing(*act, *by(verified, "can"))[0] == 2
    assert typing(*act, *by(verified, "can", "can"))[0] == 2
    assert typing(*act, *by(verified, "can", "ayse"))[0] == 2
    (verified.parent / "zeynep").write_text("guessed")
    assert typing(*act, *by(verified, "can", "zeynep"))[0] == 2
    assert (dossier(verified) / "dossier.jsonl").read_text().count("\n") == 4


def test_a_bad_trial_is_reverted_at_once_and_told_as_bad(
    verified: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, where = verified, channels(verified, typing)
    to_trial(home, typing, monkeypatch)
    record = trial_record(home, change=0.2)
    two = by(home, "can", "zeynep")
    assert typing("exchange", "adopt", home, PACKAGE, "--record", record, "--owner", "can", *two)[0] == 2
    assert list_deployments(home) == []
    assert typing("exchange", "revert", home, PACKAGE, "--why", "slower", *by(home, "can"))[0] == 0
    code, told = typing("exchange", "report", home, PACKAGE, "--record", record, *where, *by(home, "ayse"))
    assert code == 0, told
    register = check_register(home.parent / "register")
    assert [entry.what.state for entry in register.current("deployments")] == ["reverted"]  # type: ignore[union-attr]
    assert [entry.what.change for entry in register.current("results")] == [0.2]  # type: ignore[union-attr]


def test_what_runs_and_was_withdrawn_raises_an_alarm_and_can_only_be_reverted(
    verified: Path, izmir: City, typing: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = verified
    to_trial(home, typing, monkeypatch)
    record, two = trial_record(home), by(home, "can", "zeynep")
    adopt = ["exchange", "adopt", home, PACKAGE, "--record", record, "--owner", "can", *two]
    assert typing(*adopt)[0] == 0
    assert typing("exchange", "list", home)[0] == 0
    now = int(time.time() * 1000)
    withdraw(open_registry(izmir.folder), PLACE, REASON, [izmir.targets, izmir.online], now)  # type: ignore[arg-type]
    assert typing("registry", "update", "izmir", "--home", home)[0] == 1
    code, told = typing("exchange", "list", home)
    assert code == 1
    assert REASON.en in told
    assert "revert" in told
    assert typing("exchange", "verify", home, PACKAGE)[0] == 1
    where = channels(home, typing)
    assert typing("exchange", "report", home, PACKAGE, *where, *by(home, "ayse"))[0] == 2
    code, told = typing("exchange", "revert", home, PACKAGE, "--why", "withdrawn", *by(home, "mehmet"))
    assert code == 0, told
    assert [one.kind for one in list_deployments(home)] == ["deploy", "back"]
    assert typing("exchange", "list", home)[0] == 0


def test_a_package_is_rejected_by_one_person_before_it_runs(verified: Path, typing: Typing) -> None:
    reject = ["exchange", "reject", verified, PACKAGE]
    assert typing(*reject, "--why", " ", *by(verified, "ayse"))[0] == 2
    assert typing(*reject, "--why", "not for us", *by(verified, "ayse"))[0] == 0
    adapt_again = ["exchange", "adapt", verified, PACKAGE, "--bind", verified / "city.toml", *by(verified, "can")]
    assert typing(*adapt_again)[0] == 2


def test_another_file_under_the_same_name_is_not_what_was_verified(verified: Path, izmir: City, typing: Typing) -> None:
    held = verified / "exchange" / "packages" / "izmir-adaptive-corridor-1.2.0.meydan"
    held.write_bytes(archive_of(izmir, "1.2.0"))
    assert typing("exchange", "adapt", verified, PACKAGE, "--bind", verified.parent / "b.toml")[0] in (0, 2)
    held.write_bytes(b"something else")
    code, told = typing("exchange", "adapt", verified, PACKAGE, "--bind", verified.parent / "c.toml")
    assert code == 2
    assert PLACE in told
    assert digest_of(held.read_bytes()) not in (dossier(verified) / "dossier.jsonl").read_text()


def test_old_news_stop_every_step_forward_and_no_way_back(
    verified: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies = verified / "exchange" / "copies"
    copies.rename(copies.with_name("gone"))
    code, told = typing("exchange", "adapt", verified, PACKAGE, "--bind", verified.parent / "b.toml")
    assert code == 2
    assert "izmir" in told
    assert typing("exchange", "reject", verified, PACKAGE, "--why", "no news", *by(verified, "ayse"))[0] == 0


def test_an_office_that_is_not_there_is_told(tmp_path: Path, typing: Typing) -> None:
    assert typing("exchange", "list", tmp_path)[0] == 2
    assert not (tmp_path / "office").exists()
