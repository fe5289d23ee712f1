"""`meydan run` as two processes: each is killed and comes back, and what the other does is not touched."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import httpx2
import pytest

from meydan.city.events import GroupChanged, ModeChanged, RunStarted, Tick
from meydan.city.orders import Cleared
from meydan.store.event_log import read_log
from meydan.store.segments import list_segments
from tests.cli.test_controllers import with_timetable
from tests.parts import find_part, part_of
from tests.twin_runs import make_city
from tests.web.serving import free_port, listening

pytestmark = pytest.mark.sumo

PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class Run:
    """A running centre: its supervisor, where its page is, and its log."""

    process: subprocess.Popen[str]
    address: str
    log: Path

    @property
    def told(self) -> Path:
        """Where what is said of its parts goes."""
        return self.log.parent / "told"

    def part(self, name: str, other_than: int = 0) -> int:
        return part_of(self.process.pid, name, other_than=other_than)

    def ticks(self) -> int:
        """Return how many seconds are in the log; none while its folder or its first segment is not there yet."""
        return sum(isinstance(record, Tick) for record in read_log(self.log)) if list_segments(self.log) else 0


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(4, tmp_path_factory.mktemp("city") / "city")


@contextmanager
def running(city: Path, log: Path, *more: str) -> Iterator[Run]:
    """Run a city on the map until the end of the block."""
    port, told = free_port(), log.parent / "told"
    typed = ["run", str(city), "--log", str(log), "--office", str(log.parent / "office"), "--port", str(port), *more]
    spoken = os.environ | {"MEYDAN_LANGUAGE": "en"}
    with (
        told.open("w", encoding="utf-8") as out,
        subprocess.Popen(
            [sys.executable, "-m", "meydan", *typed], stdout=subprocess.PIPE, stderr=out, text=True, env=spoken
        ) as process,
    ):
        assert process.stdout is not None
        try:
            while f":{port}/" not in (line := process.stdout.readline()):
                assert line
            yield Run(process, f"http://127.0.0.1:{port}", log)
        finally:
            process.terminate()
            process.wait(PATIENCE_S)


@pytest.fixture
def twin(city: Path, tmp_path: Path) -> Iterator[Run]:
    with running(city, tmp_path / "log", "--speed", "5") as run:
        assert until(lambda: shows(run))
        yield run


def until(holds: Callable[[], bool]) -> bool:
    """Wait until something holds."""
    end_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < end_s:
        if holds():
            return True
        time.sleep(0.05)
    return False


def shows(run: Run) -> bool:
    """Say whether the page shows what control knows now."""
    with suppress(httpx2.HTTPError, StopIteration, AssertionError), listening(run.address) as messages:
        return bool(next(messages)[1]["control"])
    return False


def second_of(run: Run) -> int:
    """Return the time that the page shows."""
    with listening(run.address) as messages:
        return int(next(messages)[1]["t"])


def test_the_web_holds_no_driver_and_control_no_page(twin: Run) -> None:
    held = {name: Path(f"/proc/{twin.part(name)}/maps").read_text(encoding="utf-8") for name in ("control", "web")}
    assert "libsumo" in held["control"]
    assert not re.search(r"libsumo|numba|llvmlite", held["web"])
    loaded = "import sys, meydan.web.process; print(*(n for n in sys.modules if n.startswith('meydan.')))"
    there = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True).stdout.split()
    proofs = r"\.prove(\.(seeds|proof_shape|proof_checks))?"
    rules = re.compile(rf"meydan\.twin(\.gate(\..+)?|{proofs})?")  # the gate's rules and what proofs hold: run nothing
    lower = [name for name in there if re.match(r"meydan\.(field|control|cli|twin|feeds)", name)]
    assert [name for name in lower if not rules.fullmatch(name)] == []


def test_a_web_that_is_killed_comes_back_and_control_has_not_noticed(twin: Run) -> None:
    control, web = twin.part("control"), twin.part("web")
    os.kill(web, signal.SIGKILL)
    before = twin.ticks()
    assert twin.part("web", other_than=web) != web
    assert until(lambda: shows(twin))
    assert until(lambda: twin.ticks() > before)
    assert find_part(twin.process.pid, "control") == control
    assert {b - a for a, b in pairwise(ticks_of(twin.log))} == {1000}
    assert sum(isinstance(record, RunStarted) for record in read_log(twin.log)) == 1


def test_a_web_that_stands_still_holds_nothing_up_and_goes_on_where_control_is(twin: Run) -> None:
    web = twin.part("web")
    os.kill(web, signal.SIGSTOP)
    before = twin.ticks()
    try:
        assert until(lambda: twin.ticks() >= before + 50)
    finally:
        os.kill(web, signal.SIGCONT)
    assert until(lambda: shows(twin) and second_of(twin) >= ticks_of(twin.log)[before + 49])


def test_a_web_that_is_flooded_by_requests_and_by_those_who_do_not_read_holds_nothing_up(twin: Run) -> None:
    before = twin.ticks()
    with ExitStack() as stack:
        for _ in range(60):
            deaf = stack.enter_context(socket.create_connection(("127.0.0.1", int(twin.address.rsplit(":", 1)[1]))))
            deaf.sendall(b"GET /api/live/A0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        client = stack.enter_context(httpx2.Client(base_url=twin.address, timeout=PATIENCE_S))
        codes = [client.get(path).status_code for _ in range(100) for path in ("/api/city", "/api/junctions/A0")]
        assert set(codes) == {200}
        assert until(lambda: twin.ticks() >= before + 10)
        assert shows(twin)
    ticks = ticks_of(twin.log)
    assert {b - a for a, b in pairwise(ticks)} == {1000}


def ticks_of(log: Path) -> list[int]:
    return [record.t for record in read_log(log) if isinstance(record, Tick)]


def test_control_that_is_killed_is_missed_and_comes_back_and_asks_before_it_orders(twin: Run) -> None:
    control, web = twin.part("control"), twin.part("web")
    shown = second_of(twin)
    os.kill(twin.process.pid, signal.SIGSTOP)  # so that it begins nothing again yet
    try:
        os.kill(control, signal.SIGKILL)
        assert until(lambda: not shows(twin))
        answer = httpx2.post(
            f"{twin.address}/api/pace", json={"speed": 1, "paused": False}, headers={"Origin": twin.address}
        )
        assert (answer.status_code, answer.json()["detail"]["code"]) == (503, "control.gone")
        assert second_of(twin) >= shown  # what was known last is still there, and told as old
    finally:
        os.kill(twin.process.pid, signal.SIGCONT)
    twin.part("control", other_than=control)
    assert until(lambda: shows(twin))
    assert find_part(twin.process.pid, "web") == web
    assert until(lambda: asks_before_it_orders(run_of(twin.log, 2)))  # the log is a moment behind what is shown
    assert [record.fence for record in read_log(twin.log) if isinstance(record, RunStarted)] == [1, 2]


def asks_before_it_orders(records: Sequence[object]) -> bool:
    """Say whether each junction told its mode in this run before anything was ordered there."""
    told: set[str] = set()
    for record in records:
        if isinstance(record, ModeChanged | GroupChanged):
            told.add(record.junction)
        if isinstance(record, Cleared) and record.order.junction not in told:
            return False
    return bool(told)


def test_controllers_over_rsmp_keep_their_control_when_the_web_is_killed(city: Path, tmp_path: Path) -> None:
    folder, where = with_timetable(city), f"127.0.0.1:{free_port()}"
    typed = ["--field", "rsmp", "--virtual", "--listen", where, "--strategy", "fixed_time"]
    calls = [sys.executable, "-m", "meydan", "street", str(folder), "--connect", where, "--reconnect", "0.3"]
    with ExitStack() as stack:
        street = stack.enter_context(subprocess.Popen(calls, stdout=subprocess.DEVNULL))
        stack.callback(street.terminate)
        run = stack.enter_context(running(folder, tmp_path / "log", *typed))
        assert until(lambda: shows(run))
        control, web = run.part("control"), run.part("web")
        os.kill(web, signal.SIGKILL)
        run.part("web", other_than=web)
        assert until(lambda: shows(run))
        os.kill(control, signal.SIGKILL)
        run.part("control", other_than=control)
        assert until(lambda: shows(run))
        assert until(lambda: asks_before_it_orders(run_of(run.log, 2)))
    assert not [record for record in read_log(tmp_path / "log") if type(record).__name__ == "JunctionLost"]


def run_of(log: Path, fence: int) -> list[object]:
    """Return the records of one run of a log, from its start on."""
    records: list[object] = list(read_log(log))
    starts = [i for i, record in enumerate(records) if isinstance(record, RunStarted) and record.fence == fence]
    return records[starts[0] :] if starts else []


def test_control_or_web_that_hangs_is_begun_again_and_this_is_said(city: Path, tmp_path: Path) -> None:
    with running(city, tmp_path / "log", "--speed", "5", "--patience", "5") as run:
        assert until(lambda: shows(run))
        control, web = run.part("control"), run.part("web")
        os.kill(control, signal.SIGSTOP)
        run.part("control", other_than=control)
        assert find_part(run.process.pid, "web") == web
        assert until(lambda: shows(run) and asks_before_it_orders(run_of(run.log, 2)))
        os.kill(web, signal.SIGSTOP)
        run.part("web", other_than=web)
        assert until(lambda: shows(run))
        assert sum(isinstance(record, RunStarted) for record in read_log(run.log)) == 2
    said = run.told.read_text(encoding="utf-8")
    assert said.index("Control gave no sign of life for 5 s") < said.index(
        "The web process gave no sign of life for 5 s"
    )


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_all_of_it_in_order(city: Path, tmp_path: Path, number: int, code: int) -> None:
    with running(city, tmp_path / "log", "--speed", "5") as run:
        parts = [run.part("control"), run.part("web")]
        meeting = Path(Path(f"/proc/{parts[0]}/cmdline").read_bytes().split(b"--control\0")[1].split(b"\0")[0].decode())
        assert meeting.stat().st_mode & 0o777 == 0o700
        assert {path.name: path.stat().st_mode & 0o777 for path in meeting.glob("*-socket")} == {
            "control-socket": 0o600
        }
        run.process.send_signal(number)
        assert run.process.wait(PATIENCE_S) == code
        assert not [part for part in parts if Path(f"/proc/{part}").exists()]
        assert not meeting.exists()
        assert run.ticks() > 0


def test_no_part_outlives_its_supervisor(city: Path, tmp_path: Path) -> None:
    with running(city, tmp_path / "log", "--speed", "5") as run:
        parts = [run.part("control"), run.part("web")]
        run.process.kill()
        assert until(lambda: not any(Path(f"/proc/{part}").exists() for part in parts))


def test_a_twin_that_has_reached_its_end_ends_the_run(city: Path, tmp_path: Path) -> None:
    with running(city, tmp_path / "log", "--speed", "max", "--until", "400") as run:
        assert run.process.wait(PATIENCE_S) == 0
        assert run.ticks() == 400
