"""How fast the twin's time runs against the clock on the wall."""

import asyncio
import time
from dataclasses import dataclass, field

BREATH_S = 0.05  # how often a free run lets the rest of the process work
NAP_S = 0.1  # how soon a paused or slowed twin notices a new speed


@dataclass(slots=True)
class Pace:
    """Speed of the twin: 1 is real time, None as fast as it can; `paused` stops its clock."""

    speed: float | None = 1.0
    paused: bool = False
    _due: float = field(default=0.0, init=False)

    async def wait(self, step_s: float) -> None:
        """Wait until the next step of `step_s` twin seconds is due; a twin that is late does not catch up."""
        if self.speed is None and not self.paused:
            await self._breathe()
            return
        await asyncio.sleep(0)
        while True:
            now = time.monotonic()
            rest_s = NAP_S if self.paused else self._length(step_s) - (now - self._due)
            if rest_s <= 0:
                break
            if self.paused:
                self._due = now
            await asyncio.sleep(min(rest_s, NAP_S))
        self._due = max(self._due + self._length(step_s), now - self._length(step_s))

    def _length(self, step_s: float) -> float:
        """Return the seconds on the wall of one step at the speed of this moment."""
        return step_s / self.speed if self.speed is not None else 0.0

    async def _breathe(self) -> None:
        """Let the rest of the process work now and then during a free run."""
        now = time.monotonic()
        if now - self._due > BREATH_S:
            await asyncio.sleep(0)
            self._due = time.monotonic()
