"""The page of a centre that controls a virtual street over RSMP: three processes, and a real browser."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.cli.test_controllers import free_port, with_timetable
from tests.twin_runs import make_city
from tests.web.browsing import OpenPage
from tests.web.test_page_of_a_run import Run
from tests.web.test_street_shown import keep_picture

pytestmark = [pytest.mark.browser, pytest.mark.sumo]
ABOUT = {
    "en": ("VIRTUAL STREET", "Plan busy by the timetable: all, from 00:00", "Plan busy in force", "3.2.2, SXL 1.2.1"),
    "tr": (
        "SANAL SOKAK",
        "Çizelgeye göre busy planı: all, başlangıç 00:00",
        "busy planı yürürlükte",
        "3.2.2, SXL 1.2.1",
    ),
}
LAMPS = {"en": ("green", "red", "amber"), "tr": ("yeşil", "kırmızı", "sarı")}


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    at = tmp_path_factory.mktemp("controllers")
    folder, where, port = with_timetable(make_city(4, at / "city")), f"127.0.0.1:{free_port()}", free_port()
    meydan = [sys.executable, "-m", "meydan"]
    typed = ["run", str(folder), "--field", "rsmp", "--virtual", "--listen", where, "--strategy", "fixed_time"]
    calls = [*meydan, "street", str(folder), "--connect", where, "--reconnect", "0.3"]
    typed += ["--log", str(at / "log"), "--port", str(port)]
    with (
        subprocess.Popen(calls, stdout=subprocess.DEVNULL) as controllers,
        subprocess.Popen([*meydan, *typed], stdout=subprocess.PIPE, text=True) as centre,
    ):
        try:
            assert centre.stdout is not None
            while f":{port}/" not in (line := centre.stdout.readline()):
                assert line
            yield Run(centre, f"http://127.0.0.1:{port}")
        finally:
            for process in (centre, controllers):
                process.terminate()


@pytest.mark.parametrize("language", ["en", "tr"])
def test_lamps_plans_and_reasons_of_the_controllers_are_on_the_page(
    street: Run, open_page: OpenPage, language: str
) -> None:
    sign, why, news, spoken = ABOUT[language]
    page = open_page(street.address, language=language, at="/#A0")
    expect(page.locator(".twin-sign strong")).to_have_text(sign)
    expect(page.locator(".row .mark-local")).to_have_count(4)
    expect(page.locator(".why p")).to_contain_text(why)
    expect(page.locator(".standing dd").nth(2)).to_contain_text("busy")
    expect(page.locator(".news")).to_contain_text(news)
    expect(page.locator(".link")).to_contain_text(spoken)
    lamps = page.locator(".groups .hidden").all_text_contents()
    assert len(lamps) == 8
    assert all(any(lamp in text for lamp in LAMPS[language]) for text in lamps)
    keep_picture(page, f"controllers-{language}")
