"""`meydan run` with the map: control and web as processes of their own, each begun again when it dies or hangs.

This process does nothing else, so that little can go wrong with it. Each part holds the other end of a socket, its
standard input, and says there each second that it goes on: one that is silent for long is killed. When this process
goes, however it goes, the socket ends and so do the parts.
"""

import argparse
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import structlog

from meydan.centre.meeting import served_in, socket_in
from meydan.city.because import Because, because
from meydan.city.words import Language, say
from meydan.cli.pulse import Pulse
from meydan.cli.serving import serving_of
from meydan.store.city_folder import read_roads
from meydan.store.deployments import last_done

log = structlog.get_logger(__name__)

DONE, BROKEN, BEGIN_ANEW, INTERRUPTED = 0, 1, 75, 130
SHORTEST_S, LONGEST_S = 0.2, 30.0  # the pause before a part is begun again; each time twice as long
STEADY_S = 60.0  # a part that lived so long begins with the shortest pause again
GRACE_S = 10.0  # for an orderly end
LOOK_S = 0.05
RENEWAL_S = 1.0  # between two looks for a deployment
_HUNG = {"control": "terminal.control_hung", "web": "terminal.web_hung"}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a part may give no sign of life [s] before it is killed, and who is told of that."""

    lasts_s: float = 60.0
    tell: Callable[[Because], None] = lambda _: None


class Part:
    """One process that is begun again when it dies.

    Parameters
    ----------
    name, command
        What it is called, and what starts it: the first time, and each time after that.
    is_up
        Whether it does its work: a part that dies before it ever did is not begun again.
    may_end
        Whether the run is over when it ends of itself.
    patience
        How long it may give no sign of life before it is killed, and who is told then.
    """

    def __init__(
        self,
        name: str,
        command: Callable[[bool], list[str]],
        is_up: Callable[[], bool],
        *,
        may_end: bool = False,
        patience: Patience | None = None,
    ) -> None:
        self.name, self._command, self._is_up, self._may_end = name, command, is_up, may_end
        self._patience = patience or Patience()
        self.process: subprocess.Popen[bytes] | None = None
        self._pulse: Pulse | None = None
        self._is_killed = False
        self._was_up = False
        self._began_s = 0.0
        self._due_s = 0.0
        self._pause_s = SHORTEST_S

    def look(self, now_s: float) -> int | None:
        """Begin the process if it is due; return its exit code if the run is to end with that."""
        if self.process is None:
            if now_s >= self._due_s:
                self._begin(now_s)
            return None
        code = self.process.poll()
        if code is None:
            self._was_up = self._was_up or self._is_up()
            self._kill_if_still(self.process, now_s)
            return None
        return self._died(code, now_s)

    def _begin(self, now_s: float) -> None:
        self._began_s = now_s
        command = self._command(self._was_up)
        ours, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(command, stdin=theirs.fileno(), start_new_session=True)
        self._pulse, self._is_killed = Pulse(ours, self._patience.lasts_s, now_s), False

    def _kill_if_still(self, process: "subprocess.Popen[bytes]", now_s: float) -> None:
        """Kill a process that is alive and does not go on: it would hold the field, and hears no gentler signal."""
        if self._is_killed or self._pulse is None or not self._pulse.stands_still(now_s):
            return
        silent_s = round(self._pulse.silent_s)
        log.error("part_hung", part=self.name, silent_s=silent_s)
        self._patience.tell(because(_HUNG[self.name], silent_s=silent_s))
        self._is_killed = True
        process.kill()

    def _died(self, code: int, now_s: float) -> int | None:
        lived_s = now_s - self._began_s - (self._pulse.silent_s if self._pulse and self._is_killed else 0)
        self._close()
        self._was_up = self._was_up or self._is_up()
        if code == DONE and self._may_end:
            return DONE
        if not self._was_up and code != BEGIN_ANEW:
            return code if code > 0 else BROKEN
        if lived_s >= STEADY_S or code == BEGIN_ANEW:
            self._pause_s = SHORTEST_S
        log.warning("part_died", part=self.name, code=code, again_in_s=self._pause_s)
        self._due_s = now_s + self._pause_s
        self._pause_s = min(2 * self._pause_s, LONGEST_S)
        return None

    def end(self) -> None:
        """Ask it to end, and kill it if it does not."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            log.warning("part_killed", part=self.name)
            self.process.kill()
            self.process.wait()
        self._close()

    def begin_anew(self) -> None:
        """Ask it to end; it is begun again at the next look."""
        self.end()
        self._due_s, self._pause_s = 0.0, SHORTEST_S

    def _close(self) -> None:
        if self._pulse is not None:
            self._pulse.close()
        self.process = self._pulse = None


def supervise(typed: argparse.Namespace, language: Language) -> int:
    """Run control and web until control has done, somebody stops it, or one of them cannot begin; return why it ended.

    Raises
    ------
    CityError, FieldError, StoreError
        If the map cannot be served as typed: told before a lamp is taken.
    """
    from meydan.web.server import check_serving
    from meydan.web.serving import encode_serving

    with tempfile.TemporaryDirectory(prefix="meydan-") as folder, _stopping() as stopped:
        meeting = Path(folder)  # only this user can look into it
        serving = serving_of(typed, meeting, language)
        read_roads(typed.city)
        check_serving(serving)
        configured = encode_serving(serving)
        patience = Patience(typed.patience, lambda what: print(say(what, language), file=sys.stderr, flush=True))
        serve = [sys.executable, "-m", "meydan.web.process", configured]
        web = Part("web", lambda _: serve, served_in(meeting).exists, patience=patience)
        control = Part(
            "control",
            lambda again: _control(typed, meeting, again=again),
            socket_in(meeting).exists,
            may_end=True,
            patience=patience,
        )
        try:
            return _watch([control, web], stopped, Renewal(typed.city, control, language))
        finally:
            web.end()
            control.end()


def _control(typed: argparse.Namespace, meeting: Path, *, again: bool) -> list[str]:
    """Return what starts control; begun again, a twin goes on where its log ended."""
    socket_in(meeting).unlink(missing_ok=True)  # of one that was killed
    more = ["--resume"] if again else []
    return [sys.executable, "-m", "meydan", *typed.words, "--control", str(meeting), *more]


class Renewal:
    """Lets control begin anew when something was deployed to the city, or taken back."""

    def __init__(self, city: Path, control: Part, language: Language) -> None:
        self._city, self._control, self._language = city, control, language
        self._number, self._due_s = last_done(city), 0.0

    def look(self, now_s: float) -> None:
        """Look now and then."""
        if now_s < self._due_s:
            return
        self._due_s = now_s + RENEWAL_S
        number = last_done(self._city)
        if number != self._number:
            self._number = number
            print(say(because("terminal.taken_up", number=number), self._language), flush=True)
            self._control.begin_anew()


def _watch(parts: list[Part], stopped: list[int], renewal: Renewal) -> int:
    """Look after the parts until a signal comes or one ends for good."""
    while not stopped:
        renewal.look(time.monotonic())
        for part in parts:
            code = part.look(time.monotonic())
            if code is not None:
                return code
        time.sleep(LOOK_S)
    return INTERRUPTED if stopped[0] == signal.SIGINT else DONE


@contextmanager
def _stopping() -> Iterator[list[int]]:
    """Give a list into which SIGTERM and SIGINT go; what is to be done about them is done elsewhere."""
    came: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        came.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
