"""Every way out of a package's life: rejected, reverted, withdrawn, and what stands in the way."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from meydan.cli import proving
from meydan.exchange.publishing import withdraw
from meydan.exchange.register.folder import check_register
from meydan.exchange.registry import open_registry
from meydan.store.deployments import list_deployments
from meydan.store.tree_digest import digest_of_file
from meydan.store.trial_ends import find_trial_end
from tests.cli.adopting import (
    PACKAGE,
    PLACE,
    REASON,
    Typing,
    a_proof,
    by,
    channels,
    deploy_upon,
    dossier,
    shadow_log,
    to_trial,
    trial_record,
)
from tests.exchange.makings import City


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


def test_what_lies_under_a_later_deployment_says_what_to_take_back_first(
    verified: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    home = verified
    to_trial(home, typing, monkeypatch)
    record, two = trial_record(home), by(home, "can", "zeynep")
    assert typing("exchange", "adopt", home, PACKAGE, "--record", record, "--owner", "can", *two)[0] == 0
    deploy_upon(home)
    revert = ["exchange", "revert", home, PACKAGE, "--why", "worse", *by(home, "mehmet")]
    code, told = typing(*revert)
    assert code == 2
    assert ("Take back deployment 2 (greedy) first" if language == "en" else "Önce 2 numaralı") in told
    assert len(list_deployments(home)) == 2
    back = ["--back", "--why", "on the way", "--person", "can", "--password-file", home.parent / "can"]
    assert typing("deploy", home, *back)[0] == 0
    assert typing(*revert)[0] == 0
    assert [one.back_of for one in list_deployments(home)] == [0, 0, 2, 1]


def test_what_was_taken_back_by_hand_is_reverted_without_taking_another_thing_back(
    verified: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = verified
    to_trial(home, typing, monkeypatch)
    record, two = trial_record(home), by(home, "can", "zeynep")
    assert typing("exchange", "adopt", home, PACKAGE, "--record", record, "--owner", "can", *two)[0] == 0
    back = ["--back", "--why", "by hand", "--person", "can", "--password-file", home.parent / "can"]
    assert typing("deploy", home, *back)[0] == 0
    deploy_upon(home)
    assert typing("exchange", "revert", home, PACKAGE, "--why", "worse", *by(home, "mehmet"))[0] == 0
    assert [one.kind for one in list_deployments(home)] == ["deploy", "back", "deploy"]


def test_a_trial_that_is_reverted_is_ended_for_whoever_runs_it(
    verified: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = verified
    to_trial(home, typing, monkeypatch)
    trial = digest_of_file(dossier(home) / "trial.toml")
    assert find_trial_end(home, trial) is None
    code, told = typing("exchange", "revert", home, PACKAGE, "--why", "queues", *by(home, "mehmet"))
    assert (code, "a centre that runs it gives" in told) == (0, True)
    end = find_trial_end(home, trial)
    assert end is not None
    assert (end.person, end.why) == ("mehmet", "queues")


def test_a_package_is_rejected_by_one_person_before_it_runs(verified: Path, typing: Typing) -> None:
    reject = ["exchange", "reject", verified, PACKAGE]
    assert typing(*reject, "--why", " ", *by(verified, "ayse"))[0] == 2
    assert typing(*reject, "--why", "not for us", *by(verified, "ayse"))[0] == 0
    adapt_again = ["exchange", "adapt", verified, PACKAGE, "--bind", verified / "city.toml", *by(verified, "can")]
    assert typing(*adapt_again)[0] == 2


def test_what_was_reverted_is_tried_again_with_new_evidence_alone(
    verified: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    home = verified
    where = channels(home, typing)
    to_trial(home, typing, monkeypatch)
    bad, old_log = trial_record(home, change=0.2), shadow_log(home)
    old = digest_of_file(dossier(home) / "trial.toml")
    code, told = typing("exchange", "revert", home, PACKAGE, "--why", "a day is lost", *by(home, "can"))
    assert code == 0
    assert ("with new evidence" if language == "en" else "yeni kanıtla") in told
    assert typing("exchange", "report", home, PACKAGE, "--record", bad, *where, *by(home, "ayse"))[0] == 0
    prove_it = ["exchange", "prove", home, PACKAGE, *by(home, "can")]
    monkeypatch.setattr(proving, "prove_asked", lambda asked, *_: a_proof(replace(asked, reverts=0), change=-0.05))
    code, told = typing(*prove_it)  # other bytes about the same runs as before
    assert (code, ("runs are from before" if language == "en" else "koşuları öncesine ait") in told) == (2, True)
    monkeypatch.setattr(proving, "prove_asked", lambda asked, *_: a_proof(asked, change=-0.05))
    assert typing(*prove_it)[0] == 0
    two = by(home, "can", "zeynep")
    assert typing("exchange", "shadow", home, PACKAGE, "--log", old_log, *two)[0] == 2  # the same days again
    for count, file in enumerate(sorted(old_log.glob("shadow/x/*/shadow.json"))):
        if count == 1:  # one new day among old ones is not seven
            code, told = typing("exchange", "shadow", home, PACKAGE, "--log", old_log, *two)
            assert (code, "7" in told, "1" in told) == (2, True, True)
        file.write_text(file.read_text().replace('"orders": 9', '"orders": 8'))
    code, told = typing("exchange", "shadow", home, PACKAGE, "--log", old_log, *two)
    assert code == 0, told
    code, told = typing("exchange", "trial", home, PACKAGE, "--junctions", "J1", *two)
    assert code == 0, told
    new = digest_of_file(dossier(home) / "trial.toml")
    assert new != old
    assert find_trial_end(home, new) is None
    assert digest_of_file(next(dossier(home).glob("reverted-*/trial.toml"))) == old
    adopt = ["exchange", "adopt", home, PACKAGE, "--owner", "can", *two, "--record"]
    assert typing(*adopt, bad)[0] == 2
    assert typing(*adopt, trial_record(home))[0] == 0
    assert typing("exchange", "report", home, PACKAGE, *where, *by(home, "ayse"))[0] == 0
    results = check_register(home.parent / "register").current("results")
    assert sorted(entry.what.change for entry in results) == [-0.1, 0.2]  # type: ignore[union-attr]
