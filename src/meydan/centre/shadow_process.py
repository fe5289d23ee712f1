"""The process of a shadow: it follows a log, is begun again when it dies, and nobody waits for it while it runs."""

import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress

from meydan.city.because import Because, because

SHORTEST_S, LONGEST_S = 1.0, 60.0  # the pause before it is begun again; each time twice as long


class ShadowProcess:
    """One process that follows the log, looked after by a thread that does nothing else."""

    def __init__(self, command: list[str], tell: Callable[[Because], None], shortest_s: float = SHORTEST_S) -> None:
        self._command, self._tell, self._shortest_s = command, tell, shortest_s
        self._ending, self._changing = threading.Event(), threading.Lock()
        self.process = self._begin()
        threading.Thread(target=self._look_after, name="shadow", daemon=True).start()

    def end(self, patience_s: float | None) -> None:
        """Tell it that the log is over, and wait so long for it; what is left to note it notes by itself."""
        self._ending.set()
        with self._changing:
            _leave(self.process)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(patience_s)

    def _begin(self) -> "subprocess.Popen[bytes]":
        # A session of its own: who stops the run with Ctrl-C leaves it the time to write what it noted.
        return subprocess.Popen(self._command, stdin=subprocess.PIPE, start_new_session=True)

    def _look_after(self) -> None:
        pause_s = self._shortest_s
        while True:
            code = self.process.wait()
            if self._ending.is_set():
                return
            self._tell(because("terminal.shadow_died", exit_code=code, again_in_s=pause_s))
            if self._ending.wait(pause_s):
                return
            pause_s = min(2 * pause_s, LONGEST_S)
            with self._changing:
                _leave(self.process)
                if self._ending.is_set():
                    return
                self.process = self._begin()


def _leave(process: "subprocess.Popen[bytes]") -> None:
    """Close the standard input of a process: it learns from that that nothing more comes."""
    if process.stdin is not None:
        process.stdin.close()
