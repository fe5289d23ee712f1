"""The pages of a registry: what a city publishes, what it took back, and how another city comes to trust it."""

from collections.abc import Mapping
from html import escape

from meydan.city.words import LANGUAGES, Language
from meydan.city.words.telling import plain
from meydan.exchange.badge import Standing
from meydan.exchange.index.listing import Listing, Published, Shown, sha256
from meydan.exchange.manifest import CARDS
from meydan.exchange.register.dcat import JSONLD
from meydan.exchange.register.page import page_style
from meydan.report.html import page, paragraph, section
from meydan.report.wording import NOTHING, Wording

_PAGES: Mapping[Language, str] = {"tr": "index.html", "en": "en.html"}
_STYLE = (
    ".product > h3 { margin-top: .8rem; } "
    "pre { padding: .8rem 1rem; background: var(--soft); white-space: pre-wrap; overflow-wrap: anywhere; }"
)


def page_file(language: Language) -> str:
    """Return the name of the page in a language."""
    return _PAGES[language]


def registry_page(listing: Listing, tell: Wording) -> str:
    """Return the page in one language; it needs nothing beside it but the files it links to."""
    body = [_packages(listing, tell), _evidence(listing, tell), _trust(listing, tell), _data(tell)]
    title = tell("registry_page.title", city=listing.city)
    return page(title, tell("registry_page.about"), body, tell, _head(tell), _top(tell))


def _head(tell: Wording) -> str:
    others = "".join(f'<link rel="alternate" hreflang="{one}" href="{page_file(one)}">' for one in LANGUAGES)
    return (
        f'{others}<link rel="alternate" type="application/feed+json" href="feed.json">'
        f'<link rel="alternate" type="application/ld+json" href="{JSONLD}"><style>{page_style()} {_STYLE}</style>'
        f'<meta name="description" content="{escape(tell("registry_page.about"))}">'
    )


def _top(tell: Wording) -> str:
    other: Language = "tr" if tell.language == "en" else "en"
    link = f'<a href="{page_file(other)}" lang="{other}" hreflang="{other}">'
    name = escape(tell("results_page.other_language"))
    return f'<nav aria-label="{escape(tell("results_page.languages"))}">{link}{name}</a></nav>'


def _packages(listing: Listing, tell: Wording) -> str:
    shown = "".join(_package(one, tell) for one in listing.packages)
    note = paragraph(tell("registry_page.badges"), "under") if shown else ""
    return section(tell("registry_page.packages"), note, shown or paragraph(tell("registry_page.nothing")))


def _package(shown: Shown, tell: Wording) -> str:
    one, package = shown.published, shown.package
    known = {tell("registry_page.version"): escape(one.told("version"))}
    if package is not None:
        kind = f"package.kind_{package.manifest.kind.replace('-', '_')}"
        known |= {
            tell("registry_page.kind"): escape(tell(kind)),
            tell("registry_page.licence"): escape(package.manifest.licence),
            tell("registry_page.contact"): escape(package.manifest.contact),
        }
    known |= {
        tell("registry_page.published"): escape(_day(one, tell)),
        tell("registry_page.file"): _file(one, tell),
        tell("registry_page.sha256"): f"<code>{escape(sha256(one))}</code>",
    }
    if shown.withdrawal is None:
        known[tell("registry_page.get")] = f"<code>meydan registry get {escape(one.listed.place)} --home …</code>"
    return (
        f'<article class="product" id="{escape(one.listed.place)}"><h3>{escape(shown.title.said(tell.language))}'
        f"{_badge(shown, tell)}</h3>{_withdrawal(shown, tell)}{_facts(known)}{_card(shown, tell)}</article>"
    )


def _badge(shown: Shown, tell: Wording) -> str:
    standing = Standing.WITHDRAWN if shown.withdrawal else shown.standing
    return f' <span class="chip">{escape(tell(f"registry_page.badge_{standing}"))}</span>' if standing else ""


def _withdrawal(shown: Shown, tell: Wording) -> str:
    back = shown.withdrawal
    if back is None:
        return ""
    told = tell("registry_page.withdrawn", day=tell.day(back.day), reason=back.reason.said(tell.language))
    return f'<p class="is-worse"><span class="verdict">{escape(told)}</span></p>'


def _card(shown: Shown, tell: Wording) -> str:
    if shown.package is None:
        return paragraph(tell("registry_page.not_here"), "under")
    card = shown.package.files.get(CARDS[tell.language], b"").decode("utf-8", "replace").strip()
    return f"<details><summary>{escape(tell('registry_page.card'))}</summary><pre>{escape(plain(card))}</pre></details>"


def _evidence(listing: Listing, tell: Wording) -> str:
    """Return what this city says of packages in signed statements of their own, which may be another city's."""
    if not listing.evidence:
        return ""
    lines = "".join(
        f"<li>{escape(one.told('package'))}: {escape(tell(_says(one)))}, {escape(_day(one, tell))} "
        f'(<a href="{escape(one.file)}">{escape(one.listed.place)}</a>)</li>'
        for one in listing.evidence
    )
    return section(tell("registry_page.evidence"), f"<ul>{lines}</ul>")


def _says(one: Published) -> str:
    return f"registry_page.says_{one.told('says').replace('-', '_')}"


def _trust(listing: Listing, tell: Wording) -> str:
    digits = listing.fingerprint.partition(":")[2]
    spaced = " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))
    name = listing.root.rpartition("/")[2]
    command = (
        f'meydan registry trust {listing.city} --root {name} --fingerprint "…" --prefix {listing.city}/ '
        "--mirror … --home … --persons … …"
    )
    steps = [
        tell("registry_page.trust_get", file=f'<a href="{escape(listing.root)}">{escape(name)}</a>'),
        escape(tell("registry_page.trust_compare")),
        escape(tell("registry_page.trust_two")) + f"<br><code>{escape(command)}</code>",
    ]
    known = {
        tell("registry_page.fingerprint"): f"<code>{escape(spaced)}</code>",
        tell("registry_page.until"): escape(tell.day(listing.until.date().isoformat())),
    }
    ordered = "".join(f"<li>{step}</li>" for step in steps)
    return section(tell("registry_page.trust"), _facts(known), f"<ol>{ordered}</ol>")


def _data(tell: Wording) -> str:
    names = {
        "index.json": "registry_page.data_index",
        "feed.json": "registry_page.data_feed",
        JSONLD: "registry_page.data_catalog",
    }
    links = "".join(f'<li><a href="{name}">{name}</a>: {escape(tell(code))}</li>' for name, code in names.items())
    warned = f'<p class="mark">{escape(tell("registry_page.unsigned"))}</p>'
    return section(tell("registry_page.data"), warned, f"<ul>{links}</ul>")


def _file(one: Published, tell: Wording) -> str:
    size = tell("registry_page.size", size=tell.number(one.listed.length / 1000, 1))
    return f'<a href="{escape(one.file)}">{escape(one.listed.place)}</a> ({escape(size)})'


def _day(one: Published, tell: Wording) -> str:
    return tell.day(one.at[:10]) if one.at else NOTHING


def _facts(values: Mapping[str, str]) -> str:
    """Return names, each with its value, which is HTML already."""
    return f"<dl>{''.join(f'<dt>{escape(name)}</dt><dd>{value}</dd>' for name, value in values.items())}</dl>"
