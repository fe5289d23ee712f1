"""The answers to the latest messages, sixteen bytes each: what comes twice is answered twice and done once."""

from meydan.field.rsmp.messages import Ack, NotAck

_ID_BYTES = 16


class Remembered:
    """How the last `most` messages were answered; their ids are UUIDs, written in large letters or small."""

    __slots__ = ("_ids", "_most_bytes", "_oldest", "_refused")

    def __init__(self, most: int) -> None:
        self._most_bytes = most * _ID_BYTES
        self._ids = bytearray()
        self._oldest = 0  # where the next one goes
        self._refused: dict[bytes, str] = {}

    def __len__(self) -> int:
        return len(self._ids) // _ID_BYTES

    def add(self, answer: Ack | NotAck) -> None:
        """Remember an answer; what was refused may be refused again, in other words."""
        packed = bytes.fromhex(answer.of.replace("-", ""))
        if isinstance(answer, NotAck) or self._refused:
            self._add_where_some_are_refused(packed, answer)
        else:  # as almost always: nobody need look for what was refused before
            self._put(packed)

    def find(self, message_id: str) -> Ack | NotAck | None:
        """Return how a message was answered, None if it is not one of the latest."""
        packed = bytes.fromhex(message_id.replace("-", ""))
        if packed not in self._ids or self._place_of(packed) < 0:  # the first alone almost always says no
            return None
        reason = self._refused.get(packed)
        return Ack(message_id) if reason is None else NotAck(message_id, reason)

    def _add_where_some_are_refused(self, packed: bytes, answer: Ack | NotAck) -> None:
        if self._place_of(packed) < 0:
            at = self._oldest
            self._refused.pop(bytes(self._ids[at : at + _ID_BYTES]), None)
            self._put(packed)
        self._refused.pop(packed, None)
        if isinstance(answer, NotAck):
            self._refused[packed] = answer.reason

    def _put(self, packed: bytes) -> None:
        at = self._oldest
        self._ids[at : at + _ID_BYTES] = packed
        self._oldest = (at + _ID_BYTES) % self._most_bytes

    def _place_of(self, packed: bytes) -> int:
        """Return where an id stands, -1 for nowhere; what lies across two ids may look like one."""
        at = self._ids.find(packed)
        while at % _ID_BYTES and at >= 0:
            at = self._ids.find(packed, at + 1)
        return at
