"""Going live: nothing runs on a street without a stored pass for exactly these hashes, or a person's waiver.

For whoever carries a solution through its life: `deploy` puts one in, `take_back` takes the last one out again,
`why_not_deploy` and `why_not_run` say what stands against it, all of it at once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from meydan.centre.going_back import Place, take_back
from meydan.centre.in_force import digests_in_force
from meydan.centre.solution import Solution, parts_under, read_solution
from meydan.city.because import Because, because
from meydan.city.city import City, is_street
from meydan.city.errors import CityError, Fault
from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.store.city_digest import city_digest
from meydan.store.city_folder import read_city
from meydan.store.deployments import (
    Deployment,
    Promise,
    Waiver,
    begin_deployment,
    carry_out,
    deploying,
    digest_of_parts,
    list_deployments,
    read_parts,
    standing_deployments,
)
from meydan.store.office.audit import append
from meydan.store.office.people import By
from meydan.store.proof_file import Proof, read_proof

__all__ = [
    "Here",
    "Place",
    "check_street",
    "check_trial",
    "deploy",
    "here_of",
    "take_back",
    "why_not_deploy",
    "why_not_run",
]

NOBODY_YET = By("", "", NEVER)
LONGEST_WAIVER_S = 90 * 86_400.0  # what needs longer is asked for again, by somebody who looked at it again


@dataclass(frozen=True, slots=True)
class Here:
    """What a proof must be about: the digests of the city as it stands and of the solution, and what is in force.

    `in_force` are the digests by which a proof may name what runs here now.
    """

    city: str
    solution: str
    in_force: frozenset[str]


def here_of(folder: Path, city: City, solution: str) -> Here:
    """Return what a proof of a solution must be about in a city as it stands."""
    return Here(city_digest(folder, city), solution, digests_in_force(folder))


def why_not_deploy(proof: Proof, waiver: Waiver | None, here: Here, by: By, *, on_street: bool) -> Iterator[Because]:
    """Yield everything that stands against a deployment; nothing means it may be.

    A waiver lifts a verdict, and that it was compared with something else than what is in force. It lifts neither
    row 0, safety, nor a proof that is about something else.
    """
    if proof.city.digest != here.city:
        yield because("deploy.other_city", found=proof.city.digest, expected=here.city)
    if proof.candidate.digest != here.solution:
        yield because("deploy.other_solution", found=proof.candidate.digest, expected=here.solution)
    if not proof.is_safe:
        yield because("deploy.not_safe")
    if waiver is None:
        if not passes(proof.verdict, on_street=on_street):
            yield because(f"deploy.verdict_{proof.verdict}")
        if here.in_force.isdisjoint({proof.baseline.digest, proof.baseline.means} - {""}):
            yield because("deploy.other_baseline", label=proof.baseline.label, found=proof.baseline.digest)
        return
    if waiver.name == by.person:
        yield because("deploy.own_waiver", name=waiver.name)
    if not waiver.reason.strip():
        yield because("deploy.no_reason")
    if not 0 < elapsed_s(waiver.until, by.t) <= LONGEST_WAIVER_S:
        yield because("deploy.waiver_end", days=LONGEST_WAIVER_S / 86_400)


def passes(verdict: str, *, on_street: bool) -> bool:
    """Say whether a verdict needs no waiver: what passed on the twin only is good for a twin."""
    return verdict == "passed" or (verdict == "passed_on_twin" and not on_street)


def deploy(at: Place, source: str, proof_folder: Path, by: By, waiver: Waiver | None = None) -> Deployment:
    """Put a solution into a city, whole or not at all, with the line in the audit trail; return what was done.

    Parameters
    ----------
    source
        A registered strategy's name, a TOML file of parameters, or a folder of plans.
    proof_folder
        Where the `proof.json` of exactly this solution in exactly this city lies.

    Raises
    ------
    CityError
        With everything that stands against it.
    StoreError
        If there is no proof, somebody else deploys, or the disk refuses.
    """
    with deploying(at.folder):
        city = read_city(at.folder)
        solution = read_solution(source, city)
        proof, content = read_proof(proof_folder)
        here = here_of(at.folder, city, solution.digest)
        against = [*_touched(at.folder), *why_not_deploy(proof, waiver, here, by, on_street=is_street(city))]
        _refuse(against, at.folder)
        after = parts_under(solution, read_parts(at.folder))
        about = _about(solution, proof, here.city, by, waiver, _next_number(at.folder), digest_of_parts(after))
        detail = {"city": here.city, "solution": here.solution, "proof": proof.digest, "verdict": proof.verdict}
        detail["baseline"] = proof.baseline.digest
        if waiver is not None:
            detail |= {"waived_by": waiver.name, "reason": waiver.reason, "until": str(waiver.until)}
        with at.office.write() as connection:
            append(connection, by.entry("deployed", f"{about.number} {about.label}", **detail))
            begin_deployment(at.folder, about, after, content)
        carry_out(at.folder)
        return about


def _touched(folder: Path) -> Iterator[Because]:
    """Yield that parts were changed by hand since the last deployment: going back would restore what nobody proved."""
    every = list_deployments(folder)
    if every and digest_of_parts(read_parts(folder)) != every[-1].parts:
        yield because("deploy.other_parts", number=every[-1].number)


def why_not_run(folder: Path, now: Instant, *, runs_as_deployed: bool) -> Iterator[Because]:
    """Yield everything that stands against running a street as its folder lies there.

    One rule: once a city has a deployment, its street runs what the last one left, byte for byte, by the strategy that
    it names, while its waiver holds if it needed one. Before the first deployment a street runs as it always did.

    Parameters
    ----------
    runs_as_deployed
        Whether the strategy, with its parameters, is the one that `strategy.toml` names, or that runs plans where
        there is none.
    """
    every = list_deployments(folder)
    if not every:
        return
    yield from _touched(folder)
    if not runs_as_deployed:
        yield because("deploy.other_strategy", number=every[-1].number)
    for one in standing_deployments(every):  # what an earlier one put in may still be part of what runs
        if one.waiver is None and not passes(one.verdict, on_street=True):
            yield because(f"deploy.verdict_{one.verdict}")  # it went in while the city was a twin
        elif one.waiver is not None and now >= one.waiver.until:
            yield because("deploy.waiver_over", number=one.number, name=one.waiver.name)


def check_street(folder: Path, now: Instant, *, runs_as_deployed: bool) -> None:
    """Refuse to run a street otherwise than it was deployed; CityError with everything that stands against it."""
    _refuse(why_not_run(folder, now, runs_as_deployed=runs_as_deployed), folder, "deploy.not_as_deployed")


def check_trial(folder: Path, city: City, solution: Solution, proof_folder: Path | None) -> None:
    """Refuse a trial on a street without a proof of exactly this solution here; PASSED ON TWIN is enough for one.

    Raises
    ------
    CityError
        With everything that stands against it.
    """
    if proof_folder is None:
        _refuse([because("trial.no_proof")], folder, "trial.refused")
        return
    proof, _ = read_proof(proof_folder)
    here = here_of(folder, city, solution.digest)
    _refuse(why_not_deploy(proof, None, here, NOBODY_YET, on_street=False), folder, "trial.refused")


def _refuse(found: Iterable[Because], folder: Path, code: str = "deploy.refused") -> None:
    if faults := [Fault("", 0, what) for what in found]:
        raise CityError(code, *faults, folder=str(folder), count=len(faults))


def _next_number(folder: Path) -> int:
    every = list_deployments(folder)
    return every[-1].number + 1 if every else 1


def _about(
    solution: Solution, proof: Proof, city: str, by: By, waiver: Waiver | None, number: int, parts: str
) -> Deployment:
    promise = None if proof.delay is None else Promise(proof.delay.change, proof.delay.low, proof.delay.high)
    return Deployment(
        *(number, by.t, by.person, "deploy", solution.label, solution.digest, city, parts),
        proof=proof.digest,
        verdict=proof.verdict,
        promise=promise,
        waiver=waiver,
    )
