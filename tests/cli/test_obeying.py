"""A trial that had begun never keeps control down: it is taken up, or ended with its record, its line and its alarm."""

import json
from argparse import Namespace
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from meydan.centre.going_live import Place
from meydan.centre.trial_plan import plan_of
from meydan.city.errors import CityError, StoreError
from meydan.city.instant import Instant
from meydan.cli.obeying import Running, name_of, obeying
from meydan.cli.own_alarms import ended_trial_alarms
from meydan.control import fixed_time
from meydan.control.parameter import Choice
from meydan.store.city_folder import read_city, write_city
from meydan.store.deployments import GUARD
from meydan.store.office.audit import Search, search
from meydan.store.office.database import Database
from meydan.store.trial_ends import TrialEnd, end_trial
from meydan.store.trial_file import read_trial, read_trial_file, write_trial
from tests.centre.test_going_live import NOW, proof_of, street

USUAL = (Choice("fixed_time"), fixed_time)


@pytest.fixture
def typed(tmp_path: Path) -> Namespace:
    """What is typed to run a street with a trial whose proof lies beside its file."""
    write_city(street(), tmp_path / "city")
    (tmp_path / "mine.toml").write_text('strategy = "predictive"\n[parameters]\nhorizon_s = 40\n')
    (tmp_path / "trial.toml").write_text(
        'solution = "mine.toml"\njunctions = ["J1"]\nfirst = "2026-03-03"\ndays = 14\nseed = 7\nproof = "proof"\n'
    )
    with closing(Database.open(tmp_path / "city" / "office")) as office:
        proof_of(Place(tmp_path / "city", office), tmp_path / "mine.toml", verdict="passed_on_twin")
    return Namespace(city=tmp_path / "city", trial=tmp_path / "trial.toml", office=None)


def obey(typed: Namespace, *, on_street: bool = True) -> Running:
    """Begin a run and end it again; return what it ran."""
    log = typed.city.parent / "log"
    with obeying(typed, read_city(typed.city, with_files=False), USUAL, log, on_street=on_street) as running:
        return running


def record(typed: Namespace) -> dict[str, Any]:
    (folder,) = (typed.city.parent / "log").glob("trial-*")
    found = read_trial(folder)
    assert found is not None
    return found


def audited(typed: Namespace) -> list[tuple[str, str]]:
    with closing(Database.open(typed.city / "office")) as office:
        return [(one.entry.person, one.entry.detail["reason"]) for one in search(office, Search(act="trial_ended"))]


def assert_ended(typed: Namespace, code: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Say that what ran before runs, that the record says why, and that this is told and audited once only."""
    for again in (False, True):
        running = obey(typed)
        assert (running.choice, running.strategy) == USUAL
        assert ("is not obeyed any more" in capsys.readouterr().out) != again
    assert (record(typed)["state"], record(typed)["stopped"]["code"]) == ("stopped", code)
    assert audited(typed) == [(GUARD, code)]
    assert running.ended is not None
    (alarm,) = ended_trial_alarms(running.ended, street(), NOW)
    assert (alarm.junction, alarm.code, alarm.detail) == ("J1", "trial_ended", running.ended.name)


def test_a_trial_begins_and_is_taken_up_again(typed: Namespace) -> None:
    name = name_of(plan_of(read_trial_file(typed.trial), typed.trial.parent))
    for _ in range(2):
        running = obey(typed)
        assert (running.choice, running.ended) == (Choice(name), None)
        assert not running.must_end()
    assert record(typed)["state"] == "waiting"


def test_a_trial_restarted_with_another_solution_does_not_continue_the_old_record(
    typed: Namespace, capsys: pytest.CaptureFixture[str]
) -> None:
    obey(typed)
    before = record(typed)["solution"]["digest"]
    kept = next((typed.city.parent / "log").glob("trial-*/candidate.toml")).read_bytes()
    (typed.city.parent / "mine.toml").write_text('strategy = "predictive"\n[parameters]\nhorizon_s = 41\n')
    with closing(Database.open(typed.city / "office")) as office:  # even one that is proved
        proof_of(Place(typed.city, office), typed.city.parent / "mine.toml")
    assert_ended(typed, "trial.stop_changed", capsys)
    assert record(typed)["solution"]["digest"] == before
    assert next((typed.city.parent / "log").glob("trial-*/candidate.toml")).read_bytes() == kept


def test_a_trial_that_was_ended_by_a_person_ends_in_the_run_and_never_begins_again(
    typed: Namespace, capsys: pytest.CaptureFixture[str]
) -> None:
    running = obey(typed)
    digest = record(typed)["trial"]["digest"]
    assert not running.must_end()
    end_trial(typed.city, digest, TrialEnd(NOW, "mehmet", "queues"))
    assert running.must_end()
    assert_ended(typed, "trial.stop_ended", capsys)
    assert record(typed)["stopped"]["values"] == {"person": "mehmet", "why": "queues"}


def test_an_end_that_cannot_be_read_is_an_end_and_keeps_no_street_down(
    typed: Namespace, capsys: pytest.CaptureFixture[str]
) -> None:
    running = obey(typed)
    end_trial(typed.city, record(typed)["trial"]["digest"], TrialEnd(NOW, "mehmet", "queues"))
    next((typed.city / "ended_trials").iterdir()).write_text("{")
    assert running.must_end()
    assert_ended(typed, "trial.stop_unreadable", capsys)


def test_a_trial_that_was_ended_before_it_began_is_refused(typed: Namespace) -> None:
    end_trial(typed.city, read_trial_file(typed.trial).digest, TrialEnd(NOW, "mehmet", "queues"))
    with pytest.raises(CityError, match=r"trial\.refused"):
        obey(typed)


def test_a_trial_in_the_street_is_proved_against_what_the_days_off_run(typed: Namespace) -> None:
    log = typed.city.parent / "log"
    other, here = (Choice("greedy"), fixed_time), read_city(typed.city, with_files=False)
    with pytest.raises(CityError) as refused, obeying(typed, here, other, log, on_street=True):
        pass
    assert [fault.what.code for fault in refused.value.faults] == ["trial.other_usual"]


@pytest.mark.parametrize("name", ["junctions/J1.toml", "plans/J1.toml"])
def test_data_of_junctions_that_change_while_it_runs_end_a_trial(
    typed: Namespace, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    running, file = obey(typed), typed.city / name
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "[", encoding="utf-8")
    assert not running.must_end()  # somebody is writing to it at this moment
    file.write_text(text + "\n# surveyed anew\n", encoding="utf-8")
    assert running.must_end()
    assert_ended(typed, "trial.stop_changed", capsys)
    assert running.must_end()


def test_what_stands_against_a_trial_that_had_begun_is_told_with_it(
    typed: Namespace, capsys: pytest.CaptureFixture[str]
) -> None:
    obey(typed)
    (typed.city / "strategy.toml").write_text('strategy = "greedy"\n')
    obey(typed)
    told = capsys.readouterr().err
    assert "The proof is about another city" in told
    assert "not what runs here now" in told
    obey(typed)
    assert capsys.readouterr().err == ""


def test_a_virtual_street_asks_for_no_proof(typed: Namespace) -> None:
    running = obey(typed, on_street=False)
    file = typed.city / "junctions" / "J1.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert not running.must_end()
    assert obey(typed, on_street=False).ended is None


@pytest.mark.parametrize("lost", ["trial.toml", "mine.toml", "proof/proof.json"])
def test_what_cannot_be_read_at_a_restart_keeps_no_street_down(
    typed: Namespace, lost: str, capsys: pytest.CaptureFixture[str]
) -> None:
    obey(typed)
    (typed.city.parent / lost).unlink()
    assert_ended(typed, "trial.stop_changed" if "proof" in lost else "trial.stop_unreadable", capsys)


def test_a_junction_that_is_gone_at_a_restart_keeps_no_street_down(typed: Namespace) -> None:
    obey(typed)
    typed.trial.write_text(typed.trial.read_text().replace('"J1"', '"J9"'))
    running = obey(typed)
    assert running.choice == USUAL[0]
    assert record(typed)["stopped"]["code"] == "trial.stop_unreadable"


def test_a_record_that_cannot_be_read_keeps_no_street_down(
    typed: Namespace, capsys: pytest.CaptureFixture[str]
) -> None:
    obey(typed)
    next((typed.city.parent / "log").glob("trial-*/trial.json")).write_text("{")
    running = obey(typed)
    assert running.choice == USUAL[0]
    assert running.ended is not None
    assert "its record cannot be read" in capsys.readouterr().out


@pytest.mark.parametrize("lost", ["trial.toml", "mine.toml", "proof/proof.json"])
def test_what_stands_against_a_trial_that_never_began_is_told_before_a_lamp_is_taken(
    typed: Namespace, lost: str
) -> None:
    (typed.city.parent / lost).unlink()
    with pytest.raises((CityError, StoreError)):
        obey(typed)


def test_a_trial_that_ran_to_its_end_is_over_and_not_stopped_when_its_city_changes(typed: Namespace) -> None:
    obey(typed)
    (folder,) = (typed.city.parent / "log").glob("trial-*")
    write_trial(folder, record(typed) | {"state": "over", "through": int(Instant(NOW))})
    (typed.city / "strategy.toml").write_text('strategy = "predictive"\n')  # as when it is adopted
    running = obey(typed)
    assert (running.choice, running.ended) == (USUAL[0], None)
    assert json.loads((folder / "trial.json").read_text())["state"] == "over"


def test_a_street_tries_plans_that_its_controllers_hold(typed: Namespace) -> None:
    file, tried = typed.city / "plans" / "J1.toml", typed.city.parent / "tried" / "plans" / "J1.toml"
    tried.parent.mkdir(parents=True)
    tried.write_text(file.read_text().replace("offset_s = 0", "offset_s = 7"))
    typed.trial.write_text(typed.trial.read_text().replace("mine.toml", "tried"))
    with closing(Database.open(typed.city / "office")) as office:
        place = Place(typed.city, office)
        proof_of(place, tried.parent.parent, verdict="passed_on_twin")
        with pytest.raises(CityError, match=r"trial\.plans") as refused:
            obey(typed)
        missing = [dict(fault.what.values) for fault in refused.value.faults]
        assert missing == [{"junction": "J1", "plan": "day"}, {"junction": "J1", "plan": "night"}]
        renamed = tried.read_text().replace("[day]", "[late_day]").replace("[night]", "[late_night]")
        file.write_text(f"{file.read_text()}\n{renamed}")  # as they were loaded into the controller
        proof_of(place, tried.parent.parent, verdict="passed_on_twin")
    assert obey(typed).ended is None
    assert record(typed)["state"] == "waiting"
