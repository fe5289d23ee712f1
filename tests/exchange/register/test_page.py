"""What the public reads: every number leads to its evidence, and bad results are as visible as good ones."""

import json
import re
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.city.words import LANGUAGES, Language
from meydan.exchange.register.entries import Entry, Superseding, Words
from meydan.exchange.register.evidence import Measured
from meydan.exchange.register.exporting import write_page
from meydan.exchange.register.page import results_page
from meydan.exchange.register.register import Register, result
from meydan.exchange.register.telling import signed_share, verdict
from meydan.report.wording import Wording
from meydan.store.tree_digest import digest_of_file
from tests.exchange.register.made import altered

SHARES = st.floats(-0.9, 0.9).map(lambda share: round(share, 4))


class Articles(HTMLParser):
    """Reads the effects of a page: class, text, and the digest of the evidence of each, by its id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, tuple[str, list[str], str]] = {}
        self._at = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "article":
            self._at = str(told["id"])
            self.found[self._at] = (str(told["class"]), [], "")
        if self._at and "data-digest" in told:
            css, texts, _ = self.found[self._at]
            self.found[self._at] = (css, texts, str(told["data-digest"]))
            assert told["href"] == f"evidence/{str(told['data-digest'])[7:]}.dsse.json"

    def handle_endtag(self, tag: str) -> None:
        self._at = "" if tag == "article" else self._at

    def handle_data(self, data: str) -> None:
        if self._at:
            self.found[self._at][1].append(data)


def with_numbers(register: Register, entry: Entry, change: float, low: float, high: float) -> Register:
    """Return a register in which a result and its statement say other numbers."""
    found = result(entry)
    told = register.evidence[found.evidence]
    measured = Measured(change, low, high, 0.95, 40.0, 40 * (1 + change))
    statement = replace(told, measured={found.measure: measured}, improves=None)
    other = replace(found, level=0.95, old_s=40.0, new_s=measured.new_s, change=change, low=low, high=high)
    return replace(
        register,
        entries={**register.entries, (entry.kind, entry.id): replace(entry, what=other)},
        evidence={**register.evidence, found.evidence: statement},
    )


@settings(max_examples=30)
@given(data=st.data(), language=st.sampled_from(LANGUAGES))
def test_every_number_is_its_statements_and_every_result_is_there_good_or_bad(
    register: Register, data: st.DataObject, language: Language
) -> None:
    for entry in register.current("results"):
        low, change, high = sorted(data.draw(st.tuples(SHARES, SHARES, SHARES)))
        register = with_numbers(register, entry, change, low, high)
    tell = Wording(language)
    page = Articles(results_page(register, tell)).found
    assert page.keys() == {f"results-{entry.id}" for entry in register.current("results")}
    for entry in register.current("results"):
        css, texts, digest = page[f"results-{entry.id}"]
        told = register.evidence[digest].measured[result(entry).measure]
        text = " ".join(texts)
        is_better = told.high < 0 and told.change <= -0.03
        expected = "is-better" if is_better else "is-worse" if told.low > 0 else "is-open"
        assert css == f"effect {expected}"
        for number in (signed_share(told.low, tell), signed_share(told.high, tell), tell.number(40.0, 1)):
            assert number in text
        if abs(told.change) >= 0.0006:
            assert tell.share(abs(told.change)) in text


def test_better_is_never_said_where_the_gate_did_not_say_improves(register: Register) -> None:
    good = register.entries["results", "izmir-twin"]
    found = result(good)
    told = register.evidence[found.evidence]
    assert verdict(found, told) == "better"
    assert verdict(found, replace(told, improves=False)) == "open"
    assert verdict(replace(found, change=-0.029, high=-0.01), replace(told, improves=None)) == "open"
    assert verdict(replace(found, change=0.001, low=0.0005, high=0.002), told) == "worse"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bad_result_has_the_same_parts_as_a_good_one(register: Register, language: Language) -> None:
    text = results_page(register, Wording(language))
    parts = {
        name: re.findall(r"<(\w+)", re.findall(rf'<article class="effect is-{name}".*?</article>', text)[0])
        for name in ("better", "worse")
    }
    marks = {"circle", "path"}
    assert [p for p in parts["better"] if p not in marks] == [p for p in parts["worse"] if p not in marks]
    assert text.count("is-worse") == 2 * 2 + text.count(".is-worse") + 1  # in the list, in its place, in the count


def test_a_superseded_result_stays_in_sight_with_its_number_its_reason_and_its_evidence(register: Register) -> None:
    old = register.entries["results", "izmir-night-twin"]
    new = Entry("results", "later", old.what, Superseding(old.id, Words("detektör bozuktu", "a detector was broken")))
    text = results_page(replace(register, entries={**register.entries, ("results", "later"): new}), Wording("en"))
    (line,) = re.findall(r'<li id="results-izmir-night-twin">.*?</li>', text)
    assert "Delay: 6.1% more (+2.0% to +10.3%)" in line
    assert "Superseded by later: a detector was broken" in line
    assert f'data-digest="{result(old).evidence}"' in line
    assert 'id="results-izmir-night-twin"' not in text.replace(line, "")


@pytest.mark.parametrize(("language", "told"), [("en", "gate: failed"), ("tr", "kapı: kaldı")])
def test_a_proof_is_shown_with_the_verdict_of_its_gate(register: Register, language: Language, told: str) -> None:
    page = Articles(results_page(register, Wording(language))).found
    assert [name for name, (_, texts, _) in page.items() if told in " ".join(texts)] == ["results-izmir-night-twin"]


def test_names_cannot_bring_code_into_the_page(register: Register) -> None:
    evil = '</script><img src=x onerror="alert(1)">&'
    entries = {
        key: altered(entry, name=Words(evil, evil)) if "name" in entry.what.__slots__ else entry
        for key, entry in register.entries.items()
    }
    places = {
        key: altered(entry, city=evil, junctions=(evil,))
        for key, entry in entries.items()
        if entry.kind == "deployments"
    }
    text = results_page(replace(register, entries=entries | places), Wording("tr"))
    assert "<img" not in text
    assert escape(evil) in text
    assert text.count("</script>") == 1


def test_the_page_is_static_and_asks_nobody_else(register: Register) -> None:
    for language in LANGUAGES:
        text = results_page(register, Wording(language))
        assert re.findall(r"<script[^>]*>", text) == ['<script type="application/ld+json">']
        assert re.findall(r"(?:src|@import|url\()", text) == []
        assert f'<html lang="{language}">' in text


def test_schema_org_tells_of_parties_projects_products_and_series(register: Register) -> None:
    text = results_page(register, Wording("en"))
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    kinds = [one["@type"] for one in json.loads(told)["@graph"]]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "GovernmentOrganization": 2,
        "Project": 1,
        "SoftwareSourceCode": 2,
        "Dataset": 4,
    }


def test_the_registers_own_language_is_what_a_server_shows_first(
    register: Register, folder: Path, tmp_path: Path
) -> None:
    files = write_page(register, folder, tmp_path)
    assert '<html lang="tr">' in (tmp_path / "index.html").read_text()
    assert '<html lang="en">' in (tmp_path / "en.html").read_text()
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == set(files)
    for path in (tmp_path / "evidence").iterdir():
        assert digest_of_file(path) == f"sha256:{path.name.removesuffix('.dsse.json')}"


def test_the_first_line_counts_what_moves_lamps_apart_from_what_ran_on_the_twin(register: Register) -> None:
    text = results_page(register, Wording("en"))
    counts = dict(re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd></div>", text))
    assert counts == {"Projects": "1", "Products made": "2", "Junctions in the street": "9", "Measured effects": "4"}
    night = register.entries["deployments", "izmir-night"]
    entries = {**register.entries, ("deployments", night.id): altered(night, state="trial")}
    text = results_page(replace(register, entries=entries), Wording("en"))
    assert "twin only</dt>" not in text  # the same two junctions are in the street already
    main = register.entries["deployments", "izmir-main"]
    entries |= {("deployments", main.id): altered(main, state="withdrawn")}
    text = results_page(replace(register, entries=entries), Wording("en"))
    assert "<dt>Junctions on the digital twin only</dt><dd>2</dd>" in text
