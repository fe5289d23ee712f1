"""To whom `meydan run` serves the map, and an override that outlives the centre that took it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx2
import pytest

from meydan.city.orders import Cleared, ReleaseToLocal, SetPlan
from meydan.city.override import OverrideAsked
from meydan.cli.main import main
from meydan.store.event_log import read_log
from tests.twin_runs import make_city
from tests.web.serving import free_port, listening

pytestmark = pytest.mark.sumo

PASSWORD = "a quite long password"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(2, tmp_path_factory.mktemp("city") / "city")


@contextmanager
def running(city: Path, log: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a city on the map and give the process with what it printed first."""
    typed = [sys.executable, "-m", "meydan", "run", str(city), "--log", str(log), *more]
    with subprocess.Popen(typed, stdout=subprocess.PIPE, text=True, env=os.environ | {"MEYDAN_LANGUAGE": "en"}) as run:
        assert run.stdout is not None
        try:
            yield run, run.stdout.readline()
        finally:
            run.kill()
            run.wait()


@contextmanager
def operator(run: subprocess.Popen[str], address: str) -> Iterator[httpx2.Client]:
    """Make the administrator and an operator, and give the operator's browser."""
    assert run.stdout is not None
    token = run.stdout.readline().split("#invitation=")[1].strip()
    headers = {"Origin": address}
    with httpx2.Client(base_url=address, headers=headers, timeout=30) as admin:
        chosen = {"token": token, "name": "root", "password": PASSWORD}
        assert admin.post("/api/invitation", json=chosen).status_code == 204
        new = {"name": "ayse", "role": "operator", "areas": ["*"]}
        token = admin.post("/api/people", json=new).json()["token"]
    with httpx2.Client(base_url=address, headers=headers, timeout=30) as client:
        assert client.post("/api/invitation", json={"token": token, "password": PASSWORD}).status_code == 204
        yield client


def stand(address: str, junction: str, wanted: str) -> bool:
    """Watch a junction until its override is as wanted."""
    with listening(address, f"/api/live/{junction}") as messages:
        return any(kind == "junction" and (told["override"] or {}).get("stand") == wanted for kind, told in messages)


def started_up(address: str, junction: str) -> bool:
    """Watch a junction until its start-up is over, in which every order but giving back is refused."""
    with listening(address, f"/api/live/{junction}") as messages:
        return any(kind == "junction" and told["mode"] in ("local", "central") for kind, told in messages)


def test_an_override_outlives_the_centre_and_ends_by_itself(city: Path, tmp_path: Path) -> None:
    log, office, port = tmp_path / "log", tmp_path / "office", free_port()
    address = f"http://127.0.0.1:{port}"
    more = ("--office", str(office), "--resume", "--speed", "5", "--port", str(port))
    with ExitStack() as stack:
        with running(city, log, *more) as (run, line):
            assert address in line
            client = stack.enter_context(operator(run, address))
            junction = client.get("/api/city").json()["junctions"][0]["id"]
            plan = client.get(f"/api/junctions/{junction}").json()["plans"][-1]["id"]
            assert started_up(address, junction)
            wish = {"id": "override-1", "junction": junction, "action": "plan", "plan": plan, "cause": "test"}
            assert client.post("/api/overrides", json=wish | {"lasts_s": 240}).status_code == 202
            assert stand(address, junction, "confirmed")
            run.send_signal(signal.SIGKILL)
            run.wait()
        with running(city, log, *more):
            assert stand(address, junction, "confirmed")
            assert client.get("/api/me").json()["name"] == "ayse"  # who was signed in still is
            assert client.post("/api/pace", json={"speed": 200, "paused": False}).status_code == 200
            assert stand(address, junction, "expired")
    records = list(read_log(log))
    asked = [r for r in records if isinstance(r, OverrideAsked)]
    assert [(r.person, r.until) for r in asked] == [("ayse", asked[0].until)] * 2
    assert asked[1].since == asked[0].t < asked[1].t < asked[0].until
    ours = [r.order for r in records if isinstance(r, Cleared) and r.order.because.code.startswith("override.")]
    assert [order.until for order in ours if isinstance(order, SetPlan)] == [asked[0].until] * 2
    assert isinstance(ours[-1], ReleaseToLocal)
    assert asked[0].until <= ours[-1].t < asked[0].until + 2000
    replayed = subprocess.run([sys.executable, "-m", "meydan", "replay", str(log)], check=False, capture_output=True)
    assert replayed.returncode == 0, replayed.stdout.decode()
    assert {path.stat().st_mode & 0o777 for path in office.iterdir()} == {0o600}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--host", "0.0.0.0"], "cannot be served on 0.0.0.0 in the clear"),
        (["--host", "0.0.0.0", "--proxy", "10.0.0.2"], "while there is no administrator"),
        (["--certificate", "x.pem"], "A certificate needs its key"),
        (
            ["--certificate", "x.pem", "--key", "x.pem", "--proxy", "127.0.0.1"],
            "Either the server ends TLS or the proxy",
        ),
    ],
)
def test_others_are_not_served_in_the_clear_nor_without_accounts(
    city: Path, tmp_path: Path, more: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["run", str(city), "--log", str(tmp_path / "log"), "--office", str(tmp_path / "office"), *more]
    assert main(typed) == 2
    assert said in capsys.readouterr().err


def test_a_wrong_area_stops_the_start(city: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    areas = city / "areas.toml"
    areas.write_text('[areas]\nwest = ["nowhere"]\n', encoding="utf-8")
    try:
        assert main(["run", str(city), "--log", str(tmp_path / "log"), "--office", str(tmp_path / "office")]) == 2
        assert main(["check", str(city)]) == 2
    finally:
        areas.unlink()
    assert len(re.findall("there is no junction nowhere", capfd.readouterr().err)) == 2
