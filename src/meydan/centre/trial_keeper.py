"""The record of a trial that runs in the street: kept as it goes, off the loop's time, and taken up after a break.

It follows from what the centre writes down: which day it is, and what safety cleared at the changes of the trial.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

import structlog

from meydan.centre.board import Record
from meydan.centre.trial_plan import TrialPlan
from meydan.centre.trial_schedule import numbers_of, street_days
from meydan.city.because import Because
from meydan.city.errors import MeydanError, StoreError
from meydan.city.events import Tick
from meydan.city.instant import Instant
from meydan.city.orders import Cleared, ReleaseToLocal
from meydan.control.trial import BEGINS, ENDS, STOPS, OnTrial
from meydan.store.trial_file import FORMAT, read_trial, write_trial

log = structlog.get_logger(__name__)

CHANGES = frozenset({BEGINS, ENDS, STOPS})
DAY_MS, QUARTER_MS = 86_400_000, 900_000
GAP_MS = 10_000  # between two ticks: for longer nobody ran the trial


class TrialKeeper:
    """Writes `trial.json`; `stopped` is why the trial was stopped in an earlier run, None if it goes on.

    Parameters
    ----------
    folder, plan, solution
        Where the record lies, what is to be done, and with what.
    days
        What days these are: "street days" or "twin days".

    Raises
    ------
    StoreError
        If the record that lies there is of another trial or of another solution: nothing is added to that one.
    """

    def __init__(self, folder: Path, plan: TrialPlan, solution: Mapping[str, str], days: str) -> None:
        self._folder = folder
        self._document = read_trial(folder) or begun(plan, solution, days)
        if not is_of(self._document, plan, solution["digest"]):
            raise StoreError("trial.other_record", folder=str(folder))
        self._document.setdefault("spans", [])
        found = self._document["stopped"]
        self.stopped = None if found is None else Because(found["code"], tuple(found["values"].items()))
        self._first, self._last = numbers_of(street_days(plan))
        self._strategy: OnTrial | None = None
        self._day = -1
        self._waiting: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        self._writer = Thread(target=self._write_on, name="trial", daemon=True)
        self._writer.start()
        self._keep()

    @property
    def state(self) -> str:
        """Where the trial stands: waiting, running, over or stopped."""
        return str(self._document["state"])

    def watch(self, strategy: OnTrial, write: Callable[[Record], object]) -> Callable[[Record], None]:
        """Return what writes a record down and notes what it says of the trial of this strategy."""
        self._strategy = strategy

        def write_and_note(record: Record) -> None:
            write(record)
            if type(record) is Tick:
                self._tick(record)
            elif type(record) is Cleared and type(record.order) is ReleaseToLocal:
                self._change(record.order)

        return write_and_note

    def close(self) -> None:
        """Write what is left and end."""
        self._waiting.put(None)
        self._writer.join()

    def _tick(self, tick: Tick) -> None:
        self._note_stop(tick.t)  # a strategy that failed may be shut out before it gives its junctions over
        day = (tick.t + 1000 * tick.utc_offset_s) // DAY_MS
        is_new = self._note_span(tick.t) if self._document["state"] != "stopped" else False
        if day == self._day:
            if is_new:
                self._keep()
            return
        self._day, self._document["through"] = day, tick.t
        if self._document["state"] != "stopped":
            self._document["state"] = "waiting" if day < self._first else "running" if day <= self._last else "over"
        self._keep()

    def _note_span(self, t: Instant) -> bool:
        """Note that the trial is obeyed now; return whether to write that down, which is each quarter of an hour."""
        spans = self._document["spans"]
        if spans and 0 <= t - spans[-1][1] <= GAP_MS:
            since, through = spans[-1]
            self._document["spans"] = [*spans[:-1], [since, t]]
            return bool(t // QUARTER_MS != through // QUARTER_MS)
        self._document["spans"] = [*spans, [t, t]]
        return True

    def _change(self, order: ReleaseToLocal) -> None:
        if order.because.code not in CHANGES:
            return
        told = {"t": order.t, "junction": order.junction, "change": order.because.code.removeprefix("trial.")}
        self._document["changes"] = [*self._document["changes"], told]
        self._note_stop(order.t)
        self._keep()

    def _note_stop(self, t: Instant) -> None:
        why = None if self._strategy is None else self._strategy.stopped
        if why is not None and self._document["stopped"] is None:
            stop(self._document, why, t)
            self._keep()

    def _keep(self) -> None:
        self._waiting.put(dict(self._document))

    def _write_on(self) -> None:
        while (document := self._waiting.get()) is not None:
            try:
                write_trial(self._folder, document)
            except MeydanError as error:
                log.error("trial_not_written", error=error.code)


def stop(document: dict[str, Any], why: Because, t: Instant) -> None:
    """Write into a record that its trial was stopped: it is never on again."""
    document["stopped"] = {"t": t, "code": why.code, "values": dict(why.values)}
    document["state"] = "stopped"


def is_of(document: Mapping[str, Any], plan: TrialPlan, solution: str) -> bool:
    """Say whether a record is of this trial with a solution of this digest."""
    return bool(document["trial"]["digest"] == plan.digest and document["solution"]["digest"] == solution)


def begun(plan: TrialPlan, solution: Mapping[str, str], days: str) -> dict[str, Any]:
    """Return the record of a trial on a street before its first day; `days` says what days these are.

    `spans` will hold from when to when a run obeyed it [ms]: only such times count, whatever the schedule says.
    """
    return {
        "format": FORMAT,
        "days": days,
        "trial": {
            "digest": plan.digest,
            "place": plan.place,
            "seed": plan.seed,
            "junctions": list(plan.junctions),
            "rules": asdict(plan.rules),
        },
        "solution": dict(solution),
        "schedule": [asdict(day) for day in street_days(plan)],
        "state": "waiting",
        "through": 0,
        "spans": [],
        "changes": [],
        "stopped": None,
    }
