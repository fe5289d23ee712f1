"""The pages of a registry and of a protocol in a real browser, without JavaScript: anybody can read them, anywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from meydan.exchange.manifest import InBoth
from meydan.exchange.publishing import withdraw
from meydan.exchange.register.exporting import write_page
from meydan.exchange.register.folder import check_register
from meydan.exchange.registry import open_registry
from meydan.exchange.statement import Predicate
from meydan.store.package_zip import pack
from meydan.store.tree_digest import digest_of
from tests.exchange.axe import axe_violations
from tests.exchange.makings import NOW, City, archive_of, envelope, files_of, package_of, proof
from tests.exchange.register.made import make_register
from tests.web.browsing import chromium

pytestmark = pytest.mark.browser
PAGES = ("index.html", "en.html")


@dataclass(frozen=True, slots=True)
class Public:
    """Pages in a folder: what their English heading says, and how many of which articles they hold."""

    folder: Path
    heading: str
    articles: str
    count: int


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module", params=["registry", "protocol"])
def public(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Public:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "registry":
        return Public(made_registry(folder), "Packages of izmir", "article.product", 2)
    register = make_register(folder / "register")
    write_page(check_register(register), register, folder / "page")
    return Public(folder / "page", "Smart junctions, together", "article.effect", 4)


def made_registry(folder: Path) -> Path:
    """Return a registry with a package, one that was withdrawn, and a statement about another city's."""
    city, other = City("izmir", folder / "izmir"), City("koeln", folder / "koeln")
    said = {"format": "meydan-reproduction/1", "of": digest_of(b"x"), "outcome": "equal"}
    about_other = envelope(city, package_of(files_of(other)), said, Predicate.REPRODUCTION)
    registry = city.publish(city.begin(), {"p.meydan": archive_of(city, "1.1.0"), "e.dsse.json": about_other})
    reason = InBoth("Yaya fazı eksik", "A pedestrian phase is missing")
    withdraw(registry, "izmir/adaptive-corridor-1.1.0.meydan", reason, [city.targets, city.online], NOW)
    # Of other content than what was withdrawn, or it would be withdrawn too.
    parameters = b'strategy = "predictive"\n\n[parameters]\nhorizon_s = 30\n'
    newer = files_of(city, "1.2.0", candidate=digest_of(parameters)) | {"strategy/strategy.toml": parameters}
    newer["evidence/twin.dsse.json"] = envelope(city, package_of(newer), proof(digest_of(parameters)))
    city.publish(open_registry(city.folder), {"q.meydan": pack(newer)})
    return city.folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_that_keeps_anybody_out(
    browser: Browser, public: Public, name: str, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto((public.folder / name).as_uri())
    assert axe_violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_phone_shows_the_whole_width(browser: Browser, public: Public, name: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto((public.folder / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_everything_is_there_without_javascript_and_links_lead_somewhere(browser: Browser, public: Public) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((public.folder / "index.html").as_uri())
    assert page.locator(public.articles).count() == public.count
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", level=1).text_content() == public.heading
    targets = page.get_by_role("link").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    local = [target for target in targets if "://" not in target and not target.startswith("#")]
    assert [target for target in local if not (public.folder / target).is_file()] == []
    ids = page.locator("[id]").evaluate_all("found => found.map(one => one.id)")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)
