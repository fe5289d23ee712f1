"""The process of a shadow: it follows a log, is begun again when it dies, and nobody waits for it while it runs."""

import os
import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from meydan.city.because import Because, because

SHORTEST_S, LONGEST_S = 1.0, 60.0  # the pause before it is begun again; each time twice as long
NICE = 10
REFUSED = 2  # the exit code of a check that says no: asking again would not help


class ShadowProcess:
    """One process that follows the log, looked after by a thread that does nothing else.

    `checked` is a command that says beforehand whether it may begin at all, and what is told if not. `process` is what
    runs now.
    """

    def __init__(
        self,
        command: Sequence[str],
        tell: Callable[[Because], None],
        shortest_s: float = SHORTEST_S,
        checked: tuple[Sequence[str], Because] | None = None,
    ) -> None:
        self._command, self._tell, self._shortest_s, self._checked = command, tell, shortest_s, checked
        self._ending, self._changing = threading.Event(), threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._look_after, name="shadow", daemon=True)
        self._thread.start()

    def end(self, patience_s: float | None) -> None:
        """Tell it that the log is over, and wait so long for it; what is left to note it notes by itself."""
        self._ending.set()
        with self._changing:
            if self.process is not None:
                _leave(self.process)
        self._thread.join(patience_s)

    def _look_after(self) -> None:
        pause_s = self._shortest_s
        while True:
            check, refused = self._checked or (None, None)
            code = self._run(check) if check else 0
            if refused and code == REFUSED:
                self._tell(refused)
                return
            code = code or self._run(self._command)
            if self._ending.is_set():
                return
            self._tell(because("terminal.shadow_died", exit_code=code, again_in_s=pause_s))
            if self._ending.wait(pause_s):
                return
            pause_s = min(2 * pause_s, LONGEST_S)

    def _run(self, command: Sequence[str]) -> int:
        """Run a command to its end and return its exit code; it leaves when there is nothing more to come."""
        try:
            # A session of its own: who stops the run with Ctrl-C leaves it the time to write what it noted.
            process = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
        except OSError as error:  # a machine without memory or places for processes
            return error.errno or 1
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, NICE)  # control comes first where cores are few
        with self._changing:
            self.process = process
            if self._ending.is_set():
                _leave(process)
        code = process.wait()
        with self._changing:
            _leave(process)
        return code


def _leave(process: "subprocess.Popen[bytes]") -> None:
    """Close the standard input of a process: it learns from that that nothing more comes."""
    if process.stdin is not None:
        process.stdin.close()
