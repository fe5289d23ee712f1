"""The page in a real browser, on a city on paper that has one junction in each state."""

import re
from functools import partial

import pytest
from playwright.sync_api import Page, expect

from meydan.centre.loop import Centre
from meydan.city.because import because
from meydan.city.events import Mode, ModeChanged
from meydan.city.junction import Lamp
from meydan.web import hub
from tests.web.browsing import PHONE, WALL, OpenPage, look, look_at_map, shape, wait_for_map
from tests.web.paper_city import NOW_S, Clock, PaperPace, at, paper_app
from tests.web.serving import Served, served

pytestmark = pytest.mark.browser

MARKS = {  # colour and shape of each state on the map
    "mode-central": ["disc"],
    "mode-local": ["square"],
    "mode-startup": ["triangle"],
    "mode-manual": ["diamond"],
    "mode-failure": ["crossed"],
}
ROWS = {  # the list by name, as a Turkish reader orders it
    "Ağaçlı": "10 sn'dir haber yok",
    "Cumhuriyet": "Açılış",
    "Çınar – İğde": "Kendi planı · A fazı",
    "Iğdır": "Arıza",
    "İnönü": "Panodan kumanda",
    "Kavşak 8": "40 sn'dir haber yok",
    "Şişli – Iğdır": "Merkez · A fazı",
    "Zeytin <b>sokağı</b>": "1 sn'dir haber yok",
}


def without_letters(centre: Centre) -> None:
    """Take the stage off every mark, so that its shape stands alone."""
    for state in centre.seen.values():
        state.stage = ""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_tells_states_by_colour_and_by_shape(
    paper: Served, open_page: OpenPage, centre: Centre, theme: str
) -> None:
    paper.do(partial(without_letters, centre))
    page = open_page(paper.address, theme=theme)
    wait_for_map(page)
    picture = look_at_map(page)
    assert {colour: [shape(blot) for blot in picture.blots(colour, 12)] for colour in MARKS} == MARKS
    hollow = picture.blots("mode-unknown", 12)
    assert {shape(blot) for blot in hollow} == {"ring"}
    assert len([blot for blot in hollow if blot.at_fifth > 0.95]) == 1  # an old square is a square still


def test_an_emergency_route_has_a_mark_of_its_own(paper: Served, open_page: OpenPage, centre: Centre) -> None:
    def call() -> None:
        centre.seen["J1"].mode = Mode.EMERGENCY

    paper.do(call)
    page = open_page(paper.address)
    wait_for_map(page)
    picture = look_at_map(page)
    assert len(picture.blots("mode-emergency", 12)) == 1
    assert picture.blots("mode-central", 12) == []
    expect(page.locator(".row", has_text="Şişli")).to_contain_text("Emergency route")


def test_a_mark_tells_its_name_and_opens_its_junction(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address)
    wait_for_map(page)
    (mark,) = look_at_map(page).blots("mode-central")
    page.mouse.move(mark.x, mark.y - 6)
    expect(page.locator(".hint")).to_have_text("Şişli – IğdırCentre · Stage A")
    page.mouse.click(mark.x, mark.y - 6)
    expect(page.get_by_role("complementary", name="Şişli – Iğdır")).to_be_visible()
    expect(page.get_by_role("option", name=re.compile("^Şişli"))).to_have_attribute("aria-selected", "true")
    assert page.evaluate("() => location.hash") == "#J1"


def test_the_whole_city_stays_in_sight_when_a_panel_opens(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address)
    wait_for_map(page)
    page.locator(".row").first.click()
    expect(page.locator(".drawing svg")).to_be_visible()
    page.wait_for_function("() => Math.abs(document.querySelector('.map canvas').clientWidth - innerWidth / 3) < 250")
    picture = look_at_map(page)
    assert picture.blots("mode-central") != []  # in the west
    assert len({round(mark.x / 20) for mark in picture.blots("mode-unknown")}) == 3  # in the east


def test_the_map_shows_where_it_comes_from(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address)
    expect(page.locator(".attribution")).to_have_text("© Ölçme Dairesi")


def test_the_list_tells_all_that_the_map_shows(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address, drawn=False, language="tr")
    expect(page.locator(".row-name")).to_have_text(list(ROWS))
    expect(page.locator(".row-state")).to_have_text(list(ROWS.values()))
    assert page.locator(".row-name b").count() == 0  # a name is text, whatever it holds
    stale = page.locator(".row.stale .row-name").all_inner_texts()
    assert stale == ["Ağaçlı", "Kavşak 8", "Zeytin <b>sokağı</b>"]


def test_the_list_can_be_used_by_keyboard_alone(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address, drawn=False)
    rows = page.get_by_role("listbox", name="Junctions")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Go to the list of junctions")).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = rows.get_by_role("option", selected=True)
    expect(chosen).to_have_accessible_name("Çınar – İğde Own plan · Stage A No detector data Longest wait 1 s")
    assert rows.get_attribute("aria-activedescendant") == chosen.get_attribute("id") == "row-J2"
    panel = page.get_by_role("complementary", name="Çınar – İğde")
    page.keyboard.press("Enter")
    expect(panel).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(rows).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("complementary", name="Zeytin")).to_be_visible()


def test_a_junction_is_found_however_it_is_typed(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address, drawn=False, language="tr")
    names, search = page.locator(".row-name"), page.get_by_role("searchbox")
    for typed, found in {
        "sisli": ["Şişli – Iğdır"],
        "IĞDIR": ["Iğdır", "Şişli – Iğdır"],
        "inonu": ["İnönü"],
        "igdir": ["Iğdır", "Şişli – Iğdır"],
        "j3": ["Cumhuriyet"],
    }.items():
        search.fill(typed)
        expect(names).to_have_text(found)
    search.fill("yok böyle")
    expect(page.get_by_text("Uyan kavşak yok")).to_be_visible()


def test_the_list_can_be_narrowed_and_ordered(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address, drawn=False)
    page.get_by_role("group", name="Show only one state").get_by_role("button", name="Failure").click()
    expect(page.locator(".row-name")).to_have_text(["Iğdır"])
    expect(page.locator(".count")).to_have_text("1 of 8")
    page.get_by_role("button", name="Failure").click()
    page.get_by_label("Order").select_option("state")
    expect(page.locator(".row-name").first).to_have_text("Iğdır")
    page.get_by_label("Order").select_option("wait")
    expect(page.locator(".row-name").first).to_have_text("Junction 8")


def test_the_panel_says_why_and_where_the_plan_stands(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address, drawn=False, at="/#J1")
    expect(page.locator(".why p")).to_have_text("Stage A ends for B: no more vehicles are arriving")
    expect(page.locator(".mode-chip")).to_have_text("Centre")
    standing = dict(
        zip(page.locator(".standing dt").all_inner_texts(), page.locator(".standing dd").all_inner_texts(), strict=True)
    )
    assert standing["Stage"].split("\n") == ["A", "1 s"]
    assert standing["Next"].split("\n") == ["–", "by demand"]
    assert standing["Plan"].split("\n") == ["day", "cycle 65 s"]
    assert standing["Cycle second"].strip() == "35"


def test_the_drawing_shows_lamps_and_loops_as_they_are(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address, drawn=False, at="/#J1")
    expect(page.locator("line.head.lamp-green")).to_have_count(1)
    expect(page.locator("line.head.lamp-red")).to_have_count(2)
    expect(page.locator(".crossing.lamp-green")).to_have_count(1)
    expect(page.locator(".links path")).to_have_count(1)  # nobody moves on red
    expect(page.locator(".drawing .label text")).to_have_text(["P1", "P2", "P3"])
    expect(page.locator("rect.loop")).to_have_count(6)
    expect(page.locator("rect.loop.lit")).to_have_count(1)
    expect(page.locator("rect.loop.faulty")).to_have_count(1)
    expect(page.locator(".loop-count")).to_have_text(re.compile(r"1 of 6 detectors occupied\s*1 faulty"))


def test_each_group_has_its_bar_and_its_words(paper: Served, open_page: OpenPage, centre: Centre) -> None:
    def red_long_ago() -> None:
        history = centre.history["J1"]
        history.adopt([(at(NOW_S - 60), "P2", Lamp.GREEN), (at(NOW_S - 60), "P1", Lamp.RED), *history])

    paper.do(red_long_ago)
    page = open_page(paper.address, drawn=False, at="/#J1")
    said = page.locator(".groups li .hidden")
    expect(said).to_have_text(["P1: green for 1 s", "P2: red for 1 s", "P3: red for 1 s", "W1: green for 1 s"])
    expect(page.locator(".groups li").nth(1).locator(".group-wait")).to_have_text("1")
    expect(page.get_by_role("img", name="Pedestrians")).to_have_count(1)
    expect(page.locator(".groups h3 span")).to_have_text("last 3.3 min")
    picture = look(page, ".bars")
    (red,), (green,) = picture.blots("lamp-red", 2), picture.blots("lamp-green", 4)
    assert green.y > red.y  # P1 was red, P2 below it green
    assert green.height > 3 * red.height  # shape as well as colour
    assert green.width == pytest.approx(red.width, abs=2)


def test_a_group_nobody_heard_of_is_dark(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address, drawn=False, at="/#J3")
    expect(page.locator(".groups li .hidden").first).to_have_text("P1: dark")


def test_the_panel_tells_the_latest_events_newest_first(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address, drawn=False, at="/#J1")
    expect(page.locator(".news li p")).to_have_text(
        [
            "Detector P3a is always occupied",
            "Stage A is green",
            "Plan day in force",
            "The centre decidesStage A ends for B: no more vehicles are arriving",
        ]
    )
    expect(page.locator(".news time").first).to_have_text("03:01:39")  # of the city, three hours from UTC


def test_the_panel_shows_what_safety_goes_by(paper: Served, open_page: OpenPage, centre: Centre) -> None:
    page = open_page(paper.address, drawn=False, at="/#J1")
    page.get_by_text("Safety data").click()
    cells = [row.locator("th, td").all_inner_texts() for row in page.locator(".matrix tr").all()]
    real = {pair: f"{known.s:g}" for pair, known in centre.city.junctions["J1"].intergreens.items()}
    groups = list(centre.city.junctions["J1"].groups)
    assert cells[0] == ["", *groups, "Min. green"]
    assert cells[1:] == [[a, *(real.get((a, b), "") for b in groups), "5"] for a in groups]


def test_the_reason_changes_as_the_centre_changes_its_mind(paper: Served, open_page: OpenPage, centre: Centre) -> None:
    page = open_page(paper.address, drawn=False, at="/#J1", language="tr")
    expect(page.locator(".why p")).to_have_text("A fazı bitti, sıra B fazında: araç gelişi kesildi")
    why = because("control.min_green", min_s=5.5)
    paper.do(lambda: centre.handle(ModeChanged(at(NOW_S), "J1", Mode.CENTRAL, why)))
    expect(page.locator(".why p")).to_have_text("En az yeşil süre işliyor (5,5 sn)")


def test_what_a_lost_junction_shows_is_not_claimed(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address, drawn=False, at="/#J6")
    expect(page.locator(".why p")).to_have_text("No contact: what the lamps show now is not known")
    expect(page.locator(".panel.stale .drawing")).to_have_css("filter", "grayscale(1)")


def test_old_data_is_grey_and_says_its_age(paper: Served, open_page: OpenPage, clock: Clock) -> None:
    page = open_page(paper.address)
    wait_for_map(page)
    grey = [page.locator(".map-box"), page.locator(".rows")]
    status = page.get_by_role("status")
    expect(status).to_have_text("Live")
    assert look_at_map(page).blots("mode-local") != []
    for s, fresh, said in [(4.9, "live", "Live"), (5, "old", "Data is 5 s old"), (30, "lost", "No contact for 30 s")]:
        clock.s = 50 + s
        expect(page.locator("html")).to_have_attribute("data-fresh", fresh)
        expect(status).to_contain_text(said if fresh == "live" else re.compile(re.sub(r"\d+", r"\\d+", said)))
        for part in grey:
            expect(part).to_have_css("filter", "none" if fresh == "live" else "grayscale(1)")
    expect(page.locator(".old-sign")).to_have_text(re.compile(r"No contact for \d+ s"))
    expect(page.locator(".row-state")).to_have_text(["No contact"] * 8)
    assert look(page, ".map-box").blots("mode-local") == []


def test_pace_is_set_confirmed_and_shown_to_all(paper_twin: Served, open_page: OpenPage, pace: PaperPace) -> None:
    page, other = open_page(paper_twin.address, drawn=False), open_page(paper_twin.address, drawn=False)
    expect(page.get_by_text("Simulated traffic, no street")).to_be_visible()
    page.get_by_role("button", name="5×").click()
    expect(page.get_by_role("button", name="5×")).to_have_attribute("aria-pressed", "true")
    expect(other.get_by_role("button", name="5×")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Pause").click()
    expect(other.get_by_role("status")).to_have_text("Paused")
    expect(page.get_by_role("button", name="Resume")).to_have_attribute("aria-pressed", "true")
    assert pace == PaperPace(5, paused=True)
    other.get_by_role("button", name="Max").click()
    other.get_by_role("button", name="Resume").click()
    expect(page.get_by_role("status")).to_have_text("Live")
    assert pace == PaperPace(None, paused=False)


def test_a_pace_the_centre_refuses_is_not_shown(
    centre: Centre, pace: PaperPace, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "EVERY_S", 3600)  # no later picture sets it right
    with served(paper_app(centre, pace)) as server:
        page = open_page(server.address, drawn=False, may_fail=True)  # the browser itself reports the refusal
        page.route("**/api/pace", lambda route: route.fulfill(status=403))
        expect(page.get_by_role("status")).to_have_text("Live")
        with page.expect_response("**/api/pace"):
            page.get_by_role("button", name="10×").click()
        expect(page.get_by_role("button", name="1×", exact=True)).to_have_attribute("aria-pressed", "true")
        page.close()
    assert pace == PaperPace()


def test_a_street_is_no_twin(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address, drawn=False)
    expect(page.get_by_role("status")).to_have_text("Live")
    assert page.locator(".pace, .twin-sign, .is-twin").count() == 0


@pytest.mark.parametrize("size", [PHONE, WALL], ids=["phone", "wall"])
def test_the_page_fits_its_screen(paper_twin: Served, open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page(paper_twin.address, language="tr", size=size, drawn=False)
    for language, close in {"TR": "Kapat", "EN": "Close"}.items():
        page.get_by_role("button", name=language, exact=True).click()
        assert overflowing(page) == []
        page.locator(".row").first.click()
        expect(page.locator(".drawing svg")).to_be_visible()
        assert overflowing(page) == []
        page.get_by_role("button", name=close).click()
        expect(page.locator(".row").first).to_be_in_viewport()


OVERFLOWING = """(parts) => [...document.querySelectorAll(parts)]
  .filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
  .map((node) => node.className)"""


def overflowing(page: Page) -> list[str]:
    """Return what reaches over the right edge of the window."""
    found: list[str] = (
        page.evaluate("""() => [...document.querySelectorAll(".shell, .head > *, .list *, .panel > *, .map > *")]
      .filter((node) => node.getBoundingClientRect().right > innerWidth + 1).map((node) => node.className)""")
    )
    return found


def test_without_webgl_the_list_does_all(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address, drawn=False)
    expect(page.get_by_text("The map cannot be drawn in this browser")).to_be_visible()
    page.locator(".row").first.click()
    expect(page.locator(".drawing svg")).to_be_visible()
