"""The digest of a folder is what anybody gets with `sha256sum`, and every change of the tree changes it."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.errors import StoreError
from meydan.store.tree_digest import digest_of, digest_of_file, digest_of_files, digest_of_tree

COMMAND = r"LC_ALL=C find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum"
TREES = st.dictionaries(st.from_regex(r"[a-z]{1,3}(/[a-zA-Zçğ.-]{1,4})?", fullmatch=True), st.binary(), min_size=1)


def _tree(folder: Path) -> Path:
    (folder / "plans").mkdir()
    (folder / "empty").mkdir()
    (folder / "plans" / "gündüz.toml").write_bytes(b"cycle_s = 90\n")
    (folder / "plans" / "B.toml").write_bytes(b"")
    (folder / "plans-old.toml").write_bytes(b"\xff\x00")
    return folder


def test_it_is_what_sha256sum_prints(tmp_path: Path) -> None:
    printed = subprocess.run(COMMAND, shell=True, cwd=_tree(tmp_path), capture_output=True, text=True, check=True)
    assert digest_of_tree(tmp_path) == "sha256:" + printed.stdout.split()[0]


@given(TREES, TREES)
def test_two_trees_have_one_digest_only_if_they_are_the_same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    ours, theirs = (digest_of_files({n: digest_of(c) for n, c in tree.items()}) for tree in (one, other))
    assert (ours == theirs) == (one == other)


def test_a_file_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 300_000)
    assert digest_of_file(tmp_path / "a") == digest_of(b"x" * 300_000)


def test_a_link_is_refused_by_name(tmp_path: Path) -> None:
    (_tree(tmp_path) / "plans" / "night.toml").symlink_to("B.toml")
    with pytest.raises(StoreError) as caught:
        digest_of_tree(tmp_path)
    assert dict(caught.value.what.values)["links"] == "plans/night.toml"
