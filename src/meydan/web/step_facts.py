"""What the page shows of the step that a package is at: what was bound, its proof, days in the shadow, its trial."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from meydan.centre.shadow_count import counted_days, day_name
from meydan.centre.trial_schedule import street_days, twin_days
from meydan.city.because import Because
from meydan.city.city import City, is_street
from meydan.exchange.life_cycle.binding import FILE as BINDING
from meydan.exchange.life_cycle.binding import read_bound
from meydan.exchange.life_cycle.dossier import Dossier, junctions_of
from meydan.exchange.life_cycle.gates import effect_in
from meydan.exchange.life_cycle.spent import TRIAL, spent_days
from meydan.exchange.life_cycle.states import State
from meydan.store.dossiers import dossier_folder
from meydan.store.proofs_folder import package_proof
from meydan.store.shadow_days import list_shadow_files, read_shadow
from meydan.store.trial_file import TrialFile, name_of_trial, read_trial, read_trial_file
from meydan.web.package_facts import in_both
from meydan.web.package_work import read_watched
from meydan.web.proof_facts import proof_row

Told = dict[str, Any]
TRIAL_DAYS, SHADOW_LOG = "trial-days", "shadow-log"
KEPT = ("solution", "city", "days", "day", "run", "seed", "coverage", "hours", "in_time", "orders", "vetoes", "failed")


@dataclass(frozen=True, slots=True)
class Here:
    """The city that adopts, as the web process knows it.

    `versions` are the hashes that its runs may have, `log` that of the centre that runs, and `typed` the words that
    started it.
    """

    home: Path
    city: City
    versions: frozenset[str]
    log: Path
    typed: Sequence[str] = ()

    @property
    def is_live(self) -> bool:
        """Whether controllers are reached, so that days go by as they do; else a day is a run of the twin."""
        return self.city.field == "rsmp"

    def shadow_log(self, dossier: Dossier) -> Path:
        """Return the log whose days in the shadow count on the page."""
        return self.log if self.is_live else dossier.folder / SHADOW_LOG

    def trial_record(self, dossier: Dossier) -> Path:
        """Return the folder of the record of the trial that was agreed."""
        name = name_of_trial(read_trial_file(dossier.folder / TRIAL).digest)
        return self.log / name if self.is_live else dossier.folder / TRIAL_DAYS / name


def work_name(place: str, of: str) -> str:
    """Return what the twin days of a package are called while they run."""
    return f"{package_proof(Path(), place).name}~{of}"


def step_facts(dossier: Dossier | None, place: str, here: Here, running: str) -> Told:
    """Return what is there for the next step of a package; StoreError, CityError if a file cannot be read."""
    done = dossier.life.done if dossier else {}
    told: Told = {"live": here.is_live, "bound": _bound(dossier_folder(here.home, place) / BINDING), "running": running}
    if dossier is None or State.ADAPTED not in done:
        return told
    told["junctions"] = list(junctions_of(dossier))
    told["proof"] = _proof(dossier, here, running)
    if State.PROVEN in done and State.TRIAL not in done:
        told["shadow"] = _shadow(dossier, here, running)
    if State.TRIAL in done:
        told["trial"] = _trial(dossier, here, running)
    return told


def _bound(file: Path) -> Told:
    """Return what was bound last, to begin with when it is bound anew."""
    return read_bound(file.read_text(encoding="utf-8")) if file.exists() else {}


def _proof(dossier: Dossier, here: Here, running: str) -> Told | None:
    """Return the proof that lies in a dossier; one that is done may be of what was adapted before."""
    row = proof_row(package_proof(here.home, dossier.place), running)
    if row is None:
        return None
    return row | {"mine": row["state"] != "done" or row["candidate"]["digest"] == dossier.digest("solution")}


def _shadow(dossier: Dossier, here: Here, running: str) -> Told:
    solution = dossier.digest("solution")
    spent = [_day(str(file), *_stamp(file)) for file in spent_days(dossier)]
    every = [_day(str(file), *_stamp(file)) for file in list_shadow_files(here.shadow_log(dossier))]
    new = [day for day in every if day not in spent]  # as the step counts them
    counted = counted_days(new, solution, here.versions, "street days" if is_street(here.city) else "twin days")
    days = [*((day, None) for day in counted.days), *counted.left_out]
    watched = read_watched(dossier.folder)
    return {
        "days": [_shown(day, why) for day, why in sorted(days, key=lambda one: day_name(one[0]))],
        "counted": len(counted.days),
        "running": running == work_name(dossier.place, "shadow"),
        "watched": {"person": watched.person, "t": watched.t} if watched else None,
    }


def _stamp(file: Path) -> tuple[int, int]:
    found = file.stat()
    return found.st_mtime_ns, found.st_size


@lru_cache(512)  # a document of a large city holds notes of each junction: only what is shown and counted is kept
def _day(file: str, changed: int, size: int) -> Told:
    found = read_shadow(Path(file)) or {"solution": {"digest": ""}}
    return {name: found[name] for name in KEPT if name in found}


def _shown(day: Mapping[str, Any], why: Because | None) -> Told:
    return {
        "day": day["day"],
        "run": day["run"],
        "hours": day.get("hours"),
        "in_time": day["in_time"],
        "orders": day["orders"],
        "vetoes": sum(day["vetoes"].values()),
        "failed": sorted(day["failed"]),
        "left": in_both(why) if why else None,
    }


def _trial(dossier: Dossier, here: Here, running: str) -> Told:
    plan = read_trial_file(dossier.folder / TRIAL)
    folder = here.trial_record(dossier)
    record = read_trial(folder) or {}
    ran = {str(one["day"]): one.get("delay_s") for one in record.get("ran", ())}
    schedule = street_days(plan) if plan.first else twin_days(plan)
    stopped, effect = record.get("stopped"), effect_in(record)
    return {
        "junctions": list(plan.junctions),
        "schedule": [
            {"day": one.day, "on": one.is_on, "ran": one.day in ran, "delay_s": ran.get(one.day)} for one in schedule
        ],
        "state": str(record.get("state", "waiting")),
        "stopped": in_both(_because(stopped)) if stopped else None,
        "effect": {name: effect[name] for name in ("change", "low", "high")} if effect else None,
        "running": running == work_name(dossier.place, "trial"),
        "commands": _commands(dossier, here, plan, folder) if here.is_live else [],
        "waiver": is_street(here.city) and _verdict(dossier) != "passed",
    }


def _verdict(dossier: Dossier) -> str:
    return dossier.life.done[State.PROVEN].told.get("verdict", "")


def _because(stopped: Mapping[str, Any]) -> Because:
    return Because(str(stopped["code"]), tuple((stopped["values"] or {}).items()))


def _commands(dossier: Dossier, here: Here, plan: TrialFile, folder: Path) -> list[Told]:
    """Return what no click can do: beginning the centre anew with the trial, and measuring its days in an archive."""
    file, home = str((dossier.folder / TRIAL).absolute()), str(here.home.absolute())
    measured = ["meydan", "trial", home, "--trial", file, "--into", str(folder.absolute()), "--archive", "ARCHIVE"]
    return [
        {"what": "restart", "command": shlex.join(["meydan", *with_trial(here.typed, file)])},
        {"what": "measure", "command": shlex.join(measured)},
    ]


def with_trial(typed: Sequence[str], file: str) -> list[str]:
    """Return the words that started the centre, with a trial in the place of one that it obeyed before."""
    words = list(typed)
    if "--trial" in words:
        at = words.index("--trial")
        del words[at : at + 2]
    return [*words, "--trial", file]
