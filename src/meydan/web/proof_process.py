"""Runs one proof for the pages: far behind everything else, alone, and no longer than whoever started it.

`python -m meydan.web.proof_process JSON`, with the JSON of a `Work`. It has no part in control: it starts the command
`meydan prove`, which has the twin, and ends it when its own standard input ends. What ran so far stays on the disk.
"""

import fcntl
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

import msgspec

from meydan.centre.sign_of_life import wait_until_left
from meydan.city.because import because
from meydan.store.proofs_folder import FAILED, FOLDER, LOCK, TOLD, keep_failure

LAST = 19  # of the 20 steps of niceness: whatever else wants the processor comes first
AN_ANSWER = (0, 1, 2)  # how `meydan prove` ends when it has said what there is to say
ENDS_S = 10.0


@dataclass(frozen=True, slots=True)
class Work:
    """The command that proves, in which city's folder, and the folder of the proof in there."""

    command: tuple[str, ...]
    home: Path
    name: str


def encode_work(work: Work) -> str:
    """Return it as the text of one argument."""
    return msgspec.json.encode(work, enc_hook=str).decode()


def main(arguments: list[str]) -> int:
    """Prove until there is an answer or nobody waits for one; return how the command ended."""
    work = msgspec.json.decode(arguments[0], type=Work, dec_hook=lambda kind, text: kind(text))
    os.nice(LAST)
    folder = work.home / FOLDER / work.name
    left = threading.Event()
    with (work.home / FOLDER / LOCK).open("wb") as held, (folder / TOLD).open("wb") as told:
        fcntl.flock(held, fcntl.LOCK_EX)  # one after another, also after a web process was killed
        child = subprocess.Popen(
            work.command,
            cwd=work.home,
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
            start_new_session=True,
        )
        threading.Thread(target=_end_when_left, args=(child, left), daemon=True).start()
        ended = child.wait()
    if ended not in AN_ANSWER and not left.is_set() and not (folder / FAILED).exists():
        keep_failure(folder, [because("proofs.died", exit=ended, file=f"{FOLDER}/{work.name}/{TOLD}")])
    return max(0, ended)


def _end_when_left(child: subprocess.Popen[bytes], left: threading.Event) -> None:
    """Let the command tidy up when nobody waits for it any more, and end it if it does not."""
    wait_until_left()
    left.set()
    child.send_signal(signal.SIGINT)
    try:
        child.wait(ENDS_S)
    except subprocess.TimeoutExpired:
        child.kill()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
