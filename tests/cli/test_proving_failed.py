"""Why `meydan prove` ended without a proof is kept beside the runs, for whoever asked for it elsewhere."""

from pathlib import Path

from meydan.city.because import because
from meydan.cli.main import main
from meydan.store.city_folder import write_city
from meydan.store.proofs_folder import keep_failure, read_failure
from tests.store.small_cities import city


def test_what_stood_against_a_proof_is_kept_and_what_stood_against_it_before_is_forgotten(tmp_path: Path) -> None:
    write_city(city(), tmp_path / "city")
    into = tmp_path / "city" / "proofs" / "one"
    keep_failure(into, [because("proofs.died", exit=9, file="told.txt")])
    assert main(["prove", str(tmp_path / "city"), "--candidate", "predictive", "--into", str(into)]) == 2
    assert [why.code for why in read_failure(into)] == ["prove.no_twin"]
