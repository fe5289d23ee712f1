"""`meydan replay`: the same log through the same loop must give the same orders, byte for byte."""

import argparse
import hashlib
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from meydan.centre.loop import Record
from meydan.centre.registry import is_file_name, registered_strategy, strategy_of_file
from meydan.centre.replay import Replayed, replay
from meydan.city.because import because
from meydan.city.city import City
from meydan.city.errors import StoreError, fault
from meydan.city.events import RunStarted
from meydan.city.words import Language, say
from meydan.cli.obeying import is_trial, kept_trial
from meydan.control import Strategy
from meydan.store.codec import encode_records
from meydan.store.event_log import read_log
from meydan.store.run_folder import city_of_run


def replay_log(typed: argparse.Namespace, language: Language) -> int:
    """Replay every run in a log folder; return 0 if all orders came out the same, 1 if not."""
    same = True
    for started, records in _runs(typed.log):
        begun = time.monotonic()
        city = city_of_run(typed.log, started.city)
        strategy = _strategy(typed.log, started, city, typed.strategy)
        done = replay(records, city, strategy, started.strategy, on_street=started.on_street)
        print(_told(done, started, time.monotonic() - begun, language))
        same = same and done.difference is None
    return 0 if same else 1


def _strategy(log: Path, started: RunStarted, city: City, file: Path | None) -> Strategy[Any]:
    """Return the strategy of a run with its parameters; of files, only the user's own is ever executed.

    A log may come from anywhere.
    """
    if is_trial(started.strategy):
        return kept_trial(log, started, city)
    values = dict(started.parameters)
    if not is_file_name(started.strategy):
        return registered_strategy(started.strategy, values)
    if file is None:
        raise StoreError("replay.strategy_file", file=started.strategy)
    return strategy_of_file(file, values)


def _runs(folder: Path) -> Iterator[tuple[RunStarted, Iterator[Record]]]:
    """Yield each run of a log as it is read, its start first; a log folder holds one or more."""
    records = iter(read_log(folder))
    pending: list[Record] = list(islice(records, 1))
    if not pending:
        raise StoreError("store.no_log", fault(str(folder), 0, "store.no_records"))

    def one_run() -> Iterator[Record]:
        yield pending.pop()
        for record in records:
            if isinstance(record, RunStarted):
                pending.append(record)
                return
            yield record

    while pending:
        started = pending[0]
        if not isinstance(started, RunStarted):
            raise StoreError("replay.no_start")
        yield started, one_run()


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
