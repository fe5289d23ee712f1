"""Nothing runs on a street without a stored pass for exactly these hashes, or a named person's waiver."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from meydan.centre.going_live import (
    LONGEST_WAIVER_S,
    Here,
    Place,
    check_street,
    deploy,
    take_back,
    why_not_deploy,
)
from meydan.centre.in_force import digests_in_force, source_in_force
from meydan.centre.solution import read_solution
from meydan.city.city import City, Rsmp, is_street
from meydan.city.errors import CityError, StoreError
from meydan.city.instant import Instant, later
from meydan.store.city_digest import city_digest
from meydan.store.city_folder import read_city, write_city
from meydan.store.city_text import city_texts
from meydan.store.deployments import Waiver, deploying, finish_deployment, last_done, list_deployments, read_parts
from meydan.store.office.audit import Search, search
from meydan.store.office.database import Database
from meydan.store.office.people import By
from meydan.store.proof_file import read_proof
from meydan.store.whole_file import write_whole
from tests.store.small_cities import city

NOW = Instant(1_772_496_000_000)
ENGINEER = By("ayse", "-", NOW)
WAIVER = Waiver("mehmet", "roadworks begin tonight", later(NOW, 86_400))
OTHER = "sha256:" + "0" * 64


def street() -> City:
    return replace(city(), field="rsmp", rsmp=Rsmp(secrets="codes.toml", tls="tls"))


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Place]:
    write_city(street(), tmp_path / "city")
    with closing(Database.open(tmp_path / "office")) as office:
        yield Place(tmp_path / "city", office)


@pytest.fixture
def plans(at: Place) -> Path:
    """A folder with one of the city's plans five seconds longer in its first green."""
    folder = at.folder.parent / "better"
    (folder / "plans").mkdir(parents=True)
    text = city_texts(street())["plans/J1.toml"]
    (folder / "plans" / "J1.toml").write_text("# timed anew\n" + text, encoding="utf-8")
    return folder


def proof_of(at: Place, source: Path | str, **other: Any) -> Path:
    """Write a proof of a solution in a city as it stands, but for what is other, and return its folder."""
    here = read_city(at.folder, with_files=False)
    told = {
        "format": "meydan-proof/1",
        "city": {"name": here.name, "digest": city_digest(at.folder, here)},
        "candidate": {"kind": "plans", "label": "x", "digest": read_solution(str(source), here).digest},
        "baseline": {
            "kind": "strategy",
            "label": "y",
            "digest": read_solution(source_in_force(at.folder), here).digest,
        },
        "rows": [{"row": 0, "code": "x", "verdict": "passed"}, {"row": 1, "code": "y", "verdict": "not_assessed"}],
        "delay": {"change": -0.1, "low": -0.12, "high": -0.08},
        "verdict": "passed",
    }
    folder = at.folder.parent / "proof"
    folder.mkdir(exist_ok=True)
    (folder / "proof.json").write_text(json.dumps(told | other), encoding="utf-8")
    return folder


def add_a_line(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "\n# by hand\n", encoding="utf-8")


def refusals(at: Place, source: Path, proof: Path, waiver: Waiver | None = None) -> list[str]:
    with pytest.raises(CityError) as refused:
        deploy(at, str(source), proof, ENGINEER, waiver)
    assert list_deployments(at.folder) == []
    return [fault.what.code for fault in refused.value.faults]


def test_a_proven_solution_is_put_in_whole_and_the_audit_trail_says_who_did_it(at: Place, plans: Path) -> None:
    before = read_parts(at.folder)
    proof = proof_of(at, plans)
    done = deploy(at, str(plans), proof, ENGINEER)
    after = read_parts(at.folder)
    assert after["plans/J1.toml"] == (plans / "plans" / "J1.toml").read_bytes()
    assert after["strategy.toml"] == b'strategy = "fixed_time"\n'
    assert after["timetable.toml"] == before["timetable.toml"]
    assert list_deployments(at.folder) == [done]
    assert (done.number, done.person, done.verdict, done.promise and done.promise.change) == (1, "ayse", "passed", -0.1)
    kept = at.folder / "deployments" / "0001"
    assert read_parts(kept / "before") == before
    assert (kept / "proof.json").read_bytes() == (proof / "proof.json").read_bytes()
    (entry,) = (numbered.entry for numbered in search(at.office, Search()))
    assert (entry.act, entry.person, entry.detail["proof"]) == ("deployed", "ayse", done.proof)


def test_a_proof_of_something_else_is_refused_and_no_waiver_lifts_that(at: Place, plans: Path) -> None:
    other_city = proof_of(at, plans, city={"name": "", "digest": OTHER})
    assert refusals(at, plans, other_city, WAIVER) == ["deploy.other_city"]
    other = proof_of(at, plans, candidate={"digest": OTHER})
    assert refusals(at, plans, other, WAIVER) == ["deploy.other_solution"]
    proof = proof_of(at, plans)
    add_a_line(at.folder / "plans" / "J1.toml")
    assert refusals(at, plans, proof, WAIVER) == ["deploy.other_city"]


def test_what_was_compared_with_something_else_than_what_is_in_force_goes_live_by_a_waiver_only(
    at: Place, plans: Path
) -> None:
    straw = {"kind": "strategy", "label": "straw", "digest": OTHER}
    assert refusals(at, plans, proof_of(at, plans, baseline=straw)) == ["deploy.other_baseline"]
    greedy = read_solution("greedy", street())
    (at.folder / "strategy.toml").write_text('strategy = "fixed_time"\n', encoding="utf-8")
    other = proof_of(at, plans, baseline={"label": "greedy", "digest": greedy.digest})
    assert refusals(at, plans, other) == ["deploy.other_baseline"]
    assert deploy(at, str(plans), other, ENGINEER, WAIVER).waiver == WAIVER
    (entry,) = (numbered.entry for numbered in search(at.office, Search(act="deployed")))
    assert entry.detail["baseline"] == greedy.digest


def test_what_is_in_force_is_known_by_name_by_its_file_and_as_what_was_deployed(at: Place, plans: Path) -> None:
    def named(*sources: str | Path) -> set[str]:
        return {read_solution(str(source), read_city(at.folder)).digest for source in sources}

    def means(source: str | Path) -> set[str]:
        return {read_solution(str(source), read_city(at.folder)).means}

    assert digests_in_force(at.folder) == named("fixed_time") | means("fixed_time")
    deploy(at, str(plans), proof_of(at, plans), ENGINEER)
    assert digests_in_force(at.folder) == named("fixed_time", at.folder / "strategy.toml", plans) | means("fixed_time")
    mine = at.folder.parent / "mine.toml"
    mine.write_text('strategy = "predictive"\n[parameters]\nhorizon_s = 40\n', encoding="utf-8")
    deploy(at, str(mine), proof_of(at, mine), ENGINEER)
    assert digests_in_force(at.folder) == named(mine) | means(mine)
    mine.write_text('strategy = "predictive"\n[parameters]\nhorizon_s = 41\n', encoding="utf-8")
    assert digests_in_force(at.folder).isdisjoint(named(mine, plans, "fixed_time", "predictive") | means(mine))


def test_a_baseline_with_the_same_values_in_other_bytes_is_what_is_in_force(at: Place, plans: Path) -> None:
    in_force, typed = at.folder / "strategy.toml", at.folder.parent / "typed.toml"
    in_force.write_text('strategy = "predictive"\n[parameters]\nhorizon_s = 40\n', encoding="utf-8")

    def compared_with(text: str) -> list[str]:
        typed.write_text(text, encoding="utf-8")
        one = read_solution(str(typed), read_city(at.folder))
        told = {"label": one.label, "digest": one.digest, "means": one.means}
        proof, _ = read_proof(proof_of(at, plans, baseline=told))
        here = Here(proof.city.digest, proof.candidate.digest, digests_in_force(at.folder))
        return [what.code for what in why_not_deploy(proof, None, here, ENGINEER, on_street=False)]

    assert compared_with('# ours\nparameters = { horizon_s = 40.0 }\nstrategy = "predictive"\n') == []
    assert compared_with('strategy = "predictive"\n[parameters]\nhorizon_s = 41\n') == ["deploy.other_baseline"]
    assert compared_with('strategy = "predictive"\n') == ["deploy.other_baseline"]


def test_a_proof_that_names_no_meaning_is_known_by_its_bytes_alone(at: Place, plans: Path) -> None:
    proof, _ = read_proof(proof_of(at, plans, baseline={"label": "x", "digest": OTHER}))
    here = Here(proof.city.digest, proof.candidate.digest, digests_in_force(at.folder) | {""})
    assert [what.code for what in why_not_deploy(proof, None, here, ENGINEER, on_street=False)] == [
        "deploy.other_baseline"
    ]


@pytest.mark.parametrize("rows", [[], [{"row": 0, "verdict": "failed"}], [{"row": 0, "verdict": "not_assessed"}]])
def test_no_waiver_lifts_safety(at: Place, plans: Path, rows: list[dict[str, Any]]) -> None:
    assert refusals(at, plans, proof_of(at, plans, rows=rows), WAIVER) == ["deploy.not_safe"]


@pytest.mark.parametrize("verdict", ["passed_on_twin", "failed", "undecided"])
def test_what_has_not_passed_goes_to_a_street_by_a_waiver_only(at: Place, plans: Path, verdict: str) -> None:
    proof = proof_of(at, plans, verdict=verdict)
    assert refusals(at, plans, proof) == [f"deploy.verdict_{verdict}"]
    done = deploy(at, str(plans), proof, ENGINEER, WAIVER)
    assert done.waiver == WAIVER
    (entry,) = (numbered.entry for numbered in search(at.office, Search(text="roadworks")))
    assert entry.detail["waived_by"] == "mehmet"


def test_what_passed_on_the_twin_needs_no_waiver_for_a_twin(at: Place, plans: Path) -> None:
    proof, _ = read_proof(proof_of(at, plans, verdict="passed_on_twin"))
    here = Here(proof.city.digest, proof.candidate.digest, frozenset({proof.baseline.digest}))
    assert list(why_not_deploy(proof, None, here, ENGINEER, on_street=False)) == []
    assert is_street(street())
    assert not is_street(replace(street(), rsmp=Rsmp(virtual=True)))
    assert not is_street(replace(street(), field="sumo"))


@pytest.mark.parametrize(
    ("waiver", "code"),
    [
        (replace(WAIVER, name="ayse"), "deploy.own_waiver"),
        (replace(WAIVER, reason=" "), "deploy.no_reason"),
        (replace(WAIVER, until=NOW), "deploy.waiver_end"),
        (replace(WAIVER, until=later(NOW, LONGEST_WAIVER_S + 1)), "deploy.waiver_end"),
    ],
)
def test_a_waiver_has_another_persons_name_a_reason_and_an_end(
    at: Place, plans: Path, waiver: Waiver, code: str
) -> None:
    assert refusals(at, plans, proof_of(at, plans, verdict="failed"), waiver) == [code]


def test_what_ran_before_comes_back_to_the_last_byte_one_deployment_after_the_other(at: Place, plans: Path) -> None:
    states = [read_parts(at.folder)]
    for source in (str(plans), "actuated"):
        deploy(at, source, proof_of(at, source), ENGINEER)
        states.append(read_parts(at.folder))
    assert states[2]["strategy.toml"] == b'strategy = "actuated"\n'
    assert take_back(at, ENGINEER, "worse").back_of == 2
    assert read_parts(at.folder) == states[1]
    assert take_back(at, ENGINEER, "worse").back_of == 1
    assert read_parts(at.folder) == states[0]
    with pytest.raises(CityError):
        take_back(at, ENGINEER, "worse")
    assert [one.kind for one in list_deployments(at.folder)] == ["deploy", "deploy", "back", "back"]


def test_what_lies_under_others_is_refused_with_what_to_take_back_first(at: Place, plans: Path) -> None:
    for source in (str(plans), "actuated", "greedy"):
        deploy(at, source, proof_of(at, source), ENGINEER)
    before = read_parts(at.folder)
    with pytest.raises(CityError) as refused:
        take_back(at, ENGINEER, "worse", 1)
    told = [(fault.what.code, dict(fault.what.values)["number"]) for fault in refused.value.faults]
    assert told == [("deploy.lies_upon", 3), ("deploy.lies_upon", 2)]
    assert read_parts(at.folder) == before
    assert take_back(at, ENGINEER, "worse", 3).back_of == 3
    with pytest.raises(CityError, match="nothing_to_take_back"):
        take_back(at, ENGINEER, "worse", 3)  # it is not the one that stands last instead


def test_a_street_runs_only_what_was_deployed_once_something_was(at: Place, plans: Path) -> None:
    (at.folder / "strategy.toml").write_text('strategy = "greedy"\n', encoding="utf-8")
    check_street(at.folder, NOW, runs_as_deployed=False)  # nothing was deployed yet
    proof = proof_of(at, plans, verdict="undecided")
    deploy(at, str(plans), proof, ENGINEER, WAIVER)
    check_street(at.folder, NOW, runs_as_deployed=True)
    assert stands_against(at, NOW, runs_as_deployed=False) == ["deploy.other_strategy"]
    assert stands_against(at, WAIVER.until) == ["deploy.waiver_over"]
    add_a_line(at.folder / "timetable.toml")
    assert stands_against(at, NOW) == ["deploy.other_parts"]
    take_back(at, ENGINEER, "by hand")
    check_street(at.folder, WAIVER.until, runs_as_deployed=True)


def test_what_passed_on_the_twin_only_does_not_run_once_the_city_is_a_street(tmp_path: Path) -> None:
    write_city(replace(street(), rsmp=Rsmp(virtual=True)), tmp_path / "city")
    with closing(Database.open(tmp_path / "office")) as office:
        at = Place(tmp_path / "city", office)
        deploy(at, "actuated", proof_of(at, "actuated", verdict="passed_on_twin"), ENGINEER)
        assert stands_against(at, NOW) == ["deploy.verdict_passed_on_twin"]


def test_parts_changed_by_hand_are_no_ground_to_deploy_on(at: Place, plans: Path) -> None:
    deploy(at, str(plans), proof_of(at, plans), ENGINEER)
    add_a_line(at.folder / "plans" / "J1.toml")
    with pytest.raises(CityError) as refused:
        deploy(at, "actuated", proof_of(at, "actuated"), ENGINEER)
    assert [fault.what.code for fault in refused.value.faults] == ["deploy.other_parts"]
    assert len(list_deployments(at.folder)) == 1


def stands_against(at: Place, now: Instant, *, runs_as_deployed: bool = True) -> list[str]:
    with pytest.raises(CityError) as refused:
        check_street(at.folder, now, runs_as_deployed=runs_as_deployed)
    return [fault.what.code for fault in refused.value.faults]


@pytest.mark.parametrize("writes", range(13))
def test_whenever_the_disk_fails_a_deployment_is_whole_or_not_there(
    at: Place, plans: Path, writes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, proof, left = read_parts(at.folder), proof_of(at, plans), [writes]

    def until_it_fails(file: Path, data: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "No space left on device")
        write_whole(file, data)

    monkeypatch.setattr("meydan.store.deployments.write_whole", until_it_fails)
    failed = True
    try:
        deploy(at, str(plans), proof, ENGINEER)
        failed = False
    except StoreError:
        pass
    monkeypatch.undo()
    finish_deployment(at.folder)
    is_there = bool(list_deployments(at.folder))
    wanted = before | {
        "plans/J1.toml": (plans / "plans/J1.toml").read_bytes(),
        "strategy.toml": b'strategy = "fixed_time"\n',
    }
    assert read_parts(at.folder) == (wanted if is_there else before)
    assert failed == (writes < 11)
    assert last_done(at.folder) == is_there
    assert len(search(at.office, Search())) == is_there


def test_one_at_a_time_deploys(at: Place, plans: Path) -> None:
    proof = proof_of(at, plans)
    with deploying(at.folder), pytest.raises(StoreError):
        deploy(at, str(plans), proof, ENGINEER)


def test_code_and_plans_that_do_not_fit_are_no_solutions(at: Place, plans: Path) -> None:
    with pytest.raises(CityError) as code:
        read_solution("mine.py", street())
    assert code.value.code == "solution.is_code"
    text = (plans / "plans" / "J1.toml").read_text(encoding="utf-8")
    (plans / "plans" / "J1.toml").write_text(text.replace("[night]", "[other]"), encoding="utf-8")
    with pytest.raises(CityError) as faults:
        read_solution(str(plans), street())
    assert faults.value.code == "solution.faults"
