"""Seals the segments of a log in a process of its own: a busy quarter of an hour has millions of rows.

To seal them takes hundreds of megabytes and minutes of a processor, which control does not have.
"""

import subprocess
import sys
import threading

import structlog

from meydan.store.event_log import EventLog

log = structlog.get_logger(__name__)


class SealerApart:
    """Has what earlier runs left sealed, then each segment when it is finished.

    A process that died is begun again when the next segment ends; the log itself is whole without it.
    """

    def __init__(self, of: EventLog) -> None:
        self._log = of
        self._closing = False
        self._process: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._tell_on, name="sealer", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Have all sealed that is finished by now; close the log first, so that its last segment is."""
        self._closing = True
        self._log.segment_ended.set()
        self._thread.join()
        if self._process is not None:
            self._process.communicate()  # ends its input, then waits

    def _tell_on(self) -> None:
        closing = False
        while not closing:
            closing = self._closing
            self._tell(self._log.finished)
            if not closing:
                self._log.segment_ended.wait()
                self._log.segment_ended.clear()

    def _tell(self, finished: int) -> None:
        """Tell the process how far it may seal."""
        try:
            told = self._living().stdin
            assert told is not None  # it was opened with one
            told.write(f"{finished}\n")
            told.flush()
        except OSError as error:
            log.warning("sealer_not_told", error=str(error))

    def _living(self) -> "subprocess.Popen[str]":
        if self._process is None or self._process.poll() is not None:
            if self._process is not None:
                log.warning("sealer_died", code=self._process.returncode)
                self._process.communicate()  # closes our end of its input
            command = [sys.executable, "-m", "meydan.store.sealing", str(self._log.folder)]
            # In a session of its own: what is typed at a terminal to end control is not for this.
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, start_new_session=True)
        return self._process
