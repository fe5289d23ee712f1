"""Seals the segments of a log beside its writer, so that the archive is never more than one segment behind."""

import threading

import duckdb
import structlog

from meydan.city.errors import MeydanError
from meydan.store.archive import Archive
from meydan.store.event_log import EventLog

log = structlog.get_logger(__name__)


class Sealer:
    """Seals what earlier runs left, then each segment when it is finished, in a thread of its own.

    A segment that cannot be sealed is tried again when the next one ends; the log itself is whole without it.
    """

    def __init__(self, of: EventLog) -> None:
        self._log = of
        self._archive = Archive(of.folder)
        self._closing = False
        self._thread = threading.Thread(target=self._seal_on, name="sealer", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Seal what is finished by now and end; close the log first, so that its last segment is."""
        self._closing = True
        self._log.segment_ended.set()
        self._thread.join()

    def _seal_on(self) -> None:
        closing = False
        while not closing:
            closing = self._closing
            self._seal()
            if not closing:
                self._log.segment_ended.wait()
                self._log.segment_ended.clear()

    def _seal(self) -> None:
        try:
            self._archive.seal(self._log.finished)
        except (MeydanError, duckdb.Error, OSError) as error:
            log.warning("segment_not_sealed", error=str(error))
