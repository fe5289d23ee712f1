"""The proof, its reports, and what may be said after it was run again."""

import json
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from msgspec import UNSET

from meydan.city.errors import StoreError
from meydan.city.words import LANGUAGES, Language
from meydan.cli.proving import summary
from meydan.report.wording import Wording
from meydan.twin.gate.emergency_verdict import EmergencyTest, RouteTested
from meydan.twin.gate.run_result import ApproachResult
from meydan.twin.prove.page import proof_page
from meydan.twin.prove.proof import encode, make_proof, read_proof, write_proof
from meydan.twin.prove.proof_shape import Engine, Proof
from meydan.twin.prove.rerun import check_inputs, compared
from tests.twin.prove.made_trial import NEW, OLD, Ran, changed_by, trial

ENGINE = Engine("1.0", "1.28", "abc")


@pytest.fixture
def proof(tmp_path: Path) -> Proof:
    return proved(tmp_path, -0.10)


def proved(folder: Path, change: float) -> Proof:
    judged, pairs = Ran(changed_by(change)).prove(folder)
    return make_proof(trial(), EmergencyTest(), judged, pairs, ENGINE, command="meydan prove", took_s=1.0)


def test_a_proof_is_canonical_and_read_back_whole(proof: Proof, tmp_path: Path) -> None:
    file = write_proof(proof, tmp_path)
    table = json.loads(file.read_bytes())
    assert file.read_text() == json.dumps(table, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
    assert read_proof(file) == proof
    assert table["format"] == "meydan-proof/1"
    assert [row["row"] for row in table["rows"]] == list(range(10))
    assert table["seeds"] == [pair["seed"] for pair in table["pairs"]]
    assert table["verdict"] == "passed_on_twin"
    assert "counts" not in {*table, *table["pairs"][0]["old"]}  # where nobody counted, a proof is what it always was
    assert "emergency" not in table  # nor where the city has no routes


def test_a_proof_says_what_its_baseline_means_in_whatever_bytes_it_was_written(tmp_path: Path) -> None:
    judged, pairs = Ran(changed_by(-0.1)).prove(tmp_path)
    of = replace(trial(), old=replace(OLD, means="sha256:m"))
    made = make_proof(of, EmergencyTest(), judged, pairs, ENGINE, command="meydan prove", took_s=1.0)
    table = json.loads(encode(made))
    assert table["baseline"]["means"] == "sha256:m"
    assert "means" not in table["candidate"]


def test_the_same_inputs_give_the_same_proof_but_for_time_and_command(proof: Proof, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    again = proved(tmp_path / "again", -0.10)
    assert encode(again) == encode(proof)
    assert {name for name in ("took_s", "command") if hasattr(proof, name)} == {"took_s", "command"}


@pytest.mark.parametrize("text", ["", "{}", '{"format": "meydan-proof/1"}', "\x00"])
def test_what_is_no_proof_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "proof.json").write_text(text)
    with pytest.raises(StoreError, match=r"prove\.no_proof"):
        read_proof(tmp_path / "proof.json")


def test_another_format_is_refused(proof: Proof, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"prove\.no_proof"):
        read_proof(write_proof(replace(proof, format="meydan-proof/2"), tmp_path))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("change", [-0.10, 0.20])
def test_a_report_tells_every_row_and_needs_nothing_beside_it(
    language: Language, change: float, tmp_path: Path
) -> None:
    made = proved(tmp_path, change)
    approach = {"J1 north": ApproachResult(300.0, 30.0, 0.5, 1.0, 0.05)}
    pairs = [
        replace(p, old=replace(p.old, approaches=approach), new=replace(p.new, approaches=approach)) for p in made.pairs
    ]
    text = proof_page(replace(made, pairs=tuple(pairs)), Wording(language))
    lines = summary(made, language)
    for code in [row.code for row in made.rows]:
        assert Wording(language)(code) in text
        assert Wording(language)(code) in lines
    assert "J1 north" in text
    assert "<script" not in text
    assert "src=" not in text
    assert "gate." not in text.replace("delegate.", "")
    assert made.scenario.digest in text
    assert Wording(language)(f"prove.verdict_{made.verdict}") in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_became_of_emergency_routes_is_kept_and_told_by_route(language: Language, tmp_path: Path) -> None:
    came = RouteTested("J1", "fire <1>", 6, 12.0, 21.0, 65.5, 260.0)
    test = EmergencyTest((came, replace(came, route="late", entry_s=None), replace(came, route="never", calls=0)))
    judged, pairs = Ran(changed_by(-0.1)).prove(tmp_path)
    made = make_proof(trial(), test, judged, pairs, ENGINE, command="meydan prove", took_s=1.0)
    assert read_proof(write_proof(made, tmp_path)).emergency == test
    tell = Wording(language)
    text = proof_page(made, tell)
    table = text[text.index(tell("prove.emergency_caption")) :].split("</table>")[0]
    assert [tell(f"prove.row_{verdict}") in table for verdict in ("passed", "failed", "not_assessed")] == [True] * 3
    assert "fire &lt;1&gt;" in table
    assert all(tell.number(s, 1) in table for s in (12.0, 21.0, 65.5, 260.0))
    assert tell("prove.emergency_caption") not in proof_page(replace(made, emergency=UNSET), tell)


def test_the_command_of_a_proof_is_text_in_its_reports_and_hides_nothing(proof: Proof) -> None:
    command = "meydan prove a --candidate x.toml; $(reboot) `id` </td><script>alert(1)</script> | sh"
    for language in LANGUAGES:
        text = proof_page(replace(proof, command=f"{command}\x1b[2J\u202etxt.exe"), Wording(language))
        assert escape(command) in text
        assert "<script" not in text
        assert not {"\x1b", "\u202e"} & set(text)


def test_a_proof_without_a_run_has_a_report_too(proof: Proof) -> None:
    bare = replace(proof, pairs=(), delay=None, verdict="failed")
    for language in LANGUAGES:
        assert Wording(language)("prove.verdict_failed") in proof_page(bare, Wording(language))


def test_run_again_a_proof_is_equal_within_or_different(proof: Proof, tmp_path: Path) -> None:
    assert compared(proof, proof).outcome == "equal"
    slower = replace(proof.pairs[0], new=replace(proof.pairs[0].new, person_delay_s=36.01))
    other = replace(proof, pairs=(slower, *proof.pairs[1:]))
    assert compared(proof, other).outcome == "differs"
    elsewhere = replace(other, engine=replace(ENGINE, sumo="1.29"))
    assert compared(proof, elsewhere).outcome == "within"
    assert proof.delay is not None
    far = replace(elsewhere, delay=replace(proof.delay, new_s=proof.delay.new_s * 1.02))
    assert compared(proof, far).outcome == "differs"
    assert compared(replace(proof, improves=False), proof).outcome == "differs"
    rows = (replace(proof.rows[0], numbers={}), *proof.rows[1:])
    assert compared(replace(proof, rows=rows), proof).outcome == "differs"


def test_a_proof_about_something_else_is_refused(proof: Proof) -> None:
    scenario = trial().scenario
    check_inputs(proof, scenario, OLD, NEW)
    with pytest.raises(StoreError) as refused:
        check_inputs(proof, replace(scenario, city_digest="x"), OLD, OLD)
    assert dict(refused.value.what.values)["names"] == "city, candidate"
