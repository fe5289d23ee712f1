"""The gates of the life-cycle: pure functions of what was found; no reason left means the gate is open."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from meydan.centre.shadow_count import CountedDays, day_name
from meydan.city.because import Because, because
from meydan.exchange.life_cycle.policy import Policy
from meydan.exchange.life_cycle.states import Days
from meydan.exchange.manifest import Manifest
from meydan.exchange.verify import Outcome, Report

if TYPE_CHECKING:  # the web process reads these gates, and has no strategy
    from meydan.centre.trial_plan import TrialPlan

SATURDAY = 5
Document = Mapping[str, Any]


def why_not_verified(report: Report, policy: Policy) -> Iterator[Because]:
    """Yield every check of a package that failed or could not be made, and a licence that the city does not take."""
    for check in report.checks:
        if check.outcome in (Outcome.FAILED, Outcome.NOT_ASSESSED):
            yield from (why.what for why in check.why)
    if report.package is not None and (licence := report.package.manifest.licence) not in policy.licences:
        yield because("life.licence", licence=licence, known=", ".join(policy.licences))


def why_not_since_revert(proved_after: int, reverts: int) -> Iterator[Because]:
    """Yield that a proof rests on runs from before the last revert: on the same seeds they would only come out again.

    Parameters
    ----------
    proved_after, reverts
        After how many reverts the proof was made, and how many there were.
    """
    if proved_after != reverts:
        yield because("life.before_revert", found=proved_after, expected=reverts)


def why_not_shadow(counted: CountedDays, policy: Policy, kind: Days) -> Iterator[Because]:
    """Yield what the days in the shadow lack, `kind` being what days count here, and why days were left out if so."""
    days = counted.days
    if len(days) < policy.shadow.days:
        yield because("life.few_shadow_days", found=len(days), least=policy.shadow.days)
        yield from (why for _, why in counted.left_out)
    if kind == "street days" and not any(date.fromisoformat(str(d["day"])).weekday() >= SATURDAY for d in days):
        yield because("life.no_weekend")
    for day in days:
        in_time, least = day["in_time"], policy.shadow.in_time
        if in_time is None or in_time < least:
            yield because("life.late", day=day_name(day), found=100 * (in_time or 0.0), least=100 * least)
    for day in counted.lived:  # what went wrong on a short day did go wrong
        yield from _what_went_wrong(day)


def _what_went_wrong(day: Document) -> Iterator[Because]:
    name = day_name(day)
    if vetoes := sum(day["vetoes"].values()):
        yield because("life.vetoes", day=name, count=vetoes, codes=", ".join(sorted(day["vetoes"])))
    if day["failed"]:
        yield because("life.failed_at", day=name, junctions=", ".join(sorted(day["failed"])))


def why_not_trial(
    junctions: Collection[str], days: int, policy: Policy, manifest: Manifest, bound: Collection[str]
) -> Iterator[Because]:
    """Yield what a trial asks too much or too little of; `bound` are the junctions it was adapted to, none for all."""
    most = min(policy.trial.junctions, manifest.limits.junctions_in_trial)
    if not 1 <= len(junctions) <= most:
        yield because("life.trial_junctions", found=len(junctions), most=most)
    if days < policy.trial.days:
        yield because("life.trial_days", found=days, least=policy.trial.days)
    if bound and (others := sorted(set(junctions) - set(bound))):
        yield because("life.not_bound", junctions=", ".join(others))


def why_not_on_street(first: str, today: str, not_held: Iterable[Because] = ()) -> Iterator[Because]:
    """Yield why a trial could never be run in the street: nobody gets stuck in one that cannot begin.

    Parameters
    ----------
    first, today
        The first day that was asked for, "" if none was, and the day in the city ("YYYY-MM-DD").
    not_held
        The solution's plans that a controller does not hold: it is sent none.
    """
    if not first:
        yield because("trial.first_day_needed")
    elif first < today:
        yield because("trial.first_day_past", first=first, today=today)
    yield from not_held


def why_not_adopted(
    record: Document, plan: "TrialPlan", here: tuple[str, str], policy: Policy, kind: Days
) -> Iterator[Because]:
    """Yield what stands against adopting after a trial: not over, stopped, too short, worse, or another's record.

    Parameters
    ----------
    here
        The digests of the city that the solution was proved in, and of the solution.
    """
    yield from _other_trial(record, plan.digest, here[1])
    if "city" in record and record["city"]["digest"] != here[0]:  # a street's record is bound by its trial alone
        yield because("life.other_city", found=str(record["city"]["digest"]), expected=here[0])
    if record["days"] != kind:
        yield because("life.other_days")
    if record["state"] != "over":
        yield because(f"life.trial_{'stopped' if record['state'] == 'stopped' else 'not_over'}")
    if (ran := len(record.get("ran", ()))) < policy.trial.days:
        yield because("life.trial_days", found=ran, least=policy.trial.days)
    effect = effect_in(record)
    if effect is None:
        yield because("life.no_effect")
    elif effect["low"] > 0:
        yield because("life.worse", low=100 * effect["low"], high=100 * effect["high"])


def why_not_reported(record: Document, plan: "TrialPlan", solution: str) -> Iterator[Because]:
    """Yield why a trial cannot be reported: there is nothing measured, or it is another's. Bad is no reason."""
    yield from _other_trial(record, plan.digest, solution)
    if effect_in(record) is None:
        yield because("life.no_effect")


def effect_in(record: Document) -> Document | None:
    """Return what a trial did to delay, with its interval; None if its record cannot tell."""
    effects = record.get("effects", {})
    found = effects.get("delay_s", effects.get("mean_delay_s"))  # of a twin's trips, or of a street's detectors
    return found if isinstance(found, Mapping) else None


def _other_trial(record: Document, trial: str, solution: str) -> Iterator[Because]:
    if record["trial"]["digest"] != trial:
        yield because("life.other_trial", found=str(record["trial"]["digest"]), expected=trial)
    if "solution" in record and record["solution"]["digest"] != solution:
        yield because("life.other_solution", found=str(record["solution"]["digest"]), expected=solution)
