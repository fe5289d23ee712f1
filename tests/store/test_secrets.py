import contextlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.errors import StoreError
from meydan.city.secret import Secret
from meydan.city.words.telling import told
from meydan.store.secrets import read_codes


def written(folder: Path, text: str | bytes, mode: int = 0o600) -> Path:
    file = folder / "secrets.toml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    file.chmod(mode)
    return file


def test_each_site_has_its_code(tmp_path: Path) -> None:
    file = written(tmp_path, '[sites]\n"RN+SI0001" = "2222"\n"RN+SI0002" = "3333"\n')
    assert read_codes(file) == {"RN+SI0001": Secret("2222"), "RN+SI0002": Secret("3333")}


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660])
def test_a_file_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = written(tmp_path, '[sites]\n"RN+SI0001" = "2222"\n', mode)
    with pytest.raises(StoreError) as refused:
        read_codes(file)
    assert [fault.what.code for fault in refused.value.faults] == ["secrets.open_to_others"]


def test_all_faults_are_told_at_once_and_none_shows_a_code(tmp_path: Path) -> None:
    file = written(tmp_path, '[sites]\n"A" = 424242\n"B" = ""\n"C" = "canary"\n', 0o644)
    with pytest.raises(StoreError) as refused:
        read_codes(file)
    assert len(refused.value.faults) == 3
    for language in ("en", "tr"):
        shown = told(refused.value, language)
        assert "424242" not in shown
        assert "canary" not in shown


@given(st.binary(max_size=100))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = written(tmp_path_factory.mktemp("secrets"), content)
    codes: Mapping[str, Secret] = {}
    with contextlib.suppress(StoreError):
        codes = read_codes(file)
    assert all(isinstance(code, Secret) for code in codes.values())


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as refused:
        read_codes(tmp_path / "none.toml")
    assert [fault.what.code for fault in refused.value.faults] == ["secrets.unreadable"]
