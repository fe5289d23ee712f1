"""What is proved, deployed, put in the shadow and tried is one thing under one digest."""

from pathlib import Path

import pytest

from meydan.centre.solution import parts_under, read_solution
from meydan.store.city_folder import read_city, write_city
from meydan.store.deployments import read_parts
from meydan.twin.prove.solution import city_under
from meydan.twin.prove.solution import read_solution as read_for_proof
from tests.store.small_cities import city


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_city(city(), tmp_path / "city")
    return tmp_path / "city"


@pytest.fixture(params=["strategy", "parameters", "plans", "plans with a strategy"])
def source(request: pytest.FixtureRequest, folder: Path, tmp_path: Path) -> str:
    """A solution of each kind."""
    mine = tmp_path / "mine"
    parameters = 'strategy = "predictive"\n\n[parameters]\nhorizon_s = 40\n'
    if request.param == "strategy":
        return "actuated"
    if request.param == "parameters":
        (tmp_path / "mine.toml").write_text(parameters, encoding="utf-8")
        return str(tmp_path / "mine.toml")
    (mine / "plans").mkdir(parents=True)
    text = (folder / "plans" / "J1.toml").read_text(encoding="utf-8")
    (mine / "plans" / "J1.toml").write_text("# timed anew\n" + text, encoding="utf-8")
    if request.param != "plans":
        (mine / "strategy.toml").write_text(parameters, encoding="utf-8")
    return str(mine)


def test_a_solution_has_the_digest_and_the_plans_that_were_proved(folder: Path, source: str) -> None:
    proved, found = read_for_proof(source), read_solution(source, read_city(folder))
    assert (found.kind, found.label, found.digest) == (proved.kind, proved.label, proved.digest)
    assert found.city == city_under(proved, folder)


def test_what_is_deployed_is_what_was_proved(folder: Path, source: str) -> None:
    proved, found = read_for_proof(source), read_solution(source, read_city(folder))
    for name, content in parts_under(found, read_parts(folder)).items():
        (folder / name).write_bytes(content)
    deployed = read_for_proof(str(folder / "strategy.toml"))
    assert (deployed.strategy, deployed.values) == (proved.strategy, proved.values)
    assert read_city(folder) == found.city
