"""Days on and off are drawn before, two by two, like with like."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.centre.trial_plan import TrialPlan, plan_of, seed_of
from meydan.centre.trial_schedule import days_on, street_days, twin_days
from meydan.city.errors import CityError
from meydan.control.trial import StopRules
from meydan.store.trial_file import MOST_DAYS, read_trial, read_trial_file, write_trial


def plan(days: int, seed: int, first: str = "2026-12-07") -> TrialPlan:
    return TrialPlan("sha256:1", "actuated", "fixed_time", ("J1",), first, days, seed, StopRules())


plans = st.builds(
    plan, st.integers(2, MOST_DAYS), st.integers(0, 2**53 - 1), st.dates(date(2026, 1, 1), date(2030, 1, 1)).map(str)
)


@given(plans)
def test_every_block_has_one_day_on_and_one_off_of_the_same_type(of: TrialPlan) -> None:
    days = street_days(of)
    assert len(days) == of.days
    blocks: dict[int, list[tuple[bool, int]]] = {}
    for one in days:
        kind = max(0, date.fromisoformat(one.day).weekday() - 4)
        blocks.setdefault(one.block, []).append((one.is_on, kind))
    alone = blocks.pop(-1, [])
    assert not any(is_on for is_on, _ in alone)
    assert len(alone) <= 3
    for pair in blocks.values():
        assert sorted(is_on for is_on, _ in pair) == [False, True]
        assert pair[0][1] == pair[1][1]
    assert len(days_on(days)) == len(blocks)


@given(plans)
def test_twin_days_go_by_twos_and_each_has_a_seed_that_nobody_chose(of: TrialPlan) -> None:
    days = twin_days(of)
    assert [one.block for one in days] == [*(place // 2 for place in range(of.days // 2 * 2)), *([-1] * (of.days % 2))]
    assert all(a.is_on != b.is_on for a, b in zip(days[::2], days[1::2], strict=False))
    seeds = [seed_of(of, day) for day in days]
    assert len(set(seeds)) == len(seeds)
    assert max(seeds) < 2**31
    assert twin_days(of) == days


def test_the_seed_decides_which_day_of_two_is_on() -> None:
    firsts = [twin_days(plan(2, seed))[0].is_on for seed in range(200)]
    assert 70 < sum(firsts) < 130


def test_every_fault_of_a_trials_file_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "trial.toml"
    file.write_text('solution = ""\njunctions = ["a","b","c","d","e","f"]\ndays = 1\nfirst = "today"\nodd = 1\n')
    with pytest.raises(CityError) as refused:
        read_trial_file(file)
    assert len(refused.value.faults) == 6


def test_a_solution_beside_the_trials_file_is_found_from_there(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").touch()
    (tmp_path / "trial.toml").write_text('solution = "mine.toml"\njunctions = ["J1"]\nseed = 1\n', encoding="utf-8")
    found = plan_of(read_trial_file(tmp_path / "trial.toml"), tmp_path)
    assert (found.solution, found.against, found.days) == (str(tmp_path / "mine.toml"), "fixed_time", 14)


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_trial(tmp_path / "new") is None
    write_trial(tmp_path / "new", {"format": "meydan-trial/1", "ran": [1]})
    assert read_trial(tmp_path / "new") == {"format": "meydan-trial/1", "ran": [1]}
