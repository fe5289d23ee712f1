"""How soon a centre that begins anew on a long log shows what was before (P-5)."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from meydan.city.alarm import AlarmClosed
from meydan.city.because import because
from meydan.city.events import DetectorChanged, GroupChanged, PlanChanged, RunStarted, Tick
from meydan.city.instant import Instant, later
from meydan.city.junction import Lamp
from meydan.city.orders import Cleared, SetPlan
from meydan.field.rsmp.clock import read_clocks
from meydan.store.city_folder import write_city
from meydan.store.codec import Record, encode_records
from meydan.store.event_log import SEGMENT_MS
from meydan.store.segments import frame, head, segment_path
from tests.parts import part_of
from tests.promises.streets import ordinary_city_of
from tests.web.paper_city import paper_roads
from tests.web.serving import free_port

FRAME_MS = 200
LOOK_S = 0.05
CHANGES = 100  # lamps and detectors whose turns are written again and again: what they are does not matter


@dataclass(frozen=True, slots=True)
class Restarted:
    """How long a start, and a control process begun again after kill -9, took until history was shown [s]."""

    junctions: int
    log_mb: float
    start_s: float
    again_s: float


def restart_on_a_long_log(
    junctions: int, minutes: float, per_s: int, scratch: Path, *, within_s: float = 300.0
) -> Restarted:
    """Write a log of so many records a second, start a centre on it, kill its control and wait for history each time.

    History is a closed alarm and the orders of every junction of ten minutes before the log's end.
    """
    of = ordinary_city_of(junctions)
    write_city(of, scratch / "city", roads=json.loads(paper_roads(of)))
    log = scratch / "log"
    log_mb = write_log(log, sorted(of.junctions), minutes, per_s) / 1e6
    began_s = time.monotonic()
    with _running(scratch) as (process, address):
        start_s = _until(lambda: _shows_history(address, sorted(of.junctions)), began_s, within_s)
        control = part_of(process.pid, "control")
        killed_s = time.monotonic()
        os.kill(control, signal.SIGKILL)
        _until(
            lambda: not _shows_history(address, sorted(of.junctions)), killed_s, within_s
        )  # a picture lives a second
        again_s = _until(lambda: _shows_history(address, sorted(of.junctions)), killed_s, within_s)
    return Restarted(junctions, log_mb, start_s, again_s)


def write_log(folder: Path, names: Sequence[str], minutes: float, per_s: int) -> int:
    """Write a log that ends now and return how long it is [bytes]."""
    folder.mkdir(parents=True)
    end = read_clocks().t
    begin = later(end, -60 * minutes)
    number, out, segment = 1, None, 0
    for t in range(begin, end, FRAME_MS):
        records = list(_records(Instant(t), Instant(begin), end, names, per_s * FRAME_MS // 1000))
        if out is None or t // SEGMENT_MS != (t - FRAME_MS) // SEGMENT_MS:
            if out is not None:
                out.close()
            segment += 1
            out = segment_path(folder, segment).open("wb")
            out.write(head(number))
        out.write(frame(encode_records(records), len(records)))
        number += len(records)
    assert out is not None
    out.close()
    return sum(path.stat().st_size for path in folder.iterdir())


def _records(t: Instant, begin: Instant, end: Instant, names: Sequence[str], changes: int) -> Iterator[Record]:
    if t == begin:
        yield RunStarted(t, "", "", 1, 1)
    yield Tick(t, 0)
    ordered = max(begin, later(end, -600))
    if t <= ordered < t + FRAME_MS:
        why = because("test")
        yield AlarmClosed(t, names[0], "TC", "A0001", 2, t, t, "", "ayse", t, t, "ayse")
        yield from (Cleared(SetPlan(t, name, "day", later(t, 3600), 1, why), for_street=True) for name in names)
    if t <= later(ordered, 1) < t + FRAME_MS:
        yield from (PlanChanged(t, name, "day", t) for name in names)
    for turn in range(changes):
        name, place = names[(t // FRAME_MS + turn) % len(names)], turn % CHANGES
        if turn % 2:
            yield GroupChanged(t, name, f"P{place % 3 + 1}", Lamp.RED)
        else:
            yield DetectorChanged(t, name, f"P{place % 3 + 1}s", place % 4 == 0)


@contextmanager
def _running(scratch: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port = free_port()
    typed = ["--field", "rsmp", "--virtual", "--listen", f"127.0.0.1:{free_port()}", "--strategy", "fixed_time"]
    typed += ["--log", str(scratch / "log"), "--office", str(scratch / "office"), "--port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = [sys.executable, "-m", "meydan", "run", str(scratch / "city"), *typed]
    with subprocess.Popen(command, **quiet) as process:  # type: ignore[call-overload] # both are what Popen takes
        try:
            yield process, f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(60)


def _shows_history(address: str, names: Sequence[str]) -> bool:
    """Say whether control is there, and its closed alarms and the orders of its last junction are shown."""
    with suppress(httpx2.HTTPError, OSError), httpx2.Client(base_url=address, timeout=10) as client:
        told = _first_told(client, names[-1])
        closed = client.get("/api/alarms").json()["closed"]
        return told["city"]["control"] and bool(told["junction"]["orders"]) and bool(closed)
    return False


def _first_told(client: httpx2.Client, junction: str) -> dict[str, Any]:
    """Return the first picture of the city and of a junction that the live stream shows."""
    pictures: dict[str, Any] = {}
    kind = ""
    with client.stream("GET", f"/api/live/{junction}") as stream:
        for line in stream.iter_lines():
            name, _, text = line.partition(": ")
            kind = text if name == "event" else kind
            if name == "data":
                pictures[kind] = json.loads(text)
            if pictures.keys() >= {"city", "junction"}:
                break
    return pictures


def _until(is_so: Callable[[], bool], began_s: float, within_s: float) -> float:
    """Wait until something is so and return how long after it began [s]."""
    while not is_so():
        if time.monotonic() - began_s > within_s:
            raise TimeoutError
        time.sleep(LOOK_S)
    return time.monotonic() - began_s
