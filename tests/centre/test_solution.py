"""What can be put into a city: a strategy, its parameters, a folder of plans; one thing under one digest."""

from pathlib import Path

import pytest

from meydan.centre.solution import parts_under, read_solution
from meydan.city.errors import CityError
from meydan.store.city_folder import read_city, write_city
from meydan.store.deployments import read_parts
from meydan.store.tree_digest import digest_of, digest_of_file, digest_of_tree
from tests.store.small_cities import city

GREEDY = 'strategy = "greedy"\n\n[parameters]\nevery_s = 7\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_city(city(), tmp_path / "city")
    return tmp_path / "city"


def other_plans(city: Path, into: Path) -> Path:
    """Return a folder with the plans of the city's first junction, moved by seven seconds."""
    (into / "plans").mkdir(parents=True)
    text = (city / "plans" / "J1.toml").read_text(encoding="utf-8")
    (into / "plans" / "J1.toml").write_text(text.replace("offset_s = 0.0", "offset_s = 7.0"), encoding="utf-8")
    return into


def test_a_strategy_is_known_by_its_name() -> None:
    found = read_solution("predictive", city())
    assert (found.kind, found.label, found.strategy) == ("strategy", "predictive", "predictive")
    assert found.digest == digest_of(b'strategy = "predictive"\n')


def test_parameters_come_from_a_file_and_no_longer_change_with_it(tmp_path: Path) -> None:
    file = tmp_path / "greedy-slow.toml"
    file.write_text(GREEDY, encoding="utf-8")
    found, digest = read_solution(str(file), city()), digest_of_file(file)
    file.write_text(GREEDY.replace("7", "9"), encoding="utf-8")
    assert (found.kind, found.label, found.digest) == ("parameters", "greedy-slow", digest)
    assert (found.strategy, dict(found.values)) == ("greedy", {"every_s": 7.0})


def test_plans_take_the_place_of_the_citys(folder: Path, tmp_path: Path) -> None:
    plans, before = other_plans(folder, tmp_path / "plans-b"), read_city(folder)
    found = read_solution(str(plans), before)
    assert (found.kind, found.label, found.strategy) == ("plans", "plans-b", "fixed_time")
    assert found.digest == digest_of_tree(plans)
    assert {plan.offset_s for plan in found.city.plans.values() if plan.junction == "J1"} != {
        plan.offset_s for plan in before.plans.values() if plan.junction == "J1"
    }
    assert found.city.junctions == before.junctions


def test_plans_may_bring_their_strategy(folder: Path, tmp_path: Path) -> None:
    plans = other_plans(folder, tmp_path / "with")
    (plans / "strategy.toml").write_text(GREEDY, encoding="utf-8")
    found = read_solution(str(plans), city())
    assert (found.kind, found.strategy, dict(found.values)) == ("plans", "greedy", {"every_s": 7.0})


def test_plans_that_break_a_rule_are_refused_with_their_faults(folder: Path, tmp_path: Path) -> None:
    plans = other_plans(folder, tmp_path / "bad")
    file = plans / "plans" / "J1.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("cycle_s = ", "cycle_s = 1"), encoding="utf-8")
    with pytest.raises(CityError, match=r"solution\.faults") as refused:
        read_solution(str(plans), city())
    assert {fault.file for fault in refused.value.faults} == {"plans/J1.toml"}


@pytest.mark.parametrize("text", ["no-such-strategy", "nothing.toml", "nothing.py"])
def test_what_is_no_solution_is_refused(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CityError):
        read_solution(text, city(), with_code=True)


def test_an_empty_folder_is_no_solution(tmp_path: Path) -> None:
    with pytest.raises(CityError, match=r"solution\.no_plans"):
        read_solution(str(tmp_path), city())


def test_code_is_a_solution_only_where_it_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text("from meydan.control.greedy import NEEDS, decide, start\n", encoding="utf-8")
    with pytest.raises(CityError, match=r"solution\.is_code"):
        read_solution(str(file), city())
    found = read_solution(str(file), city(), with_code=True)
    assert (found.kind, found.label, found.digest) == ("strategy", "mine", digest_of_file(file))


@pytest.mark.parametrize("kind", ["strategy", "parameters", "plans", "plans with a strategy"])
def test_what_is_deployed_is_what_was_proved(kind: str, folder: Path, tmp_path: Path) -> None:
    source = "actuated"
    if kind == "parameters":
        (tmp_path / "mine.toml").write_text(GREEDY, encoding="utf-8")
        source = str(tmp_path / "mine.toml")
    elif kind != "strategy":
        plans = other_plans(folder, tmp_path / "mine")
        source = str(plans)
        if kind != "plans":
            (plans / "strategy.toml").write_text(GREEDY, encoding="utf-8")
    proved = read_solution(source, read_city(folder))
    for name, content in parts_under(proved, read_parts(folder)).items():
        (folder / name).write_bytes(content)
    deployed = read_solution(str(folder / "strategy.toml"), read_city(folder))
    assert (deployed.strategy, deployed.values) == (proved.strategy, proved.values)
    assert deployed.city == proved.city
