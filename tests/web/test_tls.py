"""TLS that the server ends itself: a cookie for TLS only, and a certificate that cannot be used is said."""

import ssl
import time
from pathlib import Path

import httpx2
import pytest

from meydan.centre.loop import Centre
from meydan.city.errors import FieldError
from meydan.city.instant import Instant
from meydan.store.certificates import AUTHORITY, CENTRE, make_certificates
from meydan.web.access import Access
from meydan.web.server import serve
from tests.web.paper_city import every_state, paper_app
from tests.web.paper_office import PASSWORD, empty_office, fill, quick_hashes
from tests.web.serving import free_port, served


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """Return a certificate for localhost and its key; the authority's lies beside it."""
    now = Instant(time.time_ns() // 1_000_000)
    make_certificates(tmp_path, "Paper", ["localhost"], [], now, 1.0)
    return tmp_path / f"{CENTRE}.pem", tmp_path / f"{CENTRE}.key"


def test_people_sign_in_over_tls_and_nothing_is_seen_before(
    certificate: tuple[Path, Path], tmp_path: Path, centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick_hashes(monkeypatch)
    paper = empty_office(tmp_path, centre, Access("127.0.0.1", frozenset(), *certificate))
    fill(paper)
    trusted = ssl.create_default_context(cafile=tmp_path / f"{AUTHORITY}.pem")
    with served(paper.app) as server:
        address = f"https://localhost:{server.address.rsplit(':', 1)[1]}"
        with httpx2.Client(base_url=address, verify=trusted, headers={"Origin": address}) as client:
            assert client.get("/api/city").status_code == 401
            answer = client.post("/api/session", json={"name": "vedat", "password": PASSWORD})
            assert answer.status_code == 204
            assert answer.headers["set-cookie"].startswith("__Host-meydan=")
            assert "Secure" in answer.headers["set-cookie"]
            assert client.get("/api/city").status_code == 200
        with pytest.raises(httpx2.HTTPError):
            httpx2.get(server.address)  # nothing is answered in the clear
    paper.office.close()


@pytest.mark.anyio
async def test_a_certificate_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "chain.pem"
    broken.write_text("no certificate")
    app = paper_app(every_state())

    async def nothing() -> None:
        """Stand in for the centre."""

    for chain in (broken, tmp_path / "missing.pem"):
        app.state.access = Access("127.0.0.1", frozenset(), chain, chain)
        with pytest.raises(FieldError) as caught:
            await serve(app, port=free_port(), beside=nothing())
        assert caught.value.code == "web.bad_certificate"
