"""Traffic on paper: cycles of 60 s in which vehicles come at known times, as events of a junction."""

from collections.abc import Iterator
from itertools import count

from meydan.city.events import DetectorChanged, Event, GroupChanged, Tick
from meydan.city.instant import Instant, later
from meydan.city.junction import Lamp
from tests.paper_street import OFFSET_S, START

CYCLE_S, GREEN_S, YELLOW_S = 60, 20, 3
MINUTES = 40


def passing(junction: str, *, on_green: int, on_red: int, fails: int = 0, minutes: int = MINUTES) -> Iterator[Event]:
    """Yield what happens at a junction: in each cycle so many come on green and on red; every `fails`th is too short.

    Green of P1 begins with each minute; who comes on red comes 30 s after it began, and waits 30 s.
    """
    for cycle in range(minutes):
        begin = later(START, CYCLE_S * cycle)
        is_full = bool(fails) and cycle % fails == 0
        yield GroupChanged(begin, junction, "P1", Lamp.GREEN)
        yield DetectorChanged(begin, junction, "P1s", occupied=True)
        places = count()
        for _ in range(on_green):
            yield from _pulse(junction, later(begin, 1 + 2 * next(places)))
        if not is_full:
            yield DetectorChanged(later(begin, 18), junction, "P1s", occupied=False)
        yield GroupChanged(later(begin, GREEN_S), junction, "P1", Lamp.AMBER)
        yield GroupChanged(later(begin, GREEN_S + YELLOW_S), junction, "P1", Lamp.RED)
        if is_full:
            yield DetectorChanged(later(begin, GREEN_S + YELLOW_S + 6), junction, "P1s", occupied=False)
        for place in range(on_red):
            yield from _pulse(junction, later(begin, 30 + 0.5 * place))
        yield DetectorChanged(later(begin, 50), junction, "P2s", occupied=cycle % 2 == 0)
    yield Tick(later(START, CYCLE_S * minutes), OFFSET_S)


def _pulse(junction: str, t: Instant) -> Iterator[Event]:
    yield DetectorChanged(t, junction, "P1a", occupied=True)
    yield DetectorChanged(later(t, 0.3), junction, "P1a", occupied=False)
