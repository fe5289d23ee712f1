"""How a part of a run says to whoever started it that it goes on, and learns that they have gone.

Both go over one socket, the part's standard input: a byte each second one way, its end the other way.
"""

import asyncio
import os
import socket
import stat
from contextlib import suppress

EVERY_S = 1.0
INPUT = 0  # standard input


class SignOfLife:
    """Says that this process goes on, from the loop that does its work: a loop that hangs says nothing.

    Nothing is said where standard input is no socket, and whoever does not listen is not waited for.
    """

    def __init__(self, line: int = INPUT) -> None:
        self._line = _find_socket(line)

    def give(self) -> None:
        """Say it once."""
        if self._line is not None:
            with suppress(OSError):  # nobody there, or nobody who reads
                self._line.send(b".", socket.MSG_DONTWAIT)

    def close(self) -> None:
        """Say nothing any more; a process that ends need not."""
        if self._line is not None:
            self._line.close()

    async def keep_giving(self) -> None:
        """Say it each second, until somebody stops it."""
        while True:
            self.give()
            await asyncio.sleep(EVERY_S)


def _find_socket(line: int) -> socket.socket | None:
    """Return a socket of our own on what `line` is; None where that is a terminal, a file or nothing."""
    with suppress(OSError):
        if stat.S_ISSOCK(os.fstat(line).st_mode):
            return socket.socket(fileno=os.dup(line))
    return None


def wait_until_left(line: int = INPUT) -> None:
    """Wait until whoever started this process has gone, however they went."""
    with suppress(ConnectionError):  # they left without having read the last signs of life
        while os.read(line, 1):
            pass
