"""The public page: what was made because of which agreement, where it runs, and what it changed, good or bad."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from meydan.city.words import LANGUAGES, Language
from meydan.exchange.register.catalogue import TURTLE
from meydan.exchange.register.counts import counts_of
from meydan.exchange.register.dcat import JSONLD
from meydan.exchange.register.effects import Effects, scale_end
from meydan.exchange.register.entries import TYPES, Activity, Entry, Project, Protocol, Result, Topic
from meydan.exchange.register.journal import head_text
from meydan.exchange.register.page_names import page_file
from meydan.exchange.register.register import Register, deployment, party, product, result
from meydan.exchange.register.schema_org import schema_org
from meydan.exchange.register.tables import ALL, series_of, table_file
from meydan.exchange.register.telling import signed_share, told_entry, told_state
from meydan.report.html import listed, page, paragraph, section
from meydan.report.wording import Wording


def results_page(register: Register, tell: Wording) -> str:
    """Return the page in one language; it needs nothing beside it but the evidence and the data it links to."""
    results = [result(entry) for entry in register.current("results")]
    effects = Effects(register, tell, scale_end(results))
    body = [
        _thanks(register, tell),
        _glance(register, effects),
        *(_protocol(register, entry, effects) for entry in register.current("protocols")),
        _method(results, tell),
        _superseded(register, effects),
        _data(register, tell),
    ]
    head, language = register.head, tell.language
    return page(
        head.title.say(language), head.about.say(language), body, tell, _head(register, tell), _top(register, tell)
    )


def _head(register: Register, tell: Wording) -> str:
    """Return what machines read: the other language, the catalogue, and the same as schema.org."""
    others = "".join(
        f'<link rel="alternate" hreflang="{other}" href="{page_file(register, other)}">' for other in LANGUAGES
    )
    data = json.dumps(schema_org(register, tell.language), ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return (
        f'<meta name="description" content="{escape(register.head.about.say(tell.language))}">{others}'
        f'<link rel="alternate" type="application/ld+json" href="{JSONLD}"><style>{page_style()}</style>'
        f'<script type="application/ld+json">{data}</script>'
    )


def _top(register: Register, tell: Wording) -> str:
    other: Language = "tr" if tell.language == "en" else "en"
    link = f'<a href="{page_file(register, other)}" lang="{other}" hreflang="{other}">'
    name = escape(tell("results_page.other_language"))
    return f'<nav aria-label="{escape(tell("results_page.languages"))}">{link}{name}</a></nav>'


def _thanks(register: Register, tell: Wording) -> str:
    counts = counts_of(register)
    many = len(register.current("protocols")) > 1
    told = "".join(
        f"<div><dt>{escape(tell(f'results_page.count_{name}'))}</dt><dd>{tell.number(count)}</dd></div>"
        for name, count in counts.shown().items()
    )
    verdicts = "".join(
        f'<span class="is-{name}"><span class="verdict">{escape(name_of)}: {count}</span></span> '
        for name, count in counts.verdicts().items()
        for name_of in [tell(f"results_page.verdict_{name}")]
    )
    title = tell("results_page.thanks_many" if many else "results_page.thanks")
    return (
        f'<section class="thanks"><h2>{escape(title)}</h2>'
        f'<dl class="counts">{told}</dl>'
        + (f'<p class="verdicts">{verdicts}</p>' if counts.results else paragraph(tell("results_page.no_results")))
        + "</section>"
    )


def _glance(register: Register, effects: Effects) -> str:
    entries = [entry for series in series_of(register) for entry in series.results]
    if not entries:
        return ""
    tell = effects.tell
    scale = {"least": signed_share(-effects.end, tell), "most": signed_share(effects.end, tell)}
    lines = "".join(effects.line(entry) for entry in entries)
    told = paragraph(tell("results_page.how_to_read", **scale), "under")
    sides = [escape(f"← {tell('results_page.verdict_better')}"), escape(f"{tell('results_page.verdict_worse')} →")]
    ends = f'<p class="ends" aria-hidden="true"><span><i>{sides[0]}</i><i>{sides[1]}</i></span></p>'
    return section(tell("results_page.at_a_glance"), told, ends, f'<ul class="effects">{lines}</ul>')


def _protocol(register: Register, entry: Entry, effects: Effects) -> str:
    tell = effects.tell
    assert isinstance(entry.what, Protocol)
    what = entry.what
    named = [register.newest("parties", name) for name in what.parties]
    parties = ", ".join(party(one).name.say(tell.language) for one in named if one is not None)
    known = {
        tell("results_page.date"): tell.day(what.date),
        tell("results_page.parties"): escape(parties),
        tell("results_page.document"): f"<code>{what.document}</code>",
    } | ({tell("results_page.read"): _link(what.address)} if what.address else {})
    name = what.name.say(tell.language)
    topics = "".join(_topic(register, topic, effects) for topic in register.under("topics", entry))
    return section(name, _facts(known), topics)


def _topic(register: Register, entry: Entry, effects: Effects) -> str:
    tell = effects.tell
    assert isinstance(entry.what, Topic)
    projects = [_project(register, project, effects) for project in register.under("projects", entry)]
    return _titled("h3", tell("results_page.topic", name=entry.what.name.say(tell.language)), entry) + (
        "".join(projects) or paragraph(tell("results_page.no_projects"), "under")
    )


def _project(register: Register, entry: Entry, effects: Effects) -> str:
    tell = effects.tell
    assert isinstance(entry.what, Project)
    name = tell("results_page.project", name=entry.what.name.say(tell.language))
    done = [_activity(one, tell) for one in register.under("activities", entry)]
    return (
        _titled("h4", name, entry)
        + paragraph(entry.what.about.say(tell.language))
        + (f"<p>{escape(tell('results_page.activities'))}:</p>{listed(done)}" if done else "")
        + "".join(_product(register, one, effects) for one in register.under("products", entry))
    )


def _activity(entry: Entry, tell: Wording) -> str:
    assert isinstance(entry.what, Activity)
    what = entry.what
    when = tell.days(what.since, what.until) if what.until else tell("results_page.since", day=tell.day(what.since))
    return f"{what.name.say(tell.language)} ({when})"


def _product(register: Register, entry: Entry, effects: Effects) -> str:
    tell, what = effects.tell, product(entry)
    known = {
        tell("results_page.package"): escape(f"{what.package} {what.version}"),
        tell("results_page.content"): f"<code>{what.digest}</code>",
        tell("results_page.licence"): escape(what.licence),
    } | ({tell("results_page.code"): _link(what.code)} if what.code else {})
    places = [_place(register, one, effects) for one in register.under("deployments", entry)]
    return (
        '<div class="product">'
        + _titled("h5", tell("results_page.product", name=what.name.say(tell.language)), entry)
        + paragraph(what.about.say(tell.language))
        + _facts(known)
        + paragraph(tell("results_page.where" if places else "results_page.nowhere"), "under")
        + "".join(places)
        + "</div>"
    )


def _place(register: Register, entry: Entry, effects: Effects) -> str:
    tell, what = effects.tell, deployment(entry)
    when = tell.days(what.since, what.until) if what.until else tell("results_page.since", day=tell.day(what.since))
    runs = register.newest("parties", what.party)
    told = [
        when,
        *([tell("results_page.run_by", party=party(runs).name.say(tell.language))] if runs else []),
    ]
    found = "".join(effects.whole(one) for one in register.under("results", entry))
    return (
        f'<div class="place"><h6 id="{_anchor(entry)}">{escape(what.city)}'
        f'<span class="chip">{escape(told_state(what, tell))}</span></h6>{paragraph(" · ".join(told), "told")}'
        f"<details><summary>{escape(tell('results_page.junctions', count=len(what.junctions)))}</summary>"
        f"{escape(', '.join(what.junctions))}</details>"
        + (found or paragraph(tell("results_page.not_measured"), "told"))
        + "</div>"
    )


def _method(results: Sequence[Result], tell: Wording) -> str:
    about = {"paired_runs": "runs", "switchback": "switchback", "before_after": "before_after"}
    used = [about[name] for name in about if any(found.method == name for found in results)]
    told = [paragraph(tell(f"results_page.about_{name}")) for name in used]
    return section(tell("results_page.method"), *told, paragraph(tell("results_page.about_signed")))


def _superseded(register: Register, effects: Effects) -> str:
    """Return what was superseded, with why: a result keeps its number and its evidence in sight."""
    lines = []
    for entry in (one for kind in TYPES for one in register.superseded(kind)):
        after = next(e for e in register.entries.values() if e.kind == entry.kind and e.link.supersedes == entry.id)
        reason = after.link.reason.say(effects.tell.language) if after.link.reason else ""
        what = told_entry(entry, effects.tell)
        told = escape(effects.tell("results_page.superseded_by", what=what, id=after.id, reason=reason))
        seen = f" {effects.evidence(entry.what)}" if isinstance(entry.what, Result) else ""
        lines.append(f'<li id="{_anchor(entry)}">{told}{seen}</li>')
    return section(effects.tell("results_page.superseded"), f"<ul>{''.join(lines)}</ul>") if lines else ""


def _data(register: Register, tell: Wording) -> str:
    tables = _links([*(table_file(kind) for kind in TYPES), ALL])
    catalogue = _links([JSONLD, TURTLE])
    head = f"<code>{head_text(register.journal)}</code>"
    return section(
        tell("results_page.data"),
        f"<p>{tell('results_page.all_data', files=tables)}</p>",
        f"<p>{tell('results_page.catalogue', files=catalogue)}</p>",
        f"<p>{tell('results_page.check', head=head)}</p>",
        f"<p>{escape(tell('results_page.data_licence'))}: {_link(register.head.licence)}</p>",
    )


def _links(names: Iterable[str]) -> str:
    return ", ".join(map(_link, names))


def _link(address: str) -> str:
    return f'<a href="{escape(address)}">{escape(address)}</a>'


def _facts(values: Mapping[str, str]) -> str:
    """Return names, each with its value, which is HTML already."""
    return f"<dl>{''.join(f'<dt>{escape(name)}</dt><dd>{value}</dd>' for name, value in values.items())}</dl>"


def _titled(level: str, title: str, entry: Entry) -> str:
    return f'<{level} id="{_anchor(entry)}">{escape(title)}</{level}>'


def _anchor(entry: Entry) -> str:
    """Return the name of an entry's place on the page, for links that people pass on."""
    return f"{entry.kind}-{entry.id}"


@cache
def page_style() -> str:
    """Return the style of public pages, beside that of reports."""
    return (files("meydan.exchange.register") / "page.css").read_text(encoding="utf-8").replace("\n", " ").strip()
