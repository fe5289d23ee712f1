"""A file that is there whole or not at all, whenever the process is killed."""

import os
from pathlib import Path


def write_whole(file: Path, data: bytes) -> None:
    """Write a file beside its place and put it there in one move, on the disk before it is seen."""
    part = file.with_name(f".{file.name}.part")
    with part.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    part.replace(file)
