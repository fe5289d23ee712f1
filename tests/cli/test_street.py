"""`meydan street`: a process of its own, whose sites a supervisor of the same city knows."""

import asyncio
import shutil
import ssl
import sys
from itertools import count
from pathlib import Path

import pytest

from meydan.city.events import DetectorChanged, GroupChanged
from meydan.city.instant import Instant
from meydan.cli.main import main
from meydan.cli.streeting import look_s
from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.site_link import Calling
from meydan.field.rsmp.site_map import maps_of
from meydan.field.rsmp.street import CODE, Speaking, Street
from meydan.field.rsmp.supervisor import Listening, RsmpField
from meydan.field.rsmp.tls import centre_context
from meydan.field.sumo import Simulation, TwinRun
from meydan.field.sumo.detectors import Said
from meydan.store.city_folder import read_city
from meydan.twin.monitor import CityMonitor
from tests.paper_street import START
from tests.twin_runs import make_city

pytestmark = pytest.mark.sumo  # makes the city


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(4, tmp_path_factory.mktemp("street") / "city")


async def heard_of(
    folder: Path,
    *typed: str,
    sites: int,
    kind: type[GroupChanged | DetectorChanged] = GroupChanged,
    tls: ssl.SSLContext | None = None,
) -> tuple[set[str], str]:
    """Return the junctions that told of such an event when a street was started so, and what its terminal said."""
    city = read_city(folder)
    maps = maps_of(city)
    codes = {of.site: CODE for of in maps}
    field = RsmpField(city, maps, codes, utc_offset_s=lambda _: 0, listening=Listening(port=0, tls=tls))
    events = field.events()
    await anext(events)  # from now on it listens
    command = ["-m", "meydan", "street", str(folder), "--connect", f"127.0.0.1:{field.port}", *typed]
    process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=asyncio.subprocess.PIPE)
    heard: set[str] = set()
    try:
        assert process.stdout is not None
        async with asyncio.timeout(30):
            said = (await process.stdout.readline()).decode()
            while len(heard) < sites:
                event = await anext(events)
                if isinstance(event, kind):
                    heard.add(event.junction)
    finally:
        process.terminate()
        await process.wait()
        await events.aclose()  # type: ignore[attr-defined]
    return heard, said


def test_a_street_has_a_site_for_every_junction(folder: Path) -> None:
    heard, said = asyncio.run(heard_of(folder, sites=4))
    assert heard == set(read_city(folder).junctions)
    assert said.startswith("4 sites call 127.0.0.1:")


def test_vehicles_of_the_twin_drive_past_encrypted_sites(folder: Path, tmp_path: Path) -> None:
    assert main(["certificates", str(folder), "--into", str(tmp_path)]) == 0
    typed = ("--speed", "20", "--tls", str(tmp_path), "--actuated")
    reached = heard_of(folder, *typed, sites=4, kind=DetectorChanged, tls=centre_context(tmp_path))
    heard, said = asyncio.run(reached)
    assert heard == set(read_city(folder).junctions)
    assert "vehicles of the twin drive past" in said


@pytest.mark.parametrize("typed", [["--without-vehicles"], ["--site-id", "RN+SI0002"]])
def test_a_street_can_do_without_vehicles(typed: list[str], folder: Path) -> None:
    _, said = asyncio.run(heard_of(folder, *typed, sites=1, kind=DetectorChanged))
    assert "vehicles" not in said


def test_sites_without_their_certificates_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["street", str(folder), "--tls", str(folder)]) == 2
    assert "RN+SI0001" in capsys.readouterr().err


def test_a_twin_that_sumo_cannot_read_is_told(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(folder, tmp_path / "city")
    city = read_city(folder)
    assert city.twin is not None
    lost = '<routes><vehicle id="lost" depart="0"><route edges="nowhere"/></vehicle></routes>'
    (tmp_path / "city" / city.twin.routes[0]).write_text(lost, encoding="utf-8")
    assert main(["street", str(tmp_path / "city")]) == 2
    assert "SUMO" in capsys.readouterr().err


@pytest.mark.parametrize("actuated", [False, True])
def test_no_lamp_that_vehicles_are_shown_breaks_a_rule(folder: Path, actuated: bool) -> None:
    city = read_city(folder)
    monitor, heard = CityMonitor(city), 0

    class Watched(Simulation):
        def step(self) -> list[Said]:
            nonlocal heard
            monitor.watch(self.now, self.really_shown())
            said = super().step()
            heard += len(said)
            return said

    def traffic(begin: Instant) -> Simulation:
        assert city.twin is not None
        epoch = Instant(begin - round(city.twin.begin_s * 1000))
        return Watched(city, folder, epoch, TwinRun(3, length_s=600))

    seconds = count(0, 10_000)  # so late that nothing is waited for
    street = Street(
        city,
        Calling("127.0.0.1", 1),
        Speaking(is_actuated=actuated),
        traffic=traffic,
        now=lambda: Moment(START, 1000 * next(seconds)),
    )
    asyncio.run(street.run())
    assert heard > 1000
    assert monitor.count == 0
    stages = {c.controller.stage or c.controller.target for c in street.cabinets.values()}
    assert stages != {""}


@pytest.mark.parametrize(("speed", "looks_s"), [(0.5, 0.1), (1.0, 0.1), (10.0, 0.05), (100.0, 0.01)])
def test_a_faster_street_is_looked_at_more_often(speed: float, looks_s: float) -> None:
    assert look_s(speed) == looks_s


def test_a_street_can_be_one_site_of_an_older_kind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEYDAN_LANGUAGE", "tr")
    typed = ("--site-id", "RN+SI0002", "--sxl", "1.1.0", "--core", "3.1.3", "--reconnect", "0.2", "--watchdog", "5")
    heard, said = asyncio.run(heard_of(folder, *typed, sites=1))
    assert heard == {sorted(read_city(folder).junctions)[1]}
    assert said.startswith("1 site 127.0.0.1:")


@pytest.mark.parametrize("language", ["en", "tr"])
def test_a_site_that_the_city_does_not_have_is_told(
    folder: Path, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MEYDAN_LANGUAGE", language)
    assert main(["street", str(folder), "--site-id", "RN+SI0005"]) == 2
    told = capsys.readouterr().err
    assert "RN+SI0005" in told
    assert "RN+SI0004" in told


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--connect", "here"),
        ("--connect", "localhost:0"),
        ("--connect", ":13111"),
        ("--reconnect", "0"),
        ("--watchdog", "nan"),
        ("--acknowledge", "-1"),
        ("--seed", "x"),
        ("--speed", "0"),
        ("--speed", "max"),
    ],
)
def test_an_odd_value_is_refused(option: str, value: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["street", str(folder), f"{option}={value}"]) == 2
    assert f'{option}: Found "{value}"' in capsys.readouterr().err
