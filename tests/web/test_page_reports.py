"""The pages of alarms and sites, and the orders and overrides shown, in a real browser and in both languages."""

import re
from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import expect

from meydan.centre.loop import Centre
from meydan.city.because import because
from meydan.city.events import AlarmChanged, HealthChanged, LinkMeasured, Mode, ModeChanged, StageStarted, Tick
from meydan.city.orders import CallStage, Cleared, Refused, SetPlan
from tests.paper_street import OFFSET_S
from tests.web.browsing import PHONE, OpenPage, texts
from tests.web.paper_city import NOW_S, WHY, at
from tests.web.paper_office import PaperOffice, fill
from tests.web.serving import Served, served
from tests.web.test_page_acts import an_override, sign_in, take_wishes, wait_for_wish
from tests.web.test_page_words import is_of_no_language, looks_unfinished
from tests.web.test_street_shown import keep_picture

pytestmark = pytest.mark.browser

REPORTS = (
    AlarmChanged(at(NOW_S), "J1", "SG2", "A0201", True, False, False, 2, at(NOW_S - 90), "color red"),
    AlarmChanged(at(NOW_S), "J2", "TC", "A0010", False, False, False, 3, at(NOW_S - 20)),
    HealthChanged(at(NOW_S), "J1", ("fault", "in_use"), at(NOW_S)),
    LinkMeasured(at(NOW_S), "J1", "RN+SI0001", "3.2.2, SXL 1.2.1", 0.2, 0.0121),
    LinkMeasured(at(NOW_S), "J2", "RN+SI0002", "3.1.5, SXL 1.1.0", -2.34, 0.4),
)


@pytest.fixture
def here(office: PaperOffice, centre: Centre) -> Iterator[Served]:
    for event in REPORTS:
        centre.handle(event)
    with served(office.app) as server:
        yield server


def test_an_operator_sees_suspends_and_clears_an_alarm(here: Served, open_page: OpenPage, centre: Centre) -> None:
    page = open_page(here.address, drawn=False, may_fail=True)  # what is refused is an error on the wire
    sign_in(page, "ayse")
    expect(page.locator(".nav .unseen")).to_be_visible()
    page.get_by_role("navigation").get_by_role("button", name="Alarms").click()
    lamp = page.locator("tbody tr").filter(has_text="Serious lamp error")
    expect(lamp.locator("th")).to_contain_text("A0201 · SG2 · color red")
    expect(lamp.locator("td").nth(2)).to_have_text(re.compile(r"active\s*for 1 min"))
    lamp.get_by_text("What to do").click()
    expect(lamp.locator("details p")).to_contain_text("Send the field team now")
    lamp.get_by_role("button", name="Clear").click()
    expect(lamp.get_by_role("alert")).to_contain_text("The fault still stands")
    lamp.get_by_role("button", name="Acknowledge").click()
    wait_for_wish(page, here, centre)
    expect(lamp).to_contain_text("active, acknowledged")
    expect(lamp).to_contain_text("acknowledged by ayse")
    lamp.get_by_role("button", name="Suspend").click()
    box = page.get_by_role("dialog", name="Suspend an alarm")
    box.get_by_role("button", name="Suspend", exact=True).click()
    expect(box).to_be_visible()  # no reason yet
    box.get_by_label("Reason").select_option("repair")
    box.get_by_label("For how long").select_option("24")
    expect(box.locator(".preview")).to_contain_text("04 Mar 2026 03:01:40")
    keep_picture(page, "suspend-en")
    box.get_by_role("button", name="Suspend", exact=True).click()
    wait_for_wish(page, here, centre)
    expect(lamp).to_have_count(0)
    page.get_by_label("Show", exact=True).select_option("suspended")
    expect(lamp).to_contain_text("suspended by ayse (repair is ordered) until 04 Mar 2026 03:01:40")
    here.do(lambda: centre.handle(Tick(at(NOW_S + 86_401), OFFSET_S)))
    here.do(partial(take_wishes, centre))  # what holds is told again meanwhile
    page.get_by_label("Show", exact=True).select_option("open")
    expect(lamp).to_contain_text("active, acknowledged")
    door = page.locator("tbody tr").filter(has_text="The cabinet's door is open")
    door.get_by_role("button", name="Clear").click()
    wait_for_wish(page, here, centre)
    expect(door).to_have_count(0)
    page.get_by_label("Show", exact=True).select_option("closed")
    expect(door).to_contain_text("cleared by ayse")


def test_who_may_not_act_sees_no_buttons(here: Served, open_page: OpenPage) -> None:
    page = open_page(here.address, drawn=False, at="/?page=alarms")
    expect(page.get_by_role("button", name="Sign in to act on alarms")).to_be_visible()
    expect(page.locator("tbody .row-buttons")).to_have_count(0)
    sign_in(page, "ayse")  # of the west: J1 and J2
    expect(page.locator("tbody tr").filter(has_text="Çınar").locator(".row-buttons")).not_to_have_count(0)
    expect(page.locator("tbody tr").filter(has_text="Iğdır").locator(".row-buttons")).not_to_have_count(0)
    assert page.locator("tbody tr", has_text="İnönü").locator(".row-buttons").count() == 0


def test_the_list_is_filtered_sorted_and_searched(here: Served, open_page: OpenPage) -> None:
    page = open_page(here.address, drawn=False, at="/?page=alarms")
    rows = page.locator("tbody tr")
    expect(rows.first).to_contain_text("failure mode")
    page.get_by_role("searchbox").fill("sg2")
    expect(rows).to_have_count(1)
    page.get_by_role("searchbox").fill("")
    page.get_by_role("group", name="Severity").get_by_role("button", name="urgent").click()
    expect(rows).to_have_count(1)
    page.get_by_role("group", name="Severity").get_by_role("button", name="urgent").click()
    page.get_by_label("Order").select_option("junction")
    expect(rows.first).to_contain_text("Ağaçlı")
    rows.first.get_by_role("button", name="Ağaçlı", exact=True).click()
    expect(page.locator(".panel h2")).to_be_visible()
    assert "page=alarms" in page.url


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_word_of_the_pages_is_there_in_both_languages(here: Served, open_page: OpenPage, theme: str) -> None:
    page = open_page(here.address, drawn=False, theme=theme)
    sign_in(page, "veli")
    for name, (english, turkish) in {"alarms": ("Alarms", "Alarmlar"), "sites": ("Sites", "Cihazlar")}.items():
        page.get_by_role("navigation").get_by_role("button", name=english).click()
        expect(page.locator("tbody tr").first).to_be_visible()
        keep_picture(page, f"{name}-en-{theme}")
        in_english = texts(page)
        page.get_by_role("button", name="TR", exact=True).click()
        expect(page.locator(".page h2")).to_have_text(turkish)
        keep_picture(page, f"{name}-tr-{theme}")
        in_turkish = texts(page)
        assert [text for text in in_english + in_turkish if looks_unfinished(text) and "color red" not in text] == []
        both = set(in_english) & set(in_turkish)
        assert sorted(text for text in both if not (is_of_no_language(text) or _is_of_the_field(text))) == []
        page.get_by_role("button", name="EN", exact=True).click()


def _is_of_the_field(text: str) -> bool:
    """Say whether a text comes from a controller or is a name."""
    return text in ("veli", "Alarm") or re.match(r"(A0\d{3}|RN\+SI|\d\.\d\.\d, SXL|\d+ ms$)", text) is not None


def test_the_sites_show_their_links_the_worst_first(here: Served, open_page: OpenPage) -> None:
    page = open_page(here.address, drawn=False, at="/?page=sites")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(8)
    expect(rows.first).to_contain_text("no contact")
    cells = page.locator("tbody tr").filter(has_text="RN+SI0002").locator("td")
    expect(cells.nth(0)).to_have_text("clock wrong")
    expect(cells.nth(3)).to_have_text("2.3 s behind")
    expect(cells.nth(4)).to_have_text("400 ms")
    expect(cells.nth(6)).to_have_text("3.1.5, SXL 1.1.0")
    expect(page.locator("tbody tr").filter(has_text="Ağaçlı").locator("td").first).to_have_text("silent")


def test_an_operator_has_a_wrong_clock_set(here: Served, open_page: OpenPage, centre: Centre) -> None:
    page = open_page(here.address, drawn=False, at="/?page=sites")
    expect(page.locator("tbody tr").first).to_be_visible()
    expect(page.locator(".site-table .plain")).to_have_count(0)
    sign_in(page, "ayse")
    button = page.get_by_role("button", name="Set the clock: Çınar – İğde")
    expect(page.locator(".site-table .plain")).to_have_count(1)  # the one whose clock is off
    button.click()
    wait_for_wish(page, here, centre)
    expect(page.locator(".site-told")).to_have_text("Ordered; the next sign of life tells.")
    assert type(centre.orders.lives["J2"][-1].order).__name__ == "SetClock"


def test_on_a_phone_the_pages_are_read_without_scrolling_sideways(here: Served, open_page: OpenPage) -> None:
    for name in ("alarms", "sites"):
        page = open_page(here.address, drawn=False, size=PHONE, at=f"/?page={name}", language="tr")
        expect(page.locator("tbody tr").first).to_be_visible()
        keep_picture(page, f"{name}-phone")
        wide = "() => [document.documentElement.scrollWidth, document.querySelector('.page').scrollWidth]"
        assert max(page.evaluate(wide)) <= PHONE[0]


@pytest.mark.parametrize("language", ["en", "tr"])
def test_the_panel_tells_what_became_of_orders(
    here: Served, open_page: OpenPage, centre: Centre, language: str
) -> None:
    here.do(partial(give_orders, centre))
    page = open_page(here.address, drawn=False, at="/#J1", language=language)
    box = page.locator(".orders")
    stands = {
        "en": [r"refused.*second", r"pending\s*for 0 s", r"confirmed\s*after 2 s"],
        "tr": [r"reddedildi", r"bekliyor\s*0 sn'dir", r"doğrulandı\s*2 sn sonra"],
    }[language]
    expect(box.locator("li")).to_have_count(3)
    stands[0] = stands[0].split(".")[0]
    expect(box.locator(".order-stand")).to_have_text([re.compile(stand) for stand in stands])
    box.scroll_into_view_if_needed()
    keep_picture(page, f"orders-{language}")


def give_orders(centre: Centre) -> None:
    why = because("control.gap_out", stage="A", to="B")
    centre.orders.take(Cleared(CallStage(at(NOW_S), "J1", "B", at(NOW_S + 60), 1, why), for_street=False))
    centre.handle(ModeChanged(at(NOW_S + 1), "J1", Mode.CENTRAL, WHY[Mode.CENTRAL]))
    centre.handle(StageStarted(at(NOW_S + 2), "J1", "B"))
    centre.orders.take(Cleared(SetPlan(at(NOW_S + 2), "J1", "day", at(NOW_S + 60), 1, why), for_street=False))
    late = CallStage(at(NOW_S + 2), "J1", "C", at(NOW_S + 60), 1, why)
    centre.orders.take(Refused(late, because("safety.stale", silent_s=11)))


def test_an_override_counts_down_on_the_map_and_is_given_back_there(
    here: Served, open_page: OpenPage, centre: Centre
) -> None:
    here.do(lambda: centre.handle(an_override("ayse").at(centre.now)))
    page = open_page(here.address)
    held = page.get_by_role("region", name="Overrides")
    expect(held.locator("li")).to_have_text(re.compile(r"Çınar – İğde\s*1:00:00 left\s*ayse"))
    expect(held.get_by_role("button")).to_have_count(1)  # to look, not to act
    sign_in(page, "veli")
    keep_picture(page, "held-en")
    here.do(lambda: centre.handle(Tick(at(NOW_S + 1), OFFSET_S)))
    expect(held.locator("time")).to_have_text("59:59 left")
    held.get_by_role("button", name="Give back now").click()
    wait_for_wish(page, here, centre)
    expect(held).to_have_count(0)


@pytest.mark.parametrize("width", [1000, 1366])
def test_the_head_of_a_twin_fits_with_everything_in_it(
    bare_office: PaperOffice, open_page: OpenPage, width: int
) -> None:
    fill(bare_office)
    with served(bare_office.app) as server:
        page = open_page(server.address, drawn=False, size=(width, 768), language="tr")
        sign_in(page, "root", language="tr")
        boxes = [part.bounding_box() for part in page.locator(".head > :not(.head-space)").all()]
        keep_picture(page, f"head-{width}")
        page.close()
    found = [(box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]) for box in boxes if box]
    assert len(found) == len(boxes)
    assert max(right for _, _, right, _ in found) <= width
    pairs = [(a, b) for i, a in enumerate(found) for b in found[i + 1 :]]
    assert [(a, b) for a, b in pairs if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]] == []
