"""What is done for a package beside the web process: twin days in the shadow and on trial, and watching a street."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import structlog

from meydan.centre.shadow_process import ShadowProcess
from meydan.city.because import Because
from meydan.city.errors import StoreError
from meydan.city.instant import Instant
from meydan.store.whole_file import write_whole
from meydan.web.proof_runner import PYTHON, few_jobs

log = structlog.get_logger(__name__)

WATCHED = "shadow-watched.json"  # in the dossier: a watch goes on after a restart
ENDS_S = 10.0

Words = tuple[str, ...]


def shadow_days(log: str, solution: str, days: int) -> Words:
    """Return what runs so many twin days in the shadow, given in the city's folder."""
    return (*PYTHON, "meydan.exchange.life_cycle.twin_shadow_days", ".", log, solution, str(days))


def trial_days(trial: str, into: str) -> Words:
    """Return what runs the twin days of a trial, given in the city's folder."""
    return (*PYTHON, "meydan", "trial", ".", "--trial", trial, "--into", into, "--jobs", few_jobs())


def watching(log: Path, solution: Path) -> Words:
    """Return what lets a solution live in the shadow of the log of a city that runs, from its last run on."""
    return (sys.executable, "-m", "meydan", "shadow", str(log), "--solution", str(solution), "--follow", "1")


@dataclass(frozen=True, slots=True)
class Programs:
    """What does the work; tests put others in their place."""

    shadow_days: Callable[[str, str, int], Words] = shadow_days
    trial_days: Callable[[str, str], Words] = trial_days
    watching: Callable[[Path, Path], Words] = watching


@dataclass(frozen=True, slots=True)
class Watched:
    """Who had a package watched in the shadow of the street, and since when."""

    person: str
    t: Instant


class Watches:
    """Packages in the shadow of the street that runs: a process each, begun again when it dies.

    It reads the log that control writes anyway, so control waits for nothing and is not begun anew for it.
    """

    def __init__(self, log: Path, programs: Programs) -> None:
        self._log, self._programs = log, programs
        self._processes: dict[str, ShadowProcess] = {}

    def start(self, place: str, folder: Path, solution: Path, watched: Watched) -> None:
        """Watch a package from now on; `folder` is its dossier. It goes on after a restart of this process."""
        try:
            write_whole(folder / WATCHED, msgspec.json.encode(watched) + b"\n")
        except OSError as error:
            raise StoreError("store.disk", error=str(error)) from error
        self.go_on(place, solution)

    def go_on(self, place: str, solution: Path) -> None:
        """Watch a package of which it is written down that it is watched."""
        if place not in self._processes:
            command = [*self._programs.watching(self._log.absolute(), solution.absolute())]
            self._processes[place] = ShadowProcess(command, _tell)

    def stop(self, place: str, folder: Path) -> None:
        """Watch a package no more; what was noted stays."""
        try:
            (folder / WATCHED).unlink(missing_ok=True)
        except OSError as error:
            raise StoreError("store.disk", error=str(error)) from error
        process = self._processes.pop(place, None)
        if process is not None:
            process.end(ENDS_S)


def read_watched(folder: Path) -> Watched | None:
    """Return who had a package watched; None if it is not."""
    try:
        return msgspec.json.decode((folder / WATCHED).read_bytes(), type=Watched)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise StoreError("store.disk", error=str(error)) from error


def _tell(what: Because) -> None:
    log.warning("shadow_died", **dict(what.values))
