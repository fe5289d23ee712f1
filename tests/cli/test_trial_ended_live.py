"""A trial that a person ends is ended at the running centre: its junctions run again what they ran before."""

import json
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from meydan.centre.trial_plan import plan_of, street_days
from meydan.city.events import RunStarted
from meydan.city.instant import Instant
from meydan.city.orders import Cleared
from meydan.cli.main import main
from meydan.store.city_folder import read_city
from meydan.store.event_log import read_log
from meydan.store.segments import list_segments
from meydan.store.trial_ends import TrialEnd, end_trial
from meydan.store.trial_file import read_trial, read_trial_file
from tests.cli.test_controllers import free_port, with_timetable
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
    """Return the runs of a log as soon as there are so many, the last of which has ordered something."""
    end_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < end_s:
        records = list(read_log(log)) if log.is_dir() and list_segments(log) else []
        runs = [record for record in records if isinstance(record, RunStarted)]
        if len(runs) >= count and any(isinstance(one, Cleared) for one in records[records.index(runs[-1]) :]):
            return runs
        time.sleep(0.5)
    raise AssertionError(f"{count} runs did not begin in {log}")


@pytest.mark.sumo
@pytest.mark.parametrize("with_map", [False, True])
def test_the_running_centre_ends_a_trial_that_was_ended_and_its_log_replays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, with_map: bool
) -> None:
    city, log = with_timetable(make_city(1, tmp_path / "city")), tmp_path / "log"
    file, where = trial_of_today(tmp_path, city), f"127.0.0.1:{free_port()}"
    meydan = [sys.executable, "-m", "meydan"]
    run = [*meydan, "run", str(city), "--field", "rsmp", "--virtual", "--listen", where, "--strategy", "fixed_time"]
    parts = [subprocess.Popen([*meydan, "street", str(city), "--connect", where, "--reconnect", "0.3"])]
    shown = ["--port", str(free_port())] if with_map else ["--headless"]
    parts.append(subprocess.Popen([*run, *shown, "--trial", str(file), "--log", str(log)]))
    try:
        (first,) = wait_for(log, 1)
        assert first.strategy.startswith("trial-")
        end_trial(city, read_trial_file(file).digest, TrialEnd(Instant(0), "mehmet", "queues"))
        assert wait_for(log, 2)[1].strategy == "fixed_time"
    finally:
        for part in reversed(parts):
            part.terminate()
            part.wait()
    record = read_trial(log / first.strategy)
    assert record is not None
    assert (record["state"], record["stopped"]["code"]) == ("stopped", "trial.stop_ended")
    capsys.readouterr()
    assert main(["replay", str(log)]) == 0, capsys.readouterr().out
