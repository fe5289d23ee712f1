"""Each gate opens on what it asks for, and on nothing less."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from meydan.centre.shadow_count import LEAST_COVERAGE, counted_days
from meydan.centre.trial_plan import TrialPlan
from meydan.city.because import Because, because
from meydan.city.errors import CityError
from meydan.control.trial import StopRules
from meydan.exchange.life_cycle.gates import (
    why_not_adopted,
    why_not_on_street,
    why_not_reported,
    why_not_shadow,
    why_not_trial,
    why_not_verified,
)
from meydan.exchange.life_cycle.policy import Policy, read_policy
from meydan.exchange.verify import verify
from tests.exchange.makings import City, archive_of, files_of, package_of

VERSION = "0123456789abcdef"
SOLUTION, TRIAL, CITY = "sha256:solution", "sha256:trial", "sha256:city"
POLICY = Policy()
PLAN = TrialPlan(TRIAL, "x.toml", "fixed_time", ("J1",), "", 14, 1, StopRules())
MANIFEST = package_of(files_of(City("izmir", Path("unused")))).manifest


def day(date: str, run: int | None = 1, **other: Any) -> dict[str, Any]:
    told = {"solution": {"digest": SOLUTION}, "days": "twin days" if run else "street days", "day": date, "run": run}
    here: dict[str, Any] = {"city": {"version": VERSION}, "seed": run, "coverage": 1.0}
    return told | here | {"in_time": 1.0, "vetoes": {}, "failed": {}} | other


def twin_days(**last: Any) -> list[dict[str, Any]]:
    return [day("2026-03-03", run) for run in range(1, 7)] + [day("2026-03-03", 7, **last)]


def shadow_codes(days: list[dict[str, Any]], kind: Any = "twin days") -> set[str]:
    return {what.code for what in why_not_shadow(counted_days(days, SOLUTION, {VERSION}, kind), POLICY, kind)}


def test_seven_clean_days_in_the_shadow_are_enough() -> None:
    assert shadow_codes(twin_days()) == set()
    assert shadow_codes(twin_days()[:6]) == {"life.few_shadow_days"}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"in_time": 0.998}, "life.late"),
        ({"in_time": None}, "life.late"),
        ({"vetoes": {"door.min_green": 1}}, "life.vetoes"),
        ({"failed": {"J1": "ValueError"}}, "life.failed_at"),
        ({"solution": {"digest": "another"}}, "life.few_shadow_days"),
    ],
)
def test_one_bad_day_in_the_shadow_is_too_many(wrong: dict[str, Any], code: str) -> None:
    assert shadow_codes(twin_days(**wrong)) == {code}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"coverage": LEAST_COVERAGE - 0.001}, "shadow.left_short"),
        ({"coverage": 10 / 1440}, "shadow.left_short"),
        ({"seed": 6}, "shadow.left_twice"),
        ({"city": {"version": "another"}}, "shadow.left_city"),
        ({"days": "street days"}, "shadow.left_kind"),
    ],
)
def test_a_day_that_does_not_count_is_left_out_with_the_reason(wrong: dict[str, Any], code: str) -> None:
    assert shadow_codes(twin_days(**wrong)) == {"life.few_shadow_days", code}
    assert shadow_codes([*twin_days(), day("2026-03-03", 8, **wrong)]) == set()
    assert shadow_codes(twin_days(coverage=LEAST_COVERAGE)) == set()


def test_a_document_that_does_not_say_how_much_of_its_window_was_heard_counts_for_nothing() -> None:
    old = day("2026-03-03", 7)
    del old["coverage"]
    assert shadow_codes([*twin_days()[:6], old]) == {"life.few_shadow_days", "shadow.left_short"}


def test_a_short_day_is_no_place_to_hide_what_went_wrong() -> None:
    bad = day("2026-03-03", 8, coverage=0.1, vetoes={"door.min_green": 1}, failed={"J1": "ValueError"}, in_time=0.9)
    assert shadow_codes([*twin_days(), bad]) == {"life.vetoes", "life.failed_at"}


def test_the_same_date_under_another_label_is_one_day_of_the_street_and_the_fuller_one_counts() -> None:
    week = [day(f"2026-03-{number:02d}", None) for number in range(2, 9)]
    assert shadow_codes([*week[:6], day("2026-03-07", None)], "street days") == {
        "life.few_shadow_days",
        "shadow.left_twice",
    }
    half = day("2026-03-08", None, coverage=0.5)
    assert shadow_codes([half, *week], "street days") == set()
    assert [why.code for _, why in counted_days([half, *week], SOLUTION, {VERSION}, "street days").left_out] == [
        "shadow.left_short"
    ]


def test_days_of_a_twin_prove_nothing_about_a_street_and_a_week_has_a_weekend() -> None:
    of_twin = {"life.few_shadow_days", "life.no_weekend", "shadow.left_kind"}
    assert shadow_codes(twin_days(), "street days") == of_twin
    week = [day(f"2026-03-{number:02d}", None) for number in range(2, 9)]  # Monday to Sunday
    assert shadow_codes(week, "street days") == set()
    workdays = [day(f"2026-03-{number:02d}", None) for number in (2, 3, 4, 5, 6, 9, 10)]
    assert shadow_codes(workdays, "street days") == {"life.no_weekend"}


def test_a_trial_is_small_long_enough_and_where_it_was_adapted_to() -> None:
    def codes(junctions: tuple[str, ...], days: int, bound: tuple[str, ...] = ()) -> set[str]:
        return {what.code for what in why_not_trial(junctions, days, POLICY, MANIFEST, bound)}

    assert codes(("J1", "J2"), 14, ("J1", "J2")) == set()
    assert codes(("J1",), 13) == {"life.trial_days"}
    assert codes(tuple("abcdef"), 14) == codes((), 14) == {"life.trial_junctions"}
    assert codes(("J1", "J3"), 14, ("J1", "J2")) == {"life.not_bound"}
    few = replace(MANIFEST, limits=replace(MANIFEST.limits, junctions_in_trial=1))
    assert [w.code for w in why_not_trial(("J1", "J2"), 14, POLICY, few, ())] == ["life.trial_junctions"]


def test_a_trial_in_the_street_can_begin_or_is_refused_before_anybody_is_stuck_in_it() -> None:
    def told(first: str, *not_held: Because) -> list[str]:
        return [what.code for what in why_not_on_street(first, "2026-03-03", not_held)]

    assert told("2026-03-03") == told("2026-03-09") == []
    assert told("") == ["trial.first_day_needed"]
    assert told("2026-03-02") == ["trial.first_day_past"]
    missing = because("trial.plan_not_held", junction="J1", plan="day")
    assert told("2026-03-09", missing) == ["trial.plan_not_held"]


def trial_record(**other: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"trial": {"digest": TRIAL, "junctions": ["J1"]}, "solution": {"digest": SOLUTION}}
    effect = {"off": 20.0, "on": 18.0, "change": -0.1, "low": -0.15, "high": -0.05, "blocks": 7}
    told |= {"days": "twin days", "state": "over", "ran": [{}] * 14, "effects": {"delay_s": effect}}
    return told | {"city": {"digest": CITY}} | other


def adopted_codes(found: dict[str, Any], kind: Any = "twin days") -> set[str]:
    return {what.code for what in why_not_adopted(found, PLAN, (CITY, SOLUTION), POLICY, kind)}


def test_a_trial_that_ran_to_its_end_and_was_not_worse_may_be_adopted() -> None:
    assert adopted_codes(trial_record()) == set()
    nil = {"delay_s": {"off": 20.0, "on": 20.0, "change": 0.0, "low": -0.05, "high": 0.05, "blocks": 7}}
    assert adopted_codes(trial_record(effects=nil)) == set()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"state": "running"}, "life.trial_not_over"),
        ({"state": "stopped"}, "life.trial_stopped"),
        ({"ran": [{}] * 13}, "life.trial_days"),
        ({"effects": {}}, "life.no_effect"),
        ({"effects": {"delay_s": {"low": 0.01, "high": 0.09, "change": 0.05}}}, "life.worse"),
        ({"trial": {"digest": "another"}}, "life.other_trial"),
        ({"solution": {"digest": "another"}}, "life.other_solution"),
        ({"city": {"digest": "another"}}, "life.other_city"),
        ({"days": "street days"}, "life.other_days"),
    ],
)
def test_no_other_trial_is_adopted(wrong: dict[str, Any], code: str) -> None:
    assert adopted_codes(trial_record(**wrong)) == {code}


def test_bad_is_no_reason_to_be_silent_but_nothing_measured_is() -> None:
    bad = {"delay_s": {"low": 0.01, "high": 0.09, "change": 0.05, "off": 20.0, "on": 21.0}}
    assert not list(why_not_reported(trial_record(effects=bad, state="stopped"), PLAN, SOLUTION))
    assert [w.code for w in why_not_reported(trial_record(effects={}), PLAN, SOLUTION)] == ["life.no_effect"]


def test_a_package_that_nobody_vouches_for_or_with_another_licence_stays_outside(tmp_path: Path) -> None:
    report = verify(archive_of(City("izmir", tmp_path)), [])
    codes = {what.code for what in why_not_verified(report, Policy(licences=("MIT",)))}
    assert {"verify.nobody_trusted", "verify.not_trusted", "life.licence"} <= codes


def test_the_policy_of_a_city_is_read_whole_or_refused_whole(tmp_path: Path) -> None:
    assert read_policy(tmp_path) == Policy()
    (tmp_path / "exchange.toml").write_text("[shadow]\ndays = 3\n\n[trial]\ndays = 20\njunctions = 2\n")
    assert (read_policy(tmp_path).shadow.days, read_policy(tmp_path).trial.junctions) == (3, 2)
    (tmp_path / "exchange.toml").write_text("[shadow]\ndays = 0\n\n[trial]\ndays = 2\nnonsense = 1\n")
    with pytest.raises(CityError) as refused:
        read_policy(tmp_path)
    assert [fault.line for fault in refused.value.faults] == [2, 5, 6]
