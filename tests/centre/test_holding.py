"""A deployment holds while its waiver stands and its junctions are as they were proved; else what was before runs."""

from pathlib import Path

import pytest

from meydan.centre import holding
from meydan.centre.going_live import Place, deploy
from meydan.centre.holding import end_what_no_longer_holds, what_no_longer_holds
from meydan.city.instant import Instant
from meydan.store.city_folder import read_city
from meydan.store.deployments import GUARD, list_deployments, read_parts
from meydan.store.office.audit import Search, search
from tests.centre.test_going_live import (  # noqa: F401 - fixtures
    ENGINEER,
    NOW,
    WAIVER,
    add_a_line,
    at,
    plans,
    proof_of,
)


@pytest.fixture(autouse=True)
def _bare_city(monkeypatch: pytest.MonkeyPatch) -> None:
    """The city of these tests has no certificates; everything else of it is read."""
    monkeypatch.setattr(holding, "read_city", lambda folder: read_city(folder, with_files=False))


def end(at: Place, now: Instant = NOW) -> list[int] | None:  # noqa: F811
    done = end_what_no_longer_holds(at.folder, at.office.folder, now)
    return None if done is None else [one.back_of for one in done]


def found(at: Place, now: Instant = NOW) -> list[tuple[int, str]]:  # noqa: F811
    return [(one.number, why.reason.code if why.reason else "") for one, why in what_no_longer_holds(at.folder, now)]


def test_what_holds_stays(at: Place, plans: Path) -> None:  # noqa: F811
    deploy(at, str(plans), proof_of(at, plans), ENGINEER)
    add_a_line(at.folder / "city.toml")  # how controllers are reached is no ground of a plan
    assert end(at) == []
    assert len(list_deployments(at.folder)) == 1


def test_an_ended_waiver_takes_back_its_deployment_and_what_was_proved_upon_it(
    at: Place,  # noqa: F811
    plans: Path,  # noqa: F811
) -> None:
    before = read_parts(at.folder)
    deploy(at, str(plans), proof_of(at, plans, verdict="failed"), ENGINEER, WAIVER)
    deploy(at, "greedy", proof_of(at, "greedy"), ENGINEER)
    assert found(at) == []
    assert end(at, WAIVER.until) == [2, 1]
    assert read_parts(at.folder) == before
    told = [(one.reason.code, one.person) for one in list_deployments(at.folder)[2:] if one.reason]
    assert told == [("deploy.back_rests_on", GUARD), ("deploy.back_waiver", GUARD)]
    entries = search(at.office, Search(act="deployment_taken_back"))
    assert [one.entry.detail["why"] for one in entries] == ["deploy.back_waiver mehmet", "deploy.back_rests_on 1"]
    assert end(at, WAIVER.until) == []


def test_data_of_a_junction_that_change_take_back_what_was_proved_with_them(
    at: Place,  # noqa: F811
    plans: Path,  # noqa: F811
) -> None:
    before = read_parts(at.folder)
    deploy(at, str(plans), proof_of(at, plans), ENGINEER)
    add_a_line(at.folder / "junctions" / "J1.toml")
    assert found(at) == [(1, "deploy.back_ground")]
    assert end(at) == [1]
    assert read_parts(at.folder) == before
    assert list_deployments(at.folder)[-1].junctions == ("J1",)


def test_a_junction_that_is_being_written_to_is_no_ground_to_act_on(at: Place, plans: Path) -> None:  # noqa: F811
    deploy(at, str(plans), proof_of(at, plans), ENGINEER)
    file = at.folder / "junctions" / "J1.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: len(text) // 2], encoding="utf-8")
    assert found(at) == [(1, "deploy.back_ground")]
    assert end(at) is None
    file.write_text(text, encoding="utf-8")
    assert found(at) == []
