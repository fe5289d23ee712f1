"""Keys: readable by their owner only, never written over, and what is no key is refused."""

import json
import stat
from pathlib import Path

import pytest

from meydan.city.errors import StoreError
from meydan.city.secret import Secret
from meydan.store.key_files import make_key, read_public, read_signer


def never(file: Path) -> Secret:
    raise AssertionError(f"asked for the passphrase of {file}")


def test_a_pair_of_keys_fits_and_only_its_owner_can_read_the_private_one(tmp_path: Path) -> None:
    made = make_key(tmp_path, "root-1")
    assert read_public(tmp_path / "root-1.pub") == read_signer(tmp_path / "root-1.key", never).public_key == made
    assert stat.S_IMODE((tmp_path / "root-1.key").stat().st_mode) == 0o600


def test_a_passphrase_is_needed_again(tmp_path: Path) -> None:
    made = make_key(tmp_path, "root-1", Secret("olive tree by the sea"))
    private = tmp_path / "root-1.key"
    assert read_signer(private, lambda _: Secret("olive tree by the sea")).public_key == made
    assert b"ENCRYPTED" in private.read_bytes()
    for wrong in ("", "olive tree"):
        with pytest.raises(StoreError, match=r"keys\.unusable"):
            read_signer(private, lambda _, typed=wrong: Secret(typed))  # type: ignore[misc]


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    make_key(tmp_path, "root-1")
    before = (tmp_path / "root-1.key").read_bytes()
    with pytest.raises(StoreError, match=r"keys\.in_use"):
        make_key(tmp_path, "root-1")
    assert (tmp_path / "root-1.key").read_bytes() == before


def test_a_public_key_under_another_id_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "root-1.pub"
    make_key(tmp_path, "root-1")
    file.write_text(json.dumps(json.loads(file.read_text()) | {"keyid": "0" * 64}))
    with pytest.raises(StoreError, match=r"keys\.unusable"):
        read_public(file)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"keyid": 1, "keytype": "rsa"}', '{"keyid": "a", "keyval": 3}'])
def test_what_is_no_key_is_refused(tmp_path: Path, text: str) -> None:
    for name in ("a.pub", "a.key"):
        (tmp_path / name).write_text(text)
    with pytest.raises(StoreError, match=r"keys\.unusable"):
        read_public(tmp_path / "a.pub")
    with pytest.raises(StoreError, match=r"keys\.unusable"):
        read_signer(tmp_path / "a.key", never)
