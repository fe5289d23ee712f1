"""`meydan measure anomalies`: what was far from its forecast."""

import argparse
from collections.abc import Callable
from pathlib import Path

from meydan.city.because import Because, because
from meydan.city.words import Language, say
from meydan.cli.forecasting import FIRST_DAY, add_history_options, opened, tell_progress
from meydan.cli.typed import day
from meydan.store.history.hint_file import Told, answer, put_hints, read_hints
from meydan.store.history.hinting import hints_of_all
from meydan.store.history.unusual import anomalies_of_all
from meydan.store.logs.reading import select

Word = Callable[[str], str]

ANSWERS = {"confirmed": True, "refused": False}


def add_unusual(whats: "argparse._SubParsersAction[argparse.ArgumentParser]", word: Word) -> None:
    """Add what can be typed about what is unusual."""
    finding = whats.add_parser("anomalies", help=word("history_anomalies"))
    add_history_options(finding, word)
    finding.add_argument("--from", dest="since", type=day, default=FIRST_DAY, metavar="DAY", help=word("measure_from"))
    finding.add_argument("--csv", type=Path, required=True, metavar="OUT", help=word("history_csv"))
    finding.set_defaults(do=find_anomalies)
    hinting = whats.add_parser("hints", help=word("history_hints"))
    add_history_options(hinting, word)
    hinting.add_argument("--archive", type=Path, required=True, metavar="ARCHIVE", help=word("measure_archive"))
    hinting.add_argument("--from", dest="since", type=day, default=None, metavar="DAY", help=word("measure_from"))
    hinting.add_argument("--to", dest="until", type=day, default=None, metavar="DAY", help=word("measure_to"))
    hinting.add_argument("--into", type=Path, required=True, metavar="FILE", help=word("hints_file"))
    hinting.set_defaults(do=find_hints)
    answering = whats.add_parser("answer", help=word("hints_answer"))
    answering.add_argument("file", type=Path, metavar="FILE", help=word("hints_file"))
    answering.add_argument("id", metavar="ID", help=word("hints_id"))
    answering.add_argument("answer", choices=tuple(ANSWERS), metavar="ANSWER", help=word("hints_yes_no"))
    answering.add_argument("--person", required=True, metavar="NAME", help=word("hints_person"))
    answering.set_defaults(do=answer_hint)


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
    told = answer(typed.file, typed.id, typed.person, confirmed=ANSWERS[typed.answer])
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
