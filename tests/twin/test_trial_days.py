"""The twin days of a trial: run as drawn, kept as they come, taken up where they stand."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from meydan.centre.trial_plan import TrialPlan, plan_of
from meydan.centre.trial_schedule import twin_days
from meydan.city.errors import CityError, StoreError
from meydan.city.instant import Instant
from meydan.cli.main import main
from meydan.store.city_folder import read_city
from meydan.store.trial_ends import TrialEnd, end_trial
from meydan.store.trial_file import read_trial, read_trial_file
from meydan.twin import trial_days
from meydan.twin.trial_days import DayRun, DayTask, blocks_of, run_day, run_twin_trial
from tests.twin_runs import make_city


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(1, tmp_path_factory.mktemp("trial") / "city")


@pytest.fixture
def plan(grid: Path, tmp_path: Path) -> TrialPlan:
    (name,) = read_city(grid).junctions
    file = tmp_path / "trial.toml"
    file.write_text(f'solution = "actuated"\njunctions = [{json.dumps(name)}]\ndays = 6\nseed = 3\n', encoding="utf-8")
    return plan_of(read_trial_file(file), tmp_path)


def day_run(task: DayTask, *, stopped: str = "") -> DayRun:
    """Return a made-up day: 10 s less delay when on."""
    delay_s = 50.0 + int(task.day.day) - 10 * task.day.is_on
    numbers = (task.day.day, task.day.block, task.day.is_on, 1, 100, 100, 0, delay_s, 20.0, 1.0, 0, 0, 0)
    return DayRun(*numbers, stopped=stopped, stopped_by={"junction": "J1"} if stopped else None)


class Days:
    """Runs made-up days in place of the twin's; one of them may be stopped by a rule."""

    def __init__(self, stops_on: str = "") -> None:
        self.asked: list[str] = []
        self._stops_on = stops_on

    def __call__(self, folder: Path, plan: TrialPlan, days: Sequence[object], jobs: int) -> list[DayRun]:
        tasks = [DayTask(folder, plan, day) for day in days]  # type: ignore[arg-type]
        self.asked += [task.day.day for task in tasks]
        return [day_run(t, stopped="trial.stop_queue" if t.day.day == self._stops_on else "") for t in tasks]


def test_days_are_run_in_order_and_the_effect_is_told_over_blocks(
    grid: Path, plan: TrialPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial_days, "_run", days := Days())
    document = run_twin_trial(grid, plan, tmp_path / "record", 2)
    assert days.asked == ["1", "2", "3", "4", "5", "6"]
    assert (document["state"], document["days"], document["verdict"]) == ("over", "twin days", "better")
    assert document["effects"]["delay_s"]["blocks"] == 3
    assert read_trial(tmp_path / "record") == json.loads(json.dumps(document))


def test_a_trial_that_a_person_ends_runs_no_day_more(
    grid: Path, plan: TrialPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "city"
    shutil.copytree(grid, home)
    monkeypatch.setattr(trial_days, "_run", days := Days())

    def ends(one: DayRun) -> None:
        if one.day == "2":
            end_trial(home, plan.digest, TrialEnd(Instant(0), "mehmet", "queues"))

    document = run_twin_trial(home, plan, tmp_path / "record", 1, ends)
    assert days.asked == ["1", "2"]
    assert (document["state"], document["verdict"]) == ("stopped", "stopped")
    assert document["stopped"]["code"] == "trial.stop_ended"
    assert document["stopped"]["values"] == {"person": "mehmet", "why": "queues"}
    again = ["trial", str(home), "--trial", str(tmp_path / "trial.toml"), "--into", str(tmp_path / "record")]
    assert main(again) == 1
    assert days.asked == ["1", "2"]
    assert "mehmet" in capsys.readouterr().out


def test_a_trial_goes_on_where_its_record_stands_and_takes_no_other_record(
    grid: Path, plan: TrialPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial_days, "_run", first := Days())

    def killed(one: DayRun) -> None:
        if one.day == "3":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_twin_trial(grid, plan, tmp_path / "record", 2, killed)
    assert first.asked == ["1", "2", "3", "4"]
    monkeypatch.setattr(trial_days, "_run", rest := Days())
    assert run_twin_trial(grid, plan, tmp_path / "record", 2)["state"] == "over"
    assert rest.asked == ["3", "4", "5", "6"]
    with pytest.raises(StoreError) as refused:
        run_twin_trial(grid, replace(plan, seed=4), tmp_path / "record", 2)
    assert refused.value.code == "trial.other_record"


def test_a_day_that_a_rule_stops_ends_the_trial_at_once(
    grid: Path, plan: TrialPlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial_days, "_run", Days(stops_on="3"))
    document = run_twin_trial(grid, plan, tmp_path / "record", 2)
    assert [one["day"] for one in document["ran"]] == ["1", "2", "3"]
    assert document["state"] == document["verdict"] == "stopped"
    assert document["stopped"] == {"day": "3", "code": "trial.stop_queue", "values": {"junction": "J1"}}
    monkeypatch.setattr(trial_days, "_run", again := Days())
    run_twin_trial(grid, plan, tmp_path / "record", 2)
    assert again.asked == []


def test_a_block_with_one_day_only_tells_nothing(plan: TrialPlan) -> None:
    ran = [day_run(DayTask(Path(), plan, day)) for day in twin_days(plan)[:3]]
    assert len(blocks_of(ran, "delay_s")) == 1


def test_a_trial_at_a_junction_that_is_not_there_is_refused(grid: Path, plan: TrialPlan, tmp_path: Path) -> None:
    with pytest.raises(CityError) as refused:
        run_twin_trial(grid, replace(plan, junctions=("nowhere",)), tmp_path, 1)
    assert refused.value.code == "trial.no_junctions"


@pytest.mark.sumo
def test_a_real_twin_day_is_the_same_when_it_is_run_again_and_differs_on_and_off(grid: Path, plan: TrialPlan) -> None:
    first = twin_days(plan)[0]
    on, off = (run_day(DayTask(grid, plan, replace(first, is_on=is_on))) for is_on in (True, False))
    assert run_day(DayTask(grid, plan, replace(first, is_on=True))) == on
    assert on.trips == off.trips > 0
    assert on.delay_s != off.delay_s
    assert on.violations == on.failed == 0
    assert (on.seed, on.stopped) == (off.seed, "")


@pytest.mark.sumo
def test_twin_days_from_the_command_line(
    grid: Path, plan: TrialPlan, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trial_days, "_run", Days())
    typed = ["trial", str(grid), "--trial", str(tmp_path / "trial.toml"), "--into", str(tmp_path / "record")]
    assert main(typed) == 0
    out = capsys.readouterr().out
    assert "3 blocks of two twin days" in out
    assert "shorter on the days on" in out
