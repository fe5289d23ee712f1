"""Starts and stops the one proof that runs for the pages, or the twin days of a package, in a process of its own."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from meydan.store.proofs_folder import AskedProof, ProofPlace
from meydan.web.proof_process import ENDS_S, Work, encode_work

Commands = tuple[tuple[str, ...], ...]
Command = Callable[[AskedProof, str], tuple[str, ...]]
PYTHON = (sys.executable, "-P", "-m")  # -P: no module is taken from the city's folder


def prove_command(asked: AskedProof, folder: str) -> tuple[str, ...]:
    """Return the command that proves, to be given in the city's folder."""
    solutions = ("--candidate", asked.candidate, "--against", asked.against)
    reverts = ("--reverts", str(asked.reverts)) if asked.reverts else ()
    return (*PYTHON, "meydan", "prove", ".", *solutions, *reverts, "--into", folder, "--jobs", few_jobs())


def few_jobs() -> str:
    """Return how many runs may go at once: one core is left to everybody else."""
    return str(max(1, len(os.sched_getaffinity(0)) - 1))


class ProofRunner:
    """The proof or other work on the twin that runs now, if any does.

    It ends with this process, and goes on from the disk.

    Parameters
    ----------
    home
        The city's folder.
    command
        What is run for a proof in a folder.
    """

    def __init__(self, home: Path, command: Command = prove_command) -> None:
        self.home, self._command = home, command
        self._lock = threading.Lock()
        self._name = ""
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> str:
        """The name of what runs; "" if nothing does."""
        return self._name if self._process is not None and self._process.poll() is None else ""

    def start(self, place: ProofPlace, asked: AskedProof, after: Commands = ()) -> bool:
        """Start a proof, or let it go on; `after` follows once it has passed. False if something runs already."""
        folder = place.folder.relative_to(self.home).as_posix()
        return self.work(place.name, folder, (self._command(asked, folder), *after))

    def work(self, name: str, folder: str, commands: Commands) -> bool:
        """Start work on the twin that tells what it says in a folder of the city's; False if some runs already."""
        with self._lock:
            if self.running:
                return False
            self._end()
            work = Work(commands, self.home.absolute(), folder)
            arguments = (*PYTHON, "meydan.web.proof_process", encode_work(work))
            self._name, self._process = name, subprocess.Popen(arguments, stdin=subprocess.PIPE)
            return True

    def stop(self) -> None:
        """End what runs, and wait until it has ended: the next may begin."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            self._process.wait(2 * ENDS_S)
