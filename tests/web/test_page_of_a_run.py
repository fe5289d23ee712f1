"""The page of a real run: `meydan run` on a made city and on a real one, seen in a real browser."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Page, expect

from meydan.city.words.reasons import REASONS
from tests.parts import part_of
from tests.twin_runs import import_scenario, make_city
from tests.web.browsing import OpenPage, Picture, look, look_at_map, wait_for_map
from tests.web.serving import free_port, listening
from tests.web.test_street_shown import keep_picture

pytestmark = [pytest.mark.browser, pytest.mark.sumo]

LEVELS = ("level-0", "level-1", "level-2", "level-3")


@dataclass(frozen=True, slots=True)
class Run:
    """A running centre."""

    process: subprocess.Popen[str]
    address: str


@contextmanager
def running(city: Path, log: Path, *more: str, port: int | None = None) -> Iterator[Run]:
    """Run a city on the map until the end of the block."""
    at = port or free_port()
    typed = [sys.executable, "-m", "meydan", "run", str(city), "--log", str(log), "--port", str(at), *more]
    spoken = os.environ | {"MEYDAN_LANGUAGE": "en"}
    with subprocess.Popen(typed, stdout=subprocess.PIPE, text=True, env=spoken) as process:
        address = f"http://127.0.0.1:{at}"
        assert process.stdout is not None
        try:
            assert address in process.stdout.readline()
            yield Run(process, address)
        finally:
            process.send_signal(signal.SIGCONT)
            process.terminate()
            process.wait()


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(4, tmp_path_factory.mktemp("grid") / "city")


@pytest.fixture(scope="module")
def started(grid: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with running(grid, tmp_path_factory.mktemp("log") / "log", "--speed", "10") as run:
        yield run


@pytest.fixture
def run(started: Run) -> Run:
    """Return a run that goes on, whatever the test before did to it."""
    wish, headers = {"speed": 10, "paused": False}, {"Origin": started.address}
    assert httpx2.post(f"{started.address}/api/pace", json=wish, headers=headers).status_code == 200
    return started


def in_charge(page: Page, count: int) -> None:
    """Wait until the centre decides at so many junctions."""
    expect(page.locator(".row .mark-central")).to_have_count(count)


def look_at_still_map(page: Page) -> Picture:
    """Stop the twin and take a picture of the map: of one that changes all the time, nobody knows what was drawn."""
    page.get_by_role("button", name=re.compile("Pause|Duraklat")).click()
    page.wait_for_selector(":root[data-fresh=paused]", state="attached")
    return look_at_map(page)


def pattern(*codes: str) -> re.Pattern[str]:
    """Return what one of these reasons looks like in English, whatever its values."""
    sentences = (re.sub(r"\\{\w+\\}", ".+", re.escape(REASONS[code].en)) for code in codes)
    return re.compile("^(?:" + "|".join(sentences) + ")$")


ACTUATED = pattern(
    *(f"control.{name}" for name in ("rest", "min_green", "extended", "gap_out", "max_out", "fixed_recall"))
)


def test_the_map_draws_roads_and_junctions_and_opens_one(run: Run, open_page: OpenPage) -> None:
    page = open_page(run.address)
    wait_for_map(page)
    in_charge(page, 4)
    expect(page.locator(".row .level:not(.level-none)")).to_have_count(4)
    picture = look_at_still_map(page)
    marks = picture.blots("mode-central")
    assert len(marks) == 4
    assert sum(len(picture.blots(level, 3)) for level in LEVELS) >= 4  # what the detectors say
    page.mouse.click(marks[0].x, marks[0].y)
    names = page.locator(".row-name").all_inner_texts()
    expect(page.locator(".panel h2")).to_have_text(re.compile("|".join(names)))
    expect(page.locator(".row.selected .row-name")).to_have_text(page.locator(".panel h2").inner_text())


def test_the_map_is_whole_again_after_another_page(run: Run, open_page: OpenPage) -> None:
    page = open_page(run.address)
    wait_for_map(page)
    in_charge(page, 4)
    expect(page.locator(".row .level:not(.level-none)")).to_have_count(4)
    for place in (1, 2, 0):
        page.locator(".nav button").nth(place).click()
        second = page.locator(".clock").inner_text()
        expect(page.locator(".clock")).not_to_have_text(second)  # nothing that was left behind may follow this
    wait_for_map(page)
    picture = look_at_still_map(page)
    assert len(picture.blots("mode-central")) == 4
    assert sum(len(picture.blots(level, 3)) for level in LEVELS) >= 4


def test_the_panel_shows_a_junction_alive(run: Run, open_page: OpenPage) -> None:
    page = open_page(run.address, drawn=False)
    in_charge(page, 4)
    page.locator(".row").first.click()
    why, second = page.locator(".why p"), page.locator(".standing dd b").last
    expect(why).to_have_text(ACTUATED)
    before = why.inner_text(), second.inner_text()
    expect(second).not_to_have_text(before[1])
    expect(why).not_to_have_text(before[0])
    expect(why).to_have_text(ACTUATED)
    expect(page.locator("line.head")).not_to_have_count(0)
    expect(page.locator("rect.loop.lit").first).to_be_attached()
    expect(page.locator(".news li").nth(2)).to_be_visible()
    expect(page.locator(".trend li b").first).to_have_text(re.compile(r"^\d+$"))
    bars = look(page, ".bars")
    assert both_are_seen(bars)


def both_are_seen(bars: Picture) -> bool:
    return bool(bars.blots("lamp-green", 4)) and bool(bars.blots("lamp-red", 2))


def test_pause_stops_the_twin_and_resume_goes_on(run: Run, open_page: OpenPage) -> None:
    page = open_page(run.address, drawn=False)
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("status")).to_have_text("Paused")
    with listening(run.address) as messages:
        stood = [next(messages)[1] for _ in range(3)]
    assert stood[1]["t"] == stood[2]["t"]
    assert stood[2]["pace"] == {"speed": 10, "paused": True}
    shown = page.locator(".clock time").inner_text()
    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_role("status")).to_have_text("Live")
    expect(page.locator(".clock time")).not_to_have_text(shown)


def test_a_centre_that_falls_silent_greys_and_comes_back(run: Run, open_page: OpenPage) -> None:
    page = open_page(run.address, drawn=False, prepare=lambda page: page.clock.install())
    html, status = page.locator("html"), page.get_by_role("status")
    expect(status).to_have_text("Live")
    web = part_of(run.process.pid, "web")
    os.kill(web, signal.SIGSTOP)
    page.clock.fast_forward(6_000)
    expect(html).to_have_attribute("data-fresh", "old")
    expect(status).to_have_text(re.compile(r"Data is \d+ s old"))
    expect(page.locator(".rows")).to_have_css("filter", "grayscale(1)")
    page.clock.fast_forward(25_000)
    expect(html).to_have_attribute("data-fresh", "lost")
    expect(status).to_have_text(re.compile(r"No contact for \d+ s"))
    expect(page.locator(".row-state")).to_have_text(["No contact"] * 4)
    os.kill(web, signal.SIGCONT)
    expect(html).to_have_attribute("data-fresh", "live")
    in_charge(page, 4)


def test_a_connection_that_died_silently_is_opened_anew(run: Run, open_page: OpenPage) -> None:
    page = open_page(run.address, drawn=False, prepare=lambda page: page.clock.install())
    expect(page.get_by_role("status")).to_have_text("Live")
    web = part_of(run.process.pid, "web")
    os.kill(web, signal.SIGSTOP)
    with page.expect_request("**/api/live"):
        page.clock.fast_forward(31_000)
    os.kill(web, signal.SIGCONT)


@pytest.mark.parametrize("language", ["en", "tr"])
def test_control_that_was_killed_is_missed_and_comes_back(run: Run, open_page: OpenPage, language: str) -> None:
    said = {
        "en": r"Control is not there; what is shown is \d+ s old",
        "tr": r"Kontrol süreci yok; görülenler \d+ sn eski",
    }
    page = open_page(run.address, language=language)
    wait_for_map(page)
    in_charge(page, 4)
    supervisor = run.process.pid
    control, web = part_of(supervisor, "control"), part_of(supervisor, "web")
    os.kill(supervisor, signal.SIGSTOP)  # so that it begins nothing again yet
    try:
        os.kill(control, signal.SIGKILL)
        expect(page.locator("html")).to_have_attribute("data-fresh", "gone")
        expect(page.get_by_role("status").first).to_have_text(re.compile(said[language]))
        expect(page.locator(".old-sign")).to_have_text(re.compile(said[language]))
        expect(page.locator(".rows")).to_have_css("filter", "grayscale(1)")
        keep_picture(page, f"control-gone-{language}")
    finally:
        os.kill(supervisor, signal.SIGCONT)
    expect(page.locator("html")).to_have_attribute("data-fresh", "live")
    in_charge(page, 4)
    assert part_of(supervisor, "control", other_than=control)
    assert part_of(supervisor, "web") == web


def test_another_run_at_the_same_address_is_shown_as_what_it_is(
    grid: Path, tmp_path: Path, open_page: OpenPage
) -> None:
    port = free_port()
    with running(grid, tmp_path / "one", "--speed", "10", "--strategy", "fixed_time", port=port) as first:
        page = open_page(first.address, drawn=False, may_fail=True)  # the browser reports that nobody answers
        expect(page.locator(".brand p")).to_have_text("Fixed time")
        page.locator(".row").first.click()
        why = page.locator(".why p")
        expect(why).to_have_text(pattern("control.no_timetable", "control.timetable", "controller.local_plan"))
    with running(grid, tmp_path / "two", "--speed", "10", "--strategy", "max_pressure", port=port):
        expect(page.locator(".brand p")).to_have_text("Max pressure")
        expect(page.get_by_role("status")).to_have_text("Live")
        expect(why).to_have_text(pattern("control.pressure", "control.between", "control.rest", "control.min_green"))


@pytest.mark.shared
def test_a_real_city_is_shown_whole(shared: Path, tmp_path: Path, open_page: OpenPage) -> None:
    city = import_scenario(shared / "scenarios" / "resco" / "ingolstadt21", tmp_path / "city")
    with running(city, tmp_path / "log", "--speed", "10") as started:
        page = open_page(started.address, language="tr", theme="dark")
        wait_for_map(page)
        expect(page.locator(".counts button")).to_have_text(re.compile("21 *Merkez"))
        legend = page.locator(".legend").bounding_box()
        marks = look_at_still_map(page).blots("mode-central")
        assert len(marks) >= 18  # some stand so close that their marks touch
        assert legend is not None
        assert not [mark for mark in marks if mark.x < legend["x"] + legend["width"] and mark.y > legend["y"]]
        page.close()
        page = open_page(started.address, language="tr", drawn=False)
        page.get_by_role("listbox").focus()
        for number in range(1, 22):
            page.keyboard.press("ArrowDown")
            expect(page.locator(".panel h2")).to_have_text(f"Kavşak {number}")
            expect(page.locator("line.head").first).to_be_visible()
            expect(page.locator(".groups li").first).to_be_visible()
        page.close()  # before its run ends, or it tries again and complains
