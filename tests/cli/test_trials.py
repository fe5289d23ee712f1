"""`meydan run --trial`: the run obeys it, its record says where it stands, and the log replays."""

import json
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from meydan.centre import trial_plan
from meydan.centre.trial_keeper import TrialKeeper
from meydan.centre.trial_plan import TrialPlan, plan_of
from meydan.city.because import because
from meydan.city.errors import StoreError
from meydan.city.events import RunStarted, Tick
from meydan.city.instant import Instant, later
from meydan.city.orders import Cleared, ReleaseToLocal, SetPlan
from meydan.cli import twin_running
from meydan.cli.guarding import guarded
from meydan.cli.main import main
from meydan.control import actuated, fixed_time
from meydan.control.trial import OnTrial, Trial
from meydan.store.city_folder import read_city
from meydan.store.event_log import read_log
from meydan.store.trial_ends import TrialEnd, end_trial, find_trial_end
from meydan.store.trial_file import read_trial, read_trial_file
from meydan.store.zone import midnight
from tests.twin_runs import make_city

OFFSET_S = 10_800
SOLUTION = {"kind": "strategy", "label": "actuated", "digest": "sha256:1"}


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(1, tmp_path_factory.mktemp("trials") / "city")


def trial_file(folder: Path, grid: Path, solution: str = "actuated", more: str = "") -> Path:
    """Write a trial whose first day is that of the twin, and is on."""
    city = read_city(grid)
    assert city.twin is not None
    (name,) = city.junctions
    text = f'solution = "{solution}"\njunctions = [{json.dumps(name)}]\ndays = 2\nfirst = "{city.twin.day}"\n{more}\n'
    for seed in range(100):  # the first whose first day is on
        (folder / "trial.toml").write_text(f"{text}seed = {seed}\n", encoding="utf-8")
        from meydan.centre.trial_schedule import street_days

        if street_days(plan_of(read_trial_file(folder / "trial.toml"), folder))[0].is_on:
            break
    return folder / "trial.toml"


@pytest.mark.sumo
def test_a_run_obeys_its_trial_keeps_the_record_and_replays(
    grid: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, log = trial_file(tmp_path, grid), tmp_path / "log"
    run = ["run", str(grid), "--headless", "--until", "200", "--strategy", "fixed_time", "--log", str(log)]
    assert main([*run, "--trial", str(file)]) == 0
    records = list(read_log(log))
    started = next(record for record in records if isinstance(record, RunStarted))
    orders = [record.order for record in records if isinstance(record, Cleared)]
    assert orders[0].because.code == "trial.begins"
    assert len(orders) > 1
    document = read_trial(log / started.strategy)
    assert document is not None
    assert (document["days"], document["state"], document["stopped"]) == ("twin days", "running", None)
    assert [change["change"] for change in document["changes"]] == ["begins"]
    capsys.readouterr()
    assert main(["replay", str(log)]) == 0, capsys.readouterr().out


@pytest.mark.sumo
def test_plans_and_a_trial_without_a_first_day_are_refused_before_the_run(
    grid: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plans").mkdir()
    (own,) = (grid / "plans").glob("*.toml")
    text = own.read_text(encoding="utf-8").replace("offset_s = 0", "offset_s = 7")
    (tmp_path / "plans" / own.name).write_text(text, encoding="utf-8")
    run = ["run", str(grid), "--headless", "--until", "10", "--log", str(tmp_path / "log"), "--trial"]
    file = trial_file(tmp_path, grid, solution=".")
    assert main([*run, str(file)]) == 2
    told = capsys.readouterr().err
    assert "cannot be tried by turns" in told
    assert "holds no plan with the numbers" in told
    text = file.read_text(encoding="utf-8").replace('solution = "."', 'solution = "actuated"')
    file.write_text("".join(line + "\n" for line in text.splitlines() if "first" not in line), encoding="utf-8")
    assert main([*run, str(file)]) == 2
    assert "does not say on which day" in capsys.readouterr().err


@pytest.mark.sumo
def test_a_run_tries_plans_that_its_controllers_hold_and_replays(
    grid: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, log = tmp_path / "city", tmp_path / "log"
    shutil.copytree(grid, home)
    (own,) = (home / "plans").glob("*.toml")
    text = own.read_text(encoding="utf-8")
    (local,) = {junction.local_plan for junction in read_city(home).junctions.values()}
    late = text.replace("offset_s = 0", "offset_s = 7")
    own.write_text(text + "\n" + late.replace(f"[{local}]", "[corridor]"), encoding="utf-8")
    (tmp_path / "late" / "plans").mkdir(parents=True)
    (tmp_path / "late" / "plans" / own.name).write_text(late, encoding="utf-8")
    file = trial_file(tmp_path, home, solution="late")
    run = ["run", str(home), "--headless", "--until", "200", "--strategy", "fixed_time", "--log", str(log)]
    assert main([*run, "--trial", str(file)]) == 0
    ordered = [record.order for record in read_log(log) if isinstance(record, Cleared)]
    assert [one.plan for one in ordered if isinstance(one, SetPlan)] == ["corridor"]
    shutil.rmtree(tmp_path / "late")  # the log has what a replay needs
    capsys.readouterr()
    assert main(["replay", str(log)]) == 0, capsys.readouterr().out


@pytest.mark.sumo
def test_a_twin_without_the_map_ends_a_trial_that_was_ended_and_runs_on_with_what_ran_before(
    grid: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home, log, file = tmp_path / "city", tmp_path / "log", trial_file(tmp_path, grid)
    shutil.copytree(grid, home)
    looks = iter(range(1_000_000))

    def ended_at_the_second_look(folder: Path, trial: str) -> TrialEnd | None:
        if next(looks) == 1:
            end_trial(folder, trial, TrialEnd(Instant(0), "mehmet", "queues"))
        return find_trial_end(folder, trial)

    monkeypatch.setattr(trial_plan, "find_trial_end", ended_at_the_second_look)
    monkeypatch.setattr(twin_running, "guarded", partial(guarded, every_s=0.01))
    long = ["--until", "30000"]  # as fast as it goes an hour is over before the second look
    run = ["run", str(home), "--headless", *long, "--strategy", "fixed_time", "--log", str(log)]
    assert main([*run, "--trial", str(file)]) == 0
    first, second = (record for record in read_log(log) if isinstance(record, RunStarted))
    assert first.strategy.startswith("trial-")
    assert (second.strategy, second.t > first.t) == ("fixed_time", True)
    document = read_trial(log / first.strategy)
    assert document is not None
    assert (document["state"], document["stopped"]["code"]) == ("stopped", "trial.stop_ended")
    told = capsys.readouterr().out
    assert "is not obeyed any more" in told
    assert main(["replay", str(log)]) == 0, capsys.readouterr().out


def plan_from(folder: Path) -> TrialPlan:
    (folder / "trial.toml").write_text(
        'solution = "actuated"\njunctions = ["J1"]\nfirst = "2026-03-03"\ndays = 2\nseed = 1\n', encoding="utf-8"
    )
    return plan_of(read_trial_file(folder / "trial.toml"), folder)


def test_the_record_says_where_a_trial_stands_and_is_taken_up_after_a_kill(tmp_path: Path) -> None:
    plan = plan_from(tmp_path)
    morning = midnight("Europe/Istanbul", "2026-03-03")
    keeper = TrialKeeper(tmp_path / "record", plan, SOLUTION, "street days")
    strategy = OnTrial(fixed_time, actuated, Trial(frozenset({"J1"}), frozenset()))
    written: list[object] = []
    write = keeper.watch(strategy, written.append)
    states = []
    for hours in (-1, 1, 25, 49):
        write(Tick(later(morning, 3600 * hours), OFFSET_S))
        states.append(keeper.state)
    assert states == ["waiting", "running", "running", "over"]
    strategy.stopped = because("trial.stop_queue", junction="J1")
    order = ReleaseToLocal(later(morning, 50 * 3600), "J1", later(morning, 50 * 3600 + 30), 1, because("trial.stops"))
    write(Cleared(order, for_street=True))
    assert len(written) == 5
    keeper.close()
    again = TrialKeeper(tmp_path / "record", plan, SOLUTION, "street days")
    again.close()
    assert again.stopped == strategy.stopped
    assert again.state == "stopped"
    other = TrialKeeper(tmp_path / "other", replace(plan, seed=2), SOLUTION, "street days")
    other.close()
    assert other.stopped is None


def test_a_strategy_that_fails_ends_its_trial_though_no_junction_is_given_over(tmp_path: Path) -> None:
    keeper = TrialKeeper(tmp_path / "record", plan_from(tmp_path), SOLUTION, "street days")
    strategy = OnTrial(fixed_time, actuated, Trial(frozenset({"J1"}), frozenset()))
    write = keeper.watch(strategy, lambda record: None)
    morning = midnight("Europe/Istanbul", "2026-03-03")
    write(Tick(morning, OFFSET_S))
    strategy.stopped = because("trial.stop_error", junction="J1", error="KeyError")
    write(Tick(later(morning, 1), OFFSET_S))
    keeper.close()
    kept = read_trial(tmp_path / "record")
    assert kept is not None
    assert (kept["state"], kept["stopped"]["code"]) == ("stopped", "trial.stop_error")


def test_the_record_says_from_when_to_when_a_run_obeyed_the_trial(tmp_path: Path) -> None:
    plan, morning = plan_from(tmp_path), midnight("Europe/Istanbul", "2026-03-03")

    def obey(*seconds: int) -> list[list[int]]:
        keeper = TrialKeeper(tmp_path / "record", plan, SOLUTION, "street days")
        strategy = OnTrial(fixed_time, actuated, Trial(frozenset({"J1"}), frozenset()))
        write = keeper.watch(strategy, lambda record: None)
        for at_s in seconds:
            write(Tick(later(morning, at_s), OFFSET_S))
            if at_s == 2000:
                strategy.stopped = because("trial.stop_queue", junction="J1")
        keeper.close()
        kept = read_trial(tmp_path / "record")
        assert kept is not None
        return [[(t - morning) // 1000 for t in span] for span in kept["spans"]]

    assert obey(0, 1, 2, 895, 900) == [[0, 2], [895, 900]]
    assert obey(1000, 1001) == [[0, 2], [895, 900], [1000, 1000]]  # what a kill may cost is the quarter that runs
    assert obey(1999, 2000, 2001, 3000)[3:] == [[1999, 2000]]  # once stopped it counts no more


def test_a_record_of_another_solution_or_another_trial_is_not_continued(tmp_path: Path) -> None:
    plan = plan_from(tmp_path)
    TrialKeeper(tmp_path / "record", plan, SOLUTION, "street days").close()
    for plan_now, solution in ((plan, SOLUTION | {"digest": "sha256:2"}), (replace(plan, digest="x"), SOLUTION)):
        with pytest.raises(StoreError, match=r"trial\.other_record"):
            TrialKeeper(tmp_path / "record", plan_now, solution, "street days")
