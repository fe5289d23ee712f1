"""Which step may follow which, with what evidence and by whom: the whole of it, pure.

The same rules are asked before a step and when a life is read again, so an impossible record is found.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from meydan.city.because import Because, because
from meydan.city.rights import Act, Person, acts_of
from meydan.exchange.life_cycle.states import FORWARD, Life, Record, Signature, State

S = State

FROM: Mapping[State, frozenset[State | None]] = {
    S.FOUND: frozenset({None}),
    S.VERIFIED: frozenset({S.FOUND}),
    S.ADAPTED: frozenset({S.VERIFIED, S.ADAPTED, S.PROVEN, S.SHADOW, S.REVERTED, S.REPORTED}),
    S.PROVEN: frozenset({S.ADAPTED, S.PROVEN, S.SHADOW, S.REVERTED, S.REPORTED}),
    S.SHADOW: frozenset({S.PROVEN}),
    S.TRIAL: frozenset({S.SHADOW}),
    S.ADOPTED: frozenset({S.TRIAL}),
    S.REPORTED: frozenset({S.ADOPTED, S.REVERTED}),
    S.REJECTED: frozenset({S.FOUND, S.VERIFIED, S.ADAPTED, S.PROVEN, S.SHADOW, S.REVERTED, S.REPORTED, S.WITHDRAWN}),
    S.REVERTED: frozenset({S.TRIAL, S.ADOPTED, S.REPORTED, S.WITHDRAWN}),
    S.WITHDRAWN: frozenset(State) - {S.WITHDRAWN},
}
"""The states that each one may be entered from. Going back is allowed as long as nothing runs; skipping never is."""

EVIDENCE: Mapping[State, tuple[str, ...]] = {
    S.FOUND: ("package",),
    S.VERIFIED: ("package",),
    S.ADAPTED: ("binding", "solution"),
    S.PROVEN: ("solution", "proof", "city"),
    S.SHADOW: ("solution", "proof", "shadow"),
    S.TRIAL: ("solution", "proof", "trial"),
    S.ADOPTED: ("solution", "proof", "trial", "trial_record", "deployment"),
    S.REPORTED: ("solution", "trial_record", "result"),
    S.REJECTED: (),
    S.REVERTED: (),
    S.WITHDRAWN: ("withdrawal",),
}
"""What the gate of each state must have looked at. A name that came before must mean the same digest again."""

FRESH = ("proof", "shadow", "trial", "trial_record")
"""Evidence that is spent when a package is reverted: whoever tries it again needs new evidence of each."""

STOPS = frozenset({Act.OVERRIDE, Act.DESIGN, Act.APPROVE, Act.COORDINATE})

PERSONS: Mapping[State, tuple[frozenset[Act], ...]] = {
    S.FOUND: (),
    S.VERIFIED: (),
    S.ADAPTED: (frozenset({Act.DESIGN}),),
    S.PROVEN: (frozenset({Act.DESIGN}),),
    S.SHADOW: (frozenset({Act.DESIGN}), frozenset({Act.APPROVE})),
    S.TRIAL: (frozenset({Act.DESIGN}), frozenset({Act.APPROVE})),
    S.ADOPTED: (frozenset({Act.DESIGN}), frozenset({Act.APPROVE})),
    S.REPORTED: (frozenset({Act.COORDINATE}),),
    S.REJECTED: (STOPS,),
    S.REVERTED: (STOPS,),
    S.WITHDRAWN: (),
}
"""Who decides: one set of acts for each person, any of which is enough; none where the machine decides by itself."""

AUTHORED = (S.ADAPTED, S.PROVEN)
"""Steps whose persons approve nothing of this solution afterwards."""


def why_not(life: Life, record: Record) -> tuple[Because, ...]:
    """Return everything that stands against a step; nothing means it may be taken."""
    return (
        *_order_faults(life, record),
        *_evidence_faults(life, record),
        *_person_faults(life, record),
    )


def lived(life: Life, record: Record) -> Life:
    """Return the life after a step that may be taken."""
    state = record.state
    match state:
        case S.TRIAL | S.ADOPTED:
            runs = True
        case S.REVERTED | S.REJECTED:
            runs = False
        case _:
            runs = life.runs
    done, spent = dict(life.done), life.spent
    if state is S.REVERTED:
        spent |= {one.evidence[name] for one in done.values() for name in FRESH if name in one.evidence}
    if state in FORWARD:  # what comes after rests on what was there before, and has to be done again
        done = {one: found for one, found in done.items() if FORWARD.index(one) < FORWARD.index(state)}
        done[state] = record
    withdrawn = life.withdrawn or state is S.WITHDRAWN
    return replace(life, state=state, runs=runs, withdrawn=withdrawn, done=done, last=record, spent=spent)


def live_through(records: Iterable[Record]) -> tuple[Life, tuple[Because, ...]]:
    """Return the life that records tell, up to the first that could not follow, and what stands against that one."""
    life = Life()
    for record in records:
        if faults := why_not(life, record):
            return life, faults
        life = lived(life, record)
    return life, ()


def next_states(life: Life) -> tuple[State, ...]:
    """Return the states that may be entered next, going forward first."""
    return tuple(state for state in State if _may_follow(life, state))


def _may_follow(life: Life, state: State) -> bool:
    if life.state not in FROM[state] or (life.withdrawn and state in FORWARD):
        return False
    match state:
        case S.REJECTED | S.ADAPTED | S.PROVEN:
            return not life.runs
        case S.REVERTED:
            return life.runs
        case S.REPORTED:
            return S.TRIAL in life.done
        case _:
            return True


def _order_faults(life: Life, record: Record) -> Iterator[Because]:
    if not _may_follow(life, record.state):
        is_withdrawn = life.withdrawn and record.state in FORWARD
        yield because("life.is_withdrawn") if is_withdrawn else because("life.out_of_order")
    if life.last is not None:
        if (record.package, record.content) != (life.last.package, life.last.content):
            yield because("life.other_content", found=record.content, expected=life.last.content)
        if record.t < life.last.t:
            yield because("life.runs_back")
    if record.state not in FORWARD and not record.why.strip():
        yield because("life.no_reason")


def _evidence_faults(life: Life, record: Record) -> Iterator[Because]:
    for name in EVIDENCE[record.state]:
        if not record.evidence.get(name):
            yield because("life.no_evidence", name=name)
        if record.state is not S.REPORTED and record.evidence.get(name, "") in life.spent:  # to report looks back
            yield because("life.spent", name=name, found=record.evidence[name])
    before = _before(life, record.state)
    for name, digest in record.evidence.items():
        for earlier in before:
            if earlier.evidence.get(name, digest) != digest:
                told = {"name": name, "found": digest, "expected": earlier.evidence[name]}
                yield because("life.other_evidence", **told)
                break


def _before(life: Life, state: State) -> list[Record]:
    """Return the records that a step to a state rests on."""
    if state not in FORWARD:
        return []
    place = FORWARD.index(state)
    return [record for one, record in life.done.items() if FORWARD.index(one) < place]


def _person_faults(life: Life, record: Record) -> Iterator[Because]:
    wanted, people = PERSONS[record.state], record.people
    names = [person.name for person in people]
    if len(people) < len(wanted):
        yield because("life.too_few_persons", needed=len(wanted), found=len(people))
    if len(set(names)) < len(names):
        yield because("life.same_person", name=names[0])
    for person, acts in zip(people, wanted, strict=False):
        if not acts & _acts(person):
            yield because("life.may_not", name=person.name, role=person.role or "-")
    if len(wanted) > 1:
        authors = {one.name for state in AUTHORED if state in life.done for one in life.done[state].people}
        for name in sorted(authors & set(names[1:])):
            yield because("life.own_work", name=name)


def _acts(person: Signature) -> frozenset[Act]:
    return frozenset() if person.role is None else acts_of(Person(person.name, person.role))
