import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted([*ROOT.glob("scripts/*"), ROOT / ".ci" / "run"])


def _run(command: list[str], language: str) -> subprocess.CompletedProcess[str]:
    spoken = os.environ | {"MEYDAN_LANGUAGE": language}
    return subprocess.run(command, cwd=ROOT, env=spoken, check=False, capture_output=True, text=True)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_can_be_started_and_is_valid_bash(script: Path) -> None:
    assert os.access(script, os.X_OK)
    assert _run(["bash", "-n", str(script)], "en").stderr == ""


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_stops_at_unset_names_and_works_from_any_folder(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert "pipefail" in text
    assert 'cd "$(dirname "$0")/.."' in text


def test_ci_calls_exactly_check_and_test() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("scripts/")] == ["scripts/check", "scripts/test"]


@pytest.mark.parametrize(("language", "word"), [("en", "takes"), ("tr_TR.UTF-8", "alır")])
def test_setup_refuses_what_it_does_not_know_in_both_languages(language: str, word: str) -> None:
    done = _run(["scripts/setup", "nonsense"], language)
    assert done.returncode == 2
    assert word in done.stderr


def test_no_script_looks_beside_the_repository() -> None:
    beside = ".." + "/shared"
    assert [script.name for script in SCRIPTS if beside in script.read_text(encoding="utf-8")] == []
