"""Encrypted connections: both ends show a certificate of the city's authority, in both loops."""

import asyncio
import contextlib
import ssl
import stat
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from meydan.city.errors import FieldError, StoreError
from meydan.city.instant import Instant
from meydan.field.rsmp.any_site import AnySite
from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.conversation import Timers
from meydan.field.rsmp.listener import Listening, new_id
from meydan.field.rsmp.site_end import SiteEnd, SiteSetup
from meydan.field.rsmp.site_link import Calling, call
from meydan.field.rsmp.tls import centre_context, site_context
from meydan.store.certificates import make_certificates
from tests.field.rsmp.paper_site import PaperCabinet
from tests.field.rsmp.raw_site import RawSite, aggregated, version

SITE, OTHER = "RN+SI0001", "RN+SI0002"
DAY_MS = 86_400_000


def now() -> Instant:
    return read_clocks().t


@pytest.fixture(params=["asyncio", "uvloop"])
def anyio_backend(request: pytest.FixtureRequest) -> tuple[str, dict[str, bool]]:
    return "asyncio", {"use_uvloop": request.param == "uvloop"}


@dataclass(frozen=True)
class Folders:
    """Certificates of the city, of one whose certificates are over, and of somebody else."""

    ours: Path
    over: Path
    foreign: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    at = tmp_path_factory.mktemp("certificates")
    found = Folders(at / "ours", at / "over", at / "foreign")
    make_certificates(found.ours, "Deneme", ["127.0.0.1", "centre.example"], [SITE, OTHER], now(), 90)
    make_certificates(found.foreign, "Başka", ["127.0.0.1"], [SITE], now(), 90)
    found.over.mkdir()
    for name in ("authority.pem", "authority.key"):
        (found.over / name).write_bytes((found.ours / name).read_bytes())
    make_certificates(found.over, "Deneme", ["127.0.0.1"], [SITE], Instant(now() - 10 * DAY_MS), 5)
    return found


@contextlib.asynccontextmanager
async def listening(folder: Path) -> AsyncIterator[tuple[int, list[str]]]:
    """Let any site in that has a certificate of this folder's authority; what was told is listed."""
    told: list[str] = []
    supervisor = AnySite(
        Listening(port=0, tls=centre_context(folder), timers=Timers()),
        lambda t, site, what: told.append(f"{site} {what.code}"),
    )
    ready = asyncio.Event()
    task = asyncio.create_task(supervisor.run(ready.set))
    await ready.wait()
    try:
        yield supervisor.port, told
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@pytest.mark.anyio
async def test_a_site_of_the_city_is_let_in_and_heard(made: Folders) -> None:
    async with (
        listening(made.ours) as (port, told),
        RawSite.connected(port, site_context(made.ours, SITE)) as site,
    ):
        await site.shake_hands("3.2.2")
        await site.acknowledged(await site.send(aggregated("TC")))
        assert told == [f"{SITE} listen.ready", f"{SITE} listen.health"]
        assert site.writer.get_extra_info("ssl_object").version() == "TLSv1.3"


@pytest.mark.anyio
async def test_our_own_site_speaks_it_too(made: Folders) -> None:
    async with listening(made.ours) as (port, told):
        end = SiteEnd(SiteSetup(SITE, "1.2.1"), PaperCabinet(), new_id, read_clocks())
        calling = Calling("127.0.0.1", port, reconnect_s=0.05, look_s=0.01, tls=site_context(made.ours, SITE))
        task = asyncio.create_task(call(end, calling, read_clocks, lambda: None))
        async with asyncio.timeout(10):
            while f"{SITE} listen.health" not in told:
                await asyncio.sleep(0.02)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@pytest.mark.anyio
async def test_a_certificate_lets_nobody_speak_for_another_site(made: Folders) -> None:
    async with (
        listening(made.ours) as (port, _),
        RawSite.connected(port, site_context(made.ours, OTHER)) as site,
    ):
        assert "certificate" in await site.refused(await site.send(version("3.2.2", site=SITE)))
        await site.until(lambda: site.closed)


def without_certificate(folder: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(folder / "authority.pem"))


def older(folder: Path) -> ssl.SSLContext:
    context = site_context(folder, SITE)
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_2
    return context


def trusting_foreign(made: Folders) -> ssl.SSLContext:
    context = site_context(made.foreign, SITE)
    context.load_verify_locations(made.ours / "authority.pem")
    return context


def over(made: Folders) -> ssl.SSLContext:
    return site_context(made.over, SITE)


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ["without", "older", "foreign", "over", "plain"])
async def test_who_has_no_certificate_of_the_city_is_not_let_in(kind: str, made: Folders) -> None:
    contexts = {
        "without": without_certificate(made.ours),
        "older": older(made.ours),
        "foreign": trusting_foreign(made),
        "over": over(made),
        "plain": None,
    }
    async with listening(made.ours) as (port, told):
        with contextlib.suppress(OSError):
            async with RawSite.connected(port, contexts[kind]) as site:
                with contextlib.suppress(OSError):
                    await site.send(version("3.2.2"))
                with contextlib.suppress(OSError):
                    await site.until(lambda: site.closed)
                assert site.heard("Version") == []
        assert "listen.ready" not in "".join(told)


@pytest.mark.anyio
async def test_a_site_does_not_speak_to_a_centre_of_another_authority(made: Folders) -> None:
    async with listening(made.foreign) as (port, _):
        with pytest.raises(ssl.SSLCertVerificationError):
            await asyncio.open_connection("127.0.0.1", port, ssl=site_context(made.ours, SITE))


@pytest.mark.anyio
async def test_a_site_does_not_speak_to_a_centre_at_another_address(made: Folders) -> None:
    async with listening(made.ours) as (port, _):
        context = site_context(made.ours, SITE)
        with pytest.raises(ssl.SSLCertVerificationError):
            await asyncio.open_connection("127.0.0.1", port, ssl=context, server_hostname="elsewhere.example")


def test_keys_are_for_their_owner_only_and_the_authority_stays(made: Folders, tmp_path: Path) -> None:
    make_certificates(tmp_path / "new", "Deneme", ["127.0.0.1"], [SITE], now(), 90)
    before = {file.name: file.read_bytes() for file in (tmp_path / "new").iterdir()}
    assert {stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "new").iterdir()} == {0o600}
    make_certificates(tmp_path / "new", "Deneme", ["127.0.0.1"], [SITE], now(), 90)
    after = {file.name: file.read_bytes() for file in (tmp_path / "new").iterdir()}
    kept = {name for name in after if before[name] == after[name]}
    assert kept == {"authority.pem", "authority.key"}
    assert set(after) == kept | {"centre.pem", "centre.key", f"{SITE}.pem", f"{SITE}.key"}


def test_certificates_that_are_not_there_or_none_are_told(made: Folders, tmp_path: Path) -> None:
    with pytest.raises(FieldError, match="no_certificates"):
        centre_context(tmp_path)
    (tmp_path / "authority.pem").write_text("nothing")
    with pytest.raises(FieldError, match="no_certificates"):
        centre_context(tmp_path)
    with pytest.raises(StoreError, match="certificates"):
        make_certificates(tmp_path, "Deneme", ["127.0.0.1"], [SITE], now(), 90)
