"""A register is read whole or refused whole, and what came in is never gone or changed unseen."""

import base64
import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.errors import StoreError
from meydan.city.words import LANGUAGES
from meydan.city.words.telling import told
from meydan.exchange.register.adding import add_entry, init_register
from meydan.exchange.register.evidence import read_statement
from meydan.exchange.register.folder import check_register
from meydan.exchange.register.journal import as_text, head_text, next_line, read_lines
from meydan.exchange.register.register import Register, result
from tests.exchange.register.made import (
    AWAY,
    HEAD,
    HOME,
    NOW,
    OTHER,
    STRANGER,
    WAVE,
    altered,
    chain,
    envelope,
    fill,
    numbers,
    public,
    twin,
    words,
)


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the whole register, to be spoilt."""
    return shutil.copytree(folder, tmp_path / "register")


def refusal(act: Callable[[], object]) -> dict[str, set[str]]:
    """Return the codes of the faults that something is refused with, by file; each is said in both languages."""
    with pytest.raises(StoreError) as caught:
        act()
    for language in LANGUAGES:
        assert "=" not in told(caught.value, language).split(":")[0]
    found: dict[str, set[str]] = {}
    for fault in caught.value.faults:
        found.setdefault(fault.file, set()).add(fault.what.code)
    return found or {"": {caught.value.code}}


def test_all_faults_come_in_one_message_with_file_and_line(copy: Path) -> None:
    topic, product = copy / "topics/signals.toml", copy / "products/night.toml"
    topic.write_text('protocol = "cooperation"\n\nname = "Traffic signals"\nsize = 3\n', encoding="utf-8")
    product.write_text(product.read_text().replace('"sha256:bb', '"md5:bb'), encoding="utf-8")
    (copy / "results/Good One.toml").write_text("", encoding="utf-8")
    (copy / "result").mkdir()
    (copy / "result/one.toml").write_text("", encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        check_register(copy)
    at = {(fault.file, fault.line, fault.what.code) for fault in caught.value.faults}
    assert at == {
        ("topics/signals.toml", 0, "register.changed"),
        ("topics/signals.toml", 3, "register.want_words"),
        ("topics/signals.toml", 4, "city.unknown_key"),
        ("products/night.toml", 0, "register.changed"),
        ("products/night.toml", 8, "city.want_like"),
        ("results/Good One.toml", 0, "register.file_name"),
        ("results/Good One.toml", 0, "register.not_entered"),
        ("result/one.toml", 0, "register.no_folder"),
    }


@pytest.mark.parametrize("text", ["", "a = ", 'x = "\udcff"', "keys = nan"])
def test_an_odd_file_is_refused_and_never_a_crash(copy: Path, text: str) -> None:
    (copy / "parties/odd.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert "parties/odd.toml" in refusal(lambda: check_register(copy))


def test_an_entry_that_is_gone_or_changed_is_seen(copy: Path) -> None:
    (copy / "results/izmir-night-twin.toml").unlink()
    (copy / "activities/survey.toml").write_text((copy / "activities/survey.toml").read_text() + "\n")
    assert refusal(lambda: check_register(copy)) == {
        "results/izmir-night-twin.toml": {"register.gone"},
        "activities/survey.toml": {"register.changed"},
    }


def test_nothing_is_added_to_a_register_that_was_tampered_with(copy: Path) -> None:
    (copy / "results/izmir-night-twin.toml").unlink()
    before = (copy / "journal.jsonl").read_bytes()
    topic = {"protocol": "cooperation", "name": words("Yaya", "Walking")}
    assert refusal(lambda: add_entry(copy, "topics", "walking", topic, NOW)) == {
        "results/izmir-night-twin.toml": {"register.gone"}
    }
    assert (copy / "journal.jsonl").read_bytes() == before
    assert not (copy / "topics/walking.toml").exists()


def test_a_file_written_by_hand_is_told_and_then_entered(copy: Path) -> None:
    (copy / "topics/walking.toml").write_text('protocol = "cooperation"\nname = { tr = "Yaya", en = "Walking" }\n')
    assert refusal(lambda: check_register(copy)) == {"topics/walking.toml": {"register.not_entered"}}
    add_entry(copy, "topics", "walking", {}, NOW)
    assert ("topics", "walking") in check_register(copy).entries


def test_people_who_add_at_the_same_time_wait_for_each_other(copy: Path) -> None:
    before = len(check_register(copy).journal)
    table = {"project": "adaptive", "name": words("Toplantı", "Meeting"), "since": "2026-05-05"}

    def add(number: int) -> None:
        add_entry(copy, "activities", f"meeting-{number}", table, NOW)

    with ThreadPoolExecutor(4) as people:
        list(people.map(add, range(8)))
    assert len(check_register(copy).journal) == before + 8


def test_an_entry_that_is_in_stays_as_it_is(copy: Path) -> None:
    assert refusal(lambda: add_entry(copy, "topics", "signals", chain()[3][2], NOW)) == {
        "": {"register.entered_already"}
    }
    assert refusal(lambda: init_register(copy, HEAD)) == {"": {"register.there_already"}}


@given(data=st.data())
def test_a_journal_that_lost_swapped_or_changed_lines_is_seen(folder: Path, data: st.DataObject) -> None:
    lines = (folder / "journal.jsonl").read_text().splitlines(keepends=True)
    at = data.draw(st.integers(0, len(lines) - 2))
    spoilt = list(lines)
    match data.draw(st.sampled_from(["lost", "swapped", "changed"])):
        case "lost":
            del spoilt[at]
        case "swapped":
            spoilt[at], spoilt[at + 1] = spoilt[at + 1], spoilt[at]
        case _:
            key = data.draw(st.sampled_from(["file", "digest", "at"]))
            spoilt[at] = json.dumps(json.loads(spoilt[at]) | {key: "other"}) + "\n"
    good, faults = read_lines("".join(spoilt))
    assert len(good) == at
    assert [fault.what.code for fault in faults] == ["register.journal_broken"]


def test_a_journal_that_was_cut_or_written_anew_is_seen_by_who_kept_the_head(copy: Path, register: Register) -> None:
    kept = head_text(register.journal)
    assert check_register(copy, [kept]).journal == register.journal
    (copy / "results/izmir-twin.toml").unlink()
    left = [line for line in register.journal if line.file != "results/izmir-twin.toml"]
    anew = [next_line(None, left[0].file, left[0].digest, left[0].at)]
    for line in left[1:]:
        anew.append(next_line(anew[-1], line.file, line.digest, line.at))
    (copy / "journal.jsonl").write_text("".join(map(as_text, anew)))
    check_register(copy)  # by itself it looks sound
    assert refusal(lambda: check_register(copy, [kept])) == {"journal.jsonl": {"register.head_missing"}}


def test_changed_evidence_is_seen_by_its_name(copy: Path) -> None:
    (file,) = [path for path in (copy / "evidence").iterdir() if WAVE[7:20] in payload_of(path)]
    file.write_bytes(file.read_bytes() + b" ")
    assert refusal(lambda: check_register(copy)) == {f"evidence/{file.name}": {"register.evidence_name"}}
    file.unlink()
    assert refusal(lambda: check_register(copy)) == {"results/izmir-twin.toml": {"register.no_evidence"}}


def payload_of(path: Path) -> str:
    return base64.b64decode(json.loads(path.read_bytes())["payload"]).decode()


def test_numbers_come_from_the_statement_and_typed_ones_must_equal_it(copy: Path) -> None:
    found = twin(numbers(-0.2, -0.3, -0.1))
    entry = add_entry(copy, "results", "more", {"deployment": "izmir-main"}, NOW, found)
    assert (result(entry).change, result(entry).days, result(entry).day_kind) == (-0.2, 5, "twin")
    assert result(entry).level == 0.986  # a proof tells its level one-sided
    better = {"deployment": "izmir-main", "change": -0.25}
    assert refusal(lambda: add_entry(copy, "results", "most", better, NOW, found)) == {
        "results/most.toml": {"register.other_number"}
    }


def test_what_supersedes_says_the_same_where_nothing_else_is_given(copy: Path) -> None:
    why = {"supersedes": "istanbul-main", "reason": words("deneme bitti", "the trial is over")}
    later = add_entry(copy, "deployments", "istanbul-adopted", {**why, "state": "adopted"}, NOW)
    old = check_register(copy).entries["deployments", "istanbul-main"]
    assert later.what == altered(old, state="adopted").what
    again = {"supersedes": "izmir-twin", "reason": words("yeniden çalıştırıldı", "run again")}
    rerun = result(add_entry(copy, "results", "rerun", again, NOW, twin(numbers(-0.079, -0.11, -0.04))))
    assert (rerun.deployment, rerun.change) == ("izmir-main", -0.079)


def test_a_file_of_the_hand_is_checked_like_any_other(copy: Path) -> None:
    (copy / "topics/walking.toml").write_text('protocol = "nobody"\nname = { tr = "Yaya", en = "Walking" }\n')
    assert refusal(lambda: add_entry(copy, "topics", "walking", {}, NOW)) == {
        "topics/walking.toml": {"register.no_entry"}
    }
    (copy / "topics/walking.toml").write_bytes(b"\xff")
    assert refusal(lambda: add_entry(copy, "topics", "walking", {}, NOW)) == {"topics/walking.toml": {"city.not_utf8"}}


def test_statements_of_strangers_of_other_content_and_of_other_measures_are_refused(copy: Path) -> None:
    def adding(found: bytes, **more: str) -> dict[str, set[str]]:
        table = {"deployment": "izmir-main", **more}
        return refusal(lambda: add_entry(copy, "results", "new", table, NOW, found))

    some = numbers(-0.2, -0.3, -0.1)
    assert adding(twin(some, key=STRANGER)) == {"results/new.toml": {"register.not_signed"}}
    assert adding(twin(some, OTHER)) == {"results/new.toml": {"register.other_content"}}
    assert adding(twin(some), measure="travel_time") == {"": {"register.not_measured"}}
    assert adding(b"{}") == adding(envelope("urn:meydan:reproduction/v1", {}, WAVE)) == {"": {"register.no_statement"}}
    assert not (copy / "results/new.toml").exists()
    assert len(list((copy / "evidence").iterdir())) == 4


@given(payload=st.text(max_size=40), predicate=st.sampled_from(["", "x:twin-evidence/v1", "x:field-result/v1"]))
def test_bytes_of_any_kind_are_a_statement_or_none_and_never_a_crash(payload: str, predicate: str) -> None:
    assert read_statement(payload.encode(), []) is None
    assert read_statement(json.dumps({"payload": payload, "payloadType": "", "signatures": []}).encode(), []) is None
    assert read_statement(envelope(predicate, {"delay": payload, "measure": payload}, WAVE), []) is None


def test_only_the_keys_that_signed_the_very_bytes_are_signers() -> None:
    keys = [public(HOME), public(AWAY)]
    found = twin(numbers(-0.2, -0.3, -0.1))
    statement = read_statement(found, keys)
    assert statement is not None
    assert statement.signers == {public(HOME)}
    told = json.loads(found)
    other = read_statement(json.dumps(told | {"payloadType": "text/plain"}).encode(), keys)
    assert other is not None
    assert other.signers == set()


def test_the_publisher_comes_first_and_the_message_says_so(tmp_path: Path) -> None:
    init_register(tmp_path / "new", HEAD)
    wanted = {"register.toml": {"register.no_entry"}, "protocols/cooperation.toml": {"register.no_entry"}}
    assert refusal(lambda: fill(tmp_path / "new", chain()[2:3])) == wanted
    assert refusal(lambda: fill(tmp_path / "nowhere", chain()[:1])) == {"": {"register.not_there"}}
    fill(tmp_path / "new", chain())
