"""Whether a part of a run still goes on, as its supervisor sees it."""

import socket
from contextlib import suppress

FIRST_SIGN = 10  # times the patience: a part reads its city and its log before it can say anything
MOST_OF_A_LOOK_S = 1.0  # a supervisor that was itself kept from looking counts no more than this
READ_BYTES = 4096


class Pulse:
    """The signs of life of one process, which come as bytes over a socket.

    Time counts as silent only while the supervisor itself could look: on a machine where everything waits for the
    processor, a part is not blamed for that.

    Parameters
    ----------
    line
        Our end of the socket; it is closed by `close`.
    patience_s
        How long a part that has begun its work may say nothing; ten times as long until its first sign.
    """

    def __init__(self, line: socket.socket, patience_s: float, now_s: float) -> None:
        line.setblocking(False)
        self._line, self._patience_s, self._looked_s = line, patience_s, now_s
        self._has_begun = False
        self.silent_s = 0.0

    def stands_still(self, now_s: float) -> bool:
        """Look, and say whether there has been no sign of life for too long."""
        self.silent_s += min(now_s - self._looked_s, MOST_OF_A_LOOK_S)
        self._looked_s = now_s
        if self._was_heard():
            self._has_begun, self.silent_s = True, 0.0
        return self.silent_s > self._patience_s * (1 if self._has_begun else FIRST_SIGN)

    def close(self) -> None:
        """Let go of the socket: the part learns by that that nobody looks after it."""
        self._line.close()

    def _was_heard(self) -> bool:
        heard = False
        with suppress(OSError):  # nothing waits there, or the part has gone
            while self._line.recv(READ_BYTES):
                heard = True
        return heard
