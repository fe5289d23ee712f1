"""`meydan exchange` from the first look at a package to the report of what came of it."""

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from meydan.centre import going_live
from meydan.cli import proving
from meydan.exchange.register.folder import check_register
from meydan.exchange.registry import open_registry
from meydan.store.deployments import list_deployments
from meydan.store.office.audit import verify as verify_trail
from meydan.store.tree_digest import digest_of
from tests.cli.adopting import (
    PACKAGE,
    PLACE,
    Typing,
    a_proof,
    adapt,
    by,
    channels,
    dossier,
    prove,
    shadow_log,
    solution,
    to_trial,
    trial_record,
)
from tests.exchange.makings import City, archive_of


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


def test_adoption_asks_again_what_is_in_force_and_takes_a_waiver_for_it(
    verified: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, in_a_week = verified, str(date.today() + timedelta(days=7))
    to_trial(home, typing, monkeypatch)
    monkeypatch.setattr(going_live, "digests_in_force", lambda _: frozenset())
    two = by(home, "can", "zeynep")
    adopt = ["exchange", "adopt", home, PACKAGE, "--record", trial_record(home), "--owner", "can", *two]
    code, told = typing(*adopt)
    assert code == 2
    assert "in force" in told
    assert list_deployments(home) == []
    code, told = typing(*adopt, "--waiver", "the baseline cannot run on the twin", "--waiver-until", in_a_week)
    assert code == 0, told
    assert [one.waiver and one.waiver.name for one in list_deployments(home)] == ["zeynep"]


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


def test_a_proof_against_something_else_than_what_is_in_force_lets_nothing_pass(
    verified: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    (verified / "strategy.toml").write_text('strategy = "greedy"\n')
    adapt(verified, typing)
    monkeypatch.setattr(proving, "prove_asked", lambda asked, *_: a_proof(asked))
    prove_it = ["exchange", "prove", verified, PACKAGE, *by(verified, "can")]
    code, told = typing(*prove_it, "--against", "fixed_time")
    assert code == 2
    assert "in force" in told
    assert typing(*prove_it)[0] == 0  # against what strategy.toml names


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
