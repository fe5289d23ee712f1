"""Proofs over the web: what is offered, who may start one, that it ends with its page, and what is told of it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from meydan.centre.loop import Centre
from meydan.city.errors import CityError, fault
from meydan.store.proofs_folder import (
    FOLDER,
    AskedProof,
    find_proof,
    keep_failure,
    list_proof_places,
    read_failure,
    reasons_of,
)
from meydan.twin.gate.run_result import BASE, Side
from meydan.twin.prove.proof_shape import RunLine
from meydan.web.proof_facts import pairs_of
from meydan.web.proof_process import Work, encode_work
from meydan.web.proof_runner import prove_command
from tests.twin.gate.made_pairs import run
from tests.web.paper_office import PaperOffice, code, empty_office, fill, quick_hashes
from tests.web.paper_proofs import BROKEN, T, home_with_proofs, runner

PATIENCE_S = 20.0
WISH = {"candidate": "solutions/far-sighted.toml", "against": "fixed_time"}
SAYS_NICENESS = "import os, time; print(os.nice(0), os.getpid(), flush=True); time.sleep(600)"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return home_with_proofs(tmp_path_factory.mktemp("made") / "city")


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "city")


@pytest.fixture
def office(tmp_path: Path, home: Path, centre: Centre, monkeypatch: pytest.MonkeyPatch) -> Iterator[PaperOffice]:
    quick_hashes(monkeypatch)
    proofs = runner(home)
    paper = empty_office(tmp_path, centre, proofs=proofs)
    fill(paper)
    yield paper
    proofs.stop()
    paper.office.close()


def wait_until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def states(client: TestClient) -> dict[str, str]:
    return {one["name"]: one["state"] for one in client.get("/api/proofs").json()["proofs"]}


def test_strategies_and_what_lies_in_the_city_can_be_proved_and_nothing_else(office: PaperOffice) -> None:
    told = office.client().get("/api/proofs").json()
    offered = {(one["kind"], one["place"]) for one in told["solutions"]}
    assert {("strategy", "predictive"), ("strategy", "fixed_time")} <= offered
    assert {one for one in offered if one[0] != "strategy"} == {
        ("parameters", "solutions/far-sighted.toml"),
        ("plans", "solutions/summer"),
    }


@pytest.mark.parametrize("candidate", ["../city/solutions/summer", "/etc", "solutions/notes.toml", "no_such", ""])
def test_what_is_not_offered_is_not_proved(office: PaperOffice, candidate: str) -> None:
    answer = office.signed_in("ece").post("/api/proofs", json=WISH | {"candidate": candidate})
    assert (answer.status_code, code(answer)) == (422, "proofs.not_offered")
    assert office.trail("proof_started") == []


def test_nothing_is_proved_against_itself(office: PaperOffice) -> None:
    answer = office.signed_in("ece").post("/api/proofs", json=WISH | {"against": WISH["candidate"]})
    assert (answer.status_code, code(answer)) == (422, "proofs.same")


@pytest.mark.parametrize("name", ["vedat", "ayse", "can", "filiz", "deniz", "root"])
def test_only_an_engineer_starts_and_everybody_looks(office: PaperOffice, home: Path, name: str) -> None:
    before, client = sorted((home / FOLDER).iterdir()), office.signed_in(name)
    stopped_one = next(name for name, state in states(client).items() if state == "stopped")
    for answer in (client.post("/api/proofs", json=WISH), client.post(f"/api/proofs/{stopped_one}/run")):
        assert (answer.status_code, code(answer)) == (403, "account.not_allowed")
    assert sorted((home / FOLDER).iterdir()) == before
    assert len(states(client)) == 4
    assert office.client().post("/api/proofs", json=WISH).status_code == 401


def test_a_proof_is_started_stopped_and_goes_on_in_the_name_of_a_person(office: PaperOffice, home: Path) -> None:
    client = office.signed_in("ece")
    name = client.post("/api/proofs", json=WISH).json()["name"]
    assert states(client)[name] == "running"
    second = client.post("/api/proofs", json=WISH)
    assert (second.status_code, code(second)) == (409, "proofs.one_runs")
    assert client.delete(f"/api/proofs/{name}/run").status_code == 204
    told = client.get(f"/api/proofs/{name}").json()
    assert (told["state"], told["can_go_on"], told["person"], told["failure"]) == ("stopped", True, "ece", [])
    assert client.post(f"/api/proofs/{name}/run").status_code == 202
    assert states(client)[name] == "running"
    assert [one.entry.act for one in office.trail()[:3]] == ["proof_gone_on", "proof_stopped", "proof_started"]
    assert [one.entry.person for one in office.trail()[:3]] == ["ece"] * 3


def test_a_proof_with_its_verdict_is_over(office: PaperOffice) -> None:
    answer = office.signed_in("ece").post("/api/proofs/20260301-080000-predictive/run")
    assert (answer.status_code, code(answer)) == (409, "proofs.over")


def test_what_proves_ends_with_whoever_started_it_and_is_far_behind_control(home: Path) -> None:
    work = Work(((sys.executable, "-c", SAYS_NICENESS),), home, f"{FOLDER}/20260301-080000-predictive")
    told = home / work.folder / "told.txt"
    arguments = (sys.executable, "-m", "meydan.web.proof_process", encode_work(work))
    with subprocess.Popen(arguments, stdin=subprocess.PIPE) as process:
        wait_until(lambda: told.exists() and told.read_text().endswith("\n"))
        niceness, child = told.read_text().split()
        assert process.stdin is not None
        process.stdin.close()  # as when the web process is killed
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.kill(int(child), signal.SIGKILL)
            raise
    assert niceness == "19"
    assert not Path(f"/proc/{child}").exists()


def test_whoever_asks_at_the_same_moment_starts_no_second_one(home: Path) -> None:
    proofs, asked = runner(home), AskedProof("solutions/summer", "fixed_time", "ece", T)
    first, second = list_proof_places(home)[:2]
    try:
        assert proofs.start(first, asked)
        assert not proofs.start(second, asked)
    finally:
        proofs.stop()


def test_a_proof_that_dies_says_so(office: PaperOffice, home: Path) -> None:
    broken = runner(home, BROKEN)
    name = next(name for name, state in states(office.client()).items() if state == "stopped")
    place = find_proof(home, name)
    assert place is not None
    assert broken.start(place, AskedProof("solutions/summer", "fixed_time", "ece", T))
    wait_until(lambda: not broken.running)
    broken.stop()
    told = office.client().get(f"/api/proofs/{name}").json()
    assert told["state"] == "ended"
    assert "(7)" in told["failure"][0]["en"]
    assert "sona erdi" in told["failure"][0]["tr"]


def test_all_faults_of_what_was_asked_for_are_kept_and_told_in_both_languages(office: PaperOffice, home: Path) -> None:
    name = next(name for name, state in states(office.client()).items() if state == "stopped")
    folder = home / FOLDER / name
    error = CityError("prove.no_plans", fault("plans/a.toml", 3, "prove.no_twin", city="Kâğıthane"), folder="x")
    keep_failure(folder, reasons_of(error))
    assert [why.code for why in read_failure(folder)] == ["prove.no_plans", "prove.no_twin"]
    told = office.client().get(f"/api/proofs/{name}").json()["failure"]
    assert "has no twin" in told[1]["en"]
    assert "ikizi yok" in told[1]["tr"]


def test_one_core_is_left_to_the_others_and_nothing_is_taken_from_the_citys_folder() -> None:
    command = prove_command(AskedProof("solutions/summer", "fixed_time", "ece", T), "proofs/a-name")
    assert command[1:6] == ("-P", "-m", "meydan", "prove", ".")
    assert command[command.index("--into") + 1] == "proofs/a-name"
    assert "--jobs" in command
    assert "--reverts" not in command
    after = prove_command(AskedProof("solutions/summer", "fixed_time", "ece", T, reverts=2), "proofs/a-name")
    assert after[after.index("--reverts") + 1] == "2"


def test_a_proof_is_told_with_its_rows_pairs_and_approaches(office: PaperOffice) -> None:
    told = office.client().get("/api/proofs/20260301-080000-predictive").json()
    assert (told["state"], told["verdict"], told["improves"], told["person"]) == ("done", "passed_on_twin", True, "ece")
    assert [row["row"] for row in told["rows"]] == list(range(10))
    assert [pair["variant"] for pair in told["pairs"]].count(BASE) == 15
    assert told["delay"]["change"] == pytest.approx(-0.10, abs=0.01)
    assert told["approaches"]["count"] == 4
    assert told["proof"].startswith("sha256:")


def test_a_proof_that_was_stopped_shows_its_picture_so_far(office: PaperOffice) -> None:
    client = office.client()
    name = next(name for name, state in states(client).items() if state == "stopped")
    told = client.get(f"/api/proofs/{name}").json()
    assert (told["done"], told["needed"], len(told["pairs"])) == (9, 30, 9)
    assert told["delay"]["low"] < told["delay"]["change"] < told["delay"]["high"]
    assert "rows" not in told


def line(seed: int, side: Side, made_with: str, delay_s: float = 40.0) -> RunLine:
    return RunLine(BASE, "d1", seed, side, made_with, 1.0, run(delay_s))


def test_runs_of_other_code_make_no_pairs() -> None:
    old = [line(1, "old", "a"), line(1, "new", "b", 30.0)]
    now = [line(2, "new", "d", 36.0), line(2, "old", "c"), line(3, "old", "c")]
    (pair,) = pairs_of([*old, *now])
    assert (pair.seed, pair.old.person_delay_s, pair.new.person_delay_s) == (2, 40.0, 36.0)


@pytest.mark.parametrize("language", ["en", "tr"])
def test_the_report_is_served_as_it_lies_and_may_load_nothing(office: PaperOffice, home: Path, language: str) -> None:
    path = f"/api/proofs/20260301-080000-predictive/report/{language}"
    answer = office.client().get(path)
    assert answer.content == (home / FOLDER / "20260301-080000-predictive" / f"proof-{language}.html").read_bytes()
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe-inline" not in office.client().get("/").headers["content-security-policy"]


@pytest.mark.parametrize("name", ["no-such", "..", "%2e%2e", ".hidden", "a" * 300])
def test_what_is_no_proof_is_not_found(office: PaperOffice, name: str) -> None:
    for path in (f"/api/proofs/{name}", f"/api/proofs/{name}/report/en", f"/api/proofs/{name}/proof.json"):
        assert office.client().get(path).status_code in (404, 422)


def test_a_broken_file_of_runs_is_told(office: PaperOffice, home: Path) -> None:
    name = next(name for name, state in states(office.client()).items() if state == "stopped")
    (home / FOLDER / name / "runs.jsonl").write_text("{}\n")
    told = office.client().get(f"/api/proofs/{name}").json()
    assert (told["state"], told["pairs"], told["can_go_on"]) == ("unreadable", [], False)
    assert "runs.jsonl" in told["failure"][0]["en"]


@pytest.mark.parametrize("file", ["proof.json", "asked.json", "failed.json", "runs.jsonl"])
@pytest.mark.parametrize("content", [b"\n", b"{", b"\xff\x00", b"[" * 100_000, b'{"format": "meydan-proof/2"}'])
def test_one_damaged_proof_is_told_and_all_others_are_shown(
    office: PaperOffice, home: Path, file: str, content: bytes
) -> None:
    before, client = states(office.client()), office.client()
    name = next(name for name, state in before.items() if state == ("done" if file == "proof.json" else "stopped"))
    (home / FOLDER / name / file).write_bytes(content)
    answer: Any = client.get("/api/proofs")
    assert answer.status_code == 200
    found = {one["name"]: one for one in answer.json()["proofs"]}
    assert {n: one["state"] for n, one in found.items()} == before | {name: "unreadable"}
    assert found[name]["failure"][0].keys() == {"en", "tr"}
    assert file in found[name]["failure"][0]["en"]
    assert file in found[name]["failure"][0]["tr"]
    one = client.get(f"/api/proofs/{name}").json()
    assert (one["state"], one["failure"]) == ("unreadable", found[name]["failure"])


def test_a_folder_without_a_proof_is_told_and_keeps_no_other_from_being_seen(office: PaperOffice, home: Path) -> None:
    (home / FOLDER / "empty").mkdir()
    assert len(states(office.client())) == 4
    assert office.client().get("/api/proofs/empty").json()["state"] == "unreadable"


def test_pairs_that_cannot_be_read_are_told_with_the_proof(office: PaperOffice, home: Path) -> None:
    """The list looks at no pair, so that it is quick; whoever opens the proof is told."""
    file = home / FOLDER / "20260301-080000-predictive" / "proof.json"
    file.write_bytes(file.read_bytes().replace(b'"person_delay_s":', b'"person_delay":'))
    assert states(office.client())["20260301-080000-predictive"] == "done"
    assert office.client().get("/api/proofs/20260301-080000-predictive").json()["state"] == "unreadable"
