"""`meydan deploy` from the terminal: who may, what is told, and what a street then runs."""

from argparse import Namespace
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from meydan.centre.going_live import Place
from meydan.city.instant import Instant
from meydan.city.rights import Person, Role
from meydan.city.secret import Secret
from meydan.cli.choosing import USUAL, choice_typed
from meydan.cli.main import main
from meydan.control.parameter import Choice
from meydan.store.city_folder import write_city
from meydan.store.deployments import list_deployments
from meydan.store.office.database import Database
from meydan.store.office.passwords import hash_password
from meydan.store.office.people import By, accept, add_person, invite_first
from tests.centre.test_going_live import proof_of, street

BY = By("root", "-", Instant(1_772_496_000_000))
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A street with an engineer and a safety approver, and files with their passwords."""
    folder = tmp_path_factory.mktemp("deploying") / "city"
    write_city(street(), folder)
    stored = hash_password(Secret(PASSWORD))
    with closing(Database.open(folder / "office")) as office:
        accept(office, invite_first(office, BY.t) or "", "root", stored, BY)
        for name, role in (("ayse", Role.ENGINEER), ("mehmet", Role.SAFETY_APPROVER), ("can", Role.VIEWER)):
            accept(office, add_person(office, Person(name, role, ("*",)), BY), name, stored, BY)
    for name, mode in (("password", 0o600), ("open", 0o644)):
        file = folder.parent / name
        file.write_text(PASSWORD + "\n", encoding="utf-8")
        file.chmod(mode)
    return folder


def test_a_run_without_a_strategy_runs_the_deployed_one(tmp_path: Path) -> None:
    typed = Namespace(city=tmp_path, strategy=None, parameters=None)
    assert choice_typed(typed) == Choice(USUAL)
    (tmp_path / "strategy.toml").write_text('strategy = "predictive"\n[parameters]\nhorizon_s = 40\n', encoding="utf-8")
    assert choice_typed(typed) == Choice("predictive", (("horizon_s", 40.0),))
    assert choice_typed(Namespace(city=tmp_path, strategy="greedy", parameters=None)) == Choice("greedy")


def deploy(city: Path, *more: str) -> int:
    return main(["deploy", str(city), "--password-file", str(city.parent / "password"), *more])


def test_a_street_is_changed_by_who_signs_in_and_may(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proof = ["--solution", "actuated", "--proof", str(city.parent)]
    assert main(["deploy", str(city), *proof]) == 2
    assert "--person" in capsys.readouterr().err
    assert deploy(city, *proof, "--person", "can") == 2
    assert "may not" in capsys.readouterr().err
    assert main(["deploy", str(city), *proof, "--person", "ayse", "--password-file", str(city.parent / "open")]) == 2
    assert "chmod 600" in capsys.readouterr().err
    assert list_deployments(city) == []


def test_what_passed_on_the_twin_goes_live_by_a_waiver_alone_and_comes_back_with_a_reason(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(Database.open(city / "office")) as office:
        proof = proof_of(Place(city, office), "fixed_time", verdict="passed_on_twin")
    typed = ["--solution", "fixed_time", "--proof", str(proof), "--person", "ayse"]
    assert deploy(city, *typed) == 2
    assert "waiver" in capsys.readouterr().err
    waiver = [
        "--waiver",
        "trial of a week",
        "--waiver-by",
        "mehmet",
        "--waiver-until",
        str(date.today() + timedelta(days=30)),
    ]
    file = ["--waiver-password-file", str(city.parent / "password")]
    assert deploy(city, *typed, *waiver[:2]) == 2
    assert deploy(city, *typed, *waiver, *file) == 0
    (one,) = list_deployments(city)
    assert (one.person, one.waiver and one.waiver.name) == ("ayse", "mehmet")
    assert main(["deploy", str(city), "--list"]) == 0
    assert "waived by mehmet: trial of a week" in capsys.readouterr().out
    run = ["run", str(city), "--headless", "--until", "1", "--strategy"]
    assert main([*run, "greedy"]) == 2
    assert "not those of deployment 1" in capsys.readouterr().err
    assert main([*run, "fixed_time"]) == 2  # as deployed: what is wrong next is that its sites are not known
    assert "deployment" not in capsys.readouterr().err
    assert deploy(city, "--back", "--person", "ayse") == 2
    assert "reason" in capsys.readouterr().err
    assert deploy(city, "--back", "--person", "ayse", "--why", "queues") == 0
    assert "taken back" in capsys.readouterr().out
    assert not (city / "strategy.toml").exists()
