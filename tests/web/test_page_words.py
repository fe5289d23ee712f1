"""The words of the page in a real browser: two equal languages, Turkish letters, and a choice that is kept."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from meydan.centre.loop import Centre
from meydan.city.because import Because, because
from meydan.city.events import DetectorHealth, DetectorJudged, JunctionLost, Mode, ModeChanged, OrderRejected
from meydan.city.orders import CallStage, Cleared, HoldStage, Refused, ReleaseToLocal, SetPlan
from meydan.city.words import Language, say
from meydan.city.words.reasons import REASONS
from meydan.city.words.screen import SCREEN
from tests.web.browsing import OpenPage, texts
from tests.web.paper_city import NAMES, NOW_S, at
from tests.web.serving import Served

pytestmark = pytest.mark.browser


def test_every_word_changes_with_the_language(paper_twin: Served, open_page: OpenPage, centre: Centre) -> None:
    paper_twin.do(lambda: centre.recent["J1"].extend(all_kinds_of_news()))
    page = open_page(paper_twin.address, at="/#J1", theme="dark")
    page.get_by_text("Safety data").click()
    expect(page.locator(".news li")).to_have_count(10)
    english = texts(page)
    page.get_by_role("button", name="TR", exact=True).click()
    expect(page.locator(".why h3")).to_have_text("Neden")
    turkish = texts(page)
    assert page.evaluate("() => document.documentElement.lang") == "tr"
    assert [text for text in english + turkish if looks_unfinished(text)] == []
    assert sorted(text for text in set(english) & set(turkish) if not is_of_no_language(text)) == []


def all_kinds_of_news() -> list[Any]:
    """Return news of all kinds."""
    t, why = at(NOW_S), because("control.min_green", min_s=5)
    return [
        Cleared(CallStage(t, "J1", "B", at(200), 1, why), for_street=False),
        Cleared(SetPlan(t, "J1", "day", at(200), 1, why), for_street=False),
        Cleared(ReleaseToLocal(t, "J1", at(200), 1, why), for_street=False),
        Refused(HoldStage(t, "J1", "A", at(200), 1, why), because("safety.stale", silent_s=7)),
        Refused(CallStage(t, "J1", "B", at(200), 1, why), because("controller.busy", mode="failure")),
        DetectorJudged(t, "J1", "P3a", DetectorHealth.OK),
        DetectorJudged(t, "J1", "P1s", DetectorHealth.STUCK_OFF),
        OrderRejected(t, "J1", because("controller.min_green", stage="A")),
        JunctionLost(t, "J1"),
        ModeChanged(t, "J1", Mode.FAILURE, because("controller.failure")),
    ]


def looks_unfinished(text: str) -> bool:
    """Say whether a person would see a code, a gap or a slip of a program."""
    slips = r"\b(undefined|null|NaN|object Object|true|false)\b|[{}]|\b[a-z]+\.[a-z]+_?[a-z]+\b|\b[a-z]+_[a-z_]+\b"
    return re.search(slips, text.replace("Şişli.", "")) is not None


def is_of_no_language(text: str) -> bool:
    """Say whether a text is the same in every language: names, ids, numbers, and words both languages share."""
    shared = {s.en for s in SCREEN.values() if s.en == s.tr}
    names = {*NAMES.values(), *NAMES, "Kâğıthane", "Kâğıthane – Meydan", "quiet", "day", "TR", "EN", "×"}
    names |= {"© Ölçme Dairesi", "Atatürk Caddesi"}
    parts = r"[PW]\d[as]?|[A-C]|[\d.,:×/ –→-]+"
    return text in names | shared or re.fullmatch(rf"(?:{parts})(?:[, ]+(?:{parts}))*", text) is not None


@pytest.mark.parametrize("language", ["en", "tr"])
def test_the_page_makes_the_same_sentences_as_the_terminal(
    paper: Served, open_page: OpenPage, language: Language
) -> None:
    page = open_page(paper.address, drawn=False, language=language)
    reasons = [
        Because(code, values_for(sentence.en)) for code, sentence in REASONS.items() if "{mode}" not in sentence.en
    ]
    asked = [[reason.code, dict(reason.values)] for reason in reasons]
    script = """async (asked) => {
      const { say } = await import("/static/js/words.mjs");
      return asked.map(([code, values]) => say(code, values));
    }"""
    assert page.evaluate(script, asked) == [say(reason, language) for reason in reasons]


def values_for(sentence: str) -> tuple[tuple[str, str | float], ...]:
    """Return something for each gap of a sentence: seconds with and without decimals, or a name."""
    names = re.findall(r"\{(\w+)\}", sentence)
    seconds = (7.0, 12.5, 1234.5)
    return tuple(
        (name, seconds[i % 3] if name.endswith("_s") or name == "s" else "Ğİ1") for i, name in enumerate(names)
    )


FACES = """async () => {
  await document.fonts.ready;
  const loaded = [...document.fonts].filter((face) => face.status === "loaded");
  return loaded.map((face) => `${face.family} ${face.weight} ${face.unicodeRange}`);
}"""


def test_turkish_letters_come_from_the_page_itself(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address, drawn=False, language="tr", at="/#J1")
    assert page.evaluate("() => document.documentElement.lang") == "tr"
    loaded: list[str] = page.evaluate(FACES)
    for weight in (400, 700):
        here = [face for face in loaded if "Noto Sans" in face and str(weight) in face]
        assert any("U+100-130" in face for face in here), loaded  # ğ ş İ
        assert any("U+131" in face for face in here), loaded  # ı


def test_language_and_theme_follow_the_person_and_are_kept(paper: Served, open_page: OpenPage) -> None:
    page = open_page(paper.address, drawn=False, language="tr", theme="dark")
    html = page.locator("html")
    expect(html).to_have_attribute("data-shown", "dark")
    page.emulate_media(color_scheme="light")
    expect(html).to_have_attribute("data-shown", "light")
    page.get_by_role("button", name="Koyu").click()
    page.get_by_role("button", name="EN", exact=True).click()
    expect(html).to_have_attribute("data-shown", "dark")
    page.reload()
    expect(html).to_have_attribute("data-shown", "dark")
    expect(html).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("heading", name="Junctions")).to_be_visible()
