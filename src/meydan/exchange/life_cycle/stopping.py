"""The ways out, by one person at once: a package is rejected, or what ran before it comes back."""

from pathlib import Path

from meydan.centre.going_back import Place, take_back, why_not_back
from meydan.exchange.life_cycle.dossier import Desk, Dossier, Step, check_step, record_of, refuse, take
from meydan.exchange.life_cycle.states import State
from meydan.store.deployments import Deployment, list_deployments, standing_deployments
from meydan.store.office.people import By
from meydan.store.trial_ends import TrialEnd, end_trial


def stop(desk: Desk, dossier: Dossier, state: State, why: str) -> tuple[Dossier, Deployment | None]:
    """Reject or revert.

    To revert ends a trial of it wherever one runs, and takes its deployment back, which is returned.

    Raises
    ------
    PackageError
        With everything that stands against it; where others were deployed upon it, with what to take back first.
    """
    step = Step(state, why=why)
    check_step(dossier, record_of(desk, dossier, dossier.content, step))
    taken = None
    if state is State.REVERTED:
        taken = _go_back(desk, dossier, why)
    return take(desk, dossier, dossier.content, step), taken


def _go_back(desk: Desk, dossier: Dossier, why: str) -> Deployment | None:
    standing = standing_deployments(list_deployments(desk.home))
    deployed = deployment_of(dossier, desk.home)
    if deployed is not None:
        refuse(why_not_back(standing, deployed.number), dossier.place)
    if trial := dossier.digest("trial"):
        end_trial(desk.home, trial, TrialEnd(desk.now, desk.people[0].name, why))
    if deployed is None:
        return None
    by = By(desk.people[0].name, "-", desk.now)
    return take_back(Place(desk.home, desk.office), by, why, deployed.number)


def deployment_of(dossier: Dossier, home: Path) -> Deployment | None:
    """Return the deployment by which a package was adopted, if it stands, wherever it lies.

    After a kill between the two acts nobody has recorded it: then it is one of the same solution since the trial.
    """
    done, solution = dossier.life.done, dossier.digest("solution")
    standing = standing_deployments(list_deployments(home))
    if State.ADOPTED in done:
        return next((one for one in standing if str(one.number) == done[State.ADOPTED].told.get("number")), None)
    if State.TRIAL not in done:
        return None
    return next((one for one in standing if one.solution == solution and one.t >= done[State.TRIAL].t), None)


def find_deployment(home: Path, solution: str) -> Deployment | None:
    """Return the deployment of a solution if it is the last one that stands."""
    standing = standing_deployments(list_deployments(home))
    return standing[-1] if standing and standing[-1].solution == solution else None
