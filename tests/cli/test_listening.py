"""`meydan listen`: a process that lets in any site and writes what it says, in both languages."""

import asyncio
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from meydan.cli.main import main
from meydan.field.rsmp.tls import site_context
from meydan.store.certificates import make_certificates
from tests.field.rsmp.raw_site import RawSite, aggregated, alarm
from tests.field.rsmp.test_tls import now

SITE = "KK+AG9998=001"
LINES = {
    "en": [
        "Any site may connect to 127.0.0.1:",
        f"{SITE}: connected, core 3.2.1, SXL 1.1.0",
        f"{SITE}: aggregated status 00000100",
        f"{SITE}: alarm A0001 at TC is active (Issue)",
        f"{SITE}: TC says S0014 status = 1, S0014 source = forced",
        f"{SITE}: the connection is over: the connection was lost",
    ],
    "tr": [
        "Her site 127.0.0.1:",
        f"{SITE}: bağlandı, çekirdek 3.2.1, SXL 1.1.0",
        f"{SITE}: toplu durum 00000100",
        f"{SITE}: TC üzerinde A0001 alarmı sürüyor (Issue)",
        f"{SITE}: TC bildiriyor: S0014 status = 1, S0014 source = forced",
        f"{SITE}: bağlantı bitti: the connection was lost",
    ],
}


async def talk(port: int, certificates: Path | None) -> None:
    context = site_context(certificates, SITE) if certificates else None
    async with RawSite.connected(port, context) as site:
        await site.shake_hands("3.2.1", "1.1.0", SITE)
        for message in (
            aggregated("TC"),
            alarm("TC", "A0001"),
            site.update("TC", "S0014", status="1", source="forced"),
        ):
            await site.acknowledged(await site.send(message))


@pytest.mark.parametrize(("language", "encrypted"), [("en", False), ("tr", False), ("en", True)])
def test_what_a_site_says_is_written_a_line_each(language: str, encrypted: bool, tmp_path: Path) -> None:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    typed = [sys.executable, "-m", "meydan", "listen", "--listen", f"127.0.0.1:{port}"]
    if encrypted:
        make_certificates(tmp_path, "Deneme", ["127.0.0.1"], [SITE], now(), 1)
        typed += ["--tls", str(tmp_path)]
    spoken = os.environ | {"MEYDAN_LANGUAGE": language}
    with subprocess.Popen(typed, stdout=subprocess.PIPE, text=True, env=spoken) as process:
        try:
            assert process.stdout is not None
            said = [process.stdout.readline()]
            asyncio.run(talk(port, tmp_path if encrypted else None))
            said += [process.stdout.readline() for _ in range(5)]
        finally:
            process.terminate()
    assert [expected in line for expected, line in zip(LINES[language], said, strict=True)] == [True] * 6, said


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "cannot be listened for on 127.0.0.1"), ("tr", "dinlenemiyor")]
)
def test_a_port_that_is_taken_is_told(
    language: str, sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MEYDAN_LANGUAGE", language)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["listen", "--listen", f"127.0.0.1:{taken.getsockname()[1]}"]) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(("option", "value"), [("--listen", "here"), ("--watchdog", "0"), ("--acknowledge", "nan")])
def test_an_odd_value_is_refused(option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["listen", f"{option}={value}"]) == 2
    assert f'{option}: Found "{value}"' in capsys.readouterr().err
