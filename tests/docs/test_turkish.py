"""Each page stands in Turkish beside the English one, with the same parts, and both lead where they say."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Records for developers, and the dictionary, which holds both languages in one.
ONE_PAGE_ONLY = {"bench.md", "dictionary.md"}
CODE = re.compile(r"^```[\s\S]*?^```$|(?:^ {4}[^\n]*\n(?:\n(?= {4}))?)+", re.MULTILINE)
LINK = re.compile(r"\[([^\]\n]*)\]\(([^)\s]+)\)")
# What a translation has to keep, by name.
PARTS = {
    "the level of each heading": r"^(#+) ",
    "the number of cells of each row": r"^\|.*$",
    "points": r"^ *(-) ",
    "steps": r"^ *(\d+)\. ",
    "pictures": r"^!\[[^\]]*\]\(([^)]*)\)",
}


def _english() -> list[Path]:
    pages = [page for page in ROOT.glob("docs/**/*.md") if "decisions" not in page.parts]
    own = [page for page in pages if not page.name.endswith(".tr.md") and page.name not in ONE_PAGE_ONLY]
    return sorted([*own, ROOT / "README.md", ROOT / "CONTRIBUTING.md"])


ENGLISH = _english()
BOTH = sorted([*ENGLISH, *ROOT.glob("*.tr.md"), *ROOT.glob("docs/**/*.tr.md")])


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def _in_turkish(page: Path) -> Path:
    return page.with_name(f"{page.stem}.tr.md")


@cache
def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@cache
def _prose(page: Path) -> str:
    return CODE.sub("", _text(page))


def _parts(page: Path, pattern: str) -> list[str]:
    found = [match.group(match.re.groups) for match in re.finditer(pattern, _prose(page), re.MULTILINE)]
    return [f"{row.count('|')}" if row.startswith("|") else row for row in found]


def _numbers(page: Path) -> list[str]:
    """Return the digits of each number, sorted: 0.5 is 0,5 in Turkish, and 1,000 is 1.000."""
    told = LINK.sub(r"\1", re.sub(r"`[^`\n]+`", "", _prose(page)))
    return sorted(re.sub(r"\D", "", number) for number in re.findall(r"\d[\d.,]*", told))


def _anchors(page: Path) -> set[str]:
    """Return what a link may name after "#": headings as GitHub spells them, the dot of a small İ included."""
    titles = re.findall(r"^#+ (.+)$", _prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\u0307 -]", "", title.lower()).replace(" ", "-") for title in titles}


def _leads_nowhere(page: Path, target: str) -> bool:
    path, _, anchor = target.partition("#")
    to = page.parent / path if path else page
    return not to.exists() or bool(anchor and anchor not in _anchors(to))


@pytest.mark.parametrize("page", ENGLISH, ids=_name)
def test_a_page_and_its_turkish_one_name_each_other_under_their_titles(page: Path) -> None:
    turkish = _in_turkish(page)
    assert turkish.is_file(), f"{_name(page)} needs its page in Turkish, {turkish.name}"
    assert f"[Türkçe]({turkish.name})\n" in _text(page).split("\n## ")[0]
    assert f"[English]({page.name})\n" in _text(turkish).split("\n## ")[0]


@pytest.mark.parametrize("page", ENGLISH, ids=_name)
def test_both_pages_show_the_same_code_byte_for_byte(page: Path) -> None:
    assert CODE.findall(_text(_in_turkish(page))) == CODE.findall(_text(page))


@pytest.mark.parametrize("page", ENGLISH, ids=_name)
def test_both_pages_write_the_same_names_and_keys(page: Path) -> None:
    english, turkish = (set(re.findall(r"`[^`\n]+`", _prose(of))) for of in (page, _in_turkish(page)))
    assert turkish == english


@pytest.mark.parametrize("page", ENGLISH, ids=_name)
def test_both_pages_tell_the_same_numbers(page: Path) -> None:
    assert _numbers(_in_turkish(page)) == _numbers(page)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("page", ENGLISH, ids=_name)
def test_both_pages_have_the_same_parts(page: Path, part: str) -> None:
    english, turkish = (_parts(of, PARTS[part]) for of in (page, _in_turkish(page)))
    assert turkish == english


@pytest.mark.parametrize("page", BOTH, ids=_name)
def test_links_lead_to_pages_and_headings_that_are_there(page: Path) -> None:
    targets = [target for _, target in LINK.findall(_prose(page)) if "://" not in target]
    assert [target for target in targets if _leads_nowhere(page, target)] == []


@pytest.mark.parametrize("page", ENGLISH, ids=_name)
def test_a_turkish_page_leads_to_turkish_pages(page: Path) -> None:
    turkish = _in_turkish(page)
    targets = [target.partition("#")[0] for label, target in LINK.findall(_prose(turkish)) if label != "English"]
    away = [t for t in targets if t.endswith(".md") and not t.endswith(".tr.md") and "://" not in t]
    assert [t for t in away if _in_turkish(turkish.parent / t).exists()] == []


def test_no_turkish_page_is_left_without_its_english_one() -> None:
    assert [page for page in BOTH if page.name.endswith(".tr.md") and _english_of(page) not in ENGLISH] == []


def _english_of(page: Path) -> Path:
    return page.with_name(page.name.replace(".tr.md", ".md"))
