"""What the page shows of a package's life in this city: every step with its persons, and what comes next."""

from pathlib import Path
from shlex import quote
from typing import Any

from meydan.centre.shadow_count import LEAST_COVERAGE
from meydan.city.rights import Act, Person, Role, acts_of
from meydan.exchange.life_cycle.dossier import Dossier
from meydan.exchange.life_cycle.machine import EVIDENCE, PERSONS, next_states
from meydan.exchange.life_cycle.policy import Policy
from meydan.exchange.life_cycle.states import FORWARD, Life, Record, State

COMMANDS = {
    State.ADAPTED: "meydan exchange adapt {city} {place} --person NAME --bind BINDING.toml",
    State.PROVEN: "meydan exchange prove {city} {place} --person NAME",
    State.SHADOW: "meydan exchange shadow {city} {place} --person NAME --second NAME --log LOG",
    State.TRIAL: "meydan exchange trial {city} {place} --person NAME --second NAME --junctions J1,J2",
    State.ADOPTED: "meydan exchange adopt {city} {place} --person NAME --second NAME --record DIR --owner NAME",
    State.REPORTED: "meydan exchange report {city} {place} --person NAME --registry DIR --keys KEY",
}
"""What is typed for the steps that take long, or sign; the others are taken on the page."""


AGAIN = (State.ADAPTED, State.PROVEN)
"""Steps that can be taken anew as long as nothing runs; what rested on them has to be done again."""


def life_facts(dossier: Dossier | None, place: str, home: Path, policy: Policy) -> dict[str, Any]:
    """Return where a package stands here; one that nobody took up yet waits to be verified."""
    life = dossier.life if dossier else Life()
    following = [state for state in next_states(life) if state in FORWARD and state is not life.state]
    following = [State.VERIFIED] if following == [State.FOUND] else following[-1:]
    return {
        "state": str(life.state or State.FOUND),
        "runs": life.runs,
        "withdrawn": life.withdrawn,
        "may_reject": State.REJECTED in next_states(life),
        "may_revert": State.REVERTED in next_states(life),
        "done": [str(state) for state in FORWARD if state in life.done],
        "records": [_record(one) for one in reversed(dossier.records)] if dossier else [],
        "next": [_next(state, place, home) for state in following],
        "again": [str(state) for state in AGAIN if state in next_states(life) and state not in following],
        "asks": {
            "shadow_days": policy.shadow.days,
            "in_time": policy.shadow.in_time,
            "coverage": LEAST_COVERAGE,
            "trial_days": policy.trial.days,
            "trial_junctions": policy.trial.junctions,
        },
    }


def _record(one: Record) -> dict[str, Any]:
    return {
        "t": one.t,
        "state": str(one.state),
        "people": [{"name": person.name, "role": str(person.role or "")} for person in one.people],
        "days": str(one.days),
        "why": one.why,
        "told": dict(one.told),
        "evidence": dict(one.evidence),
    }


def _next(state: State, place: str, home: Path) -> dict[str, Any]:
    return {
        "state": str(state),
        "persons": [[str(role) for role in roles_with(acts)] for acts in PERSONS[state]],
        "evidence": list(EVIDENCE[state]),
        "command": COMMANDS.get(state, "").format(city=quote(str(home)), place=quote(place)),
    }


def roles_with(acts: frozenset[Act]) -> list[Role]:
    """Return the roles that may do any of these."""
    return [role for role in Role if acts & acts_of(Person("", role))]
