"""The supervisor: begins again what dies, later each time, and says by its exit code why it ended."""

import signal
import sys
from pathlib import Path

import pytest

from meydan.cli import supervising
from meydan.cli.supervising import BEGIN_ANEW, BROKEN, LONGEST_S, RENEWAL_S, SHORTEST_S, STEADY_S, Part, Patience

JUST_BEFORE_S = 0.001


class Mortal:
    """A part whose processes end at once, each with the next of some codes; -9 is killed."""

    def __init__(self, *codes: int, was_up: bool = True, may_end: bool = False) -> None:
        self.began_again: list[bool] = []
        self.now_s = 1000.0
        self._codes = iter(codes)
        self.part = Part("part", self._command, lambda: was_up, may_end=may_end)

    def _command(self, again: bool) -> list[str]:
        self.began_again.append(again)
        code = next(self._codes)
        dies = f"os.kill(os.getpid(), {-code})" if code < 0 else f"os._exit({code})"
        return [sys.executable, "-c", f"import os; {dies}"]

    def die(self, after_s: float = 0.0) -> int | None:
        """Begin it and let it die; return what the run is to end with."""
        assert self.part.look(self.now_s) is None
        assert self.part.process is not None
        self.part.process.wait()
        self.now_s += after_s
        return self.part.look(self.now_s)

    def waits(self, pause_s: float) -> bool:
        """Say whether it is begun again after exactly this pause."""
        self.part.look(self.now_s + pause_s - JUST_BEFORE_S)
        is_early = self.part.process is not None
        self.now_s += pause_s
        return not is_early


def test_the_pause_doubles_up_to_half_a_minute() -> None:
    mortal = Mortal(*[1, -9] * 6)
    for k in range(10):
        assert mortal.die() is None
        assert mortal.waits(min(SHORTEST_S * 2**k, LONGEST_S)), k
    assert mortal.began_again == [False] + [True] * 9


def test_a_part_that_lived_a_minute_is_begun_again_at_once() -> None:
    mortal = Mortal(1, 1, 1, 1)
    mortal.die()
    assert mortal.waits(SHORTEST_S)
    mortal.die(STEADY_S - 1)
    assert mortal.waits(2 * SHORTEST_S)
    mortal.die(STEADY_S)
    assert mortal.waits(SHORTEST_S)


@pytest.mark.parametrize(("code", "ends_with"), [(2, 2), (1, 1), (-9, BROKEN), (0, BROKEN)])
def test_a_part_that_never_worked_ends_the_run_with_its_reason(code: int, ends_with: int) -> None:
    assert Mortal(code, was_up=False).die() == ends_with


@pytest.mark.parametrize("code", [0, 1, 2, -9, -15])
def test_a_part_that_worked_is_begun_again_whatever_ended_it(code: int) -> None:
    assert Mortal(code).die() is None


def test_the_run_is_over_when_control_has_done() -> None:
    assert Mortal(0, may_end=True).die() == 0
    assert Mortal(0, was_up=False, may_end=True).die() == 0
    assert Mortal(143, may_end=True).die() is None  # somebody told it alone to stop


def test_a_web_that_must_begin_anew_does_so_at_once_each_time() -> None:
    mortal = Mortal(*[BEGIN_ANEW] * 4, was_up=False)
    for _ in range(3):
        assert mortal.die() is None
        assert mortal.waits(SHORTEST_S)


def test_what_does_not_end_when_asked_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(supervising, "GRACE_S", 0.2)
    up = tmp_path / "up"
    deaf = (
        "import signal, sys, time, pathlib; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        f"pathlib.Path({str(up)!r}).touch(); time.sleep(600)"
    )
    part = Part("part", lambda _: [sys.executable, "-c", deaf], up.exists)
    part.look(0.0)
    process = part.process
    assert process is not None
    while not up.exists():
        assert process.poll() is None
    part.end()
    assert process.returncode == -signal.SIGKILL
    part.end()  # and again, with nothing there


SPEAKS_ONCE = "import os, pathlib, time; os.write(0, b'.'); pathlib.Path({up!r}).touch(); {hangs}"


@pytest.mark.parametrize("hangs", ["time.sleep(600)", "\nwhile True: pass"], ids=["sleeps", "endless loop"])
def test_what_hangs_is_killed_once_and_begun_again(hangs: str, tmp_path: Path) -> None:
    told: list[str] = []
    up = tmp_path / "up"
    program = SPEAKS_ONCE.format(up=str(up), hangs=hangs)
    patience = Patience(60.0, lambda what: told.append(what.code))
    part = Part("control", lambda _: [sys.executable, "-c", program], up.exists, patience=patience)
    part.look(0.0)
    process = part.process
    assert process is not None
    try:
        while not up.exists():
            assert process.poll() is None
        part.look(1.0)  # hears it
        silent = range(2, 62)
        assert [part.look(float(second)) for second in silent] == [None] * len(silent)
        assert told == []
        part.look(62.0)
        assert process.wait() == -signal.SIGKILL
        part.look(63.0)
        assert (told, part.process) == (["terminal.control_hung"], None)
        part.look(63.0 + SHORTEST_S)
        assert part.process is not None
    finally:
        if part.process is not None:
            part.process.kill()
        part.end()


def test_control_begins_anew_when_something_was_deployed_and_only_then(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part = Part("control", lambda _: [sys.executable, "-c", "import time; time.sleep(60)"], lambda: True)
    renewal = supervising.Renewal(tmp_path, part, "en")
    part.look(0.0)
    first = part.process
    renewal.look(0.0)
    part.look(0.0)
    assert part.process is first
    (tmp_path / "deployments" / "0001").mkdir(parents=True)
    renewal.look(RENEWAL_S)
    part.look(RENEWAL_S)
    assert part.process is first, "it is not carried to its end yet"
    (tmp_path / "deployments" / "0001" / "done").touch()
    renewal.look(2 * RENEWAL_S)
    part.look(2 * RENEWAL_S)
    assert part.process is not first
    assert part.process is not None
    assert "Deployment 1" in capsys.readouterr().out
    part.end()
