"""Steps of a life for tests: what a good record of each state looks like, and who signs it."""

from dataclasses import replace

from meydan.city.instant import Instant
from meydan.city.rights import Role
from meydan.exchange.life_cycle.machine import EVIDENCE, live_through
from meydan.exchange.life_cycle.states import FORWARD, Life, Record, Signature, State

PLACE, CONTENT = "birkent/greens-1.0.0.meydan", "sha256:" + "c" * 64
ENGINEER, APPROVER = Signature("engin", Role.ENGINEER), Signature("guven", Role.SAFETY_APPROVER)
COORDINATOR, OPERATOR = Signature("koray", Role.COORDINATOR), Signature("ozan", Role.OPERATOR)

SIGNED = {
    State.ADAPTED: (ENGINEER,),
    State.PROVEN: (ENGINEER,),
    State.SHADOW: (ENGINEER, APPROVER),
    State.TRIAL: (ENGINEER, APPROVER),
    State.ADOPTED: (ENGINEER, APPROVER),
    State.REPORTED: (COORDINATOR,),
    State.REJECTED: (OPERATOR,),
    State.REVERTED: (OPERATOR,),
}


def record(state: State, t: int = 0) -> Record:
    """Return a record to which nothing can be said, at the right moment."""
    people = SIGNED.get(state, (Signature("terminal:x", None),))
    evidence = {name: f"digest of {name}" for name in EVIDENCE[state]}
    return Record(Instant(t), PLACE, CONTENT, state, people, evidence, "twin days", "why" * (state not in FORWARD))


def life_at(state: State) -> Life:
    """Return a life that went straight forward to a state."""
    life, faults = live_through(record(one) for one in FORWARD[: FORWARD.index(state) + 1])
    assert not faults
    return life


def signed_by(state: State, *people: Signature) -> Record:
    """Return a good record but for who signed it."""
    return replace(record(state), people=people)
