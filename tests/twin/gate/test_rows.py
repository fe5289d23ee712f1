"""Each row of the gate: what passes, what fails, and what nobody can say."""

from dataclasses import replace

import pytest

from meydan.city.because import because
from meydan.city.words import say
from meydan.twin.gate.emergency_verdict import EmergencyTest, RouteTested, longest_entry_s
from meydan.twin.gate.enough_runs import enough_runs
from meydan.twin.gate.network_delay import improves, network_delay
from meydan.twin.gate.nobody_pays import nobody_pays
from meydan.twin.gate.people import people
from meydan.twin.gate.queues import queues
from meydan.twin.gate.robust import robust
from meydan.twin.gate.run_result import MORE, ApproachResult
from meydan.twin.gate.safety_kernel import Checked, safety_kernel
from meydan.twin.gate.signing import signing
from meydan.twin.gate.starvation import starvation
from meydan.twin.gate.twin_valid import twin_valid
from tests.junctions import junction, known
from tests.twin.gate.made_pairs import all_variants, on_approaches, pair, pairs, run, steady

WAY = RouteTested("J1", "fire", 3, 20.0, 31.0, 120.0, 240.0)
HELD = EmergencyTest((WAY,))
BUSY = ApproachResult(400.0, 30.0, 0.4, 2.0, 0.05)


def test_safety_passes_only_without_a_single_violation() -> None:
    assert safety_kernel(Checked(), steady(0)).verdict == "passed"
    broken = pair(run(), run(violations=1, violated={"I5": 1}))
    assert safety_kernel(Checked(), [*steady(0), broken]).verdict == "failed"
    fault = because("gate.kernel_plan", junction="J1", plan="day", rule="safety.cycle_sum")
    assert safety_kernel(Checked(faults=(fault,)), steady(0)).why == fault
    assert safety_kernel(Checked(), [pair(run(), run(strategy_failures=1))]).verdict == "failed"
    of_the_old = pair(run(violations=3), run())
    assert safety_kernel(Checked(), [of_the_old]).verdict == "passed"


def test_a_twin_without_counts_and_a_proof_without_a_signature_are_not_assessed() -> None:
    assert twin_valid([]).verdict == signing().verdict == "not_assessed"


@pytest.mark.parametrize(("count", "verdict"), [(14, "undecided"), (15, "passed")])
def test_fifteen_pairs_are_enough(count: int, verdict: str) -> None:
    assert enough_runs(steady(0, count)).verdict == verdict


def test_three_days_are_enough_only_where_they_are_alike() -> None:
    alike = [replace(one, day=one.day if one.day in ("d1", "d2", "d3") else "d1") for one in steady(0)]
    assert enough_runs(alike).verdict == "passed"
    unlike = [replace(one, new=run(40 + 10 * int(one.day[1]))) for one in alike]
    assert enough_runs(unlike).verdict == "undecided"
    assert enough_runs(alike[:1] * 15).verdict == "undecided"  # one day, one seed


@pytest.mark.parametrize(
    ("change", "verdict"), [(-0.1, "passed"), (0.0, "passed"), (0.1, "failed"), (0.02, "undecided")]
)
def test_delay_passes_fails_or_stays_open_by_its_limits(change: float, verdict: str) -> None:
    row = network_delay(steady(change))
    assert row.verdict == verdict
    assert float(row.numbers["low"]) <= float(row.numbers["change"]) <= float(row.numbers["high"])


def test_runs_too_different_for_limits_are_told_as_such_and_never_pass() -> None:
    row = network_delay(pairs([629, 149, 372, 141, 248], [171, 128, 276, 131, 139]))
    assert (row.verdict, row.why.code) == ("undecided", "gate.network_delay_unbounded")


def test_pairs_of_one_day_count_once() -> None:
    few = pairs([40, 40, 40, 40, 40], [30, 31, 29, 30, 30])
    row = network_delay(few)
    assert network_delay([*few, *few, *few]).numbers == row.numbers
    assert row.numbers["days"] == 5


def test_better_may_be_said_from_three_percent_on() -> None:
    assert improves(steady(-0.1))
    assert not improves(steady(-0.02, noise=0.001))
    assert not improves(steady(-0.1, noise=0.3))


@pytest.mark.parametrize(
    ("old_s", "new_s", "verdict"),
    [
        (30.0, 39.0, "passed"),  # less than 10 s
        (30.0, 41.0, "failed"),
        (60.0, 71.0, "passed"),  # less than 20 %
        (60.0, 73.0, "failed"),
        (79.0, 81.0, "failed"),  # newly level of service F
        (95.0, 99.0, "passed"),  # was F before
    ],
)
def test_an_approach_may_lose_ten_seconds_or_a_fifth(old_s: float, new_s: float, verdict: str) -> None:
    old, new = replace(BUSY, delay_s=old_s), replace(BUSY, delay_s=new_s)
    row = nobody_pays(on_approaches({"J1 north": old, "J1 east": BUSY}, {"J1 north": new, "J1 east": BUSY}))
    assert row.verdict == verdict
    assert row.numbers["closest"] == "J1 north" or verdict == "passed"


def test_an_approach_whose_change_is_uncertain_stays_open() -> None:
    noisy = [
        pair(run(approaches={"J1 a": BUSY}), run(approaches={"J1 a": replace(BUSY, delay_s=s)}), n)
        for n, s in enumerate((20.0, 60.0, 20.0, 60.0, 20.0) * 3)
    ]
    assert nobody_pays(noisy).verdict == "undecided"


def test_a_quiet_approach_is_not_judged() -> None:
    quiet = replace(BUSY, volume_vph=50.0)
    row = nobody_pays(on_approaches({"J1 a": quiet}, {"J1 a": replace(quiet, delay_s=500.0)}))
    assert row.verdict == "not_assessed"


@pytest.mark.parametrize(
    ("old", "new", "verdict"),
    [
        (BUSY, replace(BUSY, queue_share=0.85), "passed"),
        (BUSY, replace(BUSY, queue_share=0.95), "failed"),
        (replace(BUSY, queue_share=0.95), replace(BUSY, queue_share=0.95), "passed"),
        (replace(BUSY, queue_share=0.90), replace(BUSY, queue_share=0.94), "passed"),  # less than a vehicle more
        (BUSY, replace(BUSY, spillback_min_ph=3.0), "passed"),
        (BUSY, replace(BUSY, spillback_min_ph=3.5), "failed"),
        (replace(BUSY, queue_share=None), replace(BUSY, queue_share=None, spillback_min_ph=9.0), "passed"),
    ],
)
def test_queues_stay_on_their_roads(old: ApproachResult, new: ApproachResult, verdict: str) -> None:
    assert queues(on_approaches({"J1 a": old}, {"J1 a": new})).verdict == verdict


@pytest.mark.parametrize("trouble", [{"teleports": 1}, {"gridlocks": 1}, {"never_inserted": 5}])
def test_lock_ups_and_vehicles_kept_out_fail(trouble: dict[str, int]) -> None:
    assert queues([pair(run(), run(**trouble), n) for n in range(15)]).verdict == "failed"
    assert queues([pair(run(**trouble), run(), n) for n in range(15)]).verdict == "passed"


@pytest.mark.parametrize(
    ("cycle_s", "waited_s", "verdict"), [(60, 180, "passed"), (60, 181, "failed"), (120, 240, "passed")]
)
def test_nobody_waits_longer_than_two_cycles_or_three_minutes(cycle_s: float, waited_s: float, verdict: str) -> None:
    one = pair(run(), run(longest_waits_s={"J1": {"P1": waited_s, "P2": 5.0}}))
    row = starvation([*steady(0), one], {"J1": cycle_s})
    assert row.verdict == verdict
    assert row.numbers["where"] == "J1 P1"


def test_nobody_stands_two_minutes_on_foot() -> None:
    assert starvation([pair(run(), run(walks=3, walk_longest_wait_s=121.0))], {}).verdict == "failed"
    assert starvation([pair(run(), run(walks=3, walk_longest_wait_s=120.0))], {}).verdict == "passed"


@pytest.mark.parametrize(
    ("walk_s", "ride_s", "verdict"),
    [
        ((20, 24), (50, 50), "passed"),
        ((20, 26), (50, 50), "failed"),
        ((59, 61), (50, 50), "failed"),
        ((20, 20), (50, 52), "failed"),
        ((None, None), (50, 50), "not_assessed"),
        ((20, 20), (None, None), "not_assessed"),
        ((None, None), (50, 60), "failed"),
    ],
)
def test_people_come_first(
    walk_s: tuple[float | None, float | None], ride_s: tuple[float | None, float | None], verdict: str
) -> None:
    runs = [run(walk_delay_s=walk, ride_delay_s=ride) for walk, ride in zip(walk_s, ride_s, strict=True)]
    found = [pair(runs[0], runs[1], n) for n in range(15)]
    assert people(found, HELD).verdict == verdict
    assert people(found, EmergencyTest()).verdict == ("not_assessed" if verdict == "passed" else verdict)
    assert people(found, EmergencyTest((WAY,), violations=1)).verdict == "failed"


@pytest.mark.parametrize(
    ("test", "verdict", "code"),
    [
        (EmergencyTest((WAY, replace(WAY, route="two"))), "passed", "gate.emergency_passed"),
        (EmergencyTest((WAY,), violations=2), "failed", "gate.emergency_lamps"),
        (EmergencyTest((WAY, replace(WAY, entry_s=31.5))), "failed", "gate.emergency_entry"),
        (EmergencyTest((WAY, replace(WAY, entry_s=None))), "failed", "gate.emergency_entry"),
        (EmergencyTest((WAY, replace(WAY, back_s=241.0))), "failed", "gate.emergency_back"),
        (EmergencyTest((WAY, replace(WAY, back_s=None))), "failed", "gate.emergency_back"),
        (EmergencyTest(), "not_assessed", "gate.emergency_none"),
        (EmergencyTest(stageless=1), "not_assessed", "gate.emergency_stageless"),
        (EmergencyTest((WAY,), stageless=1), "not_assessed", "gate.emergency_stageless"),
        (EmergencyTest((WAY, replace(WAY, calls=0, entry_s=None))), "not_assessed", "gate.emergency_short"),
    ],
)
def test_emergency_routes_come_in_time_and_are_over_in_time(test: EmergencyTest, verdict: str, code: str) -> None:
    one = run(walk_delay_s=20, ride_delay_s=50)
    row = people([pair(one, one, n) for n in range(15)], test)
    assert (row.verdict, row.numbers["emergency"], row.why.code) == (verdict, verdict, code)
    assert say(row.why, "tr") != say(row.why, "en")


def test_the_numbers_of_the_routes_stand_in_the_row() -> None:
    one = run(walk_delay_s=20, ride_delay_s=50)
    slow = replace(WAY, route="two", calls=2, entry_s=29.0, back_s=100.0)
    numbers = people([pair(one, one, n) for n in range(15)], EmergencyTest((WAY, slow))).numbers
    wanted = {"routes": 2, "route_calls": 5, "entry_s": 29.0, "back_s": 120.0}
    assert {name: numbers[name] for name in wanted} == wanted


def test_what_a_stage_waits_for_at_most_follows_from_the_junctions_data() -> None:
    # To A: P2 or P3 waits for the crossing (8 s), is green for 5 s, and P1 and W1 wait for them (5 s).
    assert longest_entry_s(junction(), "A") == 8 + 5 + 5
    assert longest_entry_s(junction(), "B") == 8 + 5 + 8  # at worst C is under way, or A with its own 5 + 5 + 8
    slow = replace(junction().groups["W1"], min_green=known(20))
    assert longest_entry_s(replace(junction(), groups={**junction().groups, "W1": slow}), "C") == 5 + 20 + 8


def test_variants_hold_with_five_percent_and_five_pairs() -> None:
    assert robust(all_variants(0.03)).verdict == "passed"
    assert robust(all_variants(0.08)).verdict == "failed"
    some = [one for one in all_variants(0.0) if one.variant != MORE]
    assert robust(some).verdict == "undecided"
    assert robust(all_variants(0.0)[1:]).verdict == "undecided"
    assert robust(steady(0)).why == because("gate.robust_not_run")
