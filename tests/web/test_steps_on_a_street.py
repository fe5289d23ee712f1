"""The way of a package where lamps hang on the field: days go by as they do, and some things no click can do."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from meydan.city.city import Rsmp
from meydan.store.deployments import list_deployments
from meydan.store.run_folder import city_hash
from meydan.store.shadow_days import shadow_file, write_shadow
from meydan.store.tree_digest import digest_of_file
from meydan.store.trial_file import name_of_trial, read_trial_file, write_trial
from meydan.web.package_steps import PackageSteps
from meydan.web.package_work import WATCHED
from meydan.web.step_facts import Here, with_trial
from tests.web.paper_city import Clock, paper_city
from tests.web.paper_office import PaperOffice, quick_hashes
from tests.web.paper_programs import programs, prover
from tests.web.paper_way import DAYS, PLACE, dossier, way
from tests.web.test_step_routes import BOUND, both, do, told, wait_until

CITY = replace(paper_city(), field="rsmp", rsmp=Rsmp(secrets="codes.toml", tls="tls"))
FIRST = date(2026, 12, 7)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PaperOffice]:
    quick_hashes(monkeypatch)
    with way(tmp_path, city=CITY) as paper:
        yield paper


def note_days(folder: Path) -> None:
    """Leave in the log of the street a Saturday and a Sunday in the shadow."""
    (solution,) = dossier(folder).glob("adapted/*/*.toml")
    digest = digest_of_file(solution)
    for day in ("2026-11-28", "2026-11-29"):
        said: dict[str, Any] = {"format": "meydan-shadow/1", "city": {"version": city_hash(CITY)}, "run": None}
        said |= {"solution": {"digest": digest, "label": "strategy"}, "days": "street days", "day": day, "hours": 24.0}
        said |= {"in_time": 1.0, "vetoes": {}, "failed": {}, "same": 0.4, "orders": 9000}
        write_shadow(shadow_file(folder / "log", "strategy", digest, day, None), said)


def note_trial(folder: Path) -> None:
    """Leave beside the log of the street what a trial leaves that is over and measured."""
    digest = read_trial_file(dossier(folder) / "trial.toml").digest
    effect = {"off": 20.0, "on": 18.0, "change": -0.1, "low": -0.13, "high": -0.07}
    said: dict[str, Any] = {"format": "meydan-trial/1", "days": "street days", "state": "over", "stopped": None}
    said |= {"trial": {"digest": digest, "junctions": ["J1"]}, "effects": {"mean_delay_s": effect}}
    ran = [{"day": (FIRST + timedelta(days=n)).isoformat()} for n in range(DAYS)]
    write_trial(folder / "log" / name_of_trial(digest), said | {"ran": ran})


def test_a_package_is_watched_tried_and_adopted_on_a_street(office: PaperOffice, tmp_path: Path) -> None:
    ece, can = office.signed_in("ece"), office.signed_in("can")
    do(ece, "verify")
    do(ece, "adapt", bound=BOUND)
    do(ece, "prove", 201, against="fixed_time")
    wait_until(lambda: not told(ece)["step"]["running"])
    do(ece, "days", of="shadow")
    assert told(ece)["step"]["shadow"]["watched"]["person"] == "ece"
    note_days(tmp_path)
    assert told(ece)["step"]["shadow"]["counted"] == 2
    both(ece, can, "shadow")
    assert not (dossier(tmp_path) / WATCHED).exists()  # its days are counted: nobody watches on
    both(ece, can, "trial", junctions=["J1"], days=DAYS, first=FIRST.isoformat())
    trial = told(ece)["step"]["trial"]
    assert trial["schedule"][0]["day"] == FIRST.isoformat()
    restart, measure = (one["command"] for one in trial["commands"])
    assert restart == f"meydan run city --port 8800 --trial {dossier(tmp_path) / 'trial.toml'}"
    assert measure.endswith("--archive ARCHIVE")
    assert do(ece, "days", 409, of="trial").json()["detail"]["code"] == "exchange.no_days"
    note_trial(tmp_path)
    adopt_with_a_waiver(ece, can, tmp_path)


def adopt_with_a_waiver(ece: Any, can: Any, folder: Path) -> None:
    assert told(ece)["step"]["trial"]["waiver"]
    do(ece, "ask", 202, state="adopted", owner="Signals office")
    digest = told(can)["step"]["waiting"]["digest"]
    refused = do(can, "agree", 409, digest=digest).json()["detail"]
    assert "twin" in refused["why"][-1]["en"]
    until = (date.today() + timedelta(days=30)).isoformat()
    do(can, "agree", digest=digest, waiver="The corridor is quiet at night.", waiver_until=until)
    (done,) = list_deployments(folder / "city")
    assert (done.person, done.waiver.name if done.waiver else "") == ("ece", "can")
    assert told(ece)["life"]["state"] == "adopted"


def test_a_watch_goes_on_after_a_restart_and_ends_with_whoever_stops_it(office: PaperOffice, tmp_path: Path) -> None:
    ece, begun = office.signed_in("ece"), tmp_path / "watching"
    do(ece, "verify")
    do(ece, "adapt", bound=BOUND)
    do(ece, "prove", 201, against="fixed_time")
    wait_until(lambda: not told(ece)["step"]["running"])
    do(ece, "days", of="shadow")
    wait_until(lambda: begun.exists() and begun.read_text() == "x")
    home = tmp_path / "city"
    here = Here(home, CITY, city_hash(CITY), tmp_path / "log")
    again = PackageSteps(here, office.office, prover(home), Clock(), programs())
    again.resume()
    wait_until(lambda: begun.read_text() == "xx")
    again.stop_days(PLACE, "shadow")
    assert told(ece)["step"]["shadow"]["watched"] is None
    do(ece, "days/stop", of="shadow")


def test_a_rejected_package_is_watched_no_more(office: PaperOffice, tmp_path: Path) -> None:
    ece = office.signed_in("ece")
    do(ece, "verify")
    do(ece, "adapt", bound=BOUND)
    do(ece, "prove", 201, against="fixed_time")
    wait_until(lambda: not told(ece)["step"]["running"])
    do(ece, "days", of="shadow")
    office.wall.t = type(office.wall.t)(time.time_ns() // 1_000_000)
    do(ece, "reject", why="not for us")
    assert not (dossier(tmp_path) / WATCHED).exists()


@pytest.mark.parametrize("before", [["run", "city"], ["run", "city", "--trial", "old.toml"]])
def test_a_trial_takes_the_place_of_one_that_was_obeyed_before(before: list[str]) -> None:
    assert with_trial(before, "new.toml") == ["run", "city", "--trial", "new.toml"]
