"""Nothing hangs in the air, nothing is hidden, and every number has its signed statement."""

from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.exchange.register.entries import Entry, Kind, Superseding, Words, parents_of
from meydan.exchange.register.invariants import found_faults
from meydan.exchange.register.register import Register, deployment, product, result
from tests.exchange.register.made import DOCUMENT, FITTED, altered

WHY = Words("düzeltildi", "corrected")
NUMBERS = ("old_s", "new_s", "change", "low", "high", "level", "days")


def codes(register: Register) -> set[str]:
    return {what.code for _, _, what in found_faults(register)}


def with_entries(register: Register, *entries: Entry) -> Register:
    return replace(register, entries={**register.entries, **{(entry.kind, entry.id): entry for entry in entries}})


def changed(register: Register, kind: Kind, name: str, **values: Any) -> Register:
    return with_entries(register, altered(register.entries[kind, name], **values))


def instead(entry: Entry, name: str, **values: Any) -> Entry:
    """Return an entry that supersedes another one."""
    return Entry(entry.kind, name, replace(entry.what, **values), Superseding(entry.id, WHY))


def test_the_made_register_is_sound(register: Register) -> None:
    assert codes(register) == set()


@given(data=st.data())
def test_what_an_entry_rests_on_must_be_there_up_to_the_parties(register: Register, data: st.DataObject) -> None:
    keys = sorted(register.entries)
    kept = data.draw(st.sets(st.sampled_from(keys)))
    some = replace(register, entries={key: register.entries[key] for key in kept})
    missing = {
        (entry.file, kind, name)
        for entry in some.entries.values()
        for _, kind, name in parents_of(entry.what)
        if (kind, name) not in kept
    }
    told = {
        (file, dict(what.values)["kind"], dict(what.values)["id"])
        for file, key, what in found_faults(some)
        if what.code == "register.no_entry" and key != "publisher"
    }
    assert told == missing


@given(data=st.data())
def test_a_number_that_is_not_the_statements_is_refused(register: Register, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([entry.id for entry in register.current("results")]))
    key = data.draw(st.sampled_from(NUMBERS))
    told = getattr(register.entries["results", name].what, key)
    other = data.draw(st.floats(-1e6, 1e6).filter(lambda value: told is None or abs(value - told) > 1e-6))
    assert "register.other_number" in codes(changed(register, "results", name, **{key: other}))


@pytest.mark.parametrize(("key", "value"), [("method", "before_after"), ("day_kind", "street")])
def test_a_twin_day_cannot_be_called_a_day_in_the_street(register: Register, key: str, value: str) -> None:
    assert codes(changed(register, "results", "izmir-twin", **{key: value})) == {"register.other_number"}


def test_a_result_without_its_statement_is_refused(register: Register) -> None:
    assert codes(replace(register, evidence={})) == {"register.no_evidence"}


def test_evidence_about_other_content_is_refused(register: Register) -> None:
    other = result(register.entries["results", "izmir-night-twin"]).evidence
    told = register.evidence[other].measured["delay"]
    borrowed = asdict(told)
    assert codes(changed(register, "results", "izmir-twin", evidence=other, **borrowed)) == {"register.other_content"}


def test_evidence_about_adapted_content_counts_only_where_the_deployment_says_so(register: Register) -> None:
    assert deployment(register.entries["deployments", "istanbul-main"]).adapted == FITTED
    assert codes(changed(register, "deployments", "istanbul-main", adapted="")) == {"register.other_content"}


def test_evidence_that_no_party_signed_is_refused(register: Register) -> None:
    without = changed(changed(register, "parties", "izmir", keys=()), "parties", "istanbul", keys=())
    unsigned = {digest: replace(told, signers=frozenset()) for digest, told in register.evidence.items()}
    assert codes(without) == codes(replace(register, evidence=unsigned)) == {"register.not_signed"}


def test_an_old_key_of_a_party_goes_on_to_count_after_a_new_one_came(register: Register) -> None:
    rotated = with_entries(register, instead(register.entries["parties", "izmir"], "izmir-new", keys=("0" * 64,)))
    assert codes(rotated) == set()


def test_an_interval_without_its_change_is_refused(register: Register) -> None:
    found = result(register.entries["results", "izmir-twin"])
    told = register.evidence[found.evidence]
    odd = replace(told, measured={"delay": replace(told.measured["delay"], low=0.1, high=0.2)})
    wrong = replace(register, evidence={**register.evidence, found.evidence: odd})
    assert codes(changed(wrong, "results", "izmir-twin", low=0.1, high=0.2)) == {"register.interval"}


@pytest.mark.parametrize("kind", ["protocols", "products", "deployments", "results"])
def test_what_supersedes_says_why_and_all_that_rested_on_the_old_rests_on_the_new(
    register: Register, kind: Kind
) -> None:
    old = register.current(kind)[0]
    new = instead(old, "new")
    later = with_entries(register, new)
    assert codes(later) == set()
    assert register.current(kind)[0] not in later.current(kind)
    assert later.superseded(kind) == [old]
    for below in register.entries.values():
        if register.rests_on(below, old):
            assert later.rests_on(below, new)
    silent = with_entries(register, replace(new, link=Superseding(old.id, None)))
    assert codes(silent) == {"register.reason"}


@pytest.mark.parametrize(("kind", "old", "values"), [
    ("results", "izmir-night-twin", {"deployment": "izmir-main"}),
    ("results", "istanbul-walkers", {"measure": "delay"}),
    ("deployments", "izmir-night", {"product": "main-street"}),
    ("deployments", "izmir-night", {"city": "Ankara"}),
])  # fmt: skip
def test_a_bad_result_is_not_superseded_by_one_of_something_else(
    register: Register, kind: Kind, old: str, values: dict[str, str]
) -> None:
    other = with_entries(register, instead(register.entries[kind, old], "new", **values))
    assert "register.other_subject" in codes(other)


def test_superseding_has_one_end(register: Register) -> None:
    old = register.entries["topics", "signals"]
    one, two = instead(old, "one"), instead(old, "two")
    assert codes(with_entries(register, one, two)) == {"register.superseded_twice"}
    ring = with_entries(register, replace(old, link=Superseding("one", WHY)), one)
    assert codes(ring) == {"register.ring"}
    itself = with_entries(register, replace(old, link=Superseding("signals", WHY)))
    assert codes(itself) == {"register.ring"}
    assert codes(with_entries(register, replace(one, link=Superseding("nobody", WHY)))) == {"register.no_entry"}


def test_days_that_are_none_and_places_that_are_nowhere_are_refused(register: Register) -> None:
    assert codes(changed(register, "protocols", "cooperation", date="2026-02-30")) == {"register.no_day"}
    assert codes(changed(register, "activities", "survey", until="2026-03-08")) == {"register.period"}
    assert codes(changed(register, "deployments", "izmir-main", position=(38.0, 127.0))) == {"register.no_position"}


def test_a_new_version_of_a_product_keeps_what_was_measured_of_the_old(register: Register) -> None:
    old = register.entries["products", "main-street"]
    later = with_entries(register, instead(old, "main-street-2", version="2.0.0", digest=DOCUMENT))
    assert codes(later) == set()
    assert product(later.above(later.entries["deployments", "izmir-main"], "products")).version == "2.0.0"
