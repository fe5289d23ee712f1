"""`meydan prove`: a solution against what is in force, paired runs, the gate's verdict, a proof and its report."""

import argparse
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

from meydan.centre.in_force import source_in_force
from meydan.city.because import Because, because
from meydan.city.errors import Fault, MeydanError, StoreError, fault
from meydan.city.words import LANGUAGES, Language, say
from meydan.cli.engines import processes_or_machines
from meydan.cli.typed import Wrong
from meydan.report.wording import Wording
from meydan.store.engine.engine import Engine
from meydan.store.proofs_folder import forget_failure, keep_failure, reasons_of
from meydan.store.whole_file import write_whole
from meydan.twin.prove.page import proof_page, shown_change
from meydan.twin.prove.proof import read_proof, write_proof
from meydan.twin.prove.proof_shape import Proof
from meydan.twin.prove.proving import Progress, RunFailedError
from meydan.twin.prove.rerun import Rerun, rerun
from meydan.twin.prove.start import Asked, prove

GOOD = ("passed", "passed_on_twin")


def prove_solution(typed: argparse.Namespace, language: Language) -> int:
    """Prove what was typed; return 0 if it passed, 1 if it did not or a run failed.

    With `--rerun`, run a proof again: 0 if it holds, 1 if it differs.
    """
    command = shlex.join(["meydan", *typed.words])
    counts = (typed.counts, typed.counts_of)
    against = typed.against or source_in_force(typed.city)
    asked = Asked(typed.city, typed.candidate, against, typed.days, typed.into, command, *counts, reverts=typed.reverts)
    if typed.rerun is None:
        proof = prove_asked(asked, typed, language)
        return 0 if proof is not None and proof.verdict in GOOD else 1
    try:
        with workers_for(typed, asked) as workers:
            found = rerun(read_proof(typed.rerun), asked, workers, progress_in(language))
    except RunFailedError as error:
        tell_failed(error, language)
        return 1
    return tell_rerun(found, language)


def prove_faults(typed: argparse.Namespace) -> Iterator[Fault]:
    """Yield what is no day, and days of a history that nobody named."""
    yield from (Fault("--counts-of", 0, day.what) for day in typed.counts_of if isinstance(day, Wrong))
    if typed.counts_of and typed.counts is None:
        yield fault("--counts-of", 0, "typed.counts_of_nothing")


@contextmanager
def _failure_kept(folder: Path) -> Iterator[None]:
    """Keep beside the runs why there is no proof: the page shows it to whoever asked for the proof there."""
    forget_failure(folder)
    try:
        yield
    except RunFailedError as error:
        keep_failure(folder, _reasons_of_run(error))
        raise
    except MeydanError as error:
        keep_failure(folder, reasons_of(error))
        raise


def _reasons_of_run(error: RunFailedError) -> list[Because]:
    task, failure = error.task, error.failure
    which = because("proofs.run_failed", day=task.day, seed=str(task.seed))
    return [which, failure.why, *(fault.what for fault in failure.faults)]


def prove_asked(asked: Asked, typed: argparse.Namespace, language: Language) -> Proof | None:
    """Prove what was asked for, write the proof with its reports and tell it; None if a run failed, which is told.

    `typed` says where the work is done.
    """
    try:
        with _failure_kept(asked.into), workers_for(typed, asked) as workers:
            proof = prove(asked, workers, progress_in(language), partial(_tell_kept, language=language))
    except RunFailedError as error:
        tell_failed(error, language)
        return None
    written = write_proof(proof, asked.into)
    reports = _write_reports(proof, asked.into)
    print(summary(proof, language))
    print(say(because("prove.written", proof=str(written)), language))
    print(say(because("prove.report_at", file=str(reports[language])), language))
    return proof


def progress_in(language: Language) -> Callable[[Progress], None]:
    """Return what tells of each pair of runs as it comes."""
    return partial(_tell_progress, language=language)


def workers_for(typed: argparse.Namespace, asked: Asked) -> AbstractContextManager[Engine]:
    """Return who does the runs, as typed; workers elsewhere must see all that is asked about."""
    solutions = [Path(name) for name in (asked.candidate, asked.against) if Path(name).exists()]
    seen = [path.absolute() for path in (asked.city, asked.into, *asked.days, *solutions)]
    return processes_or_machines(typed, len(os.sched_getaffinity(0)), seen)


def summary(proof: Proof, language: Language) -> str:
    """Return the verdict and every row of a proof as lines of a terminal."""
    tell = Wording(language)
    lines = [
        f"{tell(f'prove.verdict_{proof.verdict}')}. {tell(f'prove.told_{proof.verdict}')}",
        tell("prove.improves" if proof.improves else "prove.not_improves"),
        f"{tell('prove.change')}: {shown_change(proof, tell)}",
    ]
    for row in proof.rows:
        said = say(row.why.sentence(), language)
        lines.append(f"  {row.row}  {tell(row.code)}: {tell(f'prove.row_{row.verdict}')}. {said}")
    return "\n".join(lines)


def _write_reports(proof: Proof, into: Path) -> dict[Language, Path]:
    """Write the report in every language; return the files."""
    files = {language: into / f"proof-{language}.html" for language in LANGUAGES}
    try:
        for language, file in files.items():
            write_whole(file, proof_page(proof, Wording(language)).encode())
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    return files


def _tell_progress(now: Progress, language: Language) -> None:
    pair = now.pair
    told = because(
        "prove.progress",
        done=now.done,
        needed=now.needed,
        variant=say(because(f"prove.variant_{pair.variant}"), language),
        day=pair.day,
        seed=pair.seed,
        old_s=pair.old.person_delay_s,
        new_s=pair.new.person_delay_s,
        left_min=round(now.left_s / 60),
    )
    _tell(told, language)


def _tell_kept(kept: int, older: int, language: Language) -> None:
    if kept:
        _tell(because("prove.kept", runs=kept), language)
    if older:
        _tell(because("prove.older", runs=older), language)


def tell_rerun(found: Rerun, language: Language) -> int:
    """Tell what came of running a proof again; return 1 if it differs, else 0."""
    what = "prove.differ_runs" if found.differ else "prove.differ_verdict"
    told = because(
        f"prove.rerun_{found.outcome}",
        runs=found.runs,
        differ=found.differ,
        most=round(100 * found.most, 2),
        what=say(because(what), language),
    )
    print(say(told, language))
    return 1 if found.outcome == "differs" else 0


def tell_failed(error: RunFailedError, language: Language) -> None:
    """Tell which run failed, and why."""
    task, failure = error.task, error.failure
    reasons = (failure.why, *(fault.what for fault in failure.faults))
    why = "\n".join(say(what, language) for what in reasons)
    variant = say(because(f"prove.variant_{task.variant}"), language)
    _tell(because("prove.run_failed", variant=variant, day=task.day, seed=task.seed, why=why), language)
    _tell(because("hint.prove.run_failed"), language)
    if failure.trace:
        print(failure.trace, file=sys.stderr)


def _tell(what: Because, language: Language) -> None:
    print(say(what, language), file=sys.stderr, flush=True)
