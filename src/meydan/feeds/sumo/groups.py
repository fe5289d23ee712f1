"""Signal groups of a light: the links of one approach that share a lamp in every phase of every program."""

from collections.abc import Sequence
from dataclasses import dataclass

from meydan.city.because import Because, because
from meydan.feeds.sumo.clean import GREEN, CleanProgram
from meydan.feeds.sumo.light import Light, Link


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of one light.

    `of_link[i]` is the group of link index i; `links[g]` the positions in `Light.links` that belong to g.
    `conflicts` and `permitted` are ordered pairs; a permitted pair names the yielding group first.
    """

    of_link: tuple[str, ...]
    links: dict[str, tuple[int, ...]]
    conflicts: frozenset[tuple[str, str]]
    permitted: frozenset[tuple[str, str]]
    unresolved: tuple[Because, ...]

    def green(self, state: str) -> frozenset[str]:
        """Return the groups that are green in a phase."""
        return frozenset(g for g, letter in zip(self.of_link, state, strict=True) if letter in GREEN and g)


def make_groups(light: Light, programs: Sequence[CleanProgram]) -> Groups:
    """Return the groups of a light and which of them are in conflict."""
    names: dict[tuple[str, ...], str] = {}
    of_link = [""] * (max(link.index for link in light.links) + 1)
    links: dict[str, list[int]] = {}
    vehicles = walkers = 0
    for position, link in enumerate(light.links):
        key = (link.approach, *(program.lamps(link.index) for program in programs))
        if not of_link[link.index]:
            if key not in names:
                walkers, vehicles = walkers + link.is_crossing, vehicles + (not link.is_crossing)
                names[key] = f"W{walkers}" if link.is_crossing else f"P{vehicles}"
            of_link[link.index] = names[key]
        links.setdefault(of_link[link.index], []).append(position)
    conflicts, permitted, unresolved = _pairs(light, of_link, programs)
    return Groups(tuple(of_link), {g: tuple(at) for g, at in links.items()}, conflicts, permitted, unresolved)


def _pairs(
    light: Light, of_link: Sequence[str], programs: Sequence[CleanProgram]
) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]], tuple[Because, ...]]:
    """Sort the foes of the net: never green together is a conflict, one of them yielding is a permitted pair."""
    states = [phase.state for program in programs for phase in program.phases]
    conflicts: set[tuple[str, str]] = set()
    permitted: set[tuple[str, str]] = set()
    unresolved = []
    for i, j in sorted(light.foes):
        a, b = light.links[i], light.links[j]
        pair = (of_link[a.index], of_link[b.index])
        if pair[0] == pair[1]:
            continue
        together = [s for s in states if s[a.index] in GREEN and s[b.index] in GREEN]
        if not together:
            conflicts.add(pair)
        elif all(s[a.index] == "g" for s in together) or (i, j) in light.must_yield:
            permitted.add(pair)
        elif not (all(s[b.index] == "g" for s in together) or (j, i) in light.must_yield):
            unresolved.append(because("import.shipped_conflict", junction=light.tls, link=a.index, other=b.index))
    allowed = permitted | {(b, a) for a, b in permitted}
    return frozenset(conflicts - allowed), frozenset(permitted), tuple(unresolved)


def lanes_of(light: Light) -> dict[str, list[Link]]:
    """Return the vehicle links of each lane that leads to the light."""
    lanes: dict[str, list[Link]] = {}
    for link in light.links:
        if not link.is_crossing:
            lanes.setdefault(link.lane, []).append(link)
    return lanes
