"""The accessibility check of pages that have no script of their own."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_violations(page: Page) -> list[tuple[str, list[str]]]:
    """Return the rules that an open page breaks, each with the elements that break it."""
    page.add_script_tag(path=AXE)  # the check is a script; the page has none of its own
    found = page.evaluate("(tags) => axe.run({ runOnly: { type: 'tag', values: tags } })", RULES)
    assert len(found["passes"]) > 20
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
