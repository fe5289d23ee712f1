"""The twin as a field: SUMO in this process, its detectors as events, its lamps owned by virtual controllers.

Strategies get what a street would give them, pulses, numbers and lamps, never vehicles.
"""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from meydan.city.city import City
from meydan.city.events import Event, JunctionHeard, Tick
from meydan.city.instant import Instant
from meydan.city.orders import Cleared, Order
from meydan.field.controller import VirtualController
from meydan.field.sumo.pace import Pace
from meydan.field.sumo.simulation import Simulation, TwinRun

SILENCE_MS = 4000  # after which a controller says that it is still there

OnLamps = Callable[[Instant, Mapping[str, str]], None]


@dataclass(slots=True)
class _Desk:
    """One junction of the twin; `speaks` is when its controller says that it is there, if it said nothing else."""

    controller: VirtualController
    speaks: Instant


class SumoField:
    """The streets of a city on the twin.

    Parameters
    ----------
    city, folder
        A city with a twin, and the folder from which SUMO's files are read.
    epoch
        The instant of SUMO's second 0.
    utc_offset_s
        The city's offset from UTC [s] at an instant, for `Tick`.
    run
        Which part of the demand, with which seed.
    pace
        How fast; as fast as it can if not given.
    on_lamps
        Called each step with the letters each light really shows: for a monitor, not for control.
    """

    takes: frozenset[type[Order]] = VirtualController.takes
    on_street = False

    def __init__(
        self,
        city: City,
        folder: Path,
        *,
        epoch: Instant,
        utc_offset_s: Callable[[Instant], int],
        run: TwinRun | None = None,
        pace: Pace | None = None,
        on_lamps: OnLamps | None = None,
    ) -> None:
        self.pace = pace or Pace(speed=None)
        self._city = city
        self._sumo = Simulation(city, folder, epoch, run or TwinRun())
        self._utc_offset_s = utc_offset_s
        self._on_lamps = on_lamps
        self._desks: dict[str, _Desk] = {}

    async def events(self) -> AsyncIterator[Event]:
        """Yield what detectors and controllers say, second by second, until the end of the window."""
        sumo = self._sumo
        with sumo.running():
            ends = sumo.end()
            self._switch_on()
            while True:
                for event in self._advance_controllers():
                    yield event
                if sumo.now >= ends:
                    return
                for said in sumo.begin_again():
                    yield said
                await self.pace.wait(sumo.step_s)
                for event in self._step():
                    yield event

    async def send(self, order: Cleared) -> None:
        """Hand an order to its controller."""
        self._desks[order.order.junction].controller.take(order, self._sumo.now)

    def call_route(self, junction: str, route: str, *, on: bool) -> None:
        """Switch the input of an emergency route, as its receiver in the cabinet would."""
        self._desks[junction].controller.call_route(route, self._sumo.now, on=on)

    def _step(self) -> list[Event]:
        """Let SUMO go one step and return what the detectors say, and the tick."""
        if self._on_lamps is not None:
            self._on_lamps(self._sumo.now, self._sumo.really_shown())
        said = self._sumo.step()
        for event in said:
            self._desks[event.junction].speaks = Instant(event.t + SILENCE_MS)
        now = self._sumo.now
        return [*said, Tick(now, self._utc_offset_s(now))]

    def _switch_on(self) -> None:
        now = self._sumo.now
        for junction in self._city.junctions.values():
            plans = {name: p for (j, name), p in self._city.plans.items() if j == junction.id}
            self._desks[junction.id] = _Desk(VirtualController(junction, plans, now), now)

    def _advance_controllers(self) -> list[Event]:
        """Let every controller carry on to now, show what it shows, and return what happened."""
        now = self._sumo.now
        happened: list[Event] = []
        for junction, desk in self._desks.items():
            if now < desk.controller.wake and now < desk.speaks:
                continue
            news = desk.controller.advance(now)
            if news:
                self._sumo.follow(junction, desk.controller.lamps, news)
                desk.speaks = Instant(now + SILENCE_MS)
                happened += news
            elif now >= desk.speaks:
                desk.speaks = Instant(now + SILENCE_MS)
                happened.append(JunctionHeard(now, junction))
        return happened
