"""Every extension has its page, and what the pages say of the repository is true."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
PAGE_OF = {
    "meydan.strategy": "docs/strategies/{}.md",
    "meydan.measure": "docs/measures/{}.md",
    "meydan.field": "docs/field/{}.md",
    "meydan.feed": "docs/import-{}.md",
}


def _extensions() -> list[tuple[str, str]]:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    return [(group, name) for group, names in groups.items() for name in names]


def _commands(page: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(r"^    (\S.*)$", text, re.MULTILINE) + re.findall(r"`(scripts/[^`]+)`", text)


def _count(page: str, pattern: str) -> int:
    return len(re.findall(pattern, (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize(("group", "name"), _extensions())
def test_every_extension_has_its_page(group: str, name: str) -> None:
    page = ROOT / PAGE_OF[group].format(name)
    assert page.is_file(), f"{name} ({group}) is registered, so {page.relative_to(ROOT)} must describe it"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [t for t in targets if "://" not in t and not (page.parent / t).exists()]
    assert not missing


def test_both_readmes_show_the_same_commands() -> None:
    assert _commands("README.md") == _commands("README.tr.md")


@pytest.mark.parametrize("pattern", [r"^#+ ", r"^- ", r"^\|", r"^!\[", r"\]\([^)]+\)"])
def test_both_readmes_have_the_same_parts(pattern: str) -> None:
    assert _count("README.md", pattern) == _count("README.tr.md", pattern) > 0


def test_the_scripts_a_readme_names_exist() -> None:
    named = {command.split()[0] for command in _commands("README.md") if command.startswith("scripts/")}
    assert {"scripts/run", "scripts/test"} <= named
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/decisions/*.md")), ids=lambda page: page.stem)
def test_a_decision_record_is_complete_and_numbered(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings == ["Context", "Options", "Decision", "What gets better", "What gets worse"]
    assert text.startswith(f"# {int(page.stem[:4])}. ")


def test_decision_records_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(page.stem[:4]) for page in ROOT.glob("docs/decisions/*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_row_of_the_dictionary_is_complete() -> None:
    rows = [
        line.strip("|").split("|")
        for line in (ROOT / "docs/dictionary.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ]
    assert {len(row) for row in rows} == {6}
    assert all(cell.strip() for row in rows for cell in row)
