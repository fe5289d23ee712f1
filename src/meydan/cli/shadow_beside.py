"""A shadow beside a running city, as it was typed."""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from meydan.centre.shadow_process import ShadowProcess
from meydan.city.because import Because
from meydan.city.errors import CityError
from meydan.city.words import Language, say

PATIENCE_S = 5.0  # at the end of a run with the map, to write what it still has to note


@contextmanager
def shadow_beside(typed: argparse.Namespace, log: Path, fence: int, language: Language) -> Iterator[None]:
    """Have the solution that was typed in the shadow of a run until the end; close the log before that.

    Raises
    ------
    CityError
        If the solution does not fit, before the run begins; what is wrong with it was told on the standard error.
    """
    if typed.shadow is None:
        yield
        return
    shadow, solution = [sys.executable, "-m", "meydan", "shadow"], ["--solution", typed.shadow]
    # In a process of its own: a strategy may bring libraries that control has no room for.
    if subprocess.run([*shadow, str(typed.city), *solution, "--check"], check=False).returncode:
        raise CityError("shadow.refused", solution=typed.shadow)

    def tell(what: Because) -> None:
        print(say(what, language), file=sys.stderr, flush=True)

    beside = ShadowProcess([*shadow, str(log), *solution, "--follow", str(fence)], tell)
    try:
        yield
    finally:
        beside.end(None if typed.headless else PATIENCE_S)
