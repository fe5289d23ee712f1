"""`meydan replay`: the same log through the same loop must give the same orders, byte for byte."""

import argparse
import hashlib
import time
from pathlib import Path

from meydan.centre.loop import Record
from meydan.centre.replay import Replayed, replay
from meydan.city.because import because
from meydan.city.errors import StoreError
from meydan.city.events import RunStarted
from meydan.city.words import Language, say
from meydan.cli.running import find_strategy
from meydan.store.codec import encode_records
from meydan.store.event_log import read_log
from meydan.store.run_folder import city_of_run


def replay_log(typed: argparse.Namespace, language: Language) -> int:
    """Replay every run in a log folder; return 0 if all orders came out the same, 1 if not."""
    same = True
    for records in _runs(typed.log):
        started = records[0]
        if not isinstance(started, RunStarted):
            raise StoreError("replay.no_start")
        begun = time.monotonic()
        city = city_of_run(typed.log, started.city)
        done = replay(records, city, find_strategy(started.strategy), started.strategy, on_street=False)
        print(_told(done, started, time.monotonic() - begun, language))
        same = same and done.difference is None
    return 0 if same else 1


def _runs(folder: Path) -> list[list[Record]]:
    """Return the records of each run; a log folder holds one or more."""
    runs: list[list[Record]] = []
    for record in read_log(folder):
        if isinstance(record, RunStarted) or not runs:
            runs.append([])
        runs[-1].append(record)
    return runs


def _told(done: Replayed, started: RunStarted, took_s: float, language: Language) -> str:
    if done.difference is not None:
        code, number = "terminal.replay_differs", done.difference.number
    else:
        code, number = "terminal.replay_same", done.events
    digest = hashlib.sha256(encode_records(done.verdicts)).hexdigest()[:16]
    logged = hashlib.sha256(encode_records(done.logged)).hexdigest()[:16]
    return say(
        because(
            code,
            run=started.fence,
            strategy=started.strategy,
            number=number,
            events=done.events,
            orders=len(done.verdicts),
            took_s=took_s,
            digest=digest,
            logged=logged,
        ),
        language,
    )
