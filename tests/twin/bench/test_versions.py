"""What a row depends on: the code of its strategy counts, wherever it was registered."""

from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from meydan.twin.bench.versions import versions


def code_of(strategy: str) -> str:
    return versions(strategy, "")["code"]


@pytest.mark.parametrize("name", ["theirs", "theirs_5"])
@pytest.mark.parametrize("at", ["their_package/__init__.py", "their_package.py"])
def test_a_strategy_of_another_package_counts_with_its_source(
    at: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / at
    source.parent.mkdir(exist_ok=True)
    source.write_text("raise ValueError('never loaded')\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    entry = EntryPoint("theirs", "their_package", "meydan.strategy")
    monkeypatch.setattr("meydan.centre.registry.entry_points", lambda group: [entry])
    before = code_of(name)
    assert code_of(name) == before
    source.write_text("raise ValueError('never loaded, and changed')\n")
    assert code_of(name) != before


def test_a_strategy_of_ours_and_of_sumo_have_their_own_fingerprints() -> None:
    assert code_of("greedy") == code_of("greedy_5") == code_of("webster")
    assert code_of("shipped") == code_of("sumo_actuated") != code_of("greedy")


def test_values_count_and_how_their_file_is_written_does_not(tmp_path: Path) -> None:
    def made_with(name: str, text: str) -> dict[str, str]:
        file = tmp_path / f"{name}.toml"
        file.write_text(f'strategy = "greedy"\n[parameters]\n{text}\n')
        return versions(str(file), "")

    three = made_with("a", "every_s = 3")
    assert three == made_with("b", "every_s = 3.0  # the same")
    assert three["parameters"] != made_with("c", "every_s = 4")["parameters"]
    assert three["code"] == code_of("greedy")
    assert "parameters" not in versions("greedy", "")
