"""The twin as a field: SUMO in this process, its detectors as events, its lamps owned by virtual controllers.

Strategies get what a street would give them, pulses, numbers and lamps, never vehicles. SUMO's lights have no program
of their own here: a controller owns every letter they show.
"""

import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import libsumo

from meydan.city.city import City, Twin
from meydan.city.events import Event, JunctionHeard, Tick
from meydan.city.instant import NEVER, Instant, later
from meydan.city.orders import Cleared, Order
from meydan.field.controller import VirtualController
from meydan.field.sumo.complaints import told_by_sumo
from meydan.field.sumo.detectors import Detectors
from meydan.field.sumo.letters import Letters
from meydan.field.sumo.loops import write_loops
from meydan.field.sumo.pace import Pace
from meydan.field.sumo.sight import draw_sight

SILENCE_MS = 4000  # after which a controller says that it is still there

OnLamps = Callable[[Instant, Mapping[str, str]], None]


@dataclass(frozen=True, slots=True)
class TwinRun:
    """Which part of a city's demand the twin runs.

    It begins with SUMO's second `begin_s` (the city's own where None) and lasts `length_s` (to the end of the
    demand where None). With `repeat` the demand starts again at its end, the clock going on. `options` are more of
    SUMO's own, such as outputs. `misses` and `dead` are the shares [0..1] of vehicles that a detector does not see and
    of detectors that are dead, half of them stuck on; nobody is told which.
    """

    seed: int = 1
    begin_s: float | None = None
    length_s: float | None = None
    repeat: bool = False
    options: tuple[str, ...] = ()
    misses: float = 0.0
    dead: float = 0.0


@dataclass(slots=True)
class _Desk:
    """One junction of the twin; `speaks` is when its controller says that it is there, if it said nothing else."""

    junction: str
    controller: VirtualController
    letters: Letters
    speaks: Instant

    def show(self) -> None:
        """Set the letters of SUMO's light."""
        libsumo.trafficlight.setRedYellowGreenState(self.letters.light, self.letters.now)


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
        if city.twin is None:
            raise ValueError("the city has no twin")
        self.pace = pace or Pace(speed=None)
        self._twin: Twin = city.twin
        self._city, self._folder = city, folder
        self._epoch = int(epoch)
        self._utc_offset_s = utc_offset_s
        self._run_of = run or TwinRun()
        self._sight = draw_sight(city, self._run_of.seed, misses=self._run_of.misses, dead=self._run_of.dead)
        self._on_lamps = on_lamps
        self._desks: dict[str, _Desk] = {}
        self._ends = NEVER

    async def events(self) -> AsyncIterator[Event]:
        """Yield what detectors and controllers say, second by second, until the end of the window."""
        with tempfile.TemporaryDirectory(prefix="meydan-twin-") as scratch, told_by_sumo():
            loop_file = Path(scratch) / "loops.add.xml"
            names = write_loops(self._city, loop_file, self._sight)
            self._start_sumo(loop_file)
            detectors = Detectors(self._city, self._sight, names)
            self._ends = self._end()
            try:
                self._switch_on()
                while True:
                    for event in self._advance_controllers():
                        yield event
                    if self._now() >= self._ends:
                        return
                    if self._run_of.repeat and self._sumo_s() >= self._twin.end_s:
                        for event in self._start_again(detectors, loop_file):
                            yield event
                    await self.pace.wait(self._twin.step_s)
                    for event in self._step(detectors):
                        yield event
            finally:
                libsumo.close()

    async def send(self, order: Cleared) -> None:
        """Hand an order to its controller."""
        self._desks[order.order.junction].controller.take(order, self._now())

    def _step(self, detectors: Detectors) -> list[Event]:
        """Let SUMO go one step and return what the detectors say, and the tick."""
        if self._on_lamps is not None:
            self._on_lamps(self._now(), self._really_shown())
        libsumo.simulationStep()
        said = detectors.changes(self._epoch)
        for event in said:
            self._desks[event.junction].speaks = Instant(event.t + SILENCE_MS)
        now = self._now()
        return [*said, Tick(now, self._utc_offset_s(now))]

    def _start_sumo(self, loop_file: Path) -> None:
        begin_s = self._twin.begin_s if self._run_of.begin_s is None else self._run_of.begin_s
        libsumo.start(["sumo", *self._arguments(loop_file, begin_s)])

    def _arguments(self, loop_file: Path, begin_s: float) -> list[str]:
        additional = [*(self._folder / name for name in self._twin.additional), loop_file]
        routes = ",".join(str(self._folder / name) for name in self._twin.routes)
        return [
            *("--net-file", str(self._folder / self._twin.net)),
            *(("--route-files", routes) if routes else ()),
            *("--additional-files", ",".join(str(f) for f in additional)),
            *("--begin", str(begin_s), "--step-length", str(self._twin.step_s), "--seed", str(self._run_of.seed)),
            *("--no-step-log", "true", "--no-warnings", "true", *self._run_of.options),
            *(() if "--time-to-teleport" in self._run_of.options else ("--time-to-teleport", "-1")),
        ]

    def _start_again(self, detectors: Detectors, loop_file: Path) -> Iterator[Event]:
        """Empty the network and begin the demand anew, the clock going on and the lamps as they stand."""
        now = self._now()
        yield from detectors.release(now)
        libsumo.load(self._arguments(loop_file, self._twin.begin_s))
        self._epoch = now - round(self._twin.begin_s * 1000)
        for desk in self._desks.values():
            desk.show()

    def _end(self) -> Instant:
        """Return the instant at which the run is over."""
        if self._run_of.length_s is not None:
            return later(self._now(), self._run_of.length_s)
        if self._run_of.repeat:
            return Instant(2**62)  # until somebody stops it
        return Instant(self._epoch + round(self._twin.end_s * 1000))

    def _switch_on(self) -> None:
        now = self._now()
        for junction in self._city.junctions.values():
            plans = {name: p for (j, name), p in self._city.plans.items() if j == junction.id}
            desk = _Desk(junction.id, VirtualController(junction, plans, now), Letters(junction), now)
            self._desks[junction.id] = desk
            desk.show()

    def _advance_controllers(self) -> list[Event]:
        """Let every controller carry on to now, show what it shows, and return what happened."""
        now = self._now()
        happened: list[Event] = []
        for desk in self._desks.values():
            if now < desk.controller.wake and now < desk.speaks:
                continue
            news = desk.controller.advance(now)
            if news:
                if desk.letters.follow(desk.controller.lamps, news):
                    desk.show()
                desk.speaks = Instant(now + SILENCE_MS)
                happened += news
            elif now >= desk.speaks:
                desk.speaks = Instant(now + SILENCE_MS)
                happened.append(JunctionHeard(now, desk.junction))
        return happened

    def _really_shown(self) -> dict[str, str]:
        read = libsumo.trafficlight.getRedYellowGreenState
        return {desk.junction: str(read(desk.letters.light)) for desk in self._desks.values()}

    def _sumo_s(self) -> float:
        return float(libsumo.simulation.getTime())

    def _now(self) -> Instant:
        return Instant(self._epoch + round(self._sumo_s() * 1000))
