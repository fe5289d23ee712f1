"""Where the command `meydan` begins: a command that needs little loads little.

Measures are made again and again, of one day after the other; the rest of Meydan takes longer to load than they take.
"""

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from meydan.city.because import because
from meydan.city.errors import MeydanError
from meydan.city.words import say
from meydan.city.words.telling import told
from meydan.cli.telling import spoken_language


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 nothing to do or different, 2 wrong input."""
    typed = sys.argv[1:] if arguments is None else list(arguments)
    if typed[:1] == ["measure"]:
        return _measure(typed[1:])
    if typed[:1] == ["share"]:  # its products of matrices are many and small
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from meydan.cli.main import main as any_command

    return any_command(typed)


def _measure(arguments: list[str]) -> int:
    # No measure multiplies matrices, and the threads that numpy starts for that cost more than a small run.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from meydan.cli import measuring  # noqa: F401 - what it needs is loaded before the collector is told to pass over it
    from meydan.cli.measure_typed import add_measure
    from meydan.cli.memory import keep_freed_memory
    from meydan.cli.typed import check_typed

    gc.freeze()  # what is loaded stays: Python need not look through it again and again
    keep_freed_memory()
    language = spoken_language()
    parser = argparse.ArgumentParser(prog="meydan measure", description=say(because("terminal.measure"), language))
    add_measure(parser, lambda code: say(because(f"terminal.{code}"), language), language)
    typed = parser.parse_args(arguments)
    try:
        check_typed(typed)
        return int(typed.do(typed, language))
    except MeydanError as error:
        print(told(error, language), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
