"""The event loop for many encrypted connections."""

import asyncio
from collections.abc import Callable


def loop_for_tls() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return the maker of the loop to use with TLS: asyncio's own holds 256 KiB for each encrypted connection."""
    try:
        import uvloop
    except ImportError:  # there is none for Windows; the usual loop does the same with more memory
        return None
    return uvloop.new_event_loop
