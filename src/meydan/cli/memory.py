"""Memory that is freed and needed again at once, kept by the process instead of given back with each array."""

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # numbers of the C library's `mallopt`
_LARGEST = 32 << 20  # bytes of an array that is kept: the most that the library takes


def keep_freed_memory() -> None:
    """Have the GNU C library keep what is freed; where there is another, do nothing.

    A measure makes and drops arrays of some megabytes again and again, and each new page costs more than what is done
    with it.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGEST)
        mallopt(_TRIM_THRESHOLD, 1 << 30)
