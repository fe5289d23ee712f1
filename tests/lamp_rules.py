"""What lamps may do, told a second time and in another way than safety, controller and monitor tell it."""

from collections.abc import Iterable
from itertools import groupby

from meydan.city.events import GroupChanged
from meydan.city.instant import Instant
from meydan.city.junction import Junction, Lamp, SignalGroup

SHORTEST_RED_MS = 1000  # shorter, and people see amber turn green again
LIT = {Lamp.GREEN, Lamp.FLASHING_GREEN, Lamp.AMBER, Lamp.RED_AMBER}


def broken_rules(junction: Junction, changes: Iterable[GroupChanged], on: Instant) -> list[str]:
    """Return every rule that a junction switched on at `on` broke, from its changes in order of time."""
    return _Judge(junction, on).judge(changes)


class _Judge:
    def __init__(self, junction: Junction, on: Instant) -> None:
        self.junction = junction
        self.shows = dict.fromkeys(junction.groups, Lamp.RED)
        self.since = dict.fromkeys(junction.groups, on)
        self.green_ended: dict[str, Instant] = {}
        self.dark_until = on  # the last instant at which it was switched on or flashed
        self.broken: list[str] = []

    def judge(self, changes: Iterable[GroupChanged]) -> list[str]:
        for t, together in groupby(changes, key=lambda change: change.t):
            for change in together:
                self.take(change)
            lit = [g for g, lamp in self.shows.items() if lamp in LIT]
            self.broken += [f"I1 {a} {b} at {t}" for a in lit for b in lit if (a, b) in self.junction.conflicts]
        return self.broken

    def take(self, change: GroupChanged) -> None:
        t, name, lamp = change.t, change.group, change.lamp
        before, group = self.shows[name], self.junction.groups[name]
        if lamp is not before and lamp not in successors(group, before):
            self.broken.append(f"I3 {name} {before.name} to {lamp.name} at {t}")
        lasted_ms = t - self.since[name]
        if lamp is not Lamp.FLASHING_AMBER and before in LIT:
            self.judge_length(name, group, before, lasted_ms)
        if before is Lamp.RED and lamp in LIT and lasted_ms < SHORTEST_RED_MS:
            self.broken.append(f"I3 {name} was red for {lasted_ms} ms")
        if before is Lamp.GREEN and lamp is not Lamp.GREEN:
            self.green_ended[name] = t
        if lamp is Lamp.FLASHING_AMBER or before is Lamp.FLASHING_AMBER:
            self.dark_until = t
        if lamp in (Lamp.GREEN, Lamp.RED_AMBER) and t - self.dark_until < ms(self.junction.startup_red.s):
            self.broken.append(f"I8 {name} at {t}")
        if lamp is Lamp.GREEN:
            self.judge_intergreens(t, name)
        self.shows[name] = lamp
        if lamp is not before:
            self.since[name] = t

    def judge_length(self, name: str, group: SignalGroup, lamp: Lamp, lasted_ms: int) -> None:
        if lamp is Lamp.GREEN:
            if lasted_ms < ms(group.min_green.s):
                self.broken.append(f"I5 {name} {lasted_ms} ms")
            return
        exact = {Lamp.AMBER: group.amber, Lamp.RED_AMBER: group.red_amber, Lamp.FLASHING_GREEN: group.flashing_green}
        if lasted_ms != ms(exact[lamp].s):
            self.broken.append(f"I4 {name} {lamp.name} {lasted_ms} ms")

    def judge_intergreens(self, t: Instant, starting: str) -> None:
        for (ending, to), needed in self.junction.intergreens.items():
            if to != starting or ending not in self.green_ended:
                continue
            a, b = self.junction.groups[ending], self.junction.groups[starting]
            least_ms = max(ms(needed.s), ms(a.flashing_green.s + a.amber.s + b.red_amber.s))
            if t - self.green_ended[ending] < least_ms:
                self.broken.append(f"I2 {ending} {starting} {t - self.green_ended[ending]} ms")


def successors(group: SignalGroup, lamp: Lamp) -> set[Lamp]:
    """Return what may follow a lamp; from anything a controller may fail to flashing amber."""
    cycle = [Lamp.RED]
    cycle += [Lamp.RED_AMBER] if group.red_amber.s else []
    cycle += [Lamp.GREEN]
    cycle += [Lamp.FLASHING_GREEN] if group.flashing_green.s else []
    cycle += [Lamp.AMBER] if group.amber.s else []
    if lamp is Lamp.FLASHING_AMBER:
        return {Lamp.RED}
    return {cycle[(cycle.index(lamp) + 1) % len(cycle)], Lamp.FLASHING_AMBER}


def ms(s: float) -> int:
    return round(s * 1000)
