"""When a signal group turns green and red next (S0025): the controller's own plan played on, if nobody interferes."""

import copy
from dataclasses import dataclass

from meydan.city.events import Mode
from meydan.city.instant import Instant, later
from meydan.city.junction import Lamp
from meydan.field.controller import VirtualController

FARTHEST_S = 600.0
STEP_MS = 100
_ON_THE_MOVE = (Mode.STARTUP, Mode.LOCAL)


@dataclass(frozen=True, slots=True)
class Forecast:
    """The next start of green and the next end of green, None where neither is near."""

    green: Instant | None
    red: Instant | None


def forecast(controller: VirtualController, group: str, now: Instant) -> Forecast:
    """Return what a group will show next; nothing of a controller that does not run its plan by itself."""
    if controller.mode not in _ON_THE_MOVE:
        return Forecast(None, None)
    played = copy.deepcopy(controller, {id(controller.junction): controller.junction})
    green, red, t = None, None, now
    was_green = played.lamps[group] is Lamp.GREEN
    while (green is None or red is None) and t < later(now, FARTHEST_S):
        t = Instant(max(t + STEP_MS, -(-min(played.wake, later(now, FARTHEST_S)) // STEP_MS) * STEP_MS))
        played.advance(t)
        is_green = played.lamps[group] is Lamp.GREEN
        if is_green and not was_green:
            green = green or t
        elif was_green and not is_green:
            red = red or t
        was_green = is_green
    return Forecast(green, red)
