"""A shadow day by day: one document for each local day, kept as it grows, and taken up again after a break.

A shadow follows from the log alone. So whoever begins again in the middle lives through a part of what was noted
before, until its controllers run as they ran, and notes only what is new.
"""

from pathlib import Path
from typing import Any

from meydan.centre.board import Record
from meydan.centre.shadow import DEADLINE_MS, Shadow, Tell
from meydan.centre.shadow_document import DAY_S, ShadowOf, document_of, notes_of
from meydan.centre.shadow_notes import ShadowNotes
from meydan.city.city import City
from meydan.city.events import RunStarted, Tick
from meydan.city.instant import elapsed_s
from meydan.control import Strategy
from meydan.control.calendar import date_of
from meydan.store.shadow_days import read_shadow, shadow_file, write_shadow


class ShadowDays:
    """Keeps the documents of one solution in the shadow of one city's log.

    Parameters
    ----------
    log
        The folder of the event log; documents are written beside it.
    city, strategy, label, digest
        The city with the plans the shadow's controllers have, and the solution.
    tell
        Told when the strategy fails at a junction.

    `files` are the documents written so far, in order.
    """

    def __init__(
        self,
        log: Path,
        city: City,
        strategy: Strategy[Any],
        label: str,
        digest: str,
        *,
        tell: Tell = lambda _: None,
        deadline_ms: int = DEADLINE_MS,
    ) -> None:
        self._log, self._city, self._label, self._digest = log, city, label, digest
        self._deadline_ms = deadline_ms
        self._shadow = Shadow(city, strategy, label, ShadowNotes(deadline_ms), tell=tell)
        self._about: ShadowOf | None = None
        self._run: RunStarted | None = None
        self._day = -1
        self._is_due = False
        self.files: dict[Path, None] = {}

    def take(self, record: Record) -> None:
        """Take the next record of the log, from the start of a run on."""
        if isinstance(record, RunStarted):
            self.keep()
            self._run, self._day, self._about = record, -1, None
        elif isinstance(record, Tick):
            self._turn_page(record)
        self._shadow.take(record)
        if self._is_due and isinstance(record, Tick):
            self.keep()

    def keep_soon(self) -> None:
        """Write the document of the running day with the next tick: up to a tick its notes are whole."""
        self._is_due = True

    def keep(self) -> None:
        """Write the document of the running day, if there is one."""
        self._is_due = False
        if self._about is not None and self._shadow.notes.ticks:
            file = self._file(self._about)
            write_shadow(file, document_of(self._about, self._shadow.notes))
            self.files[file] = None

    def _turn_page(self, tick: Tick) -> None:
        """Begin another document with another local day."""
        day = (tick.t // 1000 + tick.utc_offset_s) // DAY_S
        if self._run is None or day == self._day or self._is_in_window(tick):
            return
        self.keep()
        self._day, run = day, self._run
        text = "{:04d}-{:02d}-{:02d}".format(*date_of(day))
        self._about = ShadowOf(
            self._city.name,
            run.city,
            self._label,
            self._digest,
            run.strategy,
            text,
            None if run.on_street else run.fence,
            run.seed,
            self._window_s(run) or DAY_S,
        )
        found = read_shadow(self._file(self._about))
        self._shadow.notes = ShadowNotes(self._deadline_ms) if found is None else notes_of(found)

    def _is_in_window(self, tick: Tick) -> bool:
        """Say whether a twin's run is in its first window still, which is one day also if it goes over midnight."""
        run = self._run if self._about is not None else None
        return run is not None and elapsed_s(tick.t, run.t) < self._window_s(run)

    def _window_s(self, run: RunStarted) -> float:
        """Return how long the scenario of a twin's run lasts; 0 where a day is as long as the calendar's."""
        twin = self._city.twin
        return 0.0 if run.on_street or twin is None else twin.end_s - twin.begin_s

    def _file(self, about: ShadowOf) -> Path:
        return shadow_file(self._log, about.label, about.digest, about.day, about.run)
