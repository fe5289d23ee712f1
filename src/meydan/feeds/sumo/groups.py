"""Signal groups: the links of one approach that share a lamp in every program."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from meydan.feeds.sumo.links import Light, Movement
from meydan.feeds.sumo.programs import GREEN, Program

_COLOUR = {"G": "G", "g": "G", "y": "y", "u": "u", "r": "r", "s": "r"}


@dataclass(frozen=True, slots=True)
class Group:
    """Links that show one lamp; `movements` by their place in the light."""

    id: str
    approach: str
    links: tuple[int, ...]
    movements: tuple[int, ...]
    is_crossing: bool
    lamps: tuple[str, ...]

    @property
    def is_ever_green(self) -> bool:
        """Whether some program shows it green."""
        return any("G" in lamps for lamps in self.lamps)

    def shown_s(self, program: Program, lamp: str) -> list[int]:
        """Return how long each run of `lamp` (y or u) lasts in a program [s]."""
        row = self._row(program)
        first = next((i for i, (colour, _) in enumerate(row) if colour != lamp), 0)
        turned = row[first:] + row[:first]
        return [sum(s for _, s in run) for colour, run in groupby(turned, key=itemgetter(0)) if colour == lamp]

    def greens_ended(self, program: Program) -> int:
        """Return how often the group stops being green in a program."""
        colours = [colour for colour, _ in self._row(program)]
        return sum(a == "G" != b for a, b in zip(colours, [*colours[1:], *colours[:1]], strict=True))

    def _row(self, program: Program) -> list[tuple[str, int]]:
        return [(_COLOUR[phase.letters[self.links[0]]], phase.duration_s) for phase in program.phases]


@dataclass(frozen=True, slots=True)
class Groups:
    """The signal groups of one light; `by_link[i]` is the group of link i, or "" where nothing hangs on it."""

    all: tuple[Group, ...]
    by_link: tuple[str, ...]

    def green(self, letters: str) -> frozenset[str]:
        """Return the groups that are green in a phase."""
        return frozenset(g.id for g in self.all if letters[g.links[0]] in GREEN)

    def by_id(self) -> Mapping[str, Group]:
        """Return the groups by their names."""
        return {g.id: g for g in self.all}


def signal_groups(light: Light, programs: Sequence[Program]) -> Groups:
    """Return the signal groups of a light: P1, P2, ... for vehicles, W1, W2, ... for people on foot, by first link."""
    rows = _lamps(light, programs)
    approach: dict[int, Movement] = {}
    for movement in light.movements:
        approach.setdefault(movement.link, movement)
    together: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for link in sorted(approach):
        together.setdefault((approach[link].approach, rows[link]), []).append(link)
    groups = []
    counts = {"P": 0, "W": 0}
    for (road, lamps), links in together.items():
        walks = approach[links[0]].is_crossing
        kind = "W" if walks else "P"
        counts[kind] += 1
        there = tuple(i for i, m in enumerate(light.movements) if m.link in links)
        groups.append(Group(f"{kind}{counts[kind]}", road, tuple(links), there, walks, lamps))
    named = {link: g.id for g in groups for link in g.links}
    return Groups(tuple(groups), tuple(named.get(link, "") for link in range(light.links)))


def _lamps(light: Light, programs: Sequence[Program]) -> list[tuple[str, ...]]:
    """Return the colours of each link, one text a program."""
    return [
        tuple("".join(_COLOUR[phase.letters[link]] for phase in program.phases) for program in programs)
        for link in range(light.links)
    ]
