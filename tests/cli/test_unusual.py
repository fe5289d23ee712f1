"""`meydan measure hints` and `answer`: hints at incidents, for a person to confirm, in both languages."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from meydan.cli.starting import main
from tests.measure.made_counts import made_counts

MADE = made_counts(days=12)
DAY = 11  # Friday, 26 April 2024
CRASH = slice(DAY * 96 + 32, DAY * 96 + 36)  # 08:00 to 09:00


@pytest.fixture(params=["en", "tr"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("MEYDAN_LANGUAGE", request.param)
    return str(request.param)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a history of two weeks, and logs of a morning on which lane 4 is blocked for an hour."""
    folder = tmp_path_factory.mktemp("hints")
    with (folder / "counts.csv").open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(("time", "junction", "detector", "count"))
        for name, counts in zip(MADE.detectors, MADE.counts.tolist(), strict=True):
            for place, (start, count) in enumerate(zip(MADE.start.tolist(), counts, strict=True)):
                lost = name.detector == "4" and CRASH.start <= place < CRASH.stop
                writer.writerow((_stamp(start / 1000), "J1", name.detector, 3 if lost else int(count)))
    (folder / "detectors.csv").write_text("DeviceId,Phase,Parameter,Function\nJ1,2,4,Presence\nJ1,2,3,Advance\n")
    _write_log(folder / "log.csv")
    for typed in (
        ["take-counts", "counts.csv", "--into", "h", "--zone", "UTC"],
        ["ingest", "log.csv", "--detectors", "detectors.csv", "--into", "archive", "--zone", "UTC"],
    ):
        paths = [str(folder / word) if "." in word or word in ("h", "archive") else word for word in typed]
        assert main(["measure", *paths]) == 0
    return folder


def _write_log(file: Path) -> None:
    """Write a log from 07:00 to 10:00: a cycle of a minute, a vehicle each; at 08:00 one stops on detector 4."""
    morning = MADE.start[DAY * 96] / 1000 + 7 * 3600
    events: list[tuple[float, int, int]] = []
    for minute in range(180):
        at = minute * 60
        events += [(at, 1, 2), (at + 20, 43, 2), (at + 30, 8, 2), (at + 34, 9, 2), (at + 45, 43, 2)]
        if not 60 <= minute < 115:
            events += [(at + 5, 82, 4), (at + 7, 81, 4), (at + 3, 82, 3), (at + 4, 81, 3)]
    events += [(3599, 82, 4), (115 * 60 - 1, 81, 4), (3650, 82, 3), (115 * 60 - 2, 81, 3)]
    rows = [f"{_stamp(morning + second)}Z,J1,{code},{parameter}" for second, code, parameter in events]
    file.write_text("\n".join(["TimeStamp,DeviceId,EventId,Parameter", *rows]))


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")


def _search(folder: Path, into: Path) -> int:
    typed = ["--archive", str(folder / "archive"), "--history", str(folder / "h"), "--into", str(into)]
    return main(["measure", "hints", *typed])


def test_a_blocked_lane_is_hinted_at_and_a_person_answers(
    folder: Path, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "hints.json"
    assert _search(folder, file) == 0
    said = capsys.readouterr().out
    (hint,) = json.loads(file.read_text())
    assert hint["id"] == "J1/2/2024-04-26T08:00"
    assert hint["end"] == "2024-04-26T09:00:00+00:00"
    assert hint["answer"] is None
    assert min(hint["shortfall"], hint["blocked"], hint["queued"]) > 0.9
    assert hint["id"] in said
    assert ("None is an incident before" if language == "en" else "onaylayana kadar") in said
    assert main(["measure", "answer", str(file), hint["id"], "confirmed", "--person", "Ayşe"]) == 0
    assert ("1 of 1 answered" if language == "en" else "1 ipucunun 1 tanesi doğru") in capsys.readouterr().out
    assert _search(folder, file) == 0
    (hint,) = json.loads(file.read_text(encoding="utf-8"))
    assert (hint["answer"]["confirmed"], hint["answer"]["person"]) == (True, "Ayşe")


def test_an_answered_hint_stays_when_it_is_not_found_again(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "hints.json"
    assert _search(folder, file) == 0
    (hint,) = json.loads(file.read_text())
    for other in ("J0/1/2024-01-01T00:00", "J0/2/2024-01-01T00:00"):
        file.write_text(json.dumps([*json.loads(file.read_text()), {**hint, "id": other}]))
    assert main(["measure", "answer", str(file), "J0/1/2024-01-01T00:00", "refused", "--person", "Ali"]) == 0
    assert _search(folder, file) == 0
    assert {one["id"] for one in json.loads(file.read_text())} == {hint["id"], "J0/1/2024-01-01T00:00"}


def test_what_is_no_file_of_hints_and_no_hint_is_told(
    folder: Path, tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.json").write_text("{}")
    assert _search(folder, tmp_path / "x.json") == 2
    assert ("no file of hints" if language == "en" else "ipucu dosyası değil") in capsys.readouterr().err
    (tmp_path / "y.json").write_text("[]")
    assert main(["measure", "answer", str(tmp_path / "y.json"), "J1/2/x", "refused", "--person", "Ali"]) == 2
    assert "J1/2/x" in capsys.readouterr().err
