"""`meydan shadow`: a second strategy on the events of a log, of the past or as they come; it can order nothing.

`meydan run --shadow` starts it beside control as a process of its own: it reads the log that control writes anyway, so
control waits for nothing, and a shadow that hangs or dies takes nothing with it.
"""

import argparse
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from meydan.centre.shadow_count import LEAST_COVERAGE, counted_days
from meydan.centre.shadow_days import ShadowDays
from meydan.centre.shadow_document import notes_of
from meydan.centre.sign_of_life import wait_until_left
from meydan.centre.solution import Solution, read_solution
from meydan.city.because import Because, because
from meydan.city.errors import StoreError, fault
from meydan.city.events import RunStarted
from meydan.city.instant import NEVER, Instant
from meydan.city.words import Language, say
from meydan.store.city_folder import read_city
from meydan.store.codec import Record
from meydan.store.event_log import last_run, read_log
from meydan.store.log_following import find_run, follow_log, segment_before
from meydan.store.run_folder import city_of_run
from meydan.store.segments import list_segments
from meydan.store.shadow_days import list_shadow_files, read_shadow

KEEP_S = 10.0  # on the wall, between two writings of the document
WARM_UP_MS = 15 * 60 * 1000  # of the log, lived through again before something new is noted
LOOK_S = 0.1


def shadow(typed: argparse.Namespace, language: Language) -> int:
    """Let a solution live in the shadow of a log; return 0."""
    if typed.check:
        read_solution(typed.solution, read_city(typed.log)).found()
        return 0
    gone = threading.Event()
    if typed.follow is not None:
        threading.Thread(target=_wait_until_left, args=(gone,), daemon=True).start()
    run = _run_of(typed.log, typed.follow, gone)
    if run is None:
        return 0
    solution = read_solution(typed.solution, city_of_run(typed.log, run.city))
    tell = lambda what: print(say(what, language), file=sys.stderr, flush=True)  # noqa: E731 - one line
    days = ShadowDays(typed.log, solution.city, solution.found(), solution.label, solution.digest, tell=tell)
    if typed.follow is None:
        _live_through(days, _same_city(read_log(typed.log), run))
    else:
        _live_through(days, _from_here(typed.log, run, solution, gone))
    documents = {file: document for file in days.files if (document := read_shadow(file))}
    for file, document in documents.items():
        print(say(_told(file, document), language))
    for what in _counted(typed.log, run, solution) if documents else ():
        print(say(what, language))
    return 0


def _counted(log: Path, run: RunStarted, solution: Solution) -> Iterator[Because]:
    """Yield how many of the days that a log has by now count for the solution, and why others do not."""
    found = [document for file in list_shadow_files(log) if (document := read_shadow(file))]
    counted = counted_days(found, solution.digest, (run.city,), "street days" if run.on_street else "twin days")
    yield because("shadow.count", label=solution.label, days=len(counted.days), least=100 * LEAST_COVERAGE)
    yield from (why for _, why in counted.left_out)


def _wait_until_left(gone: threading.Event) -> None:
    wait_until_left()
    gone.set()


def _run_of(log: Path, fence: int | None, gone: threading.Event) -> RunStarted | None:
    """Return the run whose city counts: the last one, or run `fence` as soon as it is there; None if it never is."""
    if fence is None:
        found = last_run(list_segments(log))
        if found is None:
            raise StoreError("store.no_log", fault(str(log), 0, "store.no_segments"))
        return found[1]
    while (run := find_run(log, fence)) is None and not gone.is_set():
        time.sleep(LOOK_S)
    return run or find_run(log, fence)


def _same_city(records: Iterator[Record], run: RunStarted) -> Iterator[Record]:
    """Yield the records of the runs whose city was the same; the shadow's controllers fit no other."""
    fits = False
    for record in records:
        if isinstance(record, RunStarted):
            fits = record.city == run.city
        if fits:
            yield record


def _from_here(log: Path, run: RunStarted, solution: Solution, gone: threading.Event) -> Iterator[Record | None]:
    """Yield a run's records as they come, from a while before what was noted of it already."""
    through = _noted_through(log, run, solution)
    segment = segment_before(log, Instant(through - WARM_UP_MS))
    records = follow_log(segment, gone.is_set)
    for record in records:
        if record is not None:
            yield from (record,) if isinstance(record, RunStarted) else (replace(run, t=_time_of(record)), record)
            break
    yield from records


def _noted_through(log: Path, run: RunStarted, solution: Solution) -> Instant:
    """Return up to when this run was noted already; NEVER if nothing of it was."""
    number = None if run.on_street else run.fence
    found = [document for file in list_shadow_files(log) if (document := read_shadow(file))]
    mine = [d for d in found if d["solution"]["digest"] == solution.digest and d["run"] == number]
    return max((notes_of(d).through for d in mine), default=NEVER)


def _time_of(record: Record) -> Instant:
    order = getattr(record, "order", None)
    found: Instant = record.t if order is None else order.t  # type: ignore[union-attr]
    return found


def _live_through(days: ShadowDays, records: Iterator[Record | None]) -> None:
    """Take everything, and write the documents now and then."""
    kept_s = time.monotonic()
    for record in records:
        if record is not None:
            days.take(record)
        elif time.monotonic() - kept_s > KEEP_S:
            days.keep_soon()
            kept_s = time.monotonic()
    days.keep()


def _told(file: Path, document: dict[str, Any]) -> Because:
    notes = notes_of(document)
    return because(
        "shadow.day" if document["run"] is None else "shadow.twin_day",
        label=document["solution"]["label"],
        day=document["day"],
        run=document["run"] or 0,
        hours=notes.hours,
        in_time=100 * notes.in_time,
        vetoes=notes.vetoes.total(),
        rejections=notes.rejections.total(),
        failed=len(notes.failed),
        same=100 * notes.same,
        file=str(file),
    )
