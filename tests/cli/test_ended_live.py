"""What no longer holds is ended at the running centre: its junctions run again what they ran before."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from meydan.centre.going_live import Place, deploy
from meydan.centre.trial_plan import plan_of
from meydan.centre.trial_schedule import street_days
from meydan.city.events import AlarmChanged, RunStarted
from meydan.city.instant import Instant, later
from meydan.city.orders import Cleared, Refused
from meydan.cli.main import main
from meydan.store.city_folder import read_city
from meydan.store.deployments import GUARD, Waiver, list_deployments
from meydan.store.event_log import read_log
from meydan.store.office.database import Database
from meydan.store.office.people import By
from meydan.store.segments import list_segments
from meydan.store.trial_ends import TrialEnd, end_trial
from meydan.store.trial_file import read_trial, read_trial_file
from tests.centre.test_going_live import proof_of
from tests.cli.test_controllers import free_port, secrets_of, with_sites, with_timetable
from tests.twin_runs import make_city

PATIENCE_S = 60.0


def trial_of_today(folder: Path, city: Path) -> Path:
    """Write a trial that is on today, at the city's only junction."""
    here = read_city(city)
    (name,) = here.junctions
    today = datetime.now(ZoneInfo(here.zone)).date().isoformat()
    text = f'solution = "adaptive_plan"\njunctions = [{json.dumps(name)}]\ndays = 14\nfirst = "{today}"\n'
    file = folder / "trial.toml"
    for seed in range(100):
        file.write_text(f"{text}seed = {seed}\n", encoding="utf-8")
        if street_days(plan_of(read_trial_file(file), folder))[0].is_on:
            break
    return file


def wait_for(log: Path, count: int) -> list[RunStarted]:
    """Return the runs of a log as soon as there are so many, the last of which had an order cleared or refused."""
    end_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < end_s:
        records = list(read_log(log)) if log.is_dir() and list_segments(log) else []
        runs = [record for record in records if isinstance(record, RunStarted)]
        if len(runs) >= count and any(isinstance(one, Cleared | Refused) for one in records[records.index(runs[-1]) :]):
            return runs
        time.sleep(0.5)
    raise AssertionError(f"{count} runs did not begin in {log}")


@pytest.mark.sumo
@pytest.mark.parametrize("with_map", [False, True])
def test_the_running_centre_ends_a_trial_that_was_ended_and_its_log_replays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, with_map: bool
) -> None:
    city, log = with_timetable(make_city(1, tmp_path / "city")), tmp_path / "log"
    file = trial_of_today(tmp_path, city)
    typed = ["--virtual", "--strategy", "fixed_time", "--trial", str(file)]
    with running(city, log, typed, with_map=with_map):
        (first,) = wait_for(log, 1)
        assert first.strategy.startswith("trial-")
        end_trial(city, read_trial_file(file).digest, TrialEnd(Instant(0), "mehmet", "queues"))
        assert wait_for(log, 2)[1].strategy == "fixed_time"
    record = read_trial(log / first.strategy)
    assert record is not None
    assert (record["state"], record["stopped"]["code"]) == ("stopped", "trial.stop_ended")
    capsys.readouterr()
    assert main(["replay", str(log)]) == 0, capsys.readouterr().out


@pytest.mark.sumo
@pytest.mark.parametrize("with_map", [False, True])
def test_the_running_centre_goes_back_when_a_waiver_ends(tmp_path: Path, *, with_map: bool) -> None:
    city, log = with_sites(with_timetable(make_city(1, tmp_path / "city"))), tmp_path / "log"
    secrets = secrets_of(city, tmp_path / "secrets.toml")
    now = Instant(time.time_ns() // 1_000_000)
    with closing(Database.open(city / "office")) as office:
        at = Place(city, office)
        by, waiver = By("ayse", "-", now), Waiver("mehmet", "now", later(now, 86_400))
        deploy(at, "fixed_time", proof_of(at, "fixed_time", verdict="failed"), by, waiver)
    with running(city, log, ["--secrets", str(secrets), "--strategy", "fixed_time"], with_map=with_map):
        (first,) = wait_for(log, 1)
        assert (first.strategy, first.on_street) == ("fixed_time", True)
        assert len(list_deployments(city)) == 1
        kept = city / "deployments" / "0001" / "deployment.json"  # its waiver ends this moment
        kept.write_text(kept.read_text().replace(str(waiver.until), str(now)))
        assert wait_for(log, 2)[1].strategy == "fixed_time"
    assert [(one.kind, one.person) for one in list_deployments(city)] == [("deploy", "ayse"), ("back", GUARD)]
    raised = [one for one in read_log(log) if isinstance(one, AlarmChanged) and one.code == "proof_ended"]
    assert [one.junction for one in raised] == list(read_city(city).junctions)


@contextmanager
def running(city: Path, log: Path, typed: list[str], *, with_map: bool) -> Iterator[None]:
    """Have a street and a centre run, each in processes of its own."""
    where = f"127.0.0.1:{free_port()}"
    meydan = [sys.executable, "-m", "meydan"]
    street = [*meydan, "street", str(city), "--connect", where, "--reconnect", "0.3"]
    run = [*meydan, "run", str(city), "--field", "rsmp", "--listen", where, "--log", str(log), *typed]
    run += ["--port", str(free_port())] if with_map else ["--headless"]
    parts = [subprocess.Popen(command) for command in (street, run)]
    try:
        yield
    finally:
        for part in reversed(parts):
            part.terminate()
            part.wait()
