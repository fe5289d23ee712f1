"""Acting on the page in a real browser: signing in, taking a junction, accounts, the audit trail; in both languages."""

import re
from collections.abc import Iterator
from functools import partial

import pytest
from fastapi import FastAPI
from playwright.sync_api import Page, expect

from meydan.centre.loop import Centre
from meydan.city.because import because
from meydan.city.events import Mode, ModeChanged, OrderRejected, Tick
from meydan.city.override import Action, AskOverride, Cause, GiveBack
from meydan.store.office.people import invite_first
from tests.paper_street import OFFSET_S
from tests.web.browsing import PHONE, OpenPage, texts
from tests.web.paper_city import NOW_S, WHY, at
from tests.web.paper_office import PASSWORD, PaperOffice
from tests.web.serving import Served, served
from tests.web.test_page_words import is_of_no_language, looks_unfinished

pytestmark = pytest.mark.browser


@pytest.fixture
def here(office: PaperOffice) -> Iterator[Served]:
    with served(office.app) as server:
        yield server


@pytest.fixture
def bare(bare_office: PaperOffice) -> Iterator[Served]:
    with served(bare_office.app) as server:
        yield server


def sign_in(page: Page, name: str, *, language: str = "en") -> None:
    words = {"en": ("Sign in", "Name", "Password"), "tr": ("Oturum aç", "Ad", "Parola")}[language]
    page.locator(".account").get_by_role("button", name=words[0]).click()
    box = page.get_by_role("dialog")
    box.get_by_label(words[1], exact=True).fill(name)
    box.get_by_label(words[2], exact=True).fill(PASSWORD)
    box.get_by_role("button", name=words[0], exact=True).click()
    expect(box).to_have_count(0)
    expect(page.locator(".account p b")).to_have_text(name)


def take_wishes(centre: Centre) -> None:
    while centre.inbox:
        centre.take_wish()


def confirm(centre: Centre, s: float) -> None:
    centre.handle(ModeChanged(at(s), "J2", Mode.LOCAL, WHY[Mode.LOCAL]))


def wait_for_wish(page: Page, here: Served, centre: Centre) -> None:
    """Wait until the wish has reached the inbox, and let the loop take it."""
    for _ in range(100):
        if here.do(lambda: len(centre.inbox)):
            break
        page.wait_for_timeout(100)
    here.do(partial(take_wishes, centre))


def test_an_operator_takes_a_junction_and_gives_it_back(here: Served, open_page: OpenPage, centre: Centre) -> None:
    page = open_page(here.address, drawn=False, at="/#J2")
    box = page.get_by_role("region", name="Override", exact=True)
    expect(box.get_by_role("button")).to_have_text(["Sign in to take this junction"])
    sign_in(page, "ayse")
    box.get_by_role("button", name="Take this junction…").click()
    dialog = page.get_by_role("dialog", name="Override")
    expect(dialog.get_by_label("Run one of its plans")).to_be_checked()
    expect(dialog.get_by_label("For how long")).to_have_value("60")
    expect(dialog.locator(".preview")).to_have_text(
        "Çınar – İğde runs plan day (cycle 65 s) from its next change on, until 04:01:40. "
        "The centre's own control rests until then."
    )
    dialog.get_by_role("button", name="Start the override").click()
    expect(dialog).to_be_visible()  # no reason yet
    dialog.get_by_label("Reason").select_option("roadworks")
    dialog.get_by_label("For how long").select_option("30")
    expect(dialog.locator(".preview")).to_contain_text("until 03:31:40")
    dialog.get_by_role("button", name="Start the override").click()
    expect(dialog).to_have_count(0)
    expect(box.locator(".stand")).to_have_text("Handed to the centre, which takes it next")
    wait_for_wish(page, here, centre)
    expect(box.locator(".stand")).to_have_text("Pending: the controller has not confirmed yet")
    here.do(partial(confirm, centre, NOW_S + 1))
    expect(box.locator(".stand")).to_have_text("Confirmed by the controller")
    expect(box.locator(".override-what")).to_have_text(re.compile(r"Plan day\s*ayse, roadworks"))
    expect(box.locator(".override-left b")).to_have_text("29:59 left")
    expect(page.locator(".row.overridden .row-state")).to_have_text("Override, 29:59 · Own plan · Stage A")
    expect(page.locator(".why p")).to_have_text("The controller runs its own plan")
    box.get_by_role("button", name="Give back now").click()
    wait_for_wish(page, here, centre)
    expect(box.locator(".stand")).to_have_text("Given back by ayse")
    expect(page.locator(".row.overridden")).to_have_count(0)


def test_the_countdown_runs_and_the_end_is_shown(here: Served, open_page: OpenPage, centre: Centre) -> None:
    here.do(lambda: centre.handle(an_override("ayse").at(centre.now)))
    page = open_page(here.address, drawn=False, at="/#J2", language="tr")
    box = page.get_by_role("region", name="Müdahale", exact=True)
    expect(box.locator(".override-left b")).to_have_text("1:00:00 kaldı")
    here.do(lambda: centre.handle(Tick(at(NOW_S + 1), OFFSET_S)))
    expect(box.locator(".override-left b")).to_have_text("59:59 kaldı")
    here.do(lambda: centre.handle(Tick(at(NOW_S + 30), OFFSET_S)))
    expect(box.locator(".stand")).to_have_text("Zaman aşımı: cihaz onaylamadı. Yeniden isteniyor.")
    here.do(lambda: centre.handle(Tick(at(NOW_S + 3600), OFFSET_S)))
    expect(box.locator(".stand")).to_have_text("Bitti: süresi doldu")


def an_override(person: str, override: str = "override-0", instead_of: str = "") -> AskOverride:
    return AskOverride("J2", override, person, Action.PLAN, "day", Cause.EVENT, 3600, instead_of)


def test_a_refusal_says_why(here: Served, open_page: OpenPage, centre: Centre) -> None:
    here.do(lambda: centre.handle(an_override("ayse").at(centre.now)))
    here.do(lambda: centre.handle(OrderRejected(at(NOW_S + 1), "J2", because("controller.no_plan", plan="day"))))
    page = open_page(here.address, drawn=False, at="/#J2")
    expect(page.locator(".override .stand")).to_have_text(
        re.compile(r"Refused\s*There is no plan day in the controller")
    )


def test_the_second_operator_sees_who_holds_the_junction_and_the_first_who_took_it(
    here: Served, open_page: OpenPage, centre: Centre
) -> None:
    first, second = (open_page(here.address, drawn=False, at="/#J2") for _ in range(2))
    here.do(lambda: centre.handle(an_override("ayse").at(centre.now)))
    sign_in(second, "veli")
    box = second.get_by_role("region", name="Override", exact=True)
    expect(box).to_contain_text("ayse, event or match")
    box.get_by_role("button", name="Take over…").click()
    dialog = second.get_by_role("dialog", name="Override")
    expect(dialog.locator(".preview strong")).to_have_text("This ends the override by ayse, who will see it.")
    dialog.get_by_label("Release to its own plan").check()
    dialog.get_by_label("Reason").select_option("incident")
    dialog.get_by_role("button", name="Start the override").click()
    wait_for_wish(second, here, centre)
    expect(box).to_contain_text("veli, incident")
    expect(first.get_by_role("region", name="Override", exact=True)).to_contain_text("veli, incident")
    expect(first.locator(".news li p").first).to_have_text(re.compile("veli"))


def test_a_conflict_that_comes_meanwhile_is_said(here: Served, open_page: OpenPage, centre: Centre) -> None:
    page = open_page(here.address, drawn=False, at="/#J2", may_fail=True)  # the browser reports the 409 itself
    sign_in(page, "veli")
    page.get_by_role("button", name="Take this junction…").click()
    dialog = page.get_by_role("dialog", name="Override")
    here.do(lambda: centre.handle(an_override("ayse").at(centre.now)))
    dialog.get_by_label("Reason").select_option("incident")
    dialog.get_by_role("button", name="Start the override").click()
    expect(dialog.get_by_role("alert")).to_have_text(re.compile("^ayse holds this junction already"))
    here.do(lambda: centre.handle(GiveBack("J2", "override-0", "ayse").at(centre.now)))
    dialog.get_by_role("button", name="Start the override").click()
    expect(dialog).to_have_count(0)


def test_who_may_not_act_here_is_offered_nothing(here: Served, open_page: OpenPage) -> None:
    page = open_page(here.address, drawn=False, at="/#J3")
    sign_in(page, "ayse")  # of the west
    expect(page.locator(".why p")).to_be_visible()
    expect(page.get_by_role("button", name="Take this junction…")).to_have_count(0)
    page.locator(".row", has_text="Çınar").click()
    expect(page.get_by_role("button", name="Take this junction…")).to_be_visible()
    expect(page.locator(".account button")).to_have_text(["Sign out"])


def test_a_wrong_password_is_said_and_signing_out_takes_the_rights(here: Served, open_page: OpenPage) -> None:
    page = open_page(here.address, drawn=False, at="/#J2", language="tr", may_fail=True)
    page.locator(".account").get_by_role("button", name="Oturum aç").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Ad", exact=True).fill("ayse")
    dialog.get_by_label("Parola").fill("yanlış")
    dialog.get_by_role("button", name="Oturum aç", exact=True).click()
    expect(dialog.get_by_role("alert")).to_have_text("Ad ve parola uyuşmuyor.")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator(".panel")).to_be_visible()  # Escape closed the dialog alone
    sign_in(page, "ayse", language="tr")
    page.get_by_role("button", name="Oturumu kapat").click()
    expect(page.get_by_role("button", name="Müdahale için oturum açın")).to_be_visible()


def test_the_first_start_makes_the_administrator(bare: Served, bare_office: PaperOffice, open_page: OpenPage) -> None:
    token = invite_first(bare_office.office, bare_office.wall.t)
    page = open_page(bare.address, drawn=False, prepare=lambda page: None)
    page.locator(".account").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("dialog")).to_contain_text("There is no account yet")
    page.goto("about:blank")
    page.goto(f"{bare.address}/#invitation={token}")
    expect(page.get_by_text("Make the administrator, who then adds everybody else")).to_be_visible()
    assert page.evaluate("() => location.hash") == ""  # the token is gone from the address
    page.get_by_label("Name").fill("root")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_label("The same once more").fill(PASSWORD + "x")
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("alert").last).to_have_text("The two are not the same.")
    page.get_by_label("The same once more").fill(PASSWORD)
    page.get_by_role("button", name="Done").click()
    expect(page.locator(".account p")).to_have_text(re.compile(r"root\s*administrator"))


def test_an_administrator_adds_changes_and_disables_accounts(
    here: Served, office: PaperOffice, open_page: OpenPage
) -> None:
    page = open_page(here.address, drawn=False, may_fail=True)  # the browser reports the 403 that asks for the password
    sign_in(page, "root")
    office.wall.pass_s(400)  # longer than a typed password counts
    page.locator(".account").get_by_role("button", name="Accounts").click()
    dialog = page.get_by_role("dialog", name="Accounts")
    add = dialog.locator(".add")
    add.get_by_label("Name").fill("yeni")
    add.get_by_label("west").check()
    add.get_by_role("button", name="Add an account").click()
    prove = page.get_by_role("dialog", name="Confirm that it is you")
    prove.get_by_label("Your password again").fill(PASSWORD)
    prove.get_by_role("button", name="Confirm").click()
    link = dialog.locator(".given input")
    expect(link).to_have_value(re.compile(r"^http://127.0.0.1:\d+/#invitation=[\w-]{43}$"))
    row = dialog.locator("tr", has_text="yeni")
    expect(row).to_contain_text("Invited")
    row.get_by_label("Role").select_option("engineer")
    row.get_by_label("Whole city").check()
    row.get_by_role("button", name="Save").click()
    expect(row.get_by_role("button", name="Save")).to_have_count(0)
    row.get_by_role("button", name="Disable").click()
    expect(row).to_contain_text("Disabled")
    kept = [a for a in accounts(office) if a[0] == "yeni"]
    assert kept == [("yeni", "engineer", ("west", "*"), True)]


def accounts(office: PaperOffice) -> list[tuple[str, str, tuple[str, ...], bool]]:
    from meydan.store.office.people import list_accounts

    return [
        (a.person.name, a.person.role.value, a.person.areas, a.person.disabled) for a in list_accounts(office.office)
    ]


def test_an_invited_person_chooses_a_password(here: Served, office: PaperOffice, open_page: OpenPage) -> None:
    token = office.signed_in("root").post("/api/people/ayse/invitation").json()["token"]
    page = open_page(here.address, drawn=False, language="tr")
    page.goto("about:blank")
    page.goto(f"{here.address}/#invitation={token}")
    expect(page.get_by_text("ayse için bir parola seçin.")).to_be_visible()
    page.get_by_label("Parola seçin").fill("bambaşka bir parola")
    page.get_by_label("Bir kez daha").fill("bambaşka bir parola")
    page.get_by_role("button", name="Bitti").click()
    expect(page.locator(".account p b")).to_have_text("ayse")


def test_an_auditor_searches_the_trail(here: Served, open_page: OpenPage) -> None:
    page = open_page(here.address, drawn=False)
    sign_in(page, "deniz")
    page.locator(".account").get_by_role("button", name="Audit trail").click()
    dialog = page.get_by_role("dialog", name="Audit trail")
    rows = dialog.locator("tbody tr")
    expect(rows.first).to_contain_text("Signed in")
    dialog.locator("select[name=act]").select_option("person_added")
    dialog.get_by_label("Text").fill("AYSE")
    dialog.get_by_role("button", name="Search").click()
    expect(rows).to_have_count(1)
    expect(rows.locator("td")).to_contain_text([re.compile(r"2026"), "root", "Added an account", "ayse", "-"])
    dialog.get_by_label("Text").fill("nothing like this")
    dialog.get_by_role("button", name="Search").click()
    expect(dialog.get_by_text("No entry fits")).to_be_visible()
    dialog.get_by_label("Text").fill("")
    for since, until, found in (("2026-03-04", "", 0), ("2026-03-03", "2026-03-03", 7), ("", "2026-03-02", 0)):
        dialog.get_by_label("First day").fill(since)
        dialog.get_by_label("Last day").fill(until)
        dialog.get_by_role("button", name="Search").click()
        expect(rows).to_have_count(found)


def test_where_others_can_come_the_page_asks_to_sign_in_first_and_forgets_at_sign_out(
    public_office: PaperOffice, open_page: OpenPage
) -> None:
    public_office.reception.cookie = "meydan"  # a browser takes no secure cookie from a server without TLS
    object.__setattr__(public_office.reception.access, "proxy", "")
    object.__setattr__(public_office.reception.access, "host", "0.0.0.0")
    with served(as_if_local(public_office)) as server:
        page = open_page(server.address, drawn=False, language="tr", waits_for=".door", may_fail=True)
        expect(page.get_by_text("Bu şehri yalnızca hesabı olanlar görür.")).to_be_visible()
        page.get_by_label("Ad", exact=True).fill("vedat")
        page.get_by_label("Parola").fill(PASSWORD)
        page.get_by_role("button", name="Oturum aç").click()
        expect(page.locator(".row").first).to_be_visible()
        page.get_by_role("button", name="Oturumu kapat").click()
        expect(page.locator(".door")).to_be_visible()
        page.close()


def as_if_local(paper: PaperOffice) -> FastAPI:
    """Return the application of an office that closes its doors, though it is served to this machine."""
    from meydan.web.access import Access

    paper.app.state.access = Access()
    return paper.app


@pytest.mark.parametrize("name", ["root", "deniz", "ayse"])
def test_every_word_of_the_acts_changes_with_the_language(
    here: Served, open_page: OpenPage, office: PaperOffice, centre: Centre, name: str
) -> None:
    here.do(lambda: centre.handle(an_override("veli").at(centre.now)))
    page = open_page(here.address, drawn=False, at="/#J2", theme="dark")
    sign_in(page, name)
    opened = {"root": "Accounts", "deniz": "Audit trail", "ayse": "Take over…"}[name]
    page.get_by_role("button", name=opened).click()
    page.wait_for_selector("dialog tbody tr, dialog .preview")
    english = texts(page)
    page.evaluate("async () => (await import('/static/js/words.mjs')).setLanguage('tr')")
    expect(page.locator(".why h3")).to_have_text("Neden")
    turkish = texts(page)
    assert [text for text in english + turkish if looks_unfinished(text) and not is_written_down(text)] == []
    same = {text for text in set(english) & set(turkish) if not is_of_no_language(text) and not is_written_down(text)}
    assert same == set()


def is_written_down(text: str) -> bool:
    """Say whether a text is a name or what the audit trail holds: of no language, shown as it is."""
    names = {"root", "ayse", "veli", "ece", "can", "filiz", "deniz", "vedat", "west", "east", "Plan day"}
    return text in names or text == "127.0.0.1" or re.match(r"^(role|id|action|areas|disabled): ", text) is not None


@pytest.mark.parametrize("language", ["en", "tr"])
def test_the_acts_fit_a_phone(here: Served, open_page: OpenPage, language: str) -> None:
    page = open_page(here.address, drawn=False, at="/#J2", size=PHONE, language=language)
    sign_in(page, "ayse", language=language)
    page.get_by_role("button", name={"en": "Take this junction…", "tr": "Bu kavşağa müdahale et…"}[language]).click()
    page.wait_for_selector(".preview")
    wide = page.evaluate(
        """() => [...document.querySelectorAll("dialog *, .account *, .override *")]
          .filter((node) => node.getBoundingClientRect().right > innerWidth + 1).map((node) => node.className)"""
    )
    assert wide == []
