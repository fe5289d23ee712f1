"""Evidence is about this content and all of it, made as the gate has it, and bears out what is claimed."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec
import pytest

from meydan.exchange.evidence import read_evidence
from meydan.exchange.statement import Predicate
from meydan.store.tree_digest import digest_of
from meydan.twin.gate.run_result import BASE, LESS
from tests.exchange.makings import (
    BASELINE,
    SCENARIO,
    after_the_look,
    envelope,
    package_of,
    proof,
    whole_proof,
)
from tests.exchange.test_package import EVIDENCE, FILES, IZMIR, changed, faults_of


def with_evidence(**says: object) -> dict[str, bytes]:
    """Return the package with other numbers in its evidence, signed as it should be."""
    return FILES | {EVIDENCE: envelope(IZMIR, package_of(FILES), proof(**says))}  # type: ignore[arg-type]


def test_evidence_for_other_content_is_refused() -> None:
    other = FILES | {"strategy/strategy.toml": b'strategy = "greedy"\n'}
    assert {"evidence.other_content", "evidence.other_candidate"} <= faults_of(other)


def with_plans(candidate: str, **more: bytes) -> dict[str, bytes]:
    """Return a template of plans with two files, and what was proved of it."""
    plans = {"plans/J1.toml": b"cycle_s = 90\n", "plans/J2.toml": b"cycle_s = 80\n"}
    text = FILES["meydan.toml"].decode().replace("strategy-params", "plan-template")
    kept = {name: data for name, data in FILES.items() if not name.startswith(("strategy/", "evidence/"))}
    files = kept | plans | {"meydan.toml": text.encode(), **more}
    of = {"whole": package_of(files).digest, "one": digest_of(plans["plans/J1.toml"])}
    return files | {EVIDENCE: envelope(IZMIR, package_of(files), proof(of[candidate]))}


def test_evidence_about_one_file_does_not_speak_for_the_others() -> None:
    assert faults_of(with_plans("whole")) == set()
    files = with_plans("one")
    assert faults_of(files) == {"evidence.not_covered"}
    faults = read_evidence(package_of(files)).faults
    assert [fault.file for fault in faults] == ["plans/J2.toml"]
    beside = FILES | {"strategy/notes.csv": b"a,b\n"}
    signed = envelope(IZMIR, package_of(beside), proof())
    assert faults_of(beside | {EVIDENCE: signed}) == {"evidence.not_covered"}


def test_evidence_about_each_file_covers_them_all() -> None:
    """Two files of parameters, each with a proof of its own and a claim that points to it."""
    second = b'strategy = "greedy"\n'
    text = FILES["meydan.toml"].decode()
    claim = text[text.index("[[claims]]") : text.index("[[failed]]")]
    other = claim.replace("twin.dsse", "other.dsse")
    files = FILES | {"strategy/other.toml": second, "meydan.toml": text.replace(claim, claim + other).encode()}
    package = package_of(files | {"evidence/other.dsse.json": b""})
    files |= {EVIDENCE: envelope(IZMIR, package, proof())}
    files |= {"evidence/other.dsse.json": envelope(IZMIR, package, proof(digest_of(second)))}
    assert faults_of(files) == set()
    without_claim = files | {"meydan.toml": text.encode()}
    assert faults_of(without_claim) == {"evidence.not_covered"}
    claims_nothing = files | {"meydan.toml": text.replace(claim, "").encode()}
    assert faults_of(claims_nothing) == set()
    del claims_nothing["evidence/other.dsse.json"]
    assert faults_of(claims_nothing) == {"evidence.not_covered"}


def test_evidence_for_another_package_of_the_same_content_is_refused() -> None:
    moved = changed("izmir/adaptive-corridor", "izmir/other-corridor")
    assert faults_of(moved) == {"evidence.other_package"}


def test_seeds_that_somebody_chose_are_refused() -> None:
    whole = proof()
    best = [pair for pair in whole["pairs"] if pair["seed"] != whole["seeds"][3]]
    count = len(whole["seeds"])
    for chosen in (
        {
            "seeds": list(range(1, count + 1)),
            "pairs": [pair | {"seed": i} for i, pair in enumerate(whole["pairs"], start=1)],
        },
        {"seeds": list(range(1, count + 1))},
        {"seeds": [pair["seed"] for pair in best], "pairs": best},  # the pair that spoke against it is left out
        {"seeds": whole["seeds"][::-1], "pairs": list(whole["pairs"])[::-1]},
        {"derived_from": SCENARIO},
        {"scenario": whole["scenario"] | {"digest": BASELINE}},
    ):
        assert "prove.chosen_seeds" in faults_of(with_evidence(**chosen))


def test_evidence_after_reverts_that_nobody_else_can_count_is_refused() -> None:
    says = msgspec.to_builtins(whole_proof([*[BASE] * 15, *after_the_look()], reverts=3))
    assert faults_of(FILES | {EVIDENCE: envelope(IZMIR, package_of(FILES), says)}) == {"evidence.reverts"}


def test_evidence_that_hides_its_interval_is_refused() -> None:
    for delay in (None, proof()["delay"] | {"low": None}):
        assert faults_of(with_evidence(delay=delay)) == {"prove.other_delay"}


def test_evidence_that_did_not_stop_where_the_gate_had_to_is_refused() -> None:
    def told(pairs: int, variants: Sequence[str]) -> set[str]:
        made = whole_proof([*[BASE] * pairs, *variants])
        says = msgspec.to_builtins(replace(made, verdict="passed_on_twin"))
        return faults_of(FILES | {EVIDENCE: envelope(IZMIR, package_of(FILES), says)})

    assert told(15, after_the_look()) == set()
    assert told(20, after_the_look()) == {"prove.went_on"}
    assert told(17, after_the_look()) == {"prove.no_look"}
    assert "prove.no_look" in told(15, [*after_the_look(), LESS])


@pytest.mark.parametrize(
    ("verdict", "count", "gains"), [("failed", 5, [-0.3, -0.31]), ("undecided", 40, [0.09, -0.09, 0.05, -0.06, 0.0])]
)
def test_a_claim_on_evidence_that_did_not_pass_is_refused(verdict: str, count: int, gains: list[float]) -> None:
    made = whole_proof([BASE] * count, gains=gains)
    assert made.verdict == verdict
    told = faults_of(FILES | {EVIDENCE: envelope(IZMIR, package_of(FILES), msgspec.to_builtins(made))})
    assert told - {"evidence.beyond"} == {"evidence.not_passed"}


def test_evidence_of_the_wrong_shape_is_refused() -> None:
    assert faults_of(with_evidence(verdict="great")) == {"evidence.shape"}
    assert faults_of(with_evidence(format="meydan-proof/2")) == {"evidence.shape"}
    pair = proof()["pairs"][0]
    odd_ones: tuple[object, ...] = (None, [{}], [pair | {"seed": "7"}], [pair | {"new": {"trips": 3}}])
    for odd in odd_ones:
        assert faults_of(with_evidence(pairs=odd)) == {"evidence.shape"}
    assert faults_of(with_evidence(delay=proof()["delay"] | {"low": 0.2})) >= {"evidence.odd_interval"}
    assert faults_of(FILES | {EVIDENCE: b"{}"}) == {"evidence.no_envelope"}
    assert faults_of(FILES | {EVIDENCE: b'{"payload":"","payloadType":"","signatures":[' * 5000}) == {
        "evidence.no_envelope"
    }


def test_evidence_in_another_form_is_refused() -> None:
    """Spaces, or another spelling of the same base64, would be bytes that no signature holds."""
    assert faults_of(FILES | {EVIDENCE: FILES[EVIDENCE].replace(b'":', b'": ', 1)}) == {"evidence.no_envelope"}


def test_a_claim_of_the_field_needs_a_result_of_the_field() -> None:
    text = FILES["meydan.toml"].decode().replace("twin.dsse", "field.dsse")
    said = {
        "format": "meydan-field-result/1",
        "city": "koeln",
        "measure": "delay",
        "method": "switchback",
        "change": -0.08,
        "low": -0.12,
        "high": -0.04,
        "days": 14,
        "days_are": "street",
        "reverted": False,
    }
    files = FILES | {"meydan.toml": text.encode()}
    signed = envelope(IZMIR, package_of(files), said, Predicate.FIELD_RESULT)
    assert faults_of(files | {"evidence/field.dsse.json": signed}) == set()
    reverted = envelope(IZMIR, package_of(files), said | {"reverted": True}, Predicate.FIELD_RESULT)
    assert faults_of(files | {"evidence/field.dsse.json": reverted}) == {"evidence.not_passed"}


@pytest.mark.parametrize("days", [0, -3, 1.5, "7", None, True, 10**400])
def test_a_result_of_no_days_is_none(days: object) -> None:
    said = {"format": "meydan-field-result/1", "city": "koeln", "measure": "delay", "method": "switchback"}
    numbers = {"change": -0.08, "low": -0.12, "high": -0.04, "days_are": "street", "reverted": False}
    signed = envelope(IZMIR, package_of(FILES), said | numbers | {"days": days}, Predicate.FIELD_RESULT)
    assert faults_of(FILES | {"evidence/field.dsse.json": signed}) == {"evidence.shape"}
