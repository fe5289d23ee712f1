"""What tests of the web share: a centre on paper, a client that asks its application, and a browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from starlette.testclient import TestClient

from meydan.centre.loop import Centre
from meydan.web.access import Access
from tests.web.browsing import LAPTOP, NO_WEBGL, PATIENCE_MS, OpenPage, chromium, watch
from tests.web.paper_city import Clock, PaperPace, every_state, paper_app
from tests.web.paper_office import PaperOffice, empty_office, fill, quick_hashes
from tests.web.serving import Served, served

HERE = "http://127.0.0.1:8800"


@pytest.fixture
def centre() -> Centre:
    return every_state()


@pytest.fixture
def pace() -> PaperPace:
    return PaperPace()


@pytest.fixture
def twin(centre: Centre, pace: PaperPace) -> Iterator[TestClient]:
    """Return a client of the pages of a twin."""
    with TestClient(paper_app(centre, pace), base_url=HERE) as client:
        yield client


@pytest.fixture
def street(centre: Centre) -> Iterator[TestClient]:
    """Return a client of the pages of a street."""
    with TestClient(paper_app(centre), base_url=HERE) as client:
        yield client


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def paper(centre: Centre, clock: Clock) -> Iterator[Served]:
    with served(paper_app(centre, None, clock)) as server:
        yield server


@pytest.fixture
def paper_twin(centre: Centre, pace: PaperPace) -> Iterator[Served]:
    with served(paper_app(centre, pace)) as server:
        yield server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Return what opens a page; at the end nothing may have gone wrong in it, nor been asked of anybody else."""
    watched: list[tuple[list[str], list[str]]] = []
    contexts: list[BrowserContext] = []

    def open_one(
        address: str,
        *,
        language: str = "en",
        theme: Literal["dark", "light"] = "light",
        size: tuple[int, int] = LAPTOP,
        at: str = "/",
        drawn: bool = True,
        prepare: Callable[[Page], object] = lambda page: None,
        may_fail: bool = False,
        waits_for: str = ".shell",
    ) -> Page:
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale={"en": "en-GB", "tr": "tr-TR"}[language],
            color_scheme=theme,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        seen = watch(page, address)
        if not may_fail:
            watched.append(seen)
        if not drawn:
            page.add_init_script(NO_WEBGL)
        prepare(page)
        page.goto(address + at)
        page.wait_for_selector(waits_for)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [(wrong, elsewhere) for wrong, elsewhere in watched if wrong or elsewhere] == []


@pytest.fixture
def office(tmp_path: Path, centre: Centre, monkeypatch: pytest.MonkeyPatch) -> Iterator[PaperOffice]:
    """Return an office with an account of each role, served to this machine only."""
    quick_hashes(monkeypatch)
    paper = empty_office(tmp_path, centre)
    fill(paper)
    yield paper
    paper.office.close()


@pytest.fixture
def bare_office(tmp_path: Path, centre: Centre, monkeypatch: pytest.MonkeyPatch) -> Iterator[PaperOffice]:
    """Return the office of a twin without accounts."""
    quick_hashes(monkeypatch)
    paper = empty_office(tmp_path, centre, pace=PaperPace())
    yield paper
    paper.office.close()


@pytest.fixture
def public_office(tmp_path: Path, centre: Centre, monkeypatch: pytest.MonkeyPatch) -> Iterator[PaperOffice]:
    """Return an office behind a proxy, for everybody in the city."""
    quick_hashes(monkeypatch)
    access = Access("127.0.0.1", frozenset({"signals.example"}), proxy="127.0.0.1")
    paper = empty_office(tmp_path, centre, access, address="https://signals.example")
    fill(paper)
    yield paper
    paper.office.close()
