"""The independent eye: reads the letters SUMO's lights really show, once a second, and knows nothing of who set them.

It shares no code with safety, the controller or the plans' arithmetic; it is given the junction's data and judges
I1 to I5 and I8 from the letters alone.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from meydan.city.city import City
from meydan.city.instant import NEVER, Instant
from meydan.city.junction import GroupKind, Junction

RED, GREEN, AMBER, RED_AMBER, FLASH, DARK = "red", "green", "amber", "red-amber", "flash", "dark"
_SHOWN = {"r": RED, "s": RED, "G": GREEN, "g": GREEN, "y": AMBER, "Y": AMBER, "u": RED_AMBER, "o": FLASH, "O": DARK}
_MS = 1000


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule broken at one second: which, where, by which groups, and by how much [s] where that can be said."""

    t: Instant
    junction: str
    rule: str
    group: str
    other: str = ""
    found_s: float = 0.0
    needed_s: float = 0.0


class LampMonitor:
    """Watches one junction's light; what stood before its first look is not judged."""

    def __init__(self, junction: Junction) -> None:
        if junction.twin is None:
            raise ValueError(f"{junction.id} has no light on the twin")
        self._junction = junction
        self._links = junction.twin.groups
        self._letters = ""
        self._shown: dict[str, str] = {}
        self._since: dict[str, Instant] = {}
        self._ended: dict[str, Instant] = {}
        self._rivals: dict[str, list[str]] = {}
        for a, b in junction.conflicts:
            self._rivals.setdefault(a, []).append(b)

    def watch(self, t: Instant, letters: str) -> list[Violation]:
        """Look at the light at `t` and return what is wrong now; costs next to nothing while nothing changes."""
        if letters == self._letters:
            return []
        self._letters = letters
        found: list[Violation] = []
        shown = self._read(t, letters, found)
        for group in sorted(shown):
            before, now = self._shown.get(group), shown[group]
            if before is None:
                self._since[group] = NEVER  # nobody knows how long it has shown this
            elif before != now:
                self._judge_change(t, group, before, now, found)
                if before == GREEN:
                    self._ended[group] = Instant(t - self._flashed_ms(group))
                self._since[group] = t
        self._shown = shown
        self._judge_conflicts(t, found)
        return found

    def _read(self, t: Instant, letters: str, found: list[Violation]) -> dict[str, str]:
        """Return what each group shows; its links must agree."""
        shown: dict[str, str] = {}
        for group, letter in zip(self._links, letters, strict=True):
            if not group:
                continue
            lamp = _SHOWN.get(letter)
            if lamp is None or shown.setdefault(group, lamp) != lamp:
                found.append(self._violation(t, "one lamp a group", group))
        return shown

    def _judge_change(self, t: Instant, group: str, before: str, now: str, found: list[Violation]) -> None:
        data = self._junction.groups[group]
        walks = data.kind is GroupKind.PEDESTRIAN
        after_green = RED if walks or data.amber.s == 0 else AMBER
        before_green = RED_AMBER if data.red_amber.s > 0 else RED
        allowed = {
            (RED, GREEN if before_green == RED else RED_AMBER),
            (RED_AMBER, GREEN),
            (GREEN, after_green),
            (AMBER, RED),
            (FLASH, RED),
            (DARK, RED),
        }
        if now not in (FLASH, DARK) and (before, now) not in allowed:
            rule = "I8" if before in (FLASH, DARK) else "I3"
            found.append(self._violation(t, rule, group, f"{before}-{now}"))
        if now == GREEN:
            self._judge_intergreens(t, group, found)
        since = self._since[group]
        if since == NEVER or now in (FLASH, DARK):
            return
        lasted_s = (t - since) / _MS
        if before == GREEN and lasted_s - data.flashing_green.s < data.min_green.s:
            found.append(self._violation(t, "I5", group, "", lasted_s - data.flashing_green.s, data.min_green.s))
        fixed_s = {AMBER: data.amber.s, RED_AMBER: data.red_amber.s}.get(before)
        if fixed_s is not None and lasted_s != fixed_s:
            found.append(self._violation(t, "I4", group, before, lasted_s, fixed_s))

    def _flashed_ms(self, group: str) -> int:
        """Return how long the end of a green flashes: SUMO's letters show it as green."""
        return round(self._junction.groups[group].flashing_green.s * _MS)

    def _judge_intergreens(self, t: Instant, starting: str, found: list[Violation]) -> None:
        """I2: every rival's green ended long enough ago."""
        groups, needed = self._junction.groups, self._junction.intergreens
        for rival in self._rivals.get(starting, ()):
            if rival in self._ended:
                change_s = groups[rival].flashing_green.s + groups[rival].amber.s + groups[starting].red_amber.s
                least_s = max(needed[rival, starting].s, change_s)
                waited_s = (t - self._ended[rival]) / _MS
                if waited_s < least_s:
                    found.append(self._violation(t, "I2", starting, rival, waited_s, least_s))

    def _judge_conflicts(self, t: Instant, found: list[Violation]) -> None:
        """I1: no two rivals anything but red, unless the whole light flashes or is dark."""
        lit = {g for g, lamp in self._shown.items() if lamp in (GREEN, AMBER, RED_AMBER)}
        for group in sorted(lit):
            for rival in self._rivals.get(group, ()):
                if rival in lit and group < rival:
                    found.append(self._violation(t, "I1", group, rival))

    def _violation(
        self, t: Instant, rule: str, group: str, other: str = "", found_s: float = 0.0, needed_s: float = 0.0
    ) -> Violation:
        return Violation(t, self._junction.id, rule, group, other, found_s, needed_s)


class CityMonitor:
    """Watches all lights of a city; `count` counts everything, `last` keeps the latest."""

    def __init__(self, city: City) -> None:
        self.count = 0
        self.last: deque[Violation] = deque(maxlen=1000)
        self._monitors = {name: LampMonitor(junction) for name, junction in city.junctions.items()}

    def watch(self, t: Instant, letters: Mapping[str, str]) -> None:
        """Look at every light once; `letters` are by junction."""
        for name, text in letters.items():
            found = self._monitors[name].watch(t, text)
            if found:
                self.count += len(found)
                self.last.extend(found)
