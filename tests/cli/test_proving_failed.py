"""Why `meydan prove` ended without a proof is kept beside the runs, for whoever asked for it elsewhere."""

import shlex
from pathlib import Path

import pytest

from meydan.city.because import because
from meydan.cli import proving
from meydan.cli.main import main
from meydan.store.city_folder import write_city
from meydan.store.proofs_folder import keep_failure, read_failure
from meydan.twin.prove.start import Asked
from tests.store.small_cities import city


def test_the_command_in_a_proof_gives_the_same_words_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody may paste it into a shell: odd names of files must stay names of files."""
    seen: list[Asked] = []

    def asked_for(asked: Asked, *_: object) -> None:
        seen.append(asked)

    monkeypatch.setattr(proving, "prove_asked", asked_for)
    words = ["prove", "my city; rm x", "--candidate", "$(id)`id`'\"|\n.toml", "--into", str(tmp_path / "a b & c")]
    assert main(words) == 1
    assert shlex.split(seen[0].command) == ["meydan", *words]


def test_what_stood_against_a_proof_is_kept_and_what_stood_against_it_before_is_forgotten(tmp_path: Path) -> None:
    write_city(city(), tmp_path / "city")
    into = tmp_path / "city" / "proofs" / "one"
    keep_failure(into, [because("proofs.died", exit=9, file="told.txt")])
    assert main(["prove", str(tmp_path / "city"), "--candidate", "predictive", "--into", str(into)]) == 2
    assert [why.code for why in read_failure(into)] == ["prove.no_twin"]
