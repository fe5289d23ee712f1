"""Row 1: the twin against the counts of the street."""

from collections.abc import Mapping, Sequence

import pytest

from meydan.city.words import LANGUAGES, say
from meydan.twin.gate.emergency_verdict import EmergencyTest, RouteTested
from meydan.twin.gate.gate import About, judge
from meydan.twin.gate.run_result import ApproachResult, Pair
from meydan.twin.gate.street import Street, StreetCounts, held_out_flows
from meydan.twin.gate.twin_valid import twin_valid
from tests.twin.gate.made_pairs import all_variants, pair, run, steady

Bins = Sequence[float | None]
QUARTERS = 900
ROUTES = EmergencyTest((RouteTested("J1", "fire", 3, 20.0, 31.0, 120.0, 240.0),))


def street(
    counts: Mapping[str, Bins], fitted: str = "", waves: str = "", first_s: int = 25_200, apart: int | None = None
) -> Street:
    told = {name: tuple(bins) for name, bins in counts.items()}
    of = StreetCounts(("2026-03-03",), first_s, QUARTERS, told)
    those, in_wave = (frozenset(filter(None, names.split(","))) for names in (fitted, waves))
    return Street(of, those, in_wave, apart)


def seen(counts: Mapping[str, Sequence[int]], number: int = 0) -> Pair:
    return pair(run(counts={name: tuple(bins) for name, bins in counts.items()}), run(), number)


def alike(names: Sequence[str], each: int = 100) -> tuple[dict[str, list[float | None]], Pair]:
    """Return counts of an hour that street and twin share."""
    return {name: [float(each)] * 4 for name in names}, seen({name: [each] * 4 for name in names})


def test_without_counts_it_is_not_assessed() -> None:
    row = twin_valid([pair(run(), run())])
    assert (row.verdict, row.numbers, row.why.code) == ("not_assessed", {}, "gate.twin_valid_no_counts")


def test_a_twin_that_counts_what_the_street_counts_passes_and_says_what_it_rests_on() -> None:
    counts, one = alike(["J1 a", "J1 b", "J2 a"])
    row = twin_valid([one], street(counts, fitted="J2 a"))
    assert row.verdict == "passed"
    assert (row.numbers["detectors"], row.numbers["fitted"], row.numbers["flows"]) == (2, 1, 2)
    assert row.numbers["street_vph"] == row.numbers["twin_vph"] == 800
    parts = ("counts", "waves", "sum", "travel_times", "saturation_flow", "calibration")
    assert [row.numbers[name] for name in parts] == ["passed"] * 3 + ["not_assessed"] * 3
    assert "saturation flows and the age of the calibration are not assessed" in say(row.why, "en")


def test_quarters_become_hourly_flows_and_the_runs_are_averaged() -> None:
    found = held_out_flows([seen({"J1 a": [20, 30, 40]}), seen({"J1 a": [40, 30, 20]}, 1)], street({"J1 a": [25] * 3}))
    (flow,) = found
    assert (flow.hour, flow.street_vph, flow.twin_vph) == (7, 100, 120)
    assert flow.geh == pytest.approx(1.907, abs=1e-3)


def test_hours_are_those_of_the_clock_and_unknown_bins_are_left_out_on_both_sides() -> None:
    of = street({"J1 a": [10, None, 10, 10]}, first_s=7 * 3600 + 1800)
    flows = held_out_flows([seen({"J1 a": [10, 99, 10, 10]})], of)
    assert [(flow.hour, flow.street_vph, flow.twin_vph) for flow in flows] == [(7, 40, 40), (8, 40, 40)]


@pytest.mark.parametrize(("wrong", "verdict"), [(3, "passed"), (4, "failed")])
def test_85_of_100_flows_must_have_a_geh_below_five(wrong: int, verdict: str) -> None:
    names = [f"J1 {n}" for n in range(20)]
    counts, _ = alike(names)
    # 400 veh/h on the street; half of the wrong ones a lot more and half a lot less, so that the sum stays
    off = {name: 100 + (30 if n % 2 else -30) * (n < wrong) for n, name in enumerate(names)}
    row = twin_valid([seen({name: [of] * 4 for name, of in off.items()})], street(counts))
    assert row.numbers["counts"] == verdict == row.verdict
    assert row.numbers["good_share"] == (20 - wrong) / 20


def test_one_flow_far_off_fails_only_in_a_green_wave() -> None:
    names = [f"J1 {n}" for n in range(20)]
    counts, _ = alike(names)
    twin = {name: [100] * 4 for name in names} | {"J1 0": [165] * 4}  # GEH 11.3
    assert twin_valid([seen(twin)], street(counts)).verdict == "passed"
    row = twin_valid([seen(twin)], street(counts, waves="J1 0"))
    assert (row.verdict, row.why.code) == ("failed", "gate.twin_valid_failed_waves")


def test_the_sum_of_flows_may_be_five_percent_off() -> None:
    counts, _ = alike(["J1 a", "J1 b"])
    near = twin_valid([seen({"J1 a": [105] * 4, "J1 b": [105] * 4})], street(counts))
    far = twin_valid([seen({"J1 a": [94] * 4, "J1 b": [94] * 4})], street(counts))
    assert (near.verdict, near.numbers["sum_change"]) == ("passed", 0.05)
    assert (far.verdict, far.why.code) == ("failed", "gate.twin_valid_failed_sum")


@pytest.mark.parametrize(("apart", "verdict"), [(89, "passed"), (90, "failed")])
def test_the_calibration_must_be_younger_than_90_days(apart: int, verdict: str) -> None:
    counts, one = alike(["J1 a"])
    row = twin_valid([one], street(counts, apart=apart))
    assert row.verdict == row.numbers["calibration"] == verdict


def test_detectors_that_fitted_the_twin_prove_nothing() -> None:
    counts, one = alike(["J1 a"])
    row = twin_valid([one], street(counts, fitted="J1 a"))
    assert (row.verdict, row.why.code) == ("not_assessed", "gate.twin_valid_none_held_out")
    wrong = seen({"J1 a": [1] * 4, "J1 b": [100] * 4})
    both = {"J1 a": [100.0] * 4, "J1 b": [100.0] * 4}
    assert twin_valid([wrong], street(both, fitted="J1 a")).verdict == "passed"
    assert twin_valid([wrong], street(both)).verdict == "failed"


def test_a_street_on_which_nobody_was_counted_is_like_no_twin() -> None:
    assert twin_valid([seen({"J1 a": [0] * 4})], street({"J1 a": [0] * 4})).verdict == "failed"


def test_the_verdict_passed_can_be_reached_with_counts_walks_and_rides() -> None:
    counts, _ = alike(["J1 a"])
    people: dict[str, object] = {
        "walks": 50,
        "walk_delay_s": 20.0,
        "walk_longest_wait_s": 60.0,
        "rides": 9,
        "ride_delay_s": 30.0,
    }
    people |= {"approaches": {"J1 north": ApproachResult(300.0, 30.0, 0.5, 1.0, 0.05)}}
    pairs = []
    for one in [*steady(-0.1), *all_variants(-0.1)]:
        old = run(one.old.person_delay_s, **people, counts={"J1 a": (100,) * 4})
        pairs.append(Pair(one.variant, one.day, one.seed, old, run(one.new.person_delay_s, **people)))
    judged = judge(pairs, About(street=street(counts), emergency=ROUTES))
    assert (judged.verdict, judged.improves) == ("passed", True)
    assert judge(pairs, About()).verdict == "passed_on_twin"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_outcome_is_told_whole(language: str) -> None:
    counts, one = alike(["J1 a"])
    rows = [
        twin_valid([one], street(counts)),
        twin_valid([one], street(counts, fitted="J1 a")),
        twin_valid([one], street(counts, apart=40)),
        twin_valid([one], street(counts, apart=400)),
        twin_valid([seen({"J1 a": [1] * 4})], street(counts)),
    ]
    for row in rows:
        said = say(row.why, language)  # type: ignore[arg-type]
        assert "{" not in said
        assert "gate." not in said
