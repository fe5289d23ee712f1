"""The process of a shadow beside a running city: begun again when it dies, and never waited for while the city runs.

Nothing about a shadow holds a run back: what does not fit, cannot be started or hangs is told, and the city runs.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from meydan.centre.shadow_process import ShadowProcess
from meydan.city.because import Because, because
from meydan.city.words import Language, say

PATIENCE_S = 5.0  # at the end of a run, to write what it still has to note


@contextmanager
def shadow_beside(
    typed: argparse.Namespace, log: Path, fence: int, language: Language, patience_s: float | None = PATIENCE_S
) -> Iterator[None]:
    """Have the solution that was typed in the shadow of a run until the end; close the log before that.

    At the end it gets so many seconds to note the rest, or with None all that it needs.
    """
    if typed.shadow is None:
        yield
        return
    shadow, solution = [sys.executable, "-m", "meydan", "shadow"], ["--solution", typed.shadow]
    # In a process of its own: a strategy may bring libraries that control has no room for.
    check = [*shadow, str(typed.city), *solution, "--check"]
    refused = because("terminal.shadow_refused", solution=typed.shadow)
    follow = [*shadow, str(log), *solution, "--follow", str(fence)]
    beside = ShadowProcess(follow, teller(language), checked=(check, refused))
    try:
        yield
    finally:
        beside.end(patience_s)


def teller(language: Language) -> Callable[[Because], None]:
    """Return what tells of a shadow on the standard error."""
    return lambda what: print(say(what, language), file=sys.stderr, flush=True)
