"""Whether the web can make control late: how late control's loop is with the web idle, hammered, killed, or not there.

    python -m benchmarks.web_load CITY_DIR [--seconds 30] [--json OUT]

`meydan street` stands for the controllers of a copy of the city, control drives it over RSMP under its fixed plans, and
the web process serves its page: three processes as `meydan run` begins them, with a probe in control that wants to wake
twenty times a second and notes how late it was. Phases of so many seconds follow each other:

- `absent`: no web process
- `idle`: the page is served, nobody looks
- `hammered`: two processes ask for all they can over sixteen connections each, with 200 streams that nobody reads
- `burned`: two processes that use the processor as much and never speak to the web: what the machine itself adds
- `killed`: the web is killed with kill -9 as soon as it serves and begun again, while it is hammered

`hammered` beside `burned` says what the web adds to what a busy machine does anyway; `work` is the processor time that
control took for each second, which no other process changes. The phases come in several rounds, counted together.
"""

import argparse
import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.rsmp_lamps import with_second_plan
from meydan.centre.meeting import served_in, socket_in
from meydan.city.events import Tick
from meydan.cli import controllers, driving
from meydan.cli.main import main as meydan
from meydan.store.city_folder import read_city, write_city
from meydan.store.event_log import read_log
from meydan.web.serving import Serving, encode_serving

PHASES = ("absent", "idle", "hammered", "burned", "killed")
PROBE_S = 0.05
SETTLE_S = 5.0
CONNECTIONS, DEAF = 16, 100  # of each of the two that hammer
PATIENCE_S = 120.0
ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Do what was typed: the measurement, or one of its parts."""
    if sys.argv[1:2] == ["--part"]:
        return {"control": _be_control, "hammer": _be_hammer, "burn": _be_burner}[sys.argv[2]](sys.argv[3:])
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("city", type=Path)
    parser.add_argument("--seconds", type=float, default=15, help="of each phase in each round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    typed = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="meydan-load-") as scratch:
        found = _measure(typed.city, typed.seconds, typed.rounds, Path(scratch))
    for name, row in found.items():
        print(
            f"{name}: late by p50 {row['p50_ms']:.1f} ms, p99 {row['p99_ms']:.1f} ms, most {row['most_ms']:.1f} ms; "
            f"work {row['work_ms']:.1f} ms a second; {row['ticks']} ticks, {row['missed']} missed; "
            f"web answered {row['answers']} times; load {row['load']:.1f}"
        )
    if typed.json:
        typed.json.write_text(json.dumps(found) + "\n", encoding="utf-8")
    return 0


def _measure(city: Path, seconds: float, rounds: int, scratch: Path) -> dict[str, dict[str, Any]]:
    folder, log, meeting = scratch / "city", scratch / "log", scratch / "meeting"
    write_city(
        with_second_plan(read_city(city, with_files=False)), folder, {"type": "FeatureCollection", "features": []}
    )
    meeting.mkdir(mode=0o700)
    where, port = f"127.0.0.1:{_free_port()}", _free_port()
    samples, spans = scratch / "samples.json", []
    serving = Serving(folder, log, scratch / "office", meeting, "en", port)
    with contextlib.ExitStack() as stack:
        run = ["run", str(folder), "--field", "rsmp", "--virtual", "--listen", where, "--strategy", "fixed_time"]
        typed = [*run, "--log", str(log), "--control", str(meeting)]
        control = stack.enter_context(_running("control", str(samples), *typed))
        stack.enter_context(_process("meydan", "street", str(folder), "--connect", where, "--reconnect", "0.5"))
        _wait_until(socket_in(meeting).exists)
        time.sleep(SETTLE_S)
        for _ in range(rounds):
            spans += [_pass(phase, seconds, serving, control, scratch) for phase in PHASES]
    return _rows(json.loads(samples.read_text()), spans, log)


@dataclass(frozen=True, slots=True)
class _Span:
    """One phase: from when to when, the processor time control took, answers of the web, and the machine's load."""

    phase: str
    begin: float
    end: float
    work_s: float
    answers: int
    load: float


def _pass(phase: str, seconds: float, serving: Serving, control: int, scratch: Path) -> _Span:
    """Let one phase pass, once all that belongs to it is there."""
    with _phase(phase, serving, scratch) as answers:
        time.sleep(min(SETTLE_S, seconds))
        begin, work_s, before = time.time(), _work_s(control), _sum(answers)
        if phase == "killed":
            _kill_on(seconds, serving)
        else:
            time.sleep(seconds)
        work_s = _work_s(control) - work_s
        return _Span(phase, begin, time.time(), work_s, _sum(answers) - before, os.getloadavg()[0])


def _kill_on(seconds: float, serving: Serving) -> None:
    """Begin the web and kill it as soon as it serves, again and again."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        served_in(serving.meeting).unlink(missing_ok=True)
        with _process("meydan.web.process", encode_serving(serving), by=signal.SIGKILL):
            _wait_until(served_in(serving.meeting).exists)
            time.sleep(1)


def _sum(answers: list[Path]) -> int:
    return sum(int(file.read_text() or "0") for file in answers if file.exists())


def _work_s(process: int) -> float:
    """Return the processor time a process took so far [s]."""
    after_name = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def _rows(samples: list[tuple[float, float]], spans: list[_Span], log: Path) -> dict[str, dict[str, Any]]:
    ticks = [record.t / 1000 for record in read_log(log) if isinstance(record, Tick)]
    rows: dict[str, dict[str, Any]] = {}
    for phase in PHASES:
        own = [span for span in spans if span.phase == phase]
        late_ms = sorted(1000 * late for span in own for at, late in samples if span.begin <= at < span.end)
        seconds = [[int(t) for t in ticks if span.begin + 1 <= t < span.end - 1] for span in own]
        rows[phase] = {
            "p50_ms": late_ms[len(late_ms) // 2],
            "p99_ms": late_ms[int(len(late_ms) * 0.99)],
            "most_ms": late_ms[-1],
            "work_ms": 1000 * sum(span.work_s for span in own) / sum(span.end - span.begin for span in own),
            "ticks": sum(map(len, seconds)),
            "missed": sum(max(s) - min(s) + 1 - len(set(s)) for s in seconds if s),
            "answers": sum(span.answers for span in own),
            "load": max(span.load for span in own),
        }
    return rows


@contextlib.contextmanager
def _phase(phase: str, serving: Serving, scratch: Path) -> Iterator[list[Path]]:
    """Run what belongs to a phase; give the files in which those who hammer count."""
    answers = [scratch / f"{phase}-{i}" for i in range(2)]
    with contextlib.ExitStack() as stack:
        if phase in ("idle", "hammered"):
            served_in(serving.meeting).unlink(missing_ok=True)
            stack.enter_context(_process("meydan.web.process", encode_serving(serving)))
            _wait_until(served_in(serving.meeting).exists)
        if phase in ("hammered", "killed"):
            for file in answers:
                stack.enter_context(_running("hammer", str(serving.port), str(file)))
        if phase == "burned":
            for _ in answers:
                stack.enter_context(_running("burn"))
        yield answers


@contextlib.contextmanager
def _running(part: str, *typed: str) -> Iterator[int]:
    with _process("benchmarks.web_load", "--part", part, *typed) as process:
        yield process


@contextlib.contextmanager
def _process(module: str, *typed: str, by: signal.Signals = signal.SIGTERM) -> Iterator[int]:
    """Run a module as a process until the end of the block; give its id."""
    command = [sys.executable, "-m", module, *typed]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet) as process:
        try:
            yield process.pid
        finally:
            process.send_signal(by)
            process.wait(PATIENCE_S)


def _be_control(typed: list[str]) -> int:
    """Be the control process, with a probe in its loop that is written down at the end."""
    late: list[tuple[float, float]] = []

    async def probe() -> None:
        due = time.monotonic()
        while True:
            due += PROBE_S
            await asyncio.sleep(due - time.monotonic())
            now = time.monotonic()
            late.append((time.time(), max(0.0, now - due)))
            due = max(due, now - PROBE_S)

    async def probed(*arguments: Any) -> int:
        watching = asyncio.create_task(probe())
        try:
            return await driving.drive(*arguments)
        finally:
            watching.cancel()
            Path(typed[0]).write_text(json.dumps(late), encoding="utf-8")

    controllers.drive = probed  # type: ignore[attr-defined, assignment] # where the product takes its own from
    return meydan(typed[1:])


def _be_hammer(typed: list[str]) -> int:
    """Ask the web for all it can, and count its answers."""
    asyncio.run(_hammer(int(typed[0]), Path(typed[1])))
    return 0


async def _hammer(port: int, file: Path) -> None:
    answers = [0]
    work = [asyncio.create_task(_ask_on(port, i, answers)) for i in range(CONNECTIONS)]
    work += [asyncio.create_task(_be_deaf(port)) for _ in range(DEAF)]
    while work:
        await asyncio.sleep(0.5)
        file.write_text(str(answers[0]), encoding="utf-8")


async def _ask_on(port: int, number: int, answers: list[int]) -> None:
    path = ("/api/city", "/", "/api/words/tr", "/api/roads")[number % 4]
    while True:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, ValueError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            while True:
                writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
                head = await reader.readuntil(b"\r\n\r\n")
                length = head.lower().split(b"content-length: ")[1].split(b"\r\n")[0]
                await reader.readexactly(int(length))
                answers[0] += 1
        await asyncio.sleep(0.1)


async def _be_deaf(port: int) -> None:
    """Open a stream and never read it."""
    while True:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port, limit=1)
            writer.write(b"GET /api/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            while not writer.transport.is_closing():
                await asyncio.sleep(0.5)
        await asyncio.sleep(0.5)


def _be_burner(_: list[str]) -> int:
    while True:
        sum(range(10_000))


def _wait_until(holds: Any) -> None:
    end = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
