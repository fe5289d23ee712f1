"""The process of a shadow beside a running city: begun again when it dies, and never waited for while the city runs."""

import argparse
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from meydan.city.because import because
from meydan.city.errors import CityError
from meydan.city.words import Language, say

SHORTEST_S, LONGEST_S = 1.0, 60.0  # the pause before it is begun again; each time twice as long
PATIENCE_S = 5.0  # at the end of a run with the map, to write what it still has to note


@contextmanager
def shadow_beside(typed: argparse.Namespace, log: Path, fence: int, language: Language) -> Iterator[None]:
    """Have the solution that was typed in the shadow of a run until the end; close the log before that.

    Raises
    ------
    CityError
        If the solution does not fit, before the run begins; what is wrong with it was told on the standard error.
    """
    if typed.shadow is None:
        yield
        return
    shadow, solution = [sys.executable, "-m", "meydan", "shadow"], ["--solution", typed.shadow]
    # In a process of its own: a strategy may bring libraries that control has no room for.
    if subprocess.run([*shadow, str(typed.city), *solution, "--check"], check=False).returncode:
        raise CityError("shadow.refused", solution=typed.shadow)
    beside = ShadowProcess([*shadow, str(log), *solution, "--follow", str(fence)], language)
    try:
        yield
    finally:
        beside.end(None if typed.headless else PATIENCE_S)


class ShadowProcess:
    """One process that follows the log, looked after by a thread that does nothing else."""

    def __init__(self, command: list[str], language: Language, shortest_s: float = SHORTEST_S) -> None:
        self._command, self._language, self._shortest_s = command, language, shortest_s
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
            told = because("terminal.shadow_died", exit_code=code, again_in_s=pause_s)
            print(say(told, self._language), file=sys.stderr, flush=True)
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
