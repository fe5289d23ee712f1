"""The ways out, by one person at once: a package is rejected, or what ran before it comes back."""

from pathlib import Path

from meydan.centre.going_back import Place, take_back
from meydan.exchange.life_cycle.dossier import Desk, Dossier, Step, check_step, record_of, take
from meydan.exchange.life_cycle.states import State
from meydan.store.deployments import Deployment, list_deployments, standing_deployments
from meydan.store.office.people import By


def stop(desk: Desk, dossier: Dossier, state: State, why: str) -> tuple[Dossier, Deployment | None]:
    """Reject or revert; a deployment of it that is the last to stand is taken back first, and returned."""
    step = Step(state, why=why)
    check_step(dossier, record_of(desk, dossier, dossier.content, step))
    taken = None
    if state is State.REVERTED and find_deployment(desk.home, dossier.digest("solution")) is not None:
        by = By(desk.people[0].name, "-", desk.now)
        taken = take_back(Place(desk.home, desk.office), by, why)
    return take(desk, dossier, dossier.content, step), taken


def find_deployment(home: Path, solution: str) -> Deployment | None:
    """Return the deployment of a solution if it is the last one that stands."""
    standing = standing_deployments(list_deployments(home))
    return standing[-1] if standing and standing[-1].solution == solution else None
