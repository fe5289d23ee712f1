"""The way of a package where lamps hang on the field: days go by as they do, and some things no click can do."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from meydan.store.deployments import list_deployments
from meydan.store.run_folder import hashes_of_runs
from meydan.web.package_steps import PackageSteps
from meydan.web.package_work import WATCHED
from meydan.web.step_facts import Here, with_trial
from tests.web.paper_city import Clock
from tests.web.paper_office import PaperOffice, quick_hashes
from tests.web.paper_programs import programs, prover
from tests.web.paper_street_days import FIRST, STREET, note_days, note_trial
from tests.web.paper_way import DAYS, PLACE, dossier, way
from tests.web.test_step_routes import both, do, reach, told, wait_until


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PaperOffice]:
    quick_hashes(monkeypatch)
    with way(tmp_path, city=STREET) as paper:
        yield paper


def test_a_package_is_watched_tried_and_adopted_on_a_street(office: PaperOffice, tmp_path: Path) -> None:
    ece, can = office.signed_in("ece"), office.signed_in("can")
    reach(ece, ece, "proven")
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
    reach(ece, ece, "proven")
    do(ece, "days", of="shadow")
    wait_until(lambda: begun.exists() and begun.read_text() == "x")
    home = tmp_path / "city"
    here = Here(home, STREET, hashes_of_runs(STREET), tmp_path / "log")
    again = PackageSteps(here, office.office, prover(home), Clock(), programs())
    again.resume()
    wait_until(lambda: begun.read_text() == "xx")
    again.stop_days(PLACE, "shadow")
    assert told(ece)["step"]["shadow"]["watched"] is None
    do(ece, "days/stop", of="shadow")


def test_a_rejected_package_is_watched_no_more(office: PaperOffice, tmp_path: Path) -> None:
    ece = office.signed_in("ece")
    reach(ece, ece, "proven")
    do(ece, "days", of="shadow")
    office.wall.t = type(office.wall.t)(time.time_ns() // 1_000_000)
    do(ece, "reject", why="not for us")
    assert not (dossier(tmp_path) / WATCHED).exists()


@pytest.mark.parametrize("before", [["run", "city"], ["run", "city", "--trial", "old.toml"]])
def test_a_trial_takes_the_place_of_one_that_was_obeyed_before(before: list[str]) -> None:
    assert with_trial(before, "new.toml") == ["run", "city", "--trial", "new.toml"]
