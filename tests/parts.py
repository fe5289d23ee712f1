"""The processes of `meydan run`: which of them is control and which the web, found by what started them."""

import time
from pathlib import Path

PATIENCE_S = 30.0
SAYS = {"control": b"--control", "web": b"meydan.web.process"}


def find_part(supervisor: int, name: str) -> int | None:
    """Return the process id of a part; None while it is not there."""
    try:
        children = Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text(encoding="utf-8").split()
        told = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    except OSError:  # one of them went while we looked
        return None
    return next((child for child, words in told.items() if SAYS[name] in words.split(b"\0")), None)


def part_of(supervisor: int, name: str, *, other_than: int = 0) -> int:
    """Return the process id of a part as soon as it is there."""
    end_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < end_s:
        found = find_part(supervisor, name)
        if found is not None and found != other_than:
            return found
        time.sleep(0.02)
    raise TimeoutError(f"no {name} process")
