"""Which step may follow which: every forward step rests on its gate's evidence, and whoever stops it always can."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.rights import Role
from meydan.exchange.life_cycle.machine import EVIDENCE, FRESH, PERSONS, live_through, lived, why_not
from meydan.exchange.life_cycle.states import FORWARD, Life, Record, Signature, State
from tests.exchange.life_cycle.steps import APPROVER, ENGINEER, OPERATOR, life_at, record, signed_by

PEOPLE = [Signature(name, role) for name in ("ayse", "mehmet", "can") for role in (None, *Role)]


@st.composite
def any_record(draw: st.DrawFn) -> Record:
    """Return a record with anything wrong about it, or nothing."""
    good = record(draw(st.sampled_from(State)))
    people = draw(st.one_of(st.just(good.people), st.lists(st.sampled_from(PEOPLE), max_size=3).map(tuple)))
    names = draw(st.one_of(st.just(list(good.evidence)), st.lists(st.sampled_from(sorted(good.evidence) or ["x"]))))
    other = draw(st.sampled_from(["", "another "]))
    evidence = {name: f"{other}digest of {name}" for name in names}
    return replace(good, people=people, evidence=evidence, why=draw(st.sampled_from(["why", ""])))


def codes(life: Life, found: Record) -> set[str]:
    return {what.code for what in why_not(life, found)}


@given(st.lists(any_record(), max_size=40))
def test_no_state_is_reached_without_the_evidence_and_persons_of_every_state_before_it(wishes: list[Record]) -> None:
    life, taken = Life(), []
    for wish in wishes:
        if not why_not(life, wish):
            life = lived(life, wish)
            taken.append(wish)
    assert live_through(taken) == (life, ())
    if life.state in FORWARD and not (life.state is State.REPORTED and not life.runs):
        assert set(life.done) == set(FORWARD[: FORWARD.index(life.state) + 1])
    for state, found in life.done.items():
        assert all(found.evidence.get(name) for name in EVIDENCE[state])
        assert len({person.name for person in found.people}) >= len(PERSONS[state])
    solutions = {found.evidence["solution"] for found in life.done.values() if "solution" in found.evidence}
    assert len(solutions) <= 1


@given(st.lists(any_record(), max_size=40))
def test_one_person_can_stop_it_at_once_wherever_it_stands(wishes: list[Record]) -> None:
    life = Life()
    for wish in wishes:
        life = life if why_not(life, wish) else lived(life, wish)
    if life.state is None or life.state in (State.REJECTED, State.REVERTED):
        return
    if not life.runs and life.state is State.REPORTED:
        return  # went back before it was reported: nothing is left to stop
    assert not why_not(life, record(State.REVERTED if life.runs else State.REJECTED))
    if not life.withdrawn:
        assert not why_not(life, record(State.WITHDRAWN))


@given(st.lists(any_record(), max_size=40))
def test_what_was_withdrawn_never_goes_forward_again(wishes: list[Record]) -> None:
    life = lived(life_at(State.ADOPTED), record(State.WITHDRAWN))
    for wish in wishes:
        if not why_not(life, wish):
            assert wish.state not in FORWARD
            life = lived(life, wish)


def test_what_was_withdrawn_is_not_even_reported_after_it_was_reverted() -> None:
    life = lived(life_at(State.ADOPTED), record(State.WITHDRAWN))
    assert life.runs
    reverted = lived(life, record(State.REVERTED))
    assert codes(reverted, record(State.REPORTED)) == {"life.is_withdrawn"}


@pytest.mark.parametrize("place", range(len(FORWARD)))
def test_no_step_is_skipped(place: int) -> None:
    life = life_at(FORWARD[place])
    for later in FORWARD[place + 2 :]:
        assert "life.out_of_order" in codes(life, record(later))


@pytest.mark.parametrize("state", [State.SHADOW, State.TRIAL, State.ADOPTED])
def test_two_persons_are_two(state: State) -> None:
    life = life_at(FORWARD[FORWARD.index(state) - 1])
    assert not why_not(life, record(state))
    assert codes(life, signed_by(state, ENGINEER)) == {"life.too_few_persons"}
    twice = Signature(ENGINEER.name, Role.SAFETY_APPROVER)
    assert "life.same_person" in codes(life, signed_by(state, ENGINEER, twice))
    assert "life.may_not" in codes(life, signed_by(state, ENGINEER, OPERATOR))


def test_who_adapted_it_approves_nothing_of_it_even_in_another_role() -> None:
    life = life_at(State.PROVEN)
    promoted = Signature(ENGINEER.name, Role.SAFETY_APPROVER)
    colleague = Signature("elif", Role.ENGINEER)
    assert codes(life, signed_by(State.SHADOW, colleague, promoted)) == {"life.own_work"}
    assert not why_not(life, signed_by(State.SHADOW, colleague, APPROVER))


def test_adapting_again_asks_for_all_that_follows_again() -> None:
    again = replace(record(State.ADAPTED), evidence={"binding": "other", "solution": "other"})
    life = lived(life_at(State.SHADOW), again)
    assert set(life.done) == {State.FOUND, State.VERIFIED, State.ADAPTED}
    assert codes(life, record(State.SHADOW)) >= {"life.out_of_order", "life.other_evidence"}


def test_evidence_of_another_solution_is_refused() -> None:
    other = replace(record(State.TRIAL), evidence={**record(State.TRIAL).evidence, "solution": "another"})
    assert codes(life_at(State.SHADOW), other) == {"life.other_evidence"}


def test_other_content_is_another_package() -> None:
    other = replace(record(State.ADAPTED), content="sha256:" + "d" * 64)
    assert codes(life_at(State.VERIFIED), other) == {"life.other_content"}


def test_a_bad_trial_is_reverted_by_one_person_and_reported_all_the_same() -> None:
    life = lived(life_at(State.TRIAL), record(State.REVERTED))
    assert not life.runs
    assert not why_not(life, record(State.REPORTED))
    rejected = lived(life_at(State.SHADOW), record(State.REJECTED))
    assert "life.out_of_order" in codes(rejected, record(State.REPORTED))


def test_a_stop_needs_a_reason_and_a_right() -> None:
    life = life_at(State.ADOPTED)
    assert codes(life, replace(record(State.REVERTED), why=" ")) == {"life.no_reason"}
    assert codes(life, signed_by(State.REVERTED, Signature("v", Role.VIEWER))) == {"life.may_not"}


def test_time_does_not_run_back() -> None:
    life, _ = live_through([record(State.FOUND, 5)])
    assert codes(life, record(State.VERIFIED, 4)) == {"life.runs_back"}


def anew(state: State, t: int = 0) -> Record:
    """Return a good record of a second life: what counts no more is new."""
    good = record(state, t)
    return replace(good, evidence={n: d + " anew" * (n in FRESH) for n, d in good.evidence.items()})


@pytest.mark.parametrize("first", [State.ADAPTED, State.PROVEN])
@pytest.mark.parametrize("is_reported", [False, True])
def test_what_was_reverted_is_tried_again_from_its_binding_or_its_proof_on(first: State, *, is_reported: bool) -> None:
    life = lived(life_at(State.TRIAL), record(State.REVERTED))
    if is_reported:
        life = lived(life, record(State.REPORTED))
    assert codes(life, record(State.SHADOW)) >= {"life.out_of_order"}
    for state in FORWARD[FORWARD.index(first) :]:
        again = anew(state)
        assert not why_not(life, again), state
        life = lived(life, again)
    assert life.state is State.REPORTED
    assert life.runs


@pytest.mark.parametrize("state", [State.PROVEN, State.SHADOW, State.TRIAL, State.ADOPTED])
def test_evidence_from_before_it_was_reverted_counts_no_more(state: State) -> None:
    life = lived(life_at(State.ADOPTED), record(State.REVERTED))
    for one in (State.ADAPTED, State.PROVEN, State.SHADOW, State.TRIAL):
        if one is state:
            break
        life = lived(life, anew(one))
    assert "life.spent" in codes(life, record(state))


def test_nothing_that_runs_is_adapted_or_proved_again_under_way() -> None:
    for state in (State.TRIAL, State.ADOPTED, State.REPORTED):
        for again in (State.ADAPTED, State.PROVEN):
            assert "life.out_of_order" in codes(life_at(state), anew(again))


def test_what_was_reverted_can_be_rejected_for_good() -> None:
    life = lived(life_at(State.TRIAL), record(State.REVERTED))
    rejected = lived(life, record(State.REJECTED))
    assert all(why_not(rejected, anew(state)) for state in FORWARD)
