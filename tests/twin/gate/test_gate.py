"""The verdict of all rows, and what must hold for every candidate."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from meydan.twin.gate.gate import About, awaits_variants, judge, verdict_of
from meydan.twin.gate.row import Row, RowVerdict
from meydan.twin.gate.run_result import ApproachResult, Pair, RunResult
from tests.twin.gate.made_pairs import all_variants, pair, run, steady

ORDER = {"failed": 0, "undecided": 1, "not_assessed": 2, "passed": 3}
delays = st.floats(20, 60)
five = st.lists(st.tuples(delays, delays), min_size=15, max_size=15)


def busy(one: RunResult, delay_s: float) -> RunResult:
    return replace(one, approaches={"J1 a": ApproachResult(300.0, delay_s, 0.5, 1.0, 0.05)})


def made(both: list[tuple[float, float]], more_s: float = 0.0) -> list[Pair]:
    return [pair(busy(run(a), a), busy(run(b + more_s), b + more_s), n) for n, (a, b) in enumerate(both)]


def of(pairs: list[Pair]) -> dict[int, Row]:
    return {row.row: row for row in judge(pairs, About(cycles_s={"J1": 60.0})).rows}


@given(five, st.floats(0, 100))
def test_worse_never_passes_more_easily(both: list[tuple[float, float]], more_s: float) -> None:
    before, after = of(made(both)), of(made(both, more_s))
    for number in (3, 4):
        assert ORDER[after[number].verdict] <= ORDER[before[number].verdict] or (number == 3 and more_s == 0)


@given(five)
def test_the_same_runs_do_not_change_and_never_improve(both: list[tuple[float, float]]) -> None:
    same = [pair(busy(run(a), a), busy(run(a), a), n) for n, (a, _) in enumerate(both)]
    judged = judge([*same, *all_variants(0.0)], About())
    assert judged.rows[3].numbers["change"] == 0
    assert not judged.improves
    assert judged.verdict == "passed_on_twin"


@given(five, st.randoms(use_true_random=False))
def test_the_order_of_pairs_changes_no_verdict(both: list[tuple[float, float]], chance: object) -> None:
    pairs = made(both)
    shuffled = sorted(pairs, key=lambda one: hash((one.seed, str(chance))))
    assert [row.verdict for row in judge(pairs, About()).rows] == [row.verdict for row in judge(shuffled, About()).rows]


@given(st.lists(st.sampled_from(sorted(ORDER)), min_size=9, max_size=9))
def test_one_failure_fails_and_missing_data_caps(verdicts: list[RowVerdict]) -> None:
    rows = [
        Row(number, "gate.x", verdict, {}, judge([], About()).rows[1].why) for number, verdict in enumerate(verdicts)
    ]
    found = verdict_of(rows)
    if "failed" in verdicts:
        assert found == "failed"
    elif "undecided" in verdicts:
        assert found == "undecided"
    else:
        assert found == ("passed_on_twin" if "not_assessed" in verdicts else "passed")


def test_a_candidate_that_is_the_baseline_never_improves() -> None:
    better = [*steady(-0.1), *all_variants(-0.1)]
    assert judge(better, About()).improves
    assert not judge(better, About(is_same=True)).improves


def test_nothing_passes_before_its_variants_ran() -> None:
    judged = judge(steady(-0.1), About())
    assert judged.verdict == "undecided"
    assert awaits_variants(judged.rows)
    assert not judged.improves
    assert not awaits_variants(judge(steady(-0.1, 10), About()).rows)
    assert judge([*steady(-0.1), *all_variants(-0.1)], About()).verdict == "passed_on_twin"


def test_before_any_run_nothing_is_decided() -> None:
    judged = judge([], About())
    assert judged.verdict == "undecided"
    assert not awaits_variants(judged.rows)
