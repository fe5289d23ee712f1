"""SUMO in this process: a part of a city's demand, one step after another, its lights shown what controllers show.

SUMO's lights have no program of their own here: whoever runs the controllers owns every letter they show.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import libsumo

from meydan.city.city import City, Twin
from meydan.city.events import Event
from meydan.city.instant import Instant, later
from meydan.city.junction import Lamp
from meydan.field.sumo.complaints import told_by_sumo
from meydan.field.sumo.detectors import Detectors, Said
from meydan.field.sumo.letters import Letters
from meydan.field.sumo.loops import write_loops
from meydan.field.sumo.sight import draw_sight

FOR_EVER = Instant(2**62)


@dataclass(frozen=True, slots=True)
class TwinRun:
    """Which part of a city's demand the twin runs.

    It begins with SUMO's second `begin_s` (the city's own where None) and lasts `length_s` (to the end of the
    demand where None). With `repeat` the demand starts again at its end, the clock going on. `options` are more of
    SUMO's own, such as outputs. `misses` and `dead` are the shares [0..1] of vehicles that a detector does not see and
    of detectors that are dead, with `one_lost` also one of each junction, half of them stuck on; nobody is told which.
    """

    seed: int = 1
    begin_s: float | None = None
    length_s: float | None = None
    repeat: bool = False
    options: tuple[str, ...] = ()
    misses: float = 0.0
    dead: float = 0.0
    one_lost: bool = False


class Simulation:
    """The streets of a city on SUMO, of which a process can have one at a time.

    Parameters
    ----------
    city, folder
        A city with a twin, and the folder from which SUMO's files are read.
    epoch
        The instant of SUMO's second 0.
    run
        Which part of the demand, with which seed.
    """

    def __init__(self, city: City, folder: Path, epoch: Instant, run: TwinRun) -> None:
        if city.twin is None:
            raise ValueError("the city has no twin")
        self.step_s = city.twin.step_s
        self._lights = {junction.id: Letters(junction) for junction in city.junctions.values()}
        self._twin: Twin = city.twin
        self._city, self._folder, self._run = city, folder, run
        self._epoch = int(epoch)
        self._sight = draw_sight(city, run.seed, misses=run.misses, dead=run.dead, one_lost=run.one_lost)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Have SUMO started, with all lights red, and close it at the end.

        Raises
        ------
        FieldError
            If SUMO refuses something, then or at any later step.
        """
        with tempfile.TemporaryDirectory(prefix="meydan-twin-") as scratch, told_by_sumo():
            self._loop_file = Path(scratch) / "loops.add.xml"
            names = write_loops(self._city, self._loop_file, self._sight)
            begin_s = self._twin.begin_s if self._run.begin_s is None else self._run.begin_s
            libsumo.start(["sumo", *self._arguments(begin_s)])
            self._detectors = Detectors(self._city, self._sight, names)
            try:
                for junction in self._lights:
                    self._show(junction)
                yield
            finally:
                libsumo.close()

    @property
    def now(self) -> Instant:
        """The instant up to which SUMO has come."""
        return Instant(self._epoch + round(float(libsumo.simulation.getTime()) * 1000))

    def end(self) -> Instant:
        """Return the instant at which a run that begins now is over."""
        if self._run.length_s is not None:
            return later(self.now, self._run.length_s)
        return FOR_EVER if self._run.repeat else Instant(self._epoch + round(self._twin.end_s * 1000))

    def step(self) -> list[Said]:
        """Let SUMO go one step and return what the detectors say."""
        libsumo.simulationStep()
        return self._detectors.changes(self._epoch)

    def begin_again(self) -> list[Said]:
        """Begin the demand anew if it is over and to be repeated; return what detectors say of the empty streets.

        The clock goes on, and the lamps stand as they stand.
        """
        if not self._run.repeat or float(libsumo.simulation.getTime()) < self._twin.end_s:
            return []
        now = self.now
        said = self._detectors.release(now)
        libsumo.load(self._arguments(self._twin.begin_s))
        self._epoch = now - round(self._twin.begin_s * 1000)
        for junction in self._lights:
            self._show(junction)
        return said

    def follow(self, junction: str, lamps: Mapping[str, Lamp], news: Sequence[Event]) -> None:
        """Let a junction's light show what its groups show after `news`."""
        if self._lights[junction].follow(lamps, news):
            self._show(junction)

    def _show(self, junction: str) -> None:
        letters = self._lights[junction]
        libsumo.trafficlight.setRedYellowGreenState(letters.light, letters.now)

    def really_shown(self) -> Mapping[str, str]:
        """Return the letters that each junction's light shows in SUMO."""
        read = libsumo.trafficlight.getRedYellowGreenState
        return {junction: str(read(letters.light)) for junction, letters in self._lights.items()}

    def _arguments(self, begin_s: float) -> list[str]:
        additional = [*(self._folder / name for name in self._twin.additional), self._loop_file]
        routes = ",".join(str(self._folder / name) for name in self._twin.routes)
        return [
            *("--net-file", str(self._folder / self._twin.net)),
            *(("--route-files", routes) if routes else ()),
            *("--additional-files", ",".join(str(f) for f in additional)),
            *("--begin", str(begin_s), "--step-length", str(self._twin.step_s), "--seed", str(self._run.seed)),
            *("--no-step-log", "true", "--no-warnings", "true", *self._run.options),
            *(() if "--time-to-teleport" in self._run.options else ("--time-to-teleport", "-1")),
        ]
