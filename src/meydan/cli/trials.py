"""`meydan trial`: the twin days of a switchback trial, or what its street days show."""

import argparse
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from meydan.centre.solution import read_solution
from meydan.centre.trial_keeper import is_of
from meydan.centre.trial_plan import TrialPlan, plan_of
from meydan.centre.trial_schedule import blocks_of, street_days
from meydan.city.because import Because
from meydan.city.errors import StoreError
from meydan.city.instant import Instant
from meydan.city.words import Language, say
from meydan.report.wording import Wording
from meydan.store.city_folder import read_city
from meydan.store.trial_file import FILE, read_trial, read_trial_file, write_trial
from meydan.store.zone import utc_offset_s


def trial(typed: argparse.Namespace, language: Language) -> int:
    """Tell what a trial's street days show, or run its twin days; return 1 if a rule stopped it."""
    return _street_days(typed, language) if typed.archive is not None else _twin_days(typed, language)


def _street_days(typed: argparse.Namespace, language: Language) -> int:
    """Measure the days on which a trial ran in the street in an archive, keep and tell what they show; return 0."""
    from meydan.report.trial_effects import days_ran, trial_effects, under_trial
    from meydan.report.writing_comparison import quarters_in  # measures are loaded where they are needed
    from meydan.store.logs.reading import select

    plan = plan_of(read_trial_file(typed.trial), typed.trial.parent)
    document = _record_of_run(typed, plan)
    blocks = blocks_of(street_days(plan))
    days = tuple(sorted(day for pair in blocks.values() for day in pair))
    chosen = select(typed.archive, plan.junctions, days[0], days[-1])
    spans = [[t + 1000 * utc_offset_s(chosen.zone, Instant(t)) for t in span] for span in document.get("spans", ())]
    every = [under_trial(quarters, spans) for quarters in quarters_in(chosen, days)]
    found, ran = trial_effects(every, blocks), days_ran(every)
    document["ran"] = [asdict(one) for one in street_days(plan) if one.day in ran]
    document["effects"] = {name: {**asdict(one), "verdict": one.verdict} for name, one in found.items()}
    write_trial(typed.into, document)
    tell = Wording(language)
    for name, effect in found.items():
        scale = 1 if name == "mean_delay_s" else 100
        share = {at: tell.number(100 * getattr(effect, at), 1) for at in ("change", "low", "high")}
        values = {at: tell.number(scale * getattr(effect, at), 1) for at in ("off", "on")}
        print(tell("trial.street_effect", measure=tell(f"compare.of_{name}"), **values, **share, blocks=effect.blocks))
    if not found:
        print(tell("trial.nothing_yet"))
    return 0


def _record_of_run(typed: argparse.Namespace, plan: TrialPlan) -> dict[str, Any]:
    """Return the record of the run that obeyed a trial with the solution as it stands; StoreError if there is none."""
    document = read_trial(typed.into)
    if document is None:
        raise StoreError("trial.nobody_ran", folder=str(typed.into))
    if not is_of(document, plan, read_solution(plan.solution, read_city(typed.city)).digest):
        raise StoreError("trial.other_record", folder=str(typed.into))
    return document


def _twin_days(typed: argparse.Namespace, language: Language) -> int:
    """Run the twin days of a trial that have not run yet and tell what they show; return 1 if a rule stopped it."""
    from meydan.twin.trial_days import DayRun, run_twin_trial  # SUMO is loaded where it runs

    tell = Wording(language)

    def told(one: DayRun) -> None:
        values = {"day": one.day, "delay": tell.number(one.delay_s, 1), "trips": tell.number(one.trips)}
        print(tell("trial.day_on" if one.is_on else "trial.day_off", **values), flush=True)

    plan = plan_of(read_trial_file(typed.trial), typed.trial.parent)
    document = run_twin_trial(typed.city, plan, typed.into, typed.jobs or len(os.sched_getaffinity(0)), told)
    print("\n".join(lines_of(document, typed.into, tell)))
    return 1 if document["state"] == "stopped" else 0


def lines_of(document: dict[str, Any], into: Path, tell: Wording) -> list[str]:
    """Return what a trial's twin days show, in words."""
    stopped, effect = document["stopped"], document["effects"].get("delay_s")
    lines = []
    if effect is not None:
        share = {name: tell.number(100 * effect[name], 1) for name in ("change", "low", "high")}
        values = {"off": tell.number(effect["off"], 1), "on": tell.number(effect["on"], 1)}
        lines.append(tell("trial.effect", **values, **share, blocks=effect["blocks"]))
    if stopped is not None:
        why = say(Because(stopped["code"], tuple((stopped["values"] or {}).items())), tell.language)
        return [*lines, tell("trial.was_stopped", day=stopped["day"], why=why)]
    return [*lines, tell(f"trial.verdict_{document['verdict']}", file=str(into / FILE))]
