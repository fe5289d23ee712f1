"""What must hold inside a proof: nobody chooses seeds, days, when to stop, or what comes of it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.city.errors import StoreError
from meydan.twin.gate.emergency_verdict import EmergencyTest
from meydan.twin.gate.run_result import BASE, DETECTOR_LOST, HARDEST_FIRST, LESS, MORE
from meydan.twin.prove.proof import make_proof
from meydan.twin.prove.proof_checks import proof_faults
from meydan.twin.prove.proof_shape import Engine, Proof
from meydan.twin.prove.rerun import check_proof
from tests.exchange.makings import after_the_look, whole_proof
from tests.twin.prove.made_trial import OLD, Ran, changed_by, trial


def codes(proof: Proof) -> list[str]:
    return [why.code for why in proof_faults(proof)]


def proof_of(pairs: int, variants: Sequence[str] = ()) -> Proof:
    return whole_proof([*[BASE] * pairs, *variants])


@pytest.fixture
def good() -> Proof:
    return proof_of(15, after_the_look())


@settings(max_examples=25)
@given(change=st.floats(-0.3, 0.3), spread=st.floats(0.0, 0.2), same=st.booleans())
def test_whatever_the_gate_came_to_by_itself_holds(
    tmp_path_factory: pytest.TempPathFactory, change: float, spread: float, same: bool
) -> None:
    one = trial(OLD) if same else trial()
    judged, pairs = Ran(changed_by(change, spread)).prove(tmp_path_factory.mktemp("runs"), one)
    made = make_proof(one, EmergencyTest(), judged, pairs, Engine("1", "1", "c"), command="", took_s=1.0)
    assert codes(made) == []


@pytest.mark.parametrize("pairs", [1, 5, 10, 14, 16, 19, 23, 41, 45])
def test_a_number_of_pairs_at_which_the_gate_does_not_look_is_refused(pairs: int) -> None:
    made = replace(proof_of(pairs, after_the_look()), verdict="passed_on_twin")
    assert "prove.no_look" in codes(made)


@pytest.mark.parametrize(
    "variants",
    [
        [],
        after_the_look()[:14],  # one pair less
        [*after_the_look(), LESS],  # one more
        [DETECTOR_LOST] * 6 + [MORE] * 5 + [LESS] * 5,
        [DETECTOR_LOST] * 5 + [MORE] * 5,
        list(reversed(after_the_look())),  # the easiest first
        [*after_the_look()[:5], BASE, *after_the_look()[5:]],
        ["demand_0.99"] * 5,
    ],
)
def test_variants_have_five_pairs_each_and_all_are_run(variants: list[str]) -> None:
    made = replace(whole_proof([BASE] * 15), verdict="passed_on_twin")
    pairs = [replace(made.pairs[n % 5], variant=variant) for n, variant in enumerate(variants)]
    assert "prove.no_look" in codes(replace(made, pairs=(*made.pairs, *pairs)))


@pytest.mark.parametrize("pairs", [20, 25, 40])
def test_whoever_goes_on_after_a_pass_is_refused(pairs: int) -> None:
    made = proof_of(pairs, after_the_look())
    assert made.verdict == "passed_on_twin"
    assert [(why.code, dict(why.values)["look"]) for why in proof_faults(made)] == [("prove.went_on", 15)]


def test_whoever_goes_on_after_a_failure_until_it_passes_is_refused() -> None:
    """After five pairs the third day is surely worse than another; thirty-five more let it drown."""
    first = whole_proof([BASE] * 5, gains=[-0.2] * 5)
    assert (first.verdict, codes(first)) == ("failed", [])
    gains = [*[-0.2] * 5, *[0.6, 0.61, 0.62, 0.63, 0.64] * 7]
    made = whole_proof([*[BASE] * 40, *after_the_look()], gains=gains)
    assert made.pairs[0].new.person_delay_s > made.pairs[0].old.person_delay_s
    assert [(why.code, dict(why.values)["look"]) for why in proof_faults(made)][:1] == [("prove.went_on", 5)]


def test_whoever_goes_on_after_a_variant_failed_is_refused(good: Proof) -> None:
    pairs = [
        replace(one, new=replace(one.old, person_delay_s=80.0 + n)) if one.variant == HARDEST_FIRST[0] else one
        for n, one in enumerate(good.pairs)
    ]
    assert "prove.went_on" in codes(replace(good, pairs=tuple(pairs), verdict="failed"))


def test_seeds_and_days_that_somebody_chose_are_refused(good: Proof) -> None:
    pairs, chosen = good.pairs, replace(good.pairs[3], seed=7)
    seeds = {
        "another seed": replace(good, pairs=(*pairs[:3], chosen, *pairs[4:])),
        "the worst pair left out": replace(good, pairs=pairs[1:], seeds=good.seeds[1:]),
        "another order": replace(good, seeds=good.seeds[::-1]),
        "another root": replace(good, derived_from="sha256:" + "2" * 64),
        "another candidate": replace(good, candidate=replace(good.candidate, digest="sha256:" + "3" * 64)),
    }
    for name, attack in seeds.items():
        assert "prove.chosen_seeds" in codes(attack), name
    day = replace(good, pairs=(replace(pairs[0], day="d2"), *pairs[1:]))
    assert codes(day) == ["prove.chosen_days"]
    assert codes(replace(good, scenario=replace(good.scenario, days=()))) == ["prove.chosen_days"]


def test_seeds_from_before_a_revert_are_refused_after_it(good: Proof) -> None:
    after = whole_proof([*[BASE] * 15, *after_the_look()], reverts=1)
    assert codes(after) == []
    assert "prove.chosen_seeds" in codes(replace(good, reverts=1))
    assert "prove.chosen_seeds" in codes(replace(after, reverts=2))


def test_a_day_that_counts_twice_is_refused(good: Proof) -> None:
    first, second, *rest = good.scenario.days
    for twin in (replace(second, digest=first.digest), replace(second, name=first.name)):
        days = replace(good.scenario, days=(first, twin, *rest))
        assert "prove.days_repeated" in codes(replace(good, scenario=days))


def test_a_verdict_that_its_pairs_do_not_bear_out_is_refused(good: Proof) -> None:
    no_better = whole_proof([*[BASE] * 15, *after_the_look()], gains=[0.0, 0.09, -0.09, 0.05, -0.06])
    assert no_better.verdict == "undecided"
    claimed = replace(no_better, verdict=good.verdict, rows=good.rows, improves=False)
    assert "prove.other_verdict" in codes(claimed)
    equal = whole_proof([*[BASE] * 15, *after_the_look()], gains=[0.001, 0.0])
    assert codes(equal) == []
    assert codes(replace(equal, improves=True)) == ["prove.other_verdict"]


def test_a_verdict_that_its_rows_do_not_come_to_is_refused(good: Proof) -> None:
    assert codes(replace(good, verdict="passed")) == ["prove.other_rows"]  # no counts, no walkers: on the twin only
    assert codes(replace(good, rows=good.rows[:-1])) == ["prove.other_rows"]
    assert codes(replace(good, rows=())) == ["prove.other_rows"]


def test_a_change_that_is_not_that_of_the_pairs_is_refused(good: Proof) -> None:
    assert good.delay is not None
    tenth = replace(good.delay, low=good.delay.low and good.delay.low - 1e-7)  # another machine rounds otherwise
    assert codes(replace(good, delay=tenth)) == []
    changes = {"change": -0.2, "low": -0.4, "high": -0.08, "old_s": 41.0, "new_s": 30.0, "level": 0.3, "pairs": 40}
    for name, value in changes.items():
        told = replace(good.delay, **{name: value})  # type: ignore[arg-type]
        assert codes(replace(good, delay=told)) == ["prove.other_delay"], name
    assert codes(replace(good, delay=None)) == ["prove.other_delay"]


@pytest.mark.parametrize("number", [1e308, -1e308, 0.0, -5.0])
def test_numbers_that_no_run_gives_break_nothing(good: Proof, number: float) -> None:
    pairs = [replace(one, old=replace(one.old, person_delay_s=number)) for one in good.pairs]
    assert codes(replace(good, pairs=tuple(pairs)))


def test_nothing_is_run_again_of_a_proof_that_was_not_made_by_the_gate(good: Proof, tmp_path: Path) -> None:
    check_proof(good)
    with pytest.raises(StoreError, match=r"prove\.not_by_the_gate") as refused:
        check_proof(proof_of(20, after_the_look()))
    assert [one.what.code for one in refused.value.faults] == ["prove.went_on"]


def test_a_proof_reads_back_as_sound_as_it_was_written(good: Proof) -> None:
    assert codes(msgspec.json.decode(msgspec.json.encode(good), type=Proof)) == []
