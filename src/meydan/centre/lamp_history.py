"""The latest changes of the lamps of one junction, eight bytes each: a city keeps half a million of them."""

from array import array
from collections.abc import Iterable, Iterator, Sequence

from meydan.city.instant import Instant
from meydan.city.junction import Lamp

_LAMPS = tuple(Lamp)
_PLACE_OF = {lamp: place for place, lamp in enumerate(_LAMPS)}
_LAMP_BITS, _GROUP_BITS = 4, 12
_T = _LAMP_BITS + _GROUP_BITS

Change = tuple[Instant, str, Lamp]


class LampHistory:
    """At most `most` changes, in order of time; the oldest goes when one more comes.

    A change as a tuple with an instant of its own is a hundred bytes: 50 MB for the lamps of 2,500 junctions.
    """

    __slots__ = ("_changes", "_groups", "_most", "_oldest")

    def __init__(self, groups: Iterable[str], most: int) -> None:
        self._groups = list(groups)
        self._most = most
        self._changes = array("Q")
        self._oldest = 0  # where the next one goes once there are `most`

    def __len__(self) -> int:
        return len(self._changes)

    def __iter__(self) -> Iterator[Change]:
        return map(self._change, self._in_order())

    def __reversed__(self) -> Iterator[Change]:
        return map(self._change, reversed(self._in_order()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LampHistory) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def append(self, t: Instant, group: str, lamp: Lamp) -> None:
        """Add a change; `t` is no earlier than 1970, which no event is."""
        packed = t << _T | self._number_of(group) << _LAMP_BITS | _PLACE_OF[lamp]
        if len(self._changes) < self._most:
            self._changes.append(packed)
        elif self._most:
            self._changes[self._oldest] = packed
            self._oldest = (self._oldest + 1) % self._most

    def adopt(self, changes: Iterable[Change]) -> None:
        """Have these changes, in order of time, and no others."""
        self._changes, self._oldest = array("Q"), 0
        for change in changes:
            self.append(*change)

    def _number_of(self, group: str) -> int:
        try:
            return self._groups.index(group)
        except ValueError:  # a log may speak of a group that the city does not have any more
            self._groups.append(group)
            return len(self._groups) - 1

    def _in_order(self) -> Sequence[int]:
        return self._changes[self._oldest :] + self._changes[: self._oldest]

    def _change(self, packed: int) -> Change:
        group = packed >> _LAMP_BITS & (1 << _GROUP_BITS) - 1
        return Instant(packed >> _T), self._groups[group], _LAMPS[packed & (1 << _LAMP_BITS) - 1]
