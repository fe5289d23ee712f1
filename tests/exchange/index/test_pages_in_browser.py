"""The pages of a registry in a real browser, without JavaScript: anybody can read them, on any screen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from meydan.exchange.manifest import InBoth
from meydan.exchange.publishing import withdraw
from meydan.exchange.registry import open_registry
from meydan.exchange.statement import Predicate
from meydan.store.package_zip import pack
from meydan.store.tree_digest import digest_of
from tests.exchange.axe import axe_violations
from tests.exchange.makings import NOW, City, archive_of, envelope, files_of, package_of, proof
from tests.web.browsing import chromium

pytestmark = pytest.mark.browser
PAGES = ("index.html", "en.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a registry with a package, one that was withdrawn, and a statement about another city's."""
    city = City("izmir", tmp_path_factory.mktemp("cities") / "izmir")
    other = City("koeln", city.folder.parent / "koeln")
    said = {"format": "meydan-reproduction/1", "of": digest_of(b"x"), "outcome": "equal"}
    about_other = envelope(city, package_of(files_of(other)), said, Predicate.REPRODUCTION)
    files = {"p.meydan": archive_of(city, "1.1.0"), "e.dsse.json": about_other}
    registry = city.publish(city.begin(), files)
    reason = InBoth("Yaya fazı eksik", "A pedestrian phase is missing")
    place = "izmir/adaptive-corridor-1.1.0.meydan"
    withdraw(registry, place, reason, [city.targets, city.online], NOW)
    # Of other content than what was withdrawn, or it would be withdrawn too.
    parameters = b'strategy = "predictive"\n\n[parameters]\nhorizon_s = 30\n'
    newer = files_of(city, "1.2.0", candidate=digest_of(parameters)) | {"strategy/strategy.toml": parameters}
    sound = package_of(newer)
    newer["evidence/twin.dsse.json"] = envelope(city, sound, proof(digest_of(parameters)))
    city.publish(open_registry(city.folder), {"q.meydan": pack(newer)})
    return city.folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_that_keeps_anybody_out(
    browser: Browser, pages: Path, name: str, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto((pages / name).as_uri())
    assert axe_violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_phone_shows_the_whole_width(browser: Browser, pages: Path, name: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto((pages / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_everything_is_there_without_javascript_and_links_lead_somewhere(browser: Browser, pages: Path) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((pages / "index.html").as_uri())
    assert page.locator("article.product").count() == 2
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", level=1).text_content() == "Packages of izmir"
    targets = page.get_by_role("link").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert [target for target in targets if not (pages / target).is_file()] == []
