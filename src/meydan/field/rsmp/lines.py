"""Inputs, outputs and detector logics of a controller: digits that are set, and that a command can force.

They are counted from 1, as the protocol does.
"""

import re
from collections.abc import Iterable

_SERIES = re.compile(r"\d{1,5},\d{1,5},\d{1,5}(;\d{1,5},\d{1,5},\d{1,5})*;?", re.ASCII)


class Lines:
    """`count` lines, all off and none forced at first; `changes` counts what was done to them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.changes = 0
        self._on: frozenset[int] = frozenset()
        self._forced: dict[int, bool] = {}

    def has(self, number: int) -> bool:
        """Say whether there is such a line."""
        return 1 <= number <= self.count

    def is_on(self, number: int) -> bool:
        """Say whether a line is on; what is forced hides what is set."""
        return self._forced.get(number, number in self._on)

    def set_one(self, number: int, *, on: bool) -> None:
        """Set a line on or off; while it is forced nobody sees it."""
        self._on = self._on | {number} if on else self._on - {number}
        self.changes += 1

    def set_all(self, on: Iterable[int]) -> None:
        """Set all lines: these on, the others off."""
        self._on = frozenset(on)
        self.changes += 1

    def force(self, number: int, *, on: bool) -> None:
        """Show a line on or off, whatever it is set to."""
        self._forced[number] = on
        self.changes += 1

    def release(self, number: int) -> None:
        """Show a line as it is set."""
        self._forced.pop(number, None)
        self.changes += 1

    def clear(self) -> None:
        """Have all lines off and none forced."""
        self._on, self._forced = frozenset(), {}
        self.changes += 1

    def on(self) -> list[int]:
        """Return the lines that are on, in order."""
        return [number for number in range(1, self.count + 1) if self.is_on(number)]

    def digits(self) -> str:
        """Return a digit for each line: 1 where it is on."""
        return "".join("01"[self.is_on(number)] for number in range(1, self.count + 1))

    def forced_digits(self) -> str:
        """Return a digit for each line: 1 where it is forced."""
        return "".join("01"[number in self._forced] for number in range(1, self.count + 1))


def read_series(text: str) -> dict[int, bool] | None:
    """Return what a series "offset,bits to set,bits to unset;..." does to each line; None if it is none.

    Bit 0 stands for the line `offset`. What is both set and unset is unset.
    """
    if not _SERIES.fullmatch(text):
        return None
    parts = [[int(number) for number in part.split(",")] for part in text.rstrip(";").split(";")]
    on = {line: True for first, bits, _ in parts for line in _lines_of(first, bits)}
    off = {line: False for first, _, bits in parts for line in _lines_of(first, bits)}
    return on | off


def _lines_of(first: int, bits: int) -> list[int]:
    return [first + bit for bit in range(bits.bit_length()) if bits >> bit & 1]
