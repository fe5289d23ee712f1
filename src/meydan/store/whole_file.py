"""A file that is there whole or not at all, whenever the process is killed."""

import os
import threading
from pathlib import Path


def write_whole(file: Path, data: bytes) -> None:
    """Write a file beside its place and put it there in one move, on the disk before it is seen.

    Several may write it at once, a command beside a running centre for one: each writes beside it under its own name.
    """
    part = file.with_name(f".{file.name}.{os.getpid()}-{threading.get_native_id()}.part")
    try:
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise
