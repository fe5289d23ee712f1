"""What can be proved: a strategy, its parameters, a folder of plans."""

from pathlib import Path

import pytest

from meydan.city.errors import CityError
from meydan.store.city_folder import read_city
from meydan.store.tree_digest import digest_of, digest_of_file, digest_of_tree
from meydan.twin.prove.solution import city_under, read_solution
from tests.twin_runs import make_city


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(1, tmp_path_factory.mktemp("solution") / "city")


def other_plans(city: Path, into: Path) -> Path:
    """Return a folder with the city's plans, their offsets moved."""
    (into / "plans").mkdir(parents=True)
    for file in (city / "plans").glob("*.toml"):
        (into / "plans" / file.name).write_text(file.read_text().replace("offset_s = 0.0", "offset_s = 7.0"))
    return into


def test_a_strategy_is_known_by_its_name() -> None:
    found = read_solution("predictive")
    assert (found.kind, found.label, found.strategy) == ("strategy", "predictive", "predictive")
    assert found.digest == digest_of(b'strategy = "predictive"\n')


def test_parameters_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "greedy-slow.toml"
    file.write_text('strategy = "greedy"\n[parameters]\nevery_s = 7\n')
    found = read_solution(str(file))
    assert (found.kind, found.label, found.strategy, dict(found.values)) == (
        "parameters",
        "greedy-slow",
        "greedy",
        {"every_s": 7.0},
    )
    assert found.digest == digest_of_file(file)


def test_plans_take_the_place_of_the_citys(city: Path, tmp_path: Path) -> None:
    folder = other_plans(city, tmp_path / "plans-b")
    found = read_solution(str(folder))
    assert (found.kind, found.label, found.strategy) == ("plans", "plans-b", "fixed_time")
    assert found.digest == digest_of_tree(folder)
    before, after = read_city(city), city_under(found, city)
    assert {plan.offset_s for plan in after.plans.values()} == {7.0}
    assert after.junctions == before.junctions
    assert {plan.offset_s for plan in before.plans.values()} == {0.0}


def test_plans_may_bring_their_strategy(city: Path, tmp_path: Path) -> None:
    folder = other_plans(city, tmp_path / "with")
    (folder / "strategy.toml").write_text('strategy = "greedy"\n[parameters]\nevery_s = 5\n')
    found = read_solution(str(folder))
    assert (found.kind, found.strategy, dict(found.values)) == ("plans", "greedy", {"every_s": 5.0})


def test_plans_that_break_a_rule_are_refused_with_their_faults(city: Path, tmp_path: Path) -> None:
    folder = other_plans(city, tmp_path / "bad")
    file = next((folder / "plans").glob("*.toml"))
    file.write_text(file.read_text().replace("cycle_s = ", "cycle_s = 1"))
    with pytest.raises(CityError) as refused:
        city_under(read_solution(str(folder)), city)
    assert [fault.file for fault in refused.value.faults] == [f"plans/{file.name}"]


@pytest.mark.parametrize("text", ["no-such-strategy", "nothing.toml", "nothing.py"])
def test_what_is_no_solution_is_refused(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CityError):
        read_solution(text)


def test_an_empty_folder_is_no_solution(tmp_path: Path) -> None:
    with pytest.raises(CityError, match=r"prove\.no_plans"):
        read_solution(str(tmp_path))
