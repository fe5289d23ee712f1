"""The lamp sequence of one virtual controller: red, red-amber, green, flashing green, amber, red.

Keeps for each group what it shows, since when, and when its last green ended; starts a green only when every
conflicting group is red and its intergreen is over.
"""

from collections.abc import Iterable, Mapping

from meydan.city.instant import NEVER, Instant
from meydan.city.junction import Junction, Lamp, SignalGroup

FAR = Instant(2**62)
SHORTEST_RED_MS = 1000  # less, and people see amber turn green again
_AFTER = {Lamp.FLASHING_GREEN: Lamp.AMBER, Lamp.AMBER: Lamp.RED, Lamp.RED_AMBER: Lamp.GREEN}


def _ms(s: float) -> int:
    return round(s * 1000)


class Sequencer:
    """All signal groups of one junction, switched on at `now` in all red.

    Raises
    ------
    ValueError
        If a conflicting pair has no intergreen, or a stage holds two groups in conflict: such a controller
        does not pass its self-check and is never switched on.
    """

    def __init__(self, junction: Junction, now: Instant) -> None:
        self.shown: dict[str, Lamp] = dict.fromkeys(junction.groups, Lamp.RED)
        self._since: dict[str, Instant] = dict.fromkeys(junction.groups, now)
        self._ended: dict[str, Instant] = dict.fromkeys(junction.groups, NEVER)
        self._due: dict[str, Instant] = {}
        self._clear_of = _self_check(junction)
        self._min_green_ms = {g: _ms(group.min_green.s) for g, group in junction.groups.items()}
        self._lead_ms = {g: _ms(group.red_amber.s) for g, group in junction.groups.items()}
        self._lasts_ms = {g: _lengths_ms(group) for g, group in junction.groups.items()}

    def due(self, now: Instant) -> list[str]:
        """Carry every fixed-length lamp that is over to its successor; return the groups that changed."""
        over = [g for g, t in self._due.items() if now >= t]
        for g in over:
            self._show(g, _AFTER[self.shown[g]], now)
        return over

    def end(self, groups: Iterable[str], now: Instant) -> list[str]:
        """End the green of `groups`; return those that changed."""
        ending = sorted(g for g in groups if self.shown[g] is Lamp.GREEN)
        for g in ending:
            self._ended[g] = now
            self._show(g, Lamp.FLASHING_GREEN, now)
        return ending

    def start(self, groups: Iterable[str], now: Instant) -> list[str]:
        """Start each of `groups` whose red has been seen and whose intergreens are over; return those that changed."""
        starting = sorted(g for g in groups if self.shown[g] is Lamp.RED and self._is_clear(g, now))
        for g in starting:
            self._show(g, Lamp.RED_AMBER, now)
        return starting

    def next_due(self, waiting: Iterable[str]) -> Instant:
        """Return when the next fixed-length lamp is over or the next of the `waiting` reds may start."""
        clear = [self._clear_at(g) for g in waiting if self.shown[g] is Lamp.RED]
        return Instant(min([*self._due.values(), *clear], default=FAR))

    def all_red(self, groups: Iterable[str]) -> bool:
        """Say whether every one of `groups` is red."""
        return all(self.shown[g] is Lamp.RED for g in groups)

    def all_green(self, groups: Iterable[str]) -> bool:
        """Say whether every one of `groups` is green."""
        return all(self.shown[g] is Lamp.GREEN for g in groups)

    def served(self, groups: Iterable[str], now: Instant) -> bool:
        """Say whether every green among `groups` has had its minimum."""
        return all(now - self._since[g] >= self._min_green_ms[g] for g in groups if self.shown[g] is Lamp.GREEN)

    def served_at(self, groups: Iterable[str]) -> Instant:
        """Return when every green among `groups` will have had its minimum; NEVER if none is green."""
        greens = [self._since[g] + self._min_green_ms[g] for g in groups if self.shown[g] is Lamp.GREEN]
        return Instant(max(greens, default=NEVER))

    def next_minimum(self, now: Instant) -> Instant:
        """Return when the next of the greens that have not had their minimum by `now` will have had it."""
        greens = [g for g, lamp in self.shown.items() if lamp is Lamp.GREEN]
        ends = [self._since[g] + self._min_green_ms[g] for g in greens]
        return Instant(min([end for end in ends if end > now], default=FAR))

    def conflict(self) -> bool:
        """Say whether two conflicting groups are both anything but red."""
        lit = [g for g, lamp in self.shown.items() if lamp is not Lamp.RED]
        return any(other in self._clear_of[g] for g in lit for other in lit)

    def show_everywhere(self, lamp: Lamp, now: Instant) -> None:
        """Show one lamp everywhere, at once: flashing amber, dark or red; or amber, where groups have it, else red."""
        self._due.clear()
        for g in self.shown:
            if self.shown[g] is Lamp.GREEN:
                self._ended[g] = now
            lacks = lamp is Lamp.AMBER and self._lasts_ms[g][Lamp.AMBER] <= 0
            self.shown[g], self._since[g] = Lamp.RED if lacks else lamp, now

    def _is_clear(self, group: str, now: Instant) -> bool:
        lead = self._lead_ms[group]
        if now - self._since[group] < SHORTEST_RED_MS:
            return False
        return all(
            self.shown[other] is Lamp.RED and (not self._ended[other] or now + lead - self._ended[other] >= z)
            for other, z in self._clear_of[group].items()
        )

    def _clear_at(self, group: str) -> int:
        """Return when the intergreens of a group are over as far as is known now."""
        lead = self._lead_ms[group]
        others = [self._ended[other] + z - lead for other, z in self._clear_of[group].items()]
        return max([self._since[group] + SHORTEST_RED_MS, *others])

    def _show(self, g: str, lamp: Lamp, now: Instant) -> None:
        """Show `lamp`, or the next one of the sequence that has a length in this city."""
        lasts_ms = self._lasts_ms[g]
        while lamp in lasts_ms and lasts_ms[lamp] <= 0:
            lamp = _AFTER[lamp]
        self.shown[g], self._since[g] = lamp, now
        self._due.pop(g, None)
        if lamp in lasts_ms:
            self._due[g] = Instant(now + lasts_ms[lamp])


def _lengths_ms(group: SignalGroup) -> dict[Lamp, int]:
    """Return how long a group shows each lamp that has a fixed length."""
    return {
        Lamp.FLASHING_GREEN: _ms(group.flashing_green.s),
        Lamp.AMBER: _ms(group.amber.s),
        Lamp.RED_AMBER: _ms(group.red_amber.s),
    }


def _self_check(junction: Junction) -> Mapping[str, dict[str, int]]:
    """Return for each group the milliseconds it must wait after the green of each group it conflicts with."""
    clear_of: dict[str, dict[str, int]] = {g: {} for g in junction.groups}
    for ending, starting in junction.conflicts:
        known = junction.intergreens.get((ending, starting))
        if known is None or known.s < 0:
            raise ValueError(f"{junction.id}: no intergreen from {ending} to {starting}")
        a, b = junction.groups[ending], junction.groups[starting]
        change_s = a.flashing_green.s + a.amber.s + b.red_amber.s
        clear_of[starting][ending] = _ms(max(known.s, change_s))
    for stage in junction.stages.values():
        for g in stage.green:
            if not stage.green.isdisjoint(clear_of[g]):
                raise ValueError(f"{junction.id}: stage {stage.id} holds groups in conflict")
    return clear_of
