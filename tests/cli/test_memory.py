"""Memory that a process keeps: pages are asked for once and not with each array."""

import subprocess
import sys

import pytest

TURNS, AT_ONCE, PAGES = 20, 6, 1_000
SCRIPT = f"""
import platform, resource, sys
from meydan.cli.memory import keep_freed_memory
if "keep" in sys.argv:
    keep_freed_memory()
[bytearray({PAGES} * 4096) for _ in range({AT_ONCE})]
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range({TURNS}):
    [bytearray({PAGES} * 4096) for _ in range({AT_ONCE})]
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def pages_asked_for(*how: str) -> int:
    done = subprocess.run([sys.executable, "-c", SCRIPT, *how], check=True, capture_output=True, text=True)
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="other C libraries are left as they are")
def test_memory_that_was_freed_is_not_asked_for_again() -> None:
    assert pages_asked_for("keep") < 2 * AT_ONCE * PAGES
