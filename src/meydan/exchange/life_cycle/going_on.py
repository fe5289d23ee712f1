"""The steps in the street (or on the twin, where days are twin days): trial and adoption."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from meydan.centre.going_live import Place, deploy
from meydan.centre.trial_plan import TrialPlan, check_plan, plan_of, plans_not_held
from meydan.city.errors import PackageError
from meydan.exchange.life_cycle.dossier import Desk, Dossier, Step, check_step, junctions_of, record_of, refuse, take
from meydan.exchange.life_cycle.gates import effect_in, why_not_adopted, why_not_on_street, why_not_trial
from meydan.exchange.life_cycle.spent import TRIAL, set_aside
from meydan.exchange.life_cycle.states import State
from meydan.exchange.life_cycle.steps import PROOF, Case, check_proof, days_of, keep, solution_of
from meydan.exchange.life_cycle.stopping import find_deployment
from meydan.store.deployments import Waiver
from meydan.store.office.people import By
from meydan.store.proof_file import read_proof
from meydan.store.tree_digest import digest_of, digest_of_file
from meydan.store.trial_file import FILE as RECORD
from meydan.store.trial_file import read_trial, read_trial_file


@dataclass(frozen=True, slots=True)
class Wanted:
    """A trial as it is asked for: `first` is its first day on a street, "" on a twin."""

    junctions: tuple[str, ...]
    days: int
    first: str = ""


def begin_trial(desk: Desk, case: Case, wanted: Wanted) -> Dossier:
    """Let a trial begin: its file lies in the dossier, with a seed that nobody could choose."""
    dossier, solution, kind = case.dossier, solution_of(case), days_of(case.city)
    bound = junctions_of(dossier)
    faults = [*why_not_trial(wanted.junctions, wanted.days, case.policy, case.package.manifest, bound)]
    if kind == "street days":
        here = [name for name in wanted.junctions if name in case.city.junctions]
        today = datetime.fromtimestamp(desk.now / 1000, ZoneInfo(case.city.zone)).date().isoformat()
        faults += why_not_on_street(wanted.first, today, plans_not_held(here, case.city, solution))
    refuse(faults, dossier.place)
    proof = check_proof(desk, case, solution).digest
    text = _trial_text(Path(solution.source).relative_to(dossier.folder), wanted, _seed(solution.digest, proof))
    evidence = {"solution": solution.digest, "proof": proof, "trial": digest_of(text.encode())}
    told = {"junctions": " ".join(wanted.junctions), "count": str(wanted.days)}
    step = Step(State.TRIAL, evidence, kind, told=told)
    check_step(dossier, record_of(desk, dossier, dossier.content, step))
    set_aside(dossier)
    keep(dossier.folder / TRIAL, text.encode())
    check_plan(trial_of(dossier), case.city)
    return take(desk, dossier, dossier.content, step)


def trial_of(dossier: Dossier) -> TrialPlan:
    """Return the trial whose file lies in a dossier."""
    return plan_of(read_trial_file(dossier.folder / TRIAL), dossier.folder)


def read_record(folder: Path) -> Mapping[str, Any]:
    """Return the record of a trial from a folder; PackageError if there is none."""
    found = read_trial(folder)
    if found is None:
        raise PackageError("life.no_record", folder=str(folder))
    return found


def adopt(desk: Desk, case: Case, folder: Path, owner: str, waiver: Waiver | None) -> Dossier:
    """Adopt what was tried: deploy it, keep the trial's record, and name who maintains it."""
    dossier, solution, plan, kind = case.dossier, solution_of(case), trial_of(case.dossier), days_of(case.city)
    record = read_record(folder)
    proof, _ = read_proof(dossier.folder / PROOF)
    here = (proof.city.digest, solution.digest)
    refuse(why_not_adopted(record, plan, here, case.policy, kind), dossier.place)
    evidence = {
        "solution": solution.digest,
        "proof": proof.digest,
        "trial": plan.digest,
        "trial_record": digest_of_file(folder / RECORD),
        "deployment": "-",
    }
    told = {"owner": owner, **told_effect(record)}
    check_step(dossier, record_of(desk, dossier, dossier.content, Step(State.ADOPTED, evidence, kind, told=told)))
    keep(dossier.folder / RECORD, (folder / RECORD).read_bytes())
    found = find_deployment(desk.home, solution.digest)  # a kill may have come between the two acts
    if found is None:
        by = By(desk.people[0].name, "-", desk.now)
        found = deploy(Place(desk.home, desk.office), solution.source, dossier.folder / PROOF, by, waiver)
    evidence["deployment"] = found.parts
    told["number"] = str(found.number)
    return take(desk, dossier, dossier.content, Step(State.ADOPTED, evidence, kind, told=told))


def told_effect(record: Mapping[str, Any]) -> dict[str, str]:
    """Return what a trial showed, as a dossier tells it."""
    effect = effect_in(record)
    if effect is None:
        return {}
    return {name: f"{effect[name]:.6f}" for name in ("change", "low", "high")}


def _seed(*digests: str) -> int:
    return int(hashlib.sha256("\n".join(digests).encode()).hexdigest()[:12], 16)


def _trial_text(source: Path, wanted: Wanted, seed: int) -> str:
    names = ", ".join(_quoted(name) for name in wanted.junctions)
    lines = [f"solution = {_quoted(source.as_posix())}", f"junctions = [{names}]"]
    lines += [f"days = {wanted.days}", f"seed = {seed}", f"proof = {_quoted(PROOF)}"]
    if wanted.first:
        lines.append(f"first = {_quoted(wanted.first)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def names_of(text: str) -> Sequence[str]:
    """Return the names in a list typed with commas."""
    return [name.strip() for name in text.split(",") if name.strip()]
