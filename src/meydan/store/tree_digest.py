r"""The digest of a folder of files: what evidence is about, and anybody can make again with two plain tools.

LC_ALL=C find . -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from meydan.city.errors import StoreError

PREFIX = "sha256:"


def digest_of(content: bytes) -> str:
    """Return the digest of bytes, as `sha256:` and 64 hex digits."""
    return PREFIX + hashlib.sha256(content).hexdigest()


def digest_of_file(file: Path) -> str:
    """Return the digest of a file."""
    with file.open("rb") as read:
        return PREFIX + hashlib.file_digest(read, "sha256").hexdigest()


def digest_of_files(digests: Mapping[str, str]) -> str:
    """Return the digest of a tree, from the digests of its files by their names with `/` between folders.

    It is that of the lines which `sha256sum` prints for the files in the order of the bytes of their names.
    """
    lines = [
        f"{digests[name].removeprefix(PREFIX)}  {name}\n".encode() for name in sorted(digests, key=lambda n: n.encode())
    ]
    return digest_of(b"".join(lines))


def digest_of_tree(folder: Path) -> str:
    """Return the digest of all files below a folder; empty folders count for nothing.

    Raises
    ------
    StoreError
        If a link lies in it: what it leads to may change while the tree stays as it is.
    """
    found = sorted(folder.rglob("*"))
    if links := [path.relative_to(folder).as_posix() for path in found if path.is_symlink()]:
        raise StoreError("store.links", folder=str(folder), links=", ".join(links))
    return digest_of_files(
        {path.relative_to(folder).as_posix(): digest_of_file(path) for path in found if path.is_file()}
    )
