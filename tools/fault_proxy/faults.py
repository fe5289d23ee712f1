"""What happens to one direction of a connection, piece by piece. Pure: seeded, and told the time by whoever asks.

A piece is one frame with its form feed, or whatever one read of the socket gave.
"""

from collections import Counter
from dataclasses import dataclass, fields, replace
from random import Random

FORM_FEED = b"\x0c"
MOST_WAITING = 8 * 1024 * 1024  # bytes without a form feed; more goes on as it is, so that no frame fills the memory
MOST_FLIPPED = 3


@dataclass(frozen=True, slots=True)
class Faults:
    """How bad one direction is. A share is of pieces, 0 to 1, each drawn by itself.

    `delay_s` for every piece and up to `jitter_s` more; `loses`, `doubles`, `reorders` (it comes `late_s` later, and
    what follows overtakes it), `truncates` (its tail is missing), `corrupts` (a few of its bits are flipped), `cuts`
    (the connection breaks instead); `bytes_per_s`, 0 for no limit. A `dead` direction swallows everything and keeps
    the connection open. With `by_frames` a piece is a frame, whose form feed is never touched.
    """

    delay_s: float = 0.0
    jitter_s: float = 0.0
    loses: float = 0.0
    doubles: float = 0.0
    reorders: float = 0.0
    late_s: float = 0.2
    truncates: float = 0.0
    corrupts: float = 0.0
    cuts: float = 0.0
    bytes_per_s: float = 0.0
    dead: bool = False
    by_frames: bool = True


SOUND = Faults()
SHARES = ("loses", "doubles", "reorders", "truncates", "corrupts", "cuts")


def wrong_numbers(faults: Faults) -> list[str]:
    """Return the names of the numbers that cannot be: shares beyond 0 to 1, times and rates below 0."""
    beyond = [name for name in SHARES if not 0 <= getattr(faults, name) <= 1]
    numbers = [f.name for f in fields(faults) if f.name not in SHARES and not isinstance(f.default, bool)]
    return beyond + [name for name in numbers if not 0 <= getattr(faults, name) < float("inf")]


class Cutter:
    """A stream cut into pieces."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes, *, by_frames: bool) -> list[bytes]:
        """Take what a socket gave and return the pieces that are whole, in order."""
        whole = self._rest + data
        if not by_frames or (len(whole) > MOST_WAITING and FORM_FEED not in data):
            self._rest = b""
            return [whole] if whole else []
        *closed, self._rest = whole.split(FORM_FEED)
        return [piece + FORM_FEED for piece in closed]

    def rest(self) -> bytes:
        """Return what no form feed has closed, and forget it."""
        rest, self._rest = self._rest, b""
        return rest


@dataclass(frozen=True, slots=True)
class Passing:
    """A piece on its way: it leaves at `due_s`; `cut` says that the connection breaks instead."""

    due_s: float
    piece: bytes
    cut: bool = False


class Spoiler:
    """Draws what happens to each piece of one direction of one connection, and counts it in `count`.

    The same pieces under the same faults with the same seed come to the same fate.
    """

    def __init__(self, seed: str, count: Counter[str]) -> None:
        self.count = count
        self._draw = Random(seed)
        self._last_due_s = 0.0

    def spoil(self, piece: bytes, faults: Faults, now_s: float) -> list[Passing]:
        """Return what becomes of a piece that came at `now_s`: nothing, itself, a changed copy, two, or a cut."""
        drawn = {name: self._draw.random() < getattr(faults, name) for name in SHARES}
        wait_s = faults.delay_s + self._draw.uniform(0, faults.jitter_s)
        if faults.dead or drawn["loses"]:
            self.count["dead" if faults.dead else "loses"] += 1
            return []
        for name in ("truncates", "corrupts"):
            if drawn[name]:
                piece = self._changed(name, piece, faults.by_frames)
        self.count.update(name for name in SHARES if drawn[name])
        self.count["passed"] += 1
        due_s = now_s + wait_s
        if drawn["reorders"]:
            due_s += faults.late_s
        else:
            due_s = self._last_due_s = max(self._last_due_s, due_s)
        passing = Passing(due_s, piece, drawn["cuts"])
        return [passing, passing] if drawn["doubles"] and not passing.cut else [passing]

    def _changed(self, name: str, piece: bytes, by_frames: bool) -> bytes:
        tail = FORM_FEED if by_frames and piece.endswith(FORM_FEED) else b""
        body = piece[: len(piece) - len(tail)]
        if not body:
            return piece
        if name == "truncates":
            return body[: self._draw.randrange(len(body))] + tail
        flipped = bytearray(body)
        for _ in range(self._draw.randint(1, MOST_FLIPPED)):
            flipped[self._draw.randrange(len(flipped))] ^= 1 << self._draw.randrange(8)
        return bytes(flipped) + tail


def both_ways(faults: Faults, only: str) -> tuple[Faults, Faults]:
    """Return the faults up (from who connects) and down (back to it), where `only` names one of them or is empty."""
    fine = replace(SOUND, by_frames=faults.by_frames)
    return (fine if only == "down" else faults), (fine if only == "up" else faults)
