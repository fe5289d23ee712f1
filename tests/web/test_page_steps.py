"""The way of a package in a real browser, from its registry to its adoption, by two persons and in both languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect

from meydan.city.because import because
from meydan.city.words import Language, say
from tests.web.browsing import LAPTOP, PHONE, OpenPage, texts
from tests.web.paper_office import PaperOffice, quick_hashes
from tests.web.paper_street_days import FIRST, STREET, note_days, note_trial
from tests.web.paper_way import DAYS, PLACE, way
from tests.web.serving import Served, served
from tests.web.test_page_acts import sign_in
from tests.web.test_page_proofs import is_a_slip, kept_out, with_axe
from tests.web.test_step_routes import both, reach
from tests.web.test_street_shown import keep_picture

pytestmark = pytest.mark.browser

AT = f"/?page=exchange&package={quote(PLACE, safe='')}"
SCREENS = {"en": (LAPTOP, "light"), "tr": (PHONE, "dark")}


@dataclass(frozen=True, slots=True)
class Seat:
    """One person at one screen, in one language."""

    page: Page
    language: Language
    name: str

    def word(self, code: str, **values: str | int | float) -> str:
        return say(because(code if "." in code else f"screen.{code}", **values), self.language)

    def button(self, code: str, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_role("button", name=self.word(code), exact=True)

    def dialog(self, code: str) -> Locator:
        return self.page.get_by_role("dialog", name=self.word(code))

    def now(self, state: str) -> None:
        """Wait until a step is the next one."""
        shown = self.word("exchange_next", state=self.word(f"life.state_{state}"))
        expect(self.page.get_by_role("heading", name=shown)).to_be_visible()

    def look(self, what: str) -> None:
        """Hold what is on the screen against what must hold for every screen; keep a picture where one is wanted."""
        keep_picture(self.page, f"{what}-{self.language}")
        assert [text for text in texts(self.page) if is_a_slip(text) and "horizon_s" not in text] == []
        assert kept_out(self.page, "dialog" if self.page.locator("dialog").count() else "main") == []
        assert self.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PaperOffice]:
    quick_hashes(monkeypatch)
    with way(tmp_path) as paper:
        yield paper


@pytest.fixture
def here(office: PaperOffice) -> Iterator[Served]:
    with served(office.app) as server:
        yield server


@pytest.mark.parametrize("language", ["en", "tr"])
def test_a_package_is_taken_all_the_way_by_clicks(here: Served, open_page: OpenPage, language: Language) -> None:
    size, theme = SCREENS[language]

    def seat(name: str) -> Seat:
        page = open_page(
            here.address, at=AT, language=language, size=size, theme=theme, drawn=False, prepare=with_axe, may_fail=True
        )
        sign_in(page, name, language=language)
        return Seat(page, language, name)

    ece = seat("ece")
    ece.button("exchange_verify").click()
    bind(ece)
    prove(ece)
    can = seat("can")
    days_in_the_shadow(ece, can)
    plan_a_trial(ece, can)
    run_and_adopt(ece, can)
    expect(ece.page.locator(".records li").first).to_contain_text("ece")
    expect(ece.page.locator(".records li").first).to_contain_text("can")


def bind(ece: Seat) -> None:
    ece.now("adapted")
    ece.look("verified")
    ece.button("step_bind").click()
    box = ece.dialog("step_bind_title")
    box.get_by_role("spinbutton").fill("99")
    ece.button("step_bind_save").click()
    expect(box.locator(".field-fault")).to_have_count(3)
    ece.look("bind-faults")
    corridor, crossing, _ = box.get_by_role("group").all()
    for junction in ("J1", "J2"):
        corridor.get_by_role("combobox").fill(junction)
        ece.button("step_add", corridor).click()
    crossing.get_by_role("combobox").first.fill("J1")
    crossing.get_by_role("combobox").nth(1).select_option("J1/W1")
    ece.button("step_add", crossing).click()
    box.get_by_role("spinbutton").fill("30")
    ece.look("bind")
    ece.button("step_bind_save").click()
    expect(box).to_have_count(0)


def prove(ece: Seat) -> None:
    ece.now("proven")
    ece.look("adapted")
    ece.button("proofs_start").click()
    ece.now("shadow")
    ece.page.goto(ece.page.url.split("?")[0] + "?page=prove")
    row = ece.page.locator(".proof-table tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("izmir/adaptive-corridor-1.2.0")
    ece.look("proofs")
    row.get_by_role("link").click()


def days_in_the_shadow(ece: Seat, can: Seat) -> None:
    ece.now("shadow")
    ece.button("step_days_run").click()
    expect(ece.page.locator(".step-count")).to_contain_text(ece.word("step_days_counted", found=2, least=2))
    expect(ece.page.locator(".days-table tbody tr")).to_have_count(2)
    ece.look("shadow")
    ece.button("step_ask").click()
    expect(ece.page.locator(".step-waits")).to_contain_text("ece")
    expect(ece.button("step_agree")).to_have_count(0)  # nobody is their own second person
    ece.look("shadow-waits")
    can.page.get_by_role("button", name=can.word("exchange_all")).click()
    expect(can.page.locator(".package-table .waits")).to_have_text(can.word("step_waits_short"))
    can.look("list-waits")
    can.page.locator(".package-table .link-button").click()
    expect(can.button("step_days_more")).to_have_count(0)  # an approver approves
    agree(can, "shadow")


def agree(can: Seat, what: str) -> None:
    can.button("step_agree").click()
    expect(can.dialog("step_agree_title")).to_be_visible()
    can.look(f"{what}-agree")
    can.button("step_agree_now", can.dialog("step_agree_title")).click()
    expect(can.dialog("step_agree_title")).to_have_count(0)


def plan_a_trial(ece: Seat, can: Seat) -> None:
    ece.now("trial")
    ece.button("step_ask_trial").click()
    box = ece.dialog("step_trial_title")
    box.get_by_role("spinbutton").fill("2")
    ece.button("step_ask", box).click()
    expect(box.locator(".field-fault")).to_have_count(1)
    expect(box.get_by_role("spinbutton")).to_have_value("2")  # what was typed stays
    ece.look("trial-faults")
    box.get_by_role("spinbutton").fill(str(DAYS))
    ece.button("step_ask", box).click()
    expect(box).to_have_count(0)
    agree(can, "trial")


def run_and_adopt(ece: Seat, can: Seat) -> None:
    ece.now("adopted")
    expect(ece.page.locator(".step-schedule li")).to_have_count(DAYS)
    expect(ece.button("step_ask_adopted")).to_be_disabled()
    ece.button("step_trial_run").click()
    expect(ece.page.locator(".step-count")).to_contain_text(ece.word("step_trial_over"))
    ece.look("trial-over")
    ece.button("step_ask_adopted").click()
    box = ece.dialog("step_adopt_title")
    box.get_by_label(ece.word("step_owner")).fill("Sinyalizasyon")
    ece.look("adopt")
    ece.button("step_ask", box).click()
    expect(box).to_have_count(0)
    agree(can, "adopted")
    ece.now("reported")
    ece.look("adopted")


@pytest.fixture
def street(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PaperOffice]:
    """Return an office of a street that has agreed to a trial."""
    quick_hashes(monkeypatch)
    with way(tmp_path, city=STREET) as paper:
        ece, can = paper.signed_in("ece"), paper.signed_in("can")
        reach(ece, can, "proven")
        note_days(tmp_path)
        both(ece, can, "shadow")
        both(ece, can, "trial", junctions=["J1"], days=DAYS, first=FIRST.isoformat())
        yield paper


def test_what_no_click_can_do_on_a_street_is_a_command_and_the_second_person_waives(
    street: PaperOffice, tmp_path: Path, open_page: OpenPage
) -> None:
    with served(street.app) as server:
        seats: tuple[tuple[str, Language], ...] = (("ece", "tr"), ("can", "en"))
        for name, language in seats:
            theme = SCREENS[language][1]
            page = open_page(
                server.address, at=AT, language=language, theme=theme, drawn=False, prepare=with_axe, may_fail=True
            )
            sign_in(page, name, language=language)
            seat = Seat(page, language, name)
            (partial(adopt_on_a_street, folder=tmp_path) if name == "ece" else waive)(seat)
            page.close()


def adopt_on_a_street(ece: Seat, folder: Path) -> None:
    restart, measure = ece.page.locator(".next-step > .command code").all()
    expect(restart).to_have_text(re.compile(r"^meydan run city --port 8800 --trial .*/trial\.toml$"))
    expect(measure).to_contain_text("--archive ARCHIVE")
    ece.button("step_copy").first.click()
    expect(ece.button("step_copied")).to_be_visible()
    ece.look("street-trial")
    note_trial(folder)
    expect(ece.page.locator(".next-step > .command")).to_have_count(0)  # it is over and measured
    ece.button("step_ask_adopted").click()
    ece.dialog("step_adopt_title").get_by_label(ece.word("step_owner")).fill("Sinyalizasyon")
    ece.button("step_ask", ece.dialog("step_adopt_title")).click()
    expect(ece.page.locator(".step-waits")).to_contain_text("Sinyalizasyon")


def waive(can: Seat) -> None:
    can.button("step_agree").click()
    box = can.dialog("step_agree_title")
    box.get_by_label(can.word("step_waiver")).fill("Quiet at night.")
    box.get_by_label(can.word("step_waiver_until")).fill("2020-01-01")
    can.button("step_agree_now", box).click()
    expect(box.locator(".refusal li")).to_have_count(2)  # the city takes nothing in, for the end has passed
    can.look("street-waiver")
    box.get_by_label(can.word("step_waiver_until")).fill((date.today() + timedelta(days=30)).isoformat())
    can.button("step_agree_now", box).click()
    can.now("reported")
