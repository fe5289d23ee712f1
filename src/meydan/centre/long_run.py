"""What a process that serves thousands of sites for months needs of its loop and its memory."""

import asyncio
import gc
from collections.abc import Callable

YOUNG = (
    50_000  # objects made before the youngest are looked through; with 700 a busy centre looks a dozen times a second
)


def fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return the maker of the fastest loop there is; None for asyncio's own, which also holds 256 KiB a TLS site."""
    try:
        import uvloop
    except ImportError:  # there is none for Windows; the usual loop does the same with more time and memory
        return None
    return uvloop.new_event_loop


def settle_memory() -> None:
    """Take what exists by now out of the garbage collector's way: a city is there for good.

    Else each full look goes through a million objects, and the loop stands still meanwhile.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)
