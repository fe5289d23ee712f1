"""Frames: a stream of bytes cut at each form feed, and a packet closed with one.

A receiver accepts leading and repeated form feeds; a sender makes none (RSMP core, section "Transport").
"""

FORM_FEED = b"\x0c"
LIMIT_BEFORE_HANDSHAKE = 64 * 1024
LIMIT_AFTER_HANDSHAKE = 4 * 1024 * 1024


def frame(packet: bytes) -> bytes:
    """Return a packet as it goes on the wire; JSON never holds a form feed, it escapes one."""
    return packet + FORM_FEED


class Frames:
    """What came in and is not yet a whole packet; it never holds more than `limit` bytes.

    `limit` is the size of the largest packet [bytes]; it may be raised when the other end is known. Once a packet was
    longer, `overflowed` is true for ever and nothing more is read: where the next packet begins is not worth knowing.
    """

    def __init__(self, limit: int = LIMIT_BEFORE_HANDSHAKE) -> None:
        self.limit = limit
        self.overflowed = False
        self._rest = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """Take what the socket gave and return the packets that are whole now, in order."""
        if self.overflowed:
            return []
        if not self._rest and len(data) <= self.limit and data.endswith(FORM_FEED):
            return list(filter(None, data.split(FORM_FEED)))  # as almost always: nothing is left over
        *closed, rest = data.split(FORM_FEED)
        packets: list[bytes] = []
        for piece in closed:
            if not self._keep(piece):
                return packets
            if self._rest:
                packets.append(bytes(self._rest))
                self._rest.clear()
        self._keep(rest)
        return packets

    def _keep(self, piece: bytes) -> bool:
        """Add a piece to the packet that is coming in; False, and nothing kept, if that makes it too long."""
        if len(self._rest) + len(piece) > self.limit:
            self.overflowed = True
            self._rest.clear()
            return False
        self._rest += piece
        return True
