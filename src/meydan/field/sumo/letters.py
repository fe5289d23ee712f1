"""What SUMO's light shows for what a controller's groups show: one letter a link.

A green link shows the letter its stage gives it: G, or g where it must yield. While the groups that ended with the
last stage are not all red, a link yields if it yields in either stage.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from meydan.city.events import Event, StageEnded, StageStarted
from meydan.city.junction import Junction, Lamp

_LETTER: Mapping[Lamp | None, str] = {
    Lamp.DARK: "O",
    Lamp.RED: "r",
    Lamp.RED_AMBER: "u",
    Lamp.GREEN: "G",
    Lamp.FLASHING_GREEN: "G",
    Lamp.AMBER: "y",
    Lamp.FLASHING_AMBER: "o",
}
_CAUTION = {"r": 0, "s": 1, "g": 2, "G": 3}

Link = tuple[str, Mapping[Lamp | None, str]]
"""A link's group, and its letter for each lamp of the group and for one that says nothing."""


class Letters:
    """The letters of one junction's light; starts in all red."""

    def __init__(self, junction: Junction) -> None:
        if junction.twin is None:
            raise ValueError(f"{junction.id} has no light on the twin")
        self.light = junction.twin.tls
        self.now = "r" * len(junction.twin.groups)
        self._groups = junction.twin.groups
        self._stages = junction.twin.letters
        self._from = self._to = ""
        self._known: dict[tuple[str, str], list[Link]] = {}

    def follow(self, lamps: Mapping[str, Lamp], news: Sequence[Event]) -> bool:
        """Take over what the groups show after `news`; return whether a letter changed."""
        for event in news:
            match event:
                case StageEnded():
                    self._from, self._to = event.stage, event.to
                case StageStarted():
                    self._to = event.stage
                case _:
                    pass
        ended = any(lamp in (Lamp.AMBER, Lamp.FLASHING_GREEN) for lamp in lamps.values())
        if not ended and self._from != self._to and all(self._settled(lamps)):
            self._from = self._to
        before, self.now = self.now, "".join([letters[lamps.get(g)] for g, letters in self._links()])
        return self.now != before

    def _links(self) -> list[Link]:
        """Return each link between the two stages of now."""
        stages = (self._from or self._to, self._to)
        if stages not in self._known:
            before, after = (self._stages[s] if s else "r" * len(self._groups) for s in stages)
            self._known[stages] = [_link(*link) for link in zip(self._groups, before, after, strict=True)]
        return self._known[stages]

    def _settled(self, lamps: Mapping[str, Lamp]) -> list[bool]:
        """Say for each link that is green in the stage to come whether it is green already."""
        letters = self._stages.get(self._to, "")
        return [
            lamps[g] is Lamp.GREEN for g, letter in zip(self._groups, letters, strict=False) if letter in "Gg" and g
        ]


def _link(group: str, before: str, after: str) -> Link:
    """Return a link of a group, going from one stage's letter to another's."""
    if not group:
        return group, _letters("g", after if after in "rs" else "r")
    greens = [letter for letter in (before, after) if letter in "Gg"]
    green = min(greens, key=lambda letter: _CAUTION[letter], default="g")
    return group, _letters(green, "s" if before == after == "s" else "r")


@cache
def _letters(green: str, red: str) -> Mapping[Lamp | None, str]:
    """Return what a link shows for each lamp; it stays red where no group moves it."""
    return {**_LETTER, Lamp.GREEN: green, Lamp.RED: red, None: red}
