"""The functional position of a controller: normal control, flashing amber or dark, and the way back to normal.

The way back has the three steps of the signal list: e, still flashing or dark; f, amber; g, red for the start-up time
of the junction. Then the first stage comes (I8).
"""

from meydan.city.events import Mode
from meydan.city.instant import NEVER, Instant, later
from meydan.city.junction import Lamp
from meydan.field.controller import VirtualController

FIRST_STEP_S = 1.0
AMBER_STEP_S = 3.0


class Position:
    """Where one controller stands; `letter` is that of the start-up step it shows while it is not yet all red."""

    def __init__(self, controller: VirtualController) -> None:
        self._controller = controller
        self._aside: Lamp | None = None
        self._aside_ends = NEVER
        self._step_ends = NEVER
        self.letter = ""

    @property
    def is_dark(self) -> bool:
        """Whether it was told to be dark."""
        return self._aside is Lamp.DARK

    @property
    def is_flashing(self) -> bool:
        """Whether it was told to flash amber."""
        return self._aside is Lamp.FLASHING_AMBER

    @property
    def is_starting(self) -> bool:
        """Whether it is on its way to the first stage."""
        return bool(self.letter) or self._controller.mode is Mode.STARTUP

    def stand_aside(self, lamp: Lamp, now: Instant, ends: Instant) -> None:
        """Flash amber or be dark at once, until `ends` (NEVER: until told otherwise)."""
        self._controller.stand_aside(lamp, now)
        self._aside, self._aside_ends, self._step_ends, self.letter = lamp, ends, NEVER, ""

    def come_back(self, now: Instant) -> None:
        """Begin the way back to normal control; nothing to do where it is normal already."""
        if self._aside is not None:
            self._aside, self._aside_ends = None, NEVER
            self.letter, self._step_ends = "e", later(now, FIRST_STEP_S)

    def advance(self, now: Instant) -> None:
        """End what is over: standing aside, or a step of the start-up."""
        if self._aside_ends and now >= self._aside_ends:
            self.come_back(now)
        elif self.letter == "e" and now >= self._step_ends:
            self._controller.stand_aside(Lamp.AMBER, now)
            self.letter, self._step_ends = "f", later(now, AMBER_STEP_S)
        elif self.letter == "f" and now >= self._step_ends:
            self._controller.come_back(now)
            self.letter, self._step_ends = "", NEVER
