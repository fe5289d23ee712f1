"""`meydan register`, as the how-to shows it and as people mistype it."""

import re
import shlex
from pathlib import Path

import pytest

from meydan.cli.main import main
from meydan.cli.register_typed import KINDS
from meydan.exchange.register.entries import TYPES, Topic
from meydan.exchange.register.folder import check_register
from tests.exchange.register.made import numbers, twin

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "publish-results.md"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder that the commands are given in, with a statement in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MEYDAN_LANGUAGE", "en")
    (tmp_path / "wave.dsse.json").write_bytes(twin(numbers(-0.081, -0.12, -0.041)))
    return tmp_path


def commands() -> list[list[str]]:
    lines = re.findall(r"^    meydan (register .*)$", HOW_TO.read_text(encoding="utf-8"), re.MULTILINE)
    return [shlex.split(line) for line in lines]


def test_the_how_to_ends_with_a_page(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in commands():
        assert main(words) == 0, capsys.readouterr().err
    told = capsys.readouterr().out
    assert "Entries: 8. Results, each with its signed evidence: 1." in told
    assert "      products/wave.toml  Green wave\n        deployments/izmir-wave-trial.toml  İzmir: on trial" in told
    assert "          results/izmir-wave-twin.toml  Delay: 8.1% less (−12.0% to −4.1%)" in told
    assert (
        "deployments/izmir-wave.toml  İzmir: proved, on the digital twin only  (superseded by izmir-wave-trial)" in told
    )
    assert "8.1% less" in (here / "public" / "en.html").read_text()
    assert "%8,1 azaldı" in (here / "public" / "index.html").read_text()
    (head,) = re.findall(r"Keep the head: (\S+)", told)
    assert main(["register", "check", "results", "--head", head]) == 0
    assert main(["register", "check", "results", "--head", "9:" + "0" * 64]) == 2


def test_an_export_is_what_lies_beside_the_page(here: Path) -> None:
    for words in commands():
        main(words)
    assert main(["register", "export", "results", "--into", "data-only"]) == 0
    files = [path.relative_to(here / "data-only") for path in (here / "data-only").rglob("*") if path.is_file()]
    assert files
    assert all((here / "public" / file).read_bytes() == (here / "data-only" / file).read_bytes() for file in files)


@pytest.mark.parametrize("language", ["en", "tr"])
def test_what_is_mistyped_is_told_at_once(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("MEYDAN_LANGUAGE", language)
    wrong = ["register", "add", "results", "topics", "one", "--set", "name", "a-b=c", "--evidence", "wave.dsse.json"]
    assert main(wrong) == 2
    told = capsys.readouterr().err
    for part in ("--set", "name", "a-b=c", "--evidence"):
        assert part in told
    assert main(["register", "check", "nowhere"]) == 2
    assert main(["register", "add", "nowhere", "topics", "one"]) == 2
    assert main(["register", "init", "new", "--file", "none.toml"]) == 2
    assert main(["register", "init", "new", "--set", "title=one"]) == 2
    assert "register.toml:1: " in capsys.readouterr().err
    assert not (here / "new").exists()


def test_fields_come_from_a_file_and_those_typed_count_before_it(here: Path) -> None:
    for words in commands()[:4]:
        assert main(words) == 0
    (here / "topic.toml").write_text('protocol = "nothing"\nname = { tr = "Yaya", en = "Walk" }\n', encoding="utf-8")
    typed = ["register", "add", "results", "topics", "walking", "--file", "topic.toml"]
    assert main(typed) == 2
    assert main([*typed, "--set", "protocol=cooperation", "name.en=Walking"]) == 0
    (entry,) = [e for e in check_register(here / "results").current("topics") if e.id == "walking"]
    assert isinstance(entry.what, Topic)
    assert (entry.what.name.en, entry.what.name.tr) == ("Walking", "Yaya")


def test_every_kind_can_be_typed() -> None:
    assert tuple(TYPES) == KINDS
