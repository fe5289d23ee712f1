"""`meydan measure anomalies`, `hints` and `answer`: what was far from its forecast, and what persons say of it."""

import argparse

from meydan.city.because import Because, because
from meydan.city.words import Language, say
from meydan.cli.forecasting import opened, tell_progress
from meydan.store.history.hint_file import Told, answer, put_hints, read_hints
from meydan.store.history.hinting import hints_of_all
from meydan.store.history.unusual import anomalies_of_all
from meydan.store.logs.reading import select


def find_anomalies(typed: argparse.Namespace, language: Language) -> int:
    """Write what was far from its forecast, as typed; return 0."""
    counts, junctions, calendar = opened(typed)
    total = 0
    done = anomalies_of_all(counts, junctions, calendar, typed.since, typed.csv)
    for number, (junction, found) in enumerate(done, start=1):
        tell_progress(number, len(junctions), junction, language)
        total += found
    told = because("history.anomalies", count=total, junctions=len(junctions), file=str(typed.csv))
    print(say(told, language))
    return 0


def find_hints(typed: argparse.Namespace, language: Language) -> int:
    """Look for incidents in logs and history, as typed, and tell each hint; return 0."""
    counts, junctions, calendar = opened(typed)
    before = read_hints(typed.into) if typed.into.exists() else []
    selection = select(typed.archive, typed.junctions, typed.since, typed.until)
    logged = [junction for junction in selection.parts if junction in junctions]
    found: list[Told] = []
    for number, (junction, some) in enumerate(hints_of_all(selection, counts, logged, calendar), start=1):
        tell_progress(number, len(logged), junction, language)
        found += some
    put_hints(typed.into, found, before)
    for hint in found:
        print(say(_sentence(hint), language))
    print(say(because("hints.found", count=len(found), junctions=len(logged), file=str(typed.into)), language))
    return 0


def answer_hint(typed: argparse.Namespace, language: Language) -> int:
    """Keep a person's answer to a hint, as typed, and tell how many were right so far; return 0."""
    told = answer(typed.file, typed.id, typed.person, confirmed=typed.answer == "confirmed")
    answered = [hint.answer for hint in told if hint.answer is not None]
    confirmed = sum(each.confirmed for each in answered)
    print(say(because("hints.answered", confirmed=confirmed, answered=len(answered), count=len(told)), language))
    return 0


def _sentence(hint: Told) -> Because:
    parts = {
        name: "-" if value is None else f"{100 * value:.0f}"
        for name, value in (("shortfall", hint.shortfall), ("blocked", hint.blocked), ("queued", hint.queued))
    }
    return because("hints.hint", id=hint.id, score=f"{100 * hint.score:.0f}", **parts)
