"""What SUMO's light shows for what a controller's groups show: one letter a link.

A green link shows the letter its stage gives it: G, or g where it must yield. While the groups that ended with the
last stage are not all red, a link yields if it yields in either stage.
"""

from collections.abc import Mapping, Sequence

from meydan.city.events import Event, StageEnded, StageStarted
from meydan.city.junction import Junction, Lamp

_LETTER = {
    Lamp.DARK: "O",
    Lamp.RED: "r",
    Lamp.RED_AMBER: "u",
    Lamp.GREEN: "G",
    Lamp.FLASHING_GREEN: "G",
    Lamp.AMBER: "y",
    Lamp.FLASHING_AMBER: "o",
}
_CAUTION = {"r": 0, "s": 1, "g": 2, "G": 3}


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

    def follow(self, lamps: Mapping[str, Lamp], news: Sequence[Event]) -> None:
        """Take over what the groups show after `news`."""
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
        self.now = "".join(self._letter(i, g, lamps) for i, g in enumerate(self._groups))

    def _settled(self, lamps: Mapping[str, Lamp]) -> list[bool]:
        """Say for each link that is green in the stage to come whether it is green already."""
        letters = self._stages.get(self._to, "")
        return [
            lamps[g] is Lamp.GREEN for g, letter in zip(self._groups, letters, strict=False) if letter in "Gg" and g
        ]

    def _letter(self, link: int, group: str, lamps: Mapping[str, Lamp]) -> str:
        before, after = (self._stages[s][link] if s else "r" for s in (self._from or self._to, self._to))
        if not group:
            return after if after in "rs" else "r"
        lamp = lamps[group]
        if lamp is Lamp.RED:
            return "s" if before == after == "s" else "r"
        if lamp is Lamp.GREEN:
            green = [letter for letter in (before, after) if letter in "Gg"]
            return min(green, key=lambda letter: _CAUTION[letter], default="g")
        return _LETTER[lamp]
