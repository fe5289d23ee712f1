"""One connection as both ends see it: packets, acknowledgements, watchdogs and when to give up.

Pure: it is told the time and given what the socket read; it says what to write and when the connection is over.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from meydan.city.instant import Instant
from meydan.field.rsmp.decode import decode
from meydan.field.rsmp.encode import encode
from meydan.field.rsmp.frames import LIMIT_AFTER_HANDSHAKE, Frames, frame
from meydan.field.rsmp.messages import Ack, Message, NotAck, Unreadable, Version, Watchdog, WithId
from meydan.field.rsmp.remembered import Remembered
from meydan.field.rsmp.versions import NEWEST, Core

REMEMBERED = 50  # messages whose answer is repeated when they come twice; 1 kB a site
NEVER_MS = 2**62


@dataclass(frozen=True, slots=True)
class Moment:
    """Now by two clocks: `t` by the wall, for stamps; `ms` by one that never jumps, for waiting [ms]."""

    t: Instant
    ms: int


@dataclass(frozen=True, slots=True)
class Timers:
    """How long to wait [s].

    `ack_s` for an acknowledgement, `handshake_s` for the whole handshake, `answer_s` for the answer to a request;
    `watchdog_s` lies between two watchdogs of an end, and the other's is late after `late_watchdogs` of that.
    """

    ack_s: float = 30.0
    handshake_s: float = 60.0
    answer_s: float = 10.0
    watchdog_s: float = 60.0
    late_watchdogs: float = 2.5


@dataclass(frozen=True, slots=True)
class Acked:
    """The other end acknowledged what we sent."""

    message: WithId


@dataclass(frozen=True, slots=True)
class NotAcked:
    """The other end refused what we sent; `reason` is its own words."""

    message: WithId
    reason: str


Heard = WithId | Acked | NotAcked
Incoming = Heard | Unreadable


class Conversation:
    """One connection, from its first byte to its last.

    `core` and `sxl` are what both ends speak, once `agreed`. `over` says, in English for the diagnostics, why the
    connection must be closed; it is empty as long as it may go on. Before `due_ms` `pass_time` has nothing to do.

    Parameters
    ----------
    new_id
        Gives a fresh UUID, version 4, each time.
    """

    def __init__(self, timers: Timers, new_id: Callable[[], str], now: Moment) -> None:
        self.core: Core = NEWEST
        self.sxl = ""
        self.agreed = False
        self.ready = False
        self.over = ""
        self.new_id = new_id
        self._timers = timers
        self._frames = Frames()
        self._out: list[bytes] = []
        self._unanswered: dict[str, tuple[WithId, int]] = {}
        self._answers = Remembered(REMEMBERED)
        self._give_up_ms = now.ms + round(timers.handshake_s * 1000)
        self._watchdog_ms: int | None = None
        self.due_ms = self._give_up_ms

    @property
    def unanswered(self) -> list[WithId]:
        """What was sent and neither acknowledged nor refused, oldest first."""
        return [message for message, _ in self._unanswered.values()]

    def take(self, data: bytes) -> Iterator[Incoming]:
        """Yield what came in; each is dealt with before the next is read, which may be under another core.

        Before the versions are agreed nothing but a Version is let through or answered: the silence makes an end that
        lost its way start again.
        """
        for packet in self._frames.feed(data):
            if self.over:
                return
            message = decode(packet, self.core, self.sxl)
            if isinstance(message, Unreadable):
                self._answer_unreadable(message)
                yield message
            elif (incoming := self._sort(message)) is not None:
                yield incoming
        if self._frames.overflowed:
            self.end("a packet was too long")

    def _sort(self, message: Message) -> Heard | None:
        match message:
            case Ack(of=of):
                sent = self._unanswered.pop(of, None)
                return None if sent is None else Acked(sent[0])
            case NotAck(of=of, reason=reason):
                sent = self._unanswered.pop(of, None)
                return None if sent is None else NotAcked(sent[0], reason)
            case _ if (answer := self._answers.find(message.id)) is not None:
                self._write(answer)  # it came twice and is done once
                return None
            case _:
                return message if self.agreed or isinstance(message, Version) else None

    def _answer_unreadable(self, message: Unreadable) -> None:
        if message.of and (self.agreed or message.kind == "Version"):
            self.refuse(message.of, message.why)
        if message.kind == "Version" and not self.agreed:
            self.end(f"no version could be read: {message.why}")

    def send(self, message: WithId, now: Moment) -> Unreadable | None:
        """Write a message and wait for its acknowledgement; return why it cannot be written, or None."""
        packet = encode(message, self.core, self.sxl)
        if isinstance(packet, Unreadable):
            return packet
        self._out.append(frame(packet))
        until_ms = now.ms + round(self._timers.ack_s * 1000)
        self._unanswered[message.id] = (message, until_ms)
        self.due_ms = min(self.due_ms, until_ms)
        return None

    def acknowledge(self, message_id: str) -> None:
        """Say that a message arrived and was understood."""
        self._answer(Ack(message_id))

    def refuse(self, message_id: str, reason: str) -> None:
        """Say that a message arrived and will not be followed."""
        self._answer(NotAck(message_id, reason))

    def agree(self, core: Core, sxl: str) -> None:
        """Speak this core and this SXL from here on."""
        self.core, self.sxl, self.agreed = core, sxl, True

    def start_watchdog(self, now: Moment) -> None:
        """Send the first watchdog, and one each interval from here on."""
        self._watchdog_ms = self.due_ms = now.ms
        self.pass_time(now)

    @property
    def watches(self) -> bool:
        """Whether our watchdogs have begun."""
        return self._watchdog_ms is not None

    def finish_handshake(self) -> None:
        """Let long packets in: the other end is known."""
        self.ready = True
        self._frames.limit = LIMIT_AFTER_HANDSHAKE

    def end(self, why: str) -> None:
        """Close the connection as soon as what is written has left."""
        self.over = self.over or why

    def pass_time(self, now: Moment) -> None:
        """Do what is due: a watchdog, or giving up."""
        if self.over or now.ms < self.due_ms:
            return
        first = next(iter(self._unanswered.values()), None)  # all wait equally long, so the oldest is first
        if first is not None and now.ms >= first[1]:
            self.end(f"no acknowledgement of {type(first[0]).__name__} within {self._timers.ack_s:g} s")
        elif not self.ready and now.ms >= self._give_up_ms:
            self.end(f"no handshake within {self._timers.handshake_s:g} s")
        elif self._watchdog_ms is not None and now.ms >= self._watchdog_ms:
            self.send(Watchdog(self.new_id(), now.t), now)
            self._watchdog_ms = now.ms + round(self._timers.watchdog_s * 1000)
        self.due_ms = self._next_due_ms()

    def _next_due_ms(self) -> int:
        due = [until_ms for _, until_ms in islice(self._unanswered.values(), 1)]
        due += [] if self.ready else [self._give_up_ms]
        due += [] if self._watchdog_ms is None else [self._watchdog_ms]
        return min(due, default=NEVER_MS)

    def to_write(self) -> bytes:
        """Return what the socket must write now, and forget it."""
        written, self._out = b"".join(self._out), []
        return written

    def _answer(self, answer: Ack | NotAck) -> None:
        self._answers.add(answer)
        self._write(answer)

    def _write(self, answer: Ack | NotAck) -> None:
        packet = encode(answer, self.core)
        if isinstance(packet, bytes):  # an answer names the id of a message that was read, so it always can be written
            self._out.append(frame(packet))
