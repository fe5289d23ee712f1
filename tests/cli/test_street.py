"""`meydan street`: a process of its own, whose sites a supervisor of the same city knows."""

import asyncio
import sys
from pathlib import Path

import pytest

from meydan.city.events import GroupChanged
from meydan.cli.main import main
from meydan.field.rsmp.site_map import maps_of
from meydan.field.rsmp.street import CODE
from meydan.field.rsmp.supervisor import Listening, RsmpField
from meydan.store.city_folder import read_city
from tests.twin_runs import make_city

pytestmark = pytest.mark.sumo  # makes the city


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(4, tmp_path_factory.mktemp("street") / "city")


async def heard_of(folder: Path, *typed: str, sites: int) -> tuple[set[str], str]:
    """Return the junctions whose lamps were heard when a street was started so, and what its terminal said."""
    city = read_city(folder)
    maps = maps_of(city)
    codes = {of.site: CODE for of in maps}
    field = RsmpField(city, maps, codes, utc_offset_s=lambda _: 0, listening=Listening(port=0))
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
                if isinstance(event, GroupChanged):
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
    ],
)
def test_an_odd_value_is_refused(option: str, value: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["street", str(folder), f"{option}={value}"]) == 2
    assert f'{option}: Found "{value}"' in capsys.readouterr().err
