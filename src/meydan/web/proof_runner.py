"""Starts and stops the one proof that runs for the pages, in a process of its own."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from meydan.store.proofs_folder import FOLDER, AskedProof
from meydan.web.proof_process import ENDS_S, Work, encode_work

Command = Callable[[AskedProof, str], tuple[str, ...]]
_PYTHON = (sys.executable, "-P", "-m")  # -P: no module is taken from the city's folder


def prove_command(asked: AskedProof, name: str) -> tuple[str, ...]:
    """Return the command that proves, to be given in the city's folder; one core is left to everybody else."""
    jobs = max(1, len(os.sched_getaffinity(0)) - 1)
    solutions = ("--candidate", asked.candidate, "--against", asked.against)
    return (*_PYTHON, "meydan", "prove", ".", *solutions, "--into", f"{FOLDER}/{name}", "--jobs", str(jobs))


class ProofRunner:
    """The proof that runs now, if one does. It ends with this process, and goes on from the disk.

    Parameters
    ----------
    home
        The city's folder.
    command
        What is run for a proof.
    """

    def __init__(self, home: Path, command: Command = prove_command) -> None:
        self.home, self._command = home, command
        self._lock = threading.Lock()
        self._name = ""
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> str:
        """The name of the proof that runs; "" if none does."""
        return self._name if self._process is not None and self._process.poll() is None else ""

    def start(self, name: str, asked: AskedProof) -> bool:
        """Start a proof, or let it go on; False if one runs already."""
        with self._lock:
            if self.running:
                return False
            self._end()
            work = Work(self._command(asked, name), self.home.absolute(), name)
            arguments = (*_PYTHON, "meydan.web.proof_process", encode_work(work))
            self._name, self._process = name, subprocess.Popen(arguments, stdin=subprocess.PIPE)
            return True

    def stop(self) -> None:
        """End the proof that runs, and wait until it has ended: the next one may begin."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            self._process.wait(2 * ENDS_S)
