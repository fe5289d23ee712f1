"""The pages of proofs and of the exchange in a real browser: acted on, in both languages, and open to everybody."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from meydan.city.words import CATALOGUE
from meydan.store.office.database import Database
from meydan.web.exchange_desk import ExchangeDesk
from tests.exchange.makings import NOW
from tests.web.browsing import PHONE, OpenPage, texts
from tests.web.paper_city import every_state
from tests.web.paper_exchange import NEW, OLD, home_with_packages
from tests.web.paper_office import empty_office, fill, quick_hashes
from tests.web.paper_proofs import APPROACHES, home_with_proofs, runner
from tests.web.serving import Served, served
from tests.web.test_page_acts import sign_in
from tests.web.test_page_words import is_of_no_language, looks_unfinished

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
DONE = "/?page=prove&proof=20260301-080000-predictive"
PAGES = {
    "/?page=prove": ".proof-table",
    DONE: ".gate-table",
    "/?page=exchange": ".registry-table",
    f"/?page=exchange&package={quote(NEW, safe='')}": ".next-step",
    f"/?page=exchange&package={quote(OLD, safe='')}": ".check-table",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return home_with_proofs(tmp_path_factory.mktemp("both") / "city")


@pytest.fixture(scope="module")
def here(home: Path) -> Iterator[Served]:
    folder = home.parent
    with pytest.MonkeyPatch.context() as patch:
        quick_hashes(patch)
        beside, proofs = Database.open(folder / "office"), runner(home)
        paper = empty_office(folder, every_state(), proofs=proofs, exchange=ExchangeDesk(home, beside))
        paper.wall.t = NOW
        fill(paper)
        home_with_packages(home, paper.office)
        with served(paper.app) as server:
            yield server
        proofs.stop()
        paper.office.close()
        beside.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_pages_are_whole_in_both_languages_and_keep_nobody_out(
    here: Served, open_page: OpenPage, theme: str
) -> None:
    page = open_page(here.address, size=PHONE, theme=theme, drawn=False, prepare=with_axe)
    page.wait_for_selector(".shell")
    for at, part in PAGES.items():
        page.goto(here.address + at)
        expect(page.locator(part)).to_be_visible()
        english = texts(page)
        page.get_by_role("button", name="TR", exact=True).click()
        expect(page.locator("html")).to_have_attribute("lang", "tr")
        turkish = texts(page)
        assert [text for text in english + turkish if is_a_slip(text)] == []
        assert {text for text in set(english) & set(turkish) if not is_the_same_everywhere(text)} == set()
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("() => document.querySelector('.nav').getBoundingClientRect().right <= innerWidth")
        assert kept_out(page) == []
        page.get_by_role("button", name="EN", exact=True).click()


def with_axe(page: Page) -> None:
    page.add_init_script(path=AXE)


def kept_out(page: Page, part: str = "main") -> list[str]:
    """Return what axe finds wrong in a part of a page."""
    run = "([part, values]) => axe.run(document.querySelector(part), { runOnly: { type: 'tag', values } })"
    found = page.evaluate(run, [part, RULES])
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]


FILES = ("sha256:", "meydan ", "evidence/", "proof.json", "timestamp.json", "adaptive-corridor", "@")


def is_a_slip(text: str) -> bool:
    """Say whether a person would see a code, a gap or a slip of a program; names of files are none."""
    return not any(part in text for part in FILES) and looks_unfinished(text)


def is_the_same_everywhere(text: str) -> bool:
    """Say whether a text is no sentence: names, digests, numbers, and what both languages say the same way."""
    shared = {s.en for s in CATALOGUE.values() if s.en == s.tr}
    names = {
        *APPROACHES,
        "CC-BY-4.0",
        "izmir",
        "bursa",
        "konya",
        "ece",
        "leyla",
        "can",
        "summer",
        "far-sighted",
        "English",
        "Türkçe",
        "‹",
    }
    is_name = (
        text in names | shared
        or any(part in text for part in FILES)
        or re.fullmatch(r"\d{8}-\d{6}-[\w-]+", text)
        or re.fullmatch(r"[0-9a-f]{8}( [0-9a-f]{8})*", text)  # a fingerprint, of letters alone now and then
    )
    return (
        bool(is_name) or is_of_no_language(text) or not any(part.isalpha() for part in text.replace("-", " ").split())
    )


def test_an_engineer_starts_a_proof_stops_it_and_comes_back_to_it(here: Served, open_page: OpenPage) -> None:
    page = open_page(here.address, at="/?page=prove", drawn=False)
    expect(page.get_by_role("button", name="Start the proof")).to_have_count(0)
    sign_in(page, "ece")
    page.get_by_label("What is new").select_option(label="far-sighted")
    page.get_by_role("button", name="Start the proof").press("Enter")
    expect(page.locator(".proof-verdict")).to_contain_text("Running")
    page.reload()
    expect(page.locator(".proof-verdict")).to_contain_text("0 of 30 pairs")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".proof-verdict")).to_contain_text("Stopped, can go on")
    page.get_by_role("button", name="All proofs").click()
    expect(page.locator(".proof-table tbody tr")).to_have_count(5)
    page.get_by_role("button", name="summer against Fixed time").click()
    expect(page.get_by_role("img", name="pairs on the days as they are")).to_be_visible()
    expect(page.locator(".proof-verdict")).to_contain_text("9 of 30 pairs")


def test_a_damaged_proof_says_so_among_all_the_others(here: Served, home: Path, open_page: OpenPage) -> None:
    file = home / "proofs" / "20260228-080000-predictive" / "asked.json"
    whole = file.read_bytes()
    file.write_bytes(whole[:20])
    try:
        page = open_page(here.address, at="/?page=prove", drawn=False)
        row = page.get_by_role("row").filter(has_text=file.parent.name)
        expect(row).to_contain_text("Cannot be read")
        expect(row).to_contain_text("asked.json of this proof is damaged")
        expect(page.get_by_role("row").filter(has_text="20260301-080000-predictive")).to_contain_text("PASSED ON TWIN")
        row.get_by_role("button").click()
        expect(page.get_by_role("alert")).to_contain_text("Put the file back from a backup")
        expect(page.locator("main")).not_to_contain_text("pairs")
    finally:
        file.write_bytes(whole)


def test_a_command_in_a_card_is_shown_to_the_letter_and_is_no_markup(here: Served, open_page: OpenPage) -> None:
    page = open_page(here.address, at=f"/?page=exchange&package={quote(NEW, safe='')}", drawn=False)
    said = "Made with meydan prove far_off --candidate my_own_plan.toml; $(id) <b>x</b>, for advance_gap_s and more."
    expect(page.locator(".card p").last).to_have_text(said)
    expect(page.locator(".card b")).to_have_count(0)


def test_an_operator_hears_of_a_withdrawal_anywhere_and_goes_back(here: Served, open_page: OpenPage) -> None:
    page = open_page(here.address, at="/?page=alarms", drawn=False)
    sign_in(page, "ayse")
    page.get_by_role("button", name="1 withdrawn packages here").click()
    alarm = page.get_by_role("alert").filter(has_text="Pedestrians wait longer.")
    alarm.get_by_role("button", name="Open").click()
    page.get_by_role("button", name="Go back").click()
    page.get_by_label("Reason, for the record").fill("Its city withdrew it.")
    page.get_by_role("dialog").get_by_role("button", name="Go back").click()
    expect(page.locator(".records li").first).to_contain_text("ayse (operator)")
    expect(page.locator(".records li").first).to_contain_text("Its city withdrew it.")
    page.get_by_role("button", name="All packages").click()
    expect(page.locator(".exchange-alarm")).to_have_count(0)
