"""The steps up to the shadow: each gathers what its gate looks at, and is taken if nothing stands against it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from meydan.centre.going_live import NOBODY_YET, here_of, why_not_deploy
from meydan.centre.shadow_count import CountedDays, counted_days, day_name
from meydan.centre.solution import Solution, read_solution
from meydan.city.because import Because, because
from meydan.city.city import City, is_street
from meydan.city.errors import PackageError, StoreError, fault
from meydan.exchange.life_cycle.adapting import adapted_files, with_plans_held, write_solution
from meydan.exchange.life_cycle.binding import FILE as BINDING
from meydan.exchange.life_cycle.binding import read_binding
from meydan.exchange.life_cycle.dossier import (
    SOURCE,
    Desk,
    Dossier,
    Step,
    check_step,
    record_of,
    refuse,
    source_of,
    take,
)
from meydan.exchange.life_cycle.gates import why_not_shadow, why_not_since_revert
from meydan.exchange.life_cycle.policy import Policy
from meydan.exchange.life_cycle.spent import SHADOW, set_aside, spent_days
from meydan.exchange.life_cycle.states import Days, State
from meydan.exchange.package import Package
from meydan.exchange.partner import Copy
from meydan.store.proof_file import Proof, read_proof
from meydan.store.run_folder import hashes_of_runs
from meydan.store.shadow_days import list_shadow_files, read_shadow, write_shadow
from meydan.store.tree_digest import digest_of, digest_of_file, digest_of_files
from meydan.store.trust_map import made_folder
from meydan.store.whole_file import write_whole

PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Case:
    """What a step is about: the package, the city that adopts it, its policy, and the dossier so far."""

    package: Package
    city: City
    policy: Policy
    dossier: Dossier


def adapt(desk: Desk, case: Case, text: str) -> Dossier:
    """Bind a package's slots as a file says, and keep the solution that comes of it.

    Raises
    ------
    PackageError, CityError
        With every slot that is not bound, and everything in the solution that does not fit the junctions.
    """
    dossier, package = case.dossier, case.package
    binding = read_binding(BINDING, text, package.manifest, package.digest, case.city)
    if isinstance(binding, tuple):
        raise PackageError("life.not_bound_faults", *binding, place=dossier.place, count=len(binding))
    files = with_plans_held(adapted_files(package, binding), case.city)
    solution, source = write_solution(dossier.folder, files, case.city)
    told = {SOURCE: source, "label": solution.label, "junctions": " ".join(binding.junctions)}
    step = Step(State.ADAPTED, {"binding": digest_of(text.encode()), "solution": solution.digest}, told=told)
    check_step(dossier, record_of(desk, dossier, package.digest, step))
    keep(dossier.folder / BINDING, text.encode())
    return take(desk, dossier, package.digest, step)


def proven(desk: Desk, case: Case) -> Dossier:
    """Enter the proof that lies in a dossier, if it passed and is about exactly this solution in this city as it is."""
    dossier, solution = case.dossier, solution_of(case)
    proof = check_proof(desk, case, solution)
    evidence = {"solution": solution.digest, "proof": proof.digest, "city": proof.city.digest}
    return take(desk, dossier, dossier.content, Step(State.PROVEN, evidence, "twin days", told=_told_proof(proof)))


def check_proof(desk: Desk, case: Case, solution: Solution) -> Proof:
    """Return the proof in a dossier.

    Raises
    ------
    PackageError
        If it is not one of this solution, here, against what is in force, by runs made since it was last reverted.
    """
    proof, _ = read_proof(case.dossier.folder / PROOF)
    here = here_of(desk.home, case.city, solution.digest)
    faults = [*why_not_deploy(proof, None, here, NOBODY_YET, on_street=False)]
    refuse([*faults, *why_not_since_revert(proof.reverts, case.dossier.reverts)], case.dossier.place)
    return proof


def shadow(desk: Desk, case: Case, log: Path) -> Dossier:
    """Enter the days for which a solution was in the shadow of a log of this city, and keep their documents."""
    dossier, solution, kind = case.dossier, solution_of(case), days_of(case.city)
    set_aside(dossier)
    found = [document for file in list_shadow_files(log) if (document := read_shadow(file)) is not None]
    spent = [read_shadow(file) for file in spent_days(dossier)]
    new = [document for document in found if document not in spent]
    counted = counted_days(new, solution.digest, hashes_of_runs(case.city), kind)
    refuse(why_not_shadow(counted, case.policy, kind), dossier.place)
    files = {f"{day_name(one)}.json": one for one in (*counted.lived, *counted.days)}
    for name, day in files.items():
        write_shadow(dossier.folder / SHADOW / name, day)
    kept = digest_of_files({name: digest_of_file(dossier.folder / SHADOW / name) for name in files})
    evidence = {"solution": solution.digest, "proof": check_proof(desk, case, solution).digest, "shadow": kept}
    return take(desk, dossier, dossier.content, Step(State.SHADOW, evidence, kind, told=_told_shadow(counted)))


def solution_of(case: Case) -> Solution:
    """Return the adapted solution as it lies in the dossier; PackageError if it was never made."""
    source = source_of(case.dossier)
    if source is None:
        raise PackageError("life.not_adapted", place=case.dossier.place)
    return read_solution(str(source), case.city)


def days_of(city: City) -> Days:
    """Return what a day of this city is."""
    return "street days" if is_street(city) else "twin days"


def check_heard(package: Package, copies: Mapping[str, Copy], unread: Mapping[str, Because]) -> Copy:
    """Return the copy of the registry of the city a package is from; nobody may go on without having heard of it.

    Raises
    ------
    PackageError
        If it is not trusted, or what was read of it last is too old.
    """
    origin = package.manifest.origin
    if origin in copies:
        return copies[origin]
    why = unread.get(origin, because("verify.not_trusted", origin=origin))
    raise PackageError("life.unheard", *_as_faults(origin, [why]), city=origin)


def _told_proof(proof: Proof) -> dict[str, str]:
    told = {"verdict": str(proof.verdict)}
    if proof.delay is not None:
        numbers = {"change": proof.delay.change, "low": proof.delay.low, "high": proof.delay.high}
        told |= {name: f"{value:.6f}" for name, value in numbers.items() if value is not None}
    return told


def _told_shadow(counted: CountedDays) -> dict[str, str]:
    days = counted.days
    same = [day["same"] for day in days if day["same"] is not None]
    left_out: dict[str, list[str]] = {}
    for day, why in counted.left_out:
        left_out.setdefault(why.code.removeprefix("shadow."), []).append(day_name(day))
    return {code: ", ".join(names) for code, names in left_out.items()} | {
        "count": str(len(days)),
        "in_time": f"{min(day['in_time'] for day in days):.6f}",
        "orders": str(sum(day["orders"] for day in days)),
        "same": f"{sum(same) / len(same):.6f}" if same else "-",
    }


def _as_faults(file: str, found: Sequence[Because]) -> list[Any]:
    return [fault(file, 0, one.code, **dict(one.values)) for one in found]


def keep(file: Path, data: bytes) -> None:
    """Write a file, whole or not at all; StoreError if the disk refuses."""
    try:
        made_folder(file.parent)
        write_whole(file, data)
    except OSError as error:
        raise StoreError("life.unusable", fault(str(file), 0, "store.disk", error=str(error))) from error
