"""Runs one proof, or twin days, for the pages: far behind all else, alone, and no longer than whoever started it.

`python -m meydan.web.proof_process JSON`, with the JSON of a `Work`. It has no part in control: it starts commands such
as `meydan prove`, which have the twin, and ends them when its own standard input ends. What ran so far stays on the
disk.
"""

import fcntl
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from meydan.centre.sign_of_life import wait_until_left
from meydan.city.because import because
from meydan.store.proofs_folder import FAILED, FOLDER, LOCK, TOLD, keep_failure

LAST = 19  # of the 20 steps of niceness: whatever else wants the processor comes first
AN_ANSWER = (0, 1, 2)  # how a command ends when it has said what there is to say
ENDS_S = 10.0
ENDED = 130


@dataclass(frozen=True, slots=True)
class Work:
    """Commands, one after the other as long as each comes to a good end; in which city's folder, and where they tell.

    `folder` is where what they say is kept, from the city's folder on.
    """

    commands: tuple[tuple[str, ...], ...]
    home: Path
    folder: str


def encode_work(work: Work) -> str:
    """Return it as the text of one argument."""
    return msgspec.json.encode(work, enc_hook=str).decode()


def main(arguments: list[str]) -> int:
    """Work until there is an answer or nobody waits for one; return how the last command ended."""
    work = msgspec.json.decode(arguments[0], type=Work, dec_hook=lambda kind, text: kind(text))
    os.nice(LAST)
    folder = work.home / work.folder
    running = Running(work.home)
    (work.home / FOLDER).mkdir(exist_ok=True)
    with (work.home / FOLDER / LOCK).open("wb") as held, (folder / TOLD).open("wb") as told:
        fcntl.flock(held, fcntl.LOCK_EX)  # one after another, also after a web process was killed
        threading.Thread(target=running.end_when_left, daemon=True).start()
        ended = 0
        for command in work.commands:
            ended = running.run(command, told)
            if ended:
                break
    if ended not in AN_ANSWER and not running.is_left and not (folder / FAILED).exists():
        keep_failure(folder, [because("proofs.died", exit=ended, file=f"{work.folder}/{TOLD}")])
    return max(0, ended)


class Running:
    """The command that runs now, and its end when nobody waits for it any more."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self.is_left = False

    def run(self, command: tuple[str, ...], told: IO[bytes]) -> int:
        """Run a command and return how it ended; none is begun for nobody."""
        with self._lock:
            if self.is_left:
                return ENDED
            self._child = subprocess.Popen(
                command, cwd=self._home, stdin=subprocess.DEVNULL, stdout=told, stderr=told, start_new_session=True
            )
        return self._child.wait()

    def end_when_left(self) -> None:
        """Let the command tidy up when nobody waits for it any more, and end it if it does not."""
        wait_until_left()
        with self._lock:
            self.is_left = True
        if self._child is None:
            return
        self._child.send_signal(signal.SIGINT)
        try:
            self._child.wait(ENDS_S)
        except subprocess.TimeoutExpired:
            self._child.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
