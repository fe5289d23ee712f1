"""Alarms, sites and overrides of `meydan run` as two processes: they are there again when control was killed."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx2
import pytest

from meydan.centre.frames import HEAD_BYTES, Answer, decode_told, encode_asked, length_of
from meydan.centre.meeting import socket_in
from meydan.city.instant import Instant
from meydan.city.override import Action, AskOverride, Cause
from meydan.city.request import Request, ShownOverride
from meydan.city.rights import WHOLE_CITY, Person, Role
from meydan.city.secret import Secret
from meydan.field.rsmp import SiteMap
from meydan.field.rsmp.site_map import maps_of
from meydan.store.city_folder import read_city
from meydan.store.office import passwords
from meydan.store.office.database import Database
from meydan.store.office.people import By, accept, add_person, invite_first
from tests.cli.test_controllers import with_timetable
from tests.cli.test_parts import Run, running, shows, until
from tests.field.rsmp.raw_site import RawSite, aggregated, alarm, watchdog
from tests.twin_runs import make_city
from tests.web.serving import free_port

pytestmark = pytest.mark.sumo

PASSWORD = "a quite long password"
REST = {"act": "suspend", "reason": "repair", "lasts_s": 3600}


@dataclass(frozen=True, slots=True)
class Shown:
    """A run and an operator who is signed in; `faulty` says over RSMP that its hardware broke, `sound` is a street."""

    run: Run
    operator: httpx2.Client
    faulty: SiteMap
    sound: SiteMap

    def alarm(self) -> dict[str, Any]:
        """Return the alarm of the faulty site as it is in the list; nothing if it is not there."""
        told = self.operator.get("/api/alarms").json()["open"]
        return next((one for one in told if one["code"] == "A0001"), {})

    def override(self) -> dict[str, Any]:
        """Return what became of the override."""
        told: dict[str, Any] = self.operator.get("/api/overrides/override-1").json()
        return told

    def links(self) -> dict[str, str]:
        """Return how good the link of each site of the two is."""
        told = self.operator.get("/api/sites").json()["sites"]
        ours = (self.faulty.junction, self.sound.junction)
        return {site["site"]: site["quality"] for site in told if site["junction"] in ours}


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Shown]:
    folder = with_timetable(make_city(4, tmp_path / "city"))
    faulty, sound, *_ = maps_of(read_city(folder))
    fill(tmp_path / "office")
    port = free_port()
    where = f"127.0.0.1:{port}"
    calls = [sys.executable, "-m", "meydan", "street", str(folder), "--connect", where, "--reconnect", "0.3"]
    typed = ["--field", "rsmp", "--virtual", "--listen", where, "--strategy", "fixed_time"]
    with ExitStack() as stack:
        street = stack.enter_context(subprocess.Popen([*calls, "--site-id", sound.site], stdout=subprocess.DEVNULL))
        stack.callback(street.terminate)
        run = stack.enter_context(running(folder, tmp_path / "log", *typed))
        ended = threading.Event()
        threading.Thread(target=lambda: asyncio.run(be_faulty(port, faulty, ended)), daemon=True).start()
        stack.callback(ended.set)
        client = httpx2.Client(base_url=run.address, headers={"Origin": run.address}, timeout=30)
        operator = stack.enter_context(client)
        signed = operator.post("/api/session", json={"name": "veli", "password": PASSWORD})
        assert signed.status_code == 204
        yield Shown(run, operator, faulty, sound)


def fill(folder: Path) -> None:
    """Make an office with an administrator and an operator."""
    office, now = Database.open(folder), Instant(int(time.time() * 1000))
    by, stored = By("root", "-", now), passwords.hash_password(Secret(PASSWORD))
    first = invite_first(office, now)
    assert first is not None
    accept(office, first, "root", stored, by)
    accept(office, add_person(office, Person("veli", Role.OPERATOR, (WHOLE_CITY,)), by), "", stored, by)
    office.close()


async def be_faulty(port: int, of: SiteMap, ended: threading.Event) -> None:
    """Be a site with an alarm, which it tells again whenever it had to connect again."""
    while not ended.is_set():
        with suppress(OSError, TimeoutError):
            async with RawSite.connected(port) as site:
                await site.shake_hands("3.2.2", site=of.site)
                await site.send(aggregated(of.main, serious=True))
                await site.send(alarm(of.main, "A0001"))
                while not (site.closed or ended.is_set()):
                    await asyncio.sleep(0.5)
                    await site.send(watchdog())
        await asyncio.sleep(0.2)


def test_alarms_sites_and_overrides_are_there_again_when_control_was_killed(shown: Shown) -> None:
    run, operator = shown.run, shown.operator
    assert until(lambda: bool(shown.alarm()))
    assert until(lambda: list(shown.links().values()) == ["good", "good"])
    handled = {"junction": shown.faulty.junction, "part": shown.alarm()["part"], "code": "A0001"} | REST
    assert operator.post("/api/alarms", json=handled).status_code == 202
    wish = {"id": "override-1", "junction": shown.sound.junction, "action": "local", "plan": "", "cause": "test"}
    assert operator.post("/api/overrides", json=wish | {"lasts_s": 3600, "instead_of": ""}).status_code == 202
    assert until(lambda: shown.alarm()["state"] == "suspended")
    assert until(lambda: shown.override()["stand"] == "confirmed")
    before, control = shown.alarm()["rest"], run.part("control")

    os.kill(run.process.pid, signal.SIGSTOP)  # so that it begins nothing again yet
    try:
        os.kill(control, signal.SIGKILL)
        assert until(lambda: not shows(run))
        assert shown.alarm()["rest"] == before  # what was known last is still told
        answer = operator.post("/api/alarms", json=handled | {"act": "resume"})
        assert (answer.status_code, answer.json()["detail"]["code"]) == (503, "control.gone")
        assert until(lambda: list(shown.links().values()) == ["old", "old"])
    finally:
        os.kill(run.process.pid, signal.SIGCONT)

    run.part("control", other_than=control)
    assert until(lambda: shows(run))
    assert until(lambda: bool(shown.alarm()) and shown.alarm()["state"] == "suspended")
    assert shown.alarm()["rest"] == before
    assert until(lambda: shown.override()["stand"] == "confirmed")
    assert until(lambda: list(shown.links().values()) == ["good", "good"])
    assert operator.post("/api/alarms", json=handled | {"act": "resume"}).status_code == 202
    assert until(lambda: shown.alarm()["state"] == "active")


def test_who_speaks_to_control_in_anothers_name_takes_nothing(shown: Shown) -> None:
    run, junction = shown.run, shown.sound.junction
    words = Path(f"/proc/{run.part('control')}/cmdline").read_bytes().split(b"--control\0")[1]
    meeting = Path(words.split(b"\0")[0].decode())
    assert until(lambda: list(shown.links().values()) == ["good", "good"])
    wish = AskOverride(junction, "override-9", "veli", Action.LOCAL, "", Cause.TEST, 600, "")
    mine = shown.operator.cookies.get("meydan") or ""
    assert ask_control(socket_in(meeting), ShownOverride(wish, "a token that is made up")) == "control.no_session"
    made_up = replace(wish, person="nobody")
    assert ask_control(socket_in(meeting), ShownOverride(made_up, mine)) == "control.no_session"
    assert ask_control(socket_in(meeting), ShownOverride(wish, mine)) == ""
    assert until(lambda: shown.operator.get("/api/overrides/override-9").json()["stand"] == "confirmed")


def ask_control(path: Path, request: Request) -> str:
    """Ask control as the web process does, and return why it refused, "" if it did not."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(30)
        line.connect(str(path))
        line.sendall(encode_asked(1, request))
        with line.makefile("rb") as told:
            while not isinstance(said := decode_told(told.read(length_of(told.read(HEAD_BYTES), 2**26))), Answer):
                pass
    return said.refused.code if said.refused else ""
