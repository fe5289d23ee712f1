"""Taking a package forward over the web: by whom, in which order, what is refused, and what stands in the trail."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from meydan.city.instant import Instant
from meydan.city.rights import Person, Role
from meydan.store.deployments import list_deployments
from meydan.store.office.audit import verify as verify_trail
from meydan.store.office.people import By, change_person
from meydan.store.proof_file import FILE as PROOF
from meydan.twin.prove.proof import read_proof
from tests.web.paper_office import PaperOffice, code, quick_hashes
from tests.web.paper_way import DAYS, PLACE, dossier, way

PATIENCE_S = 60.0
BOUND = {"corridor": ["J1", "J2"], "crossing": ["J1/W1"], "horizon_s": 40}


STAGES = ("verified", "adapted", "proven", "shadow", "trial")
At = Callable[[str], PaperOffice]


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the city and its office as they are at each stage of the way, which is gone once for all."""
    folder = tmp_path_factory.mktemp("stages")
    with pytest.MonkeyPatch.context() as patch:
        quick_hashes(patch)
        for before, stage in zip(("", *STAGES), STAGES, strict=False):
            if before:
                shutil.copytree(folder / before, folder / stage)
            with way(folder / stage) as office:
                REACH[stage](office.signed_in("ece"), office.signed_in("can"))
    return folder


@pytest.fixture
def at(stages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[At]:
    """Return what gives the office at a stage of the way."""
    quick_hashes(monkeypatch)
    with ExitStack() as stack:

        def office_at(stage: str) -> PaperOffice:
            shutil.copytree(stages / stage, tmp_path, dirs_exist_ok=True)
            return stack.enter_context(way(tmp_path))

        yield office_at


def told(client: TestClient) -> Any:
    answer = client.get("/api/exchange/package", params={"place": PLACE})
    assert answer.status_code == 200, answer.text
    return answer.json()


def do(client: TestClient, what: str, status: int = 204, **more: object) -> Any:
    answer = client.post(f"/api/exchange/{what}", json={"place": PLACE, **more})
    assert answer.status_code == status, answer.text
    return answer


def wait_until(holds: Callable[[], bool]) -> None:
    end_s = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end_s
        time.sleep(0.05)


def state(client: TestClient) -> str:
    return str(told(client)["life"]["state"])


def verify(ece: TestClient, _: TestClient) -> None:
    do(ece, "verify")


def adapt(ece: TestClient, _: TestClient) -> None:
    do(ece, "adapt", bound=BOUND)


def prove(ece: TestClient, _: TestClient) -> None:
    do(ece, "prove", 201, against="fixed_time")
    wait_until(lambda: not told(ece)["step"]["running"])


def shadow(ece: TestClient, can: TestClient) -> None:
    run_days(ece, "shadow")
    both(ece, can, "shadow")


def trial(ece: TestClient, can: TestClient) -> None:
    both(ece, can, "trial", junctions=["J1"], days=DAYS)


REACH = dict(zip(STAGES, (verify, adapt, prove, shadow, trial), strict=True))


def reach(ece: TestClient, can: TestClient, stage: str) -> None:
    """Go the way from its beginning to a stage."""
    for name in STAGES[: STAGES.index(stage) + 1]:
        REACH[name](ece, can)


def run_days(ece: TestClient, of: str) -> None:
    do(ece, "days", of=of)
    wait_until(lambda: not told(ece)["step"]["running"])


def both(ece: TestClient, can: TestClient, step: str, **more: object) -> None:
    do(ece, "ask", 202, state=step, **more)
    waiting = told(can)["step"]["waiting"]
    assert (waiting["person"], waiting["state"]) == ("ece", step)
    do(can, "agree", digest=waiting["digest"])
    assert told(can)["step"]["waiting"] is None


def test_a_package_goes_all_the_way_by_clicks_and_each_is_in_the_trail(at: At, tmp_path: Path) -> None:
    office = at("trial")
    ece, can = office.signed_in("ece"), office.signed_in("can")
    run_days(ece, "trial")
    trial = told(ece)["step"]["trial"]
    assert [one["ran"] for one in trial["schedule"]] == [True] * DAYS
    assert trial["effect"]["change"] == -0.1
    both(ece, can, "adopted", owner="Signals office")
    life = told(ece)["life"]
    assert (life["state"], life["runs"]) == ("adopted", True)
    people = {one["state"]: [who["name"] for who in one["people"]] for one in life["records"]}
    assert people["adapted"] == people["proven"] == ["ece"]
    assert people["shadow"] == people["trial"] == people["adopted"] == ["ece", "can"]
    assert life["records"][0]["told"]["owner"] == "Signals office"
    assert len(list_deployments(tmp_path / "city")) == 1
    acts = [one.entry.act for one in reversed(office.trail()) if one.entry.subject == PLACE]
    assert acts.count("exchange_asked") == acts.count("exchange_agreed") == 3
    assert [act for act in acts if act.startswith(("proof", "days"))] == ["proof_started"] + ["days_started"] * 2
    assert verify_trail(tmp_path / "office").broken_at is None
    office.wall.t = Instant(time.time_ns() // 1_000_000)  # steps bear the time of the machine
    do(office.signed_in("ayse"), "revert", why="queues at J2")
    assert [one.kind for one in list_deployments(tmp_path / "city")] == ["deploy", "back"]


def test_days_that_a_reverted_trial_rested_on_count_no_more_on_the_page(at: At, tmp_path: Path) -> None:
    office = at("trial")
    office.wall.t = Instant(time.time_ns() // 1_000_000)  # steps bear the time of the machine
    do(office.signed_in("ayse"), "revert", why="queues at J2")
    with way(tmp_path) as anew:
        ece, can = anew.signed_in("ece"), anew.signed_in("can")
        before = read_proof(dossier(tmp_path) / "proof" / PROOF)
        prove(ece, can)
        after = read_proof(dossier(tmp_path) / "proof" / PROOF)
        assert (before.reverted, after.reverted) == (0, 1)
        assert not {pair.seed for pair in before.pairs} & {pair.seed for pair in after.pairs}
        wait_until(lambda: state(ece) == "proven")
        assert told(ece)["step"]["shadow"]["counted"] == 0
        run_days(ece, "shadow")
        assert told(ece)["step"]["shadow"]["counted"] == 2  # as many as lacked, not one
        both(ece, can, "shadow")
        assert state(ece) == "shadow"


def test_a_package_is_proved_against_what_was_deployed_before(at: At, tmp_path: Path) -> None:
    ece = at("adapted").signed_in("ece")
    offered = [one["place"] for one in ece.get("/api/exchange/against").json()["solutions"]]
    assert "strategy.toml" not in offered
    (tmp_path / "city" / "strategy.toml").write_text('strategy = "actuated"\n', encoding="utf-8")
    offered = [one["place"] for one in ece.get("/api/exchange/against").json()["solutions"]]
    assert offered[-1] == "strategy.toml"
    do(ece, "prove", 201, against="fixed_time")
    wait_until(lambda: not told(ece)["step"]["running"])
    assert state(ece) == "adapted"  # what runs is something else
    do(ece, "prove", 201, against="strategy.toml")
    wait_until(lambda: not told(ece)["step"]["running"])
    assert state(ece) == "proven"


def test_what_a_slot_cannot_take_is_told_beside_it(at: At) -> None:
    ece = at("verified").signed_in("ece")
    slots = {one["name"]: one for one in told(ece)["package"]["slots"]}
    assert (slots["horizon_s"]["least"], slots["horizon_s"]["most"], slots["horizon_s"]["usual"]) == (20, 60, 40)
    wrong = {"corridor": [], "crossing": ["J1/W9"], "horizon_s": 99}
    answer = do(ece, "adapt", 409, bound=wrong)
    assert code(answer) == "exchange.not_bound"
    why = answer.json()["detail"]["why"]
    assert [one["field"] for one in why] == ["corridor", "crossing", "horizon_s"]
    assert "J1/W9" in why[1]["en"]
    assert "aralığının dışında" in why[2]["tr"]
    assert do(ece, "adapt", 409, bound={"horizon_s": None}).json()["detail"]["why"][2]["field"] == "horizon_s"
    assert state(ece) == "verified"
    assert ece.get("/api/exchange/names", params={"kind": "signal_group", "junction": "J1"}).json()[-1] == "J1/W1"


def test_what_was_bound_is_there_when_it_is_bound_anew(at: At) -> None:
    ece = at("adapted").signed_in("ece")
    assert told(ece)["step"]["bound"] == BOUND
    assert told(ece)["life"]["again"] == ["adapted"]
    do(ece, "adapt", bound=BOUND | {"horizon_s": 30})
    assert told(ece)["step"]["bound"]["horizon_s"] == 30


def test_a_proof_of_what_was_bound_before_is_none_of_what_is_bound_now(at: At) -> None:
    ece = at("proven").signed_in("ece")
    assert told(ece)["step"]["proof"]["mine"]
    do(ece, "adapt", bound=BOUND | {"horizon_s": 30})
    assert not told(ece)["step"]["proof"]["mine"]
    do(ece, "prove", 201, against="fixed_time")
    wait_until(lambda: not told(ece)["step"]["running"])
    assert (state(ece), told(ece)["step"]["proof"]["mine"]) == ("proven", True)


def test_the_proof_of_a_package_is_in_the_list_of_proofs_with_its_package(at: At) -> None:
    office = at("proven")
    ece = office.signed_in("ece")
    (one,) = ece.get("/api/proofs").json()["proofs"]
    assert (one["package"], one["person"], one["verdict"]) == (PLACE, "ece", "passed_on_twin")
    assert one["name"] == "izmir~adaptive-corridor-1.2.0"
    shown = ece.get(f"/api/proofs/{one['name']}").json()
    assert (shown["state"], shown["package"], len(shown["rows"])) == ("done", PLACE, 10)
    assert ece.get(f"/api/proofs/{one['name']}/report/tr").status_code == 200
    for name in ("izmir~..", "izmir~x", "a~b~c", "..~..", "~"):
        assert ece.get(f"/api/proofs/{name}").status_code == 404


def test_a_proof_that_the_command_left_is_listed_too(at: At, tmp_path: Path) -> None:
    office = at("proven")
    ece = office.signed_in("ece")
    (dossier(tmp_path) / "proof" / "asked.json").unlink()  # the terminal asks nobody
    (one,) = ece.get("/api/proofs").json()["proofs"]
    assert (one["package"], one["person"]) == (PLACE, "")


def test_a_proof_that_passed_but_is_not_entered_says_why_and_can_be(at: At, tmp_path: Path) -> None:
    ece = at("adapted").signed_in("ece")
    copies = tmp_path / "city" / "exchange" / "copies"
    copies.rename(copies.with_name("gone"))  # nobody knows any more whether İzmir took it back
    do(ece, "prove", 201, against="fixed_time")
    wait_until(lambda: not told(ece)["step"]["running"])
    proof = told(ece)["step"]["proof"]
    assert (proof["state"], proof["verdict"], state(ece)) == ("done", "passed_on_twin", "adapted")
    assert "izmir" in proof["failure"][0]["en"]
    shutil.rmtree(copies, ignore_errors=True)
    copies.with_name("gone").rename(copies)
    do(ece, "enter")
    assert state(ece) == "proven"


def test_one_person_is_not_two(at: At) -> None:
    office = at("proven")
    ece, can = office.signed_in("ece"), office.signed_in("can")
    run_days(ece, "shadow")
    do(ece, "ask", 202, state="shadow")
    digest = told(ece)["step"]["waiting"]["digest"]
    assert code(do(ece, "agree", 403, digest=digest)) == "second.same_person"
    assert code(do(office.signed_in("filiz"), "agree", 403, digest=digest)) == "account.not_allowed"
    assert code(do(can, "agree", 409, digest="0" * 64)) == "second.changed"
    assert state(can) == "proven"
    do(can, "decline")
    assert code(do(can, "agree", 404, digest=digest)) == "second.gone"
    assert [one.entry.person for one in office.trail("exchange_declined")] == ["can"]


def test_two_persons_type_their_passwords_anew(at: At) -> None:
    office = at("proven")
    ece, can = office.signed_in("ece"), office.signed_in("can")
    run_days(ece, "shadow")
    office.wall.pass_s(301)
    assert code(do(ece, "ask", 403, state="shadow")) == "account.prove"
    assert ece.post("/api/session/proof", json={"password": "a quite long password"}).status_code == 204
    do(ece, "ask", 202, state="shadow")
    digest = told(can)["step"]["waiting"]["digest"]
    assert code(do(can, "agree", 403, digest=digest)) == "account.prove"


def test_what_is_not_in_order_waits_for_nobody(at: At) -> None:
    office = at("proven")
    ece = office.signed_in("ece")
    answer = do(ece, "ask", 409, state="shadow")
    assert code(answer) == "life.refused"
    assert "0" in answer.json()["detail"]["why"][0]["en"]
    assert told(ece)["step"]["waiting"] is None
    assert office.trail("exchange_asked") == []
    out_of_order = do(ece, "ask", 409, state="adopted", owner="ece")
    assert out_of_order.json()["detail"]["why"]


def test_a_trial_that_asks_too_much_says_so_beside_its_fields(at: At) -> None:
    ece = at("shadow").signed_in("ece")
    why = do(ece, "ask", 409, state="trial", junctions=["J3"], days=2).json()["detail"]["why"]
    assert sorted(one["field"] for one in why) == ["days", "junctions"]


@pytest.mark.parametrize("name", ["vedat", "deniz", "root", "ayse", "filiz", "can"])
def test_who_is_no_engineer_starts_nothing(at: At, name: str) -> None:
    office = at("adapted")
    client, before = office.signed_in(name), len(office.trail())
    for what, more in (
        ("adapt", {"bound": BOUND}),
        ("prove", {"against": "fixed_time"}),
        ("enter", {}),
        ("days", {"of": "shadow"}),
        ("days/stop", {"of": "shadow"}),
        ("ask", {"state": "shadow"}),
    ):
        assert code(do(client, what, 403, **more)) == "account.not_allowed"
    assert len(office.trail()) == before
    assert state(client) == "adapted"


@pytest.mark.parametrize(("stage", "of"), [("adapted", "shadow"), ("proven", "trial"), ("trial", "shadow")])
def test_days_begin_only_where_they_count(at: At, stage: str, of: str) -> None:
    office = at(stage)
    ece, before = office.signed_in("ece"), len(office.trail("days_started"))
    assert code(do(ece, "days", 409, of=of)) == "exchange.no_days"
    assert len(office.trail("days_started")) == before  # what did not happen is not written down


def test_one_thing_runs_on_the_twin_at_a_time(at: At) -> None:
    office = at("proven")
    ece = office.signed_in("ece")
    assert code(do(ece, "days/stop", 409, of="shadow")) == "proofs.not_running"
    nowhere = {"place": "../../../elsewhere", "of": "shadow"}
    assert code(ece.post("/api/exchange/days/stop", json=nowhere)) == "life.not_adapted"
    do(ece, "days", of="shadow")
    assert code(do(ece, "days", 409, of="shadow")) == "proofs.one_runs"
    wait_until(lambda: not told(ece)["step"]["running"])
    assert told(ece)["step"]["shadow"]["counted"] == 2


def test_whoever_reaches_a_part_of_the_city_alone_takes_no_step_for_all_of_it(at: At) -> None:
    office = at("verified")
    change_person(office.office, Person("ece", Role.ENGINEER, ("west",)), By("root", "-", office.wall.t))
    refused = do(office.signed_in("ece"), "adapt", 409, bound=BOUND)
    assert code(refused) == "exchange.step_refused"
    assert "ece" in refused.json()["detail"]["why"][0]["en"]


def test_who_asked_and_was_shut_out_meanwhile_is_no_first_person(at: At) -> None:
    office = at("proven")
    ece, can = office.signed_in("ece"), office.signed_in("can")
    run_days(ece, "shadow")
    do(ece, "ask", 202, state="shadow")
    digest = told(can)["step"]["waiting"]["digest"]
    gone = Person("ece", Role.ENGINEER, ("*",), disabled=True)
    change_person(office.office, gone, By("root", "-", office.wall.t))
    assert code(do(can, "agree", 409, digest=digest)) == "exchange.step_refused"
    assert state(can) == "proven"
