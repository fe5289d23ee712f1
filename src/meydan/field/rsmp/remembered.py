"""The answers to the latest messages, sixteen bytes each: what comes twice is answered twice and done once."""

from meydan.field.rsmp.messages import Ack, NotAck

_ID_BYTES = 16


class Remembered:
    """How the last `most` messages were answered; their ids are UUIDs, written in large letters or small."""

    __slots__ = ("_ids", "_most", "_oldest", "_refused")

    def __init__(self, most: int) -> None:
        self._most = most
        self._ids = bytearray()
        self._oldest = 0  # where the next one goes once there are `most`
        self._refused: dict[bytes, str] = {}

    def __len__(self) -> int:
        return len(self._ids) // _ID_BYTES

    def add(self, answer: Ack | NotAck) -> None:
        """Remember an answer; what was refused may be refused again, in other words."""
        packed, is_refused = _packed(answer.of), isinstance(answer, NotAck)
        # almost nothing is refused: then nobody need look whether the message was answered before
        if not (is_refused or self._refused) or self._place_of(packed) < 0:
            self._make_room()
            at = self._oldest * _ID_BYTES
            self._ids[at : at + _ID_BYTES] = packed
            self._oldest = (self._oldest + 1) % self._most
        if isinstance(answer, NotAck):
            self._refused[packed] = answer.reason
        elif self._refused:
            self._refused.pop(packed, None)

    def find(self, message_id: str) -> Ack | NotAck | None:
        """Return how a message was answered, None if it is not one of the latest."""
        packed = _packed(message_id)
        if self._place_of(packed) < 0:
            return None
        reason = self._refused.get(packed)
        return Ack(message_id) if reason is None else NotAck(message_id, reason)

    def _place_of(self, packed: bytes) -> int:
        """Return where an id stands, -1 for nowhere; what lies across two ids may look like one."""
        at = self._ids.find(packed)
        while at % _ID_BYTES and at >= 0:
            at = self._ids.find(packed, at + 1)
        return at

    def _make_room(self) -> None:
        if self._refused and len(self) == self._most:
            at = self._oldest * _ID_BYTES
            self._refused.pop(bytes(self._ids[at : at + _ID_BYTES]), None)


def _packed(message_id: str) -> bytes:
    return bytes.fromhex(message_id.replace("-", ""))
