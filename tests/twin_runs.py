"""Runs of a real city on the twin, in this process, watched by the monitor."""

import asyncio
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from meydan.centre.loop import Centre, Record, run
from meydan.city.city import City
from meydan.city.events import RunStarted
from meydan.city.instant import Instant, later
from meydan.cli.main import main
from meydan.control import Strategy
from meydan.field.sumo import SumoField, TwinRun
from meydan.store.city_folder import read_city
from meydan.store.zone import midnight, utc_offset_s
from meydan.twin.monitor import CityMonitor

STRATEGIES = sorted(entry.name for entry in entry_points(group="meydan.strategy"))


@dataclass(slots=True)
class TwinRunSeen:
    """What came of a run: every record of its log, and what the monitor saw."""

    city: City
    records: list[Record]
    monitor: CityMonitor
    shown: dict[str, set[str]] = field(default_factory=dict)


def strategy_named(name: str) -> Strategy[Any]:
    """Return a registered strategy."""
    (entry,) = (entry for entry in entry_points(group="meydan.strategy") if entry.name == name)
    found: Strategy[Any] = entry.load()
    return found


def import_scenario(scenario: Path, into: Path, detectors: str = "loops") -> Path:
    """Import a scenario folder into a city folder, by the command a user types, and return it."""
    assert main(["import", "sumo", str(scenario), "--into", str(into), "--detectors", detectors]) == 0
    return into


def make_city(junctions: int, into: Path, detectors: str = "loops") -> Path:
    """Make a small grid city with demand and return its folder."""
    tool = Path(__file__).resolve().parents[1] / "tools" / "make_city.py"
    command = [sys.executable, str(tool), "--junctions", str(junctions), "--into", str(into), "--rate", "600"]
    command += ["--detectors", detectors]
    subprocess.run(command, check=True, capture_output=True)
    return into


def run_twin(folder: Path, strategy: str, seconds: float, seed: int = 1, **more: Any) -> TwinRunSeen:
    """Run a city folder under a strategy for so many seconds of its demand; `more` is what `TwinRun` takes.

    Whatever a test is about: no lamp that SUMO really showed may have broken a rule.
    """
    city = read_city(folder)
    assert city.twin is not None
    epoch = midnight(city.zone, city.twin.day)
    seen = TwinRunSeen(city, [], CityMonitor(city))

    def watch(t: Instant, letters: Any) -> None:
        seen.monitor.watch(t, letters)
        for junction, text in letters.items():
            seen.shown.setdefault(junction, set()).add(text)

    centre = Centre(city, strategy_named(strategy), strategy, seen.records.append, on_street=False)
    twin = SumoField(
        city,
        folder,
        epoch=epoch,
        utc_offset_s=lambda t: utc_offset_s(city.zone, t),
        run=TwinRun(seed, length_s=seconds, **more),
        on_lamps=watch,
    )
    begin = later(epoch, city.twin.begin_s)
    asyncio.run(run(centre, twin, RunStarted(begin, "", strategy, seed, 1)))
    assert list(seen.monitor.last) == []
    return seen
