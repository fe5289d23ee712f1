"""What a process that serves thousands of sites for months needs of its loop and its memory."""

import asyncio
import ctypes
import gc
import sys
from collections.abc import Callable

YOUNG = 2_000  # objects more than were freed, until the youngest are looked through: a few milliseconds
MIDDLE, OLD = 5, 1000  # looks at the younger ones for each at the older ones


def fast_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return the maker of the fastest loop there is; None for asyncio's own, which also holds 256 KiB a TLS site."""
    try:
        import uvloop
    except ImportError:  # there is none for Windows; the usual loop does the same with more time and memory
        return None
    return uvloop.new_event_loop


def settle_memory() -> None:
    """Take what exists by now out of the garbage collector's way, and have it look at old objects rarely.

    What is not in a circle is freed without the collector. A look at everything takes a third of a second with 2,500
    junctions, and the loop stands still meanwhile; as Python is set it would come several times a minute.
    What reading the city left free goes back to the system: tens of megabytes for 2,500 junctions.
    """
    gc.collect()
    _hand_back()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)


def _hand_back() -> None:
    """Have the C library give back what it holds free in the middle of its heap; only that of Linux can be asked."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
        if trim is not None:
            trim(0)
