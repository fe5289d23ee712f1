"""Pages of HTML that need nothing beside them: their style and pictures are inside, and there is no script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.metadata import version
from importlib.resources import files

from meydan.city.words.telling import plain
from meydan.report.wording import Wording


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, its class, and where it leads."""

    text: str
    css: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it shows, the heads of its columns, and rows; the first columns may be text, the others numbers.

    `thin` are the places of rows that rest on little data.
    """

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str | Cell]]
    text_columns: int = 1
    thin: frozenset[int] = frozenset()


def page(title: str, under: str, body: Sequence[str], tell: Wording, head: str = "", top: str = "") -> str:
    """Return a whole page; `head` and `top` are HTML that is added to its head and before its title."""
    made = tell("report.made", version=version("meydan"))
    return (
        f'<!doctype html>\n<html lang="{tell.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" '
        f'content="light dark"><title>{escape(title)} · Meydan</title><style>{_style()}</style>{head}</head><body>'
        f'<header>{top}<h1>{escape(title)}</h1><p class="under">{escape(under)}</p></header>'
        f'<main>{"".join(body)}</main><footer><p class="under">{escape(made)}</p></footer></body></html>\n'
    )


def section(title: str, *parts: str) -> str:
    """Return a part of a page under its heading."""
    return f"<section><h2>{escape(title)}</h2>{''.join(parts)}</section>"


def paragraph(text: str, css: str = "") -> str:
    """Return a paragraph."""
    return f"<p{_class(css)}>{escape(text)}</p>"


def listed(texts: Sequence[str]) -> str:
    """Return sentences as a list."""
    return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in texts)}</ul>"


def facts(values: Mapping[str, str]) -> str:
    """Return names, each with its value."""
    return f"<dl>{''.join(f'<dt>{escape(k)}</dt><dd>{escape(v)}</dd>' for k, v in values.items())}</dl>"


def table(shown: Table) -> str:
    """Return a table."""
    heads = "".join(
        f'<th scope="col"{_class("text" if place < shown.text_columns else "")}>{escape(head)}</th>'
        for place, head in enumerate(shown.heads)
    )
    rows = "".join(
        f"<tr{_class('thin' if place in shown.thin else '')}>"
        + "".join(_cell(cell, at, shown.text_columns) for at, cell in enumerate(row))
        + "</tr>"
        for place, row in enumerate(shown.rows)
    )
    caption = escape(shown.caption)
    return (
        f'<p class="told">{caption}</p><div class="wide" tabindex="0">'
        f'<table aria-label="{caption}"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _cell(cell: str | Cell, at: int, text_columns: int) -> str:
    one = Cell(cell) if isinstance(cell, str) else cell
    text = escape(plain(one.text))
    if one.link:
        text = f'<a href="{escape(one.link)}">{text}</a>'
    css = " ".join(filter(None, ("text" if at < text_columns else "", one.css)))
    return f'<th scope="row"{_class(css)}>{text}</th>' if at == 0 else f"<td{_class(css)}>{text}</td>"


def _class(css: str) -> str:
    return f' class="{css}"' if css else ""


@cache
def _style() -> str:
    return (files("meydan.report") / "style.css").read_text(encoding="utf-8").replace("\n", " ").strip()
