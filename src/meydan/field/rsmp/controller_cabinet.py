"""A virtual controller as its site shows it: health, alarms, status values of the signal list, and commands."""

from collections.abc import Iterable, Mapping

from meydan.city.events import Event, Mode
from meydan.city.instant import Instant
from meydan.field.controller import VirtualController
from meydan.field.rsmp.cabinet import AlarmFact, Health, Obeyed
from meydan.field.rsmp.commanded import command, whole
from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.insides import Build, Insides
from meydan.field.rsmp.messages import Value
from meydan.field.rsmp.site_map import SiteMap
from meydan.field.rsmp.sxl import Part
from meydan.field.rsmp.told import Reading, group_value, main_tells
from meydan.field.rsmp.watched_loops import Loops, WatchedLoops


class ControllerCabinet:
    """One controller of a virtual street.

    Parameters
    ----------
    controller, of
        The controller, and where its parts stand in its site.
    loops
        What its loops see.
    build
        The signal list and the security codes of the site.
    now
        The instant it is switched on.
    """

    def __init__(self, controller: VirtualController, of: SiteMap, loops: Loops, build: Build, now: Instant) -> None:
        self.controller, self.map, self._loops = controller, of, loops
        self.main = of.main
        self.components: Mapping[str, Part] = {
            of.main: Part.MAIN,
            **{f"SG{number}": Part.SIGNAL_GROUP for number in range(1, len(of.groups) + 1)},
            **{f"DL{number}": Part.DETECTOR_LOGIC for number in range(1, len(of.detectors) + 1)},
        }
        self._insides = Insides(controller, of, loops, build, now)
        self._tells = main_tells(self._insides)
        self._health_of = controller.mode, self._insides.alarms()
        self._health = _health(*self._health_of)

    @property
    def now(self) -> Instant:
        """The instant to which it was carried on, in the time of the street."""
        return self._insides.now

    @property
    def changes(self) -> int:
        """A count that is another when anything may be otherwise than before; see `Insides`."""
        return self._insides.changes

    def hear(self, events: Iterable[Event]) -> None:
        """Take what its detectors said, in order of time."""
        held = list(events)
        if isinstance(self._loops, WatchedLoops):
            self._loops.hear(held)
        self._insides.hear(held)

    def advance(self, now: Instant, *, by_steps: bool = False) -> list[Event]:
        """Carry the controller on to `now`, in the time of the street, and return what it says; see `Insides`."""
        return self._insides.advance(now, by_steps=by_steps)

    def look(self, now: Instant) -> None:
        """Show the loops as they are at `now`, a moment between two steps of the controller."""
        self._insides.look(now)

    def fall_back(self) -> None:
        """Run its own plan again, whatever was ordered."""
        if self.controller.is_forced:
            self.controller.force_plan(None, self._insides.now)

    @property
    def ahead_ms(self) -> int:
        """How far the site's clock is ahead of the wall's."""
        return self._insides.ahead_ms

    def take_restart(self) -> bool:
        """Say once whether the site begins anew."""
        is_due, self._insides.restarts = self._insides.restarts, False
        return is_due

    def health(self) -> Health:
        """Return the aggregated status: in failure, with alarms, standing aside, or in use."""
        mode, alarms = self.controller.mode, self._insides.alarms()
        if self._health_of[0] is not mode or self._health_of[1] is not alarms:
            self._health_of = mode, alarms
            self._health = _health(mode, alarms)
        return self._health

    def alarms(self) -> tuple[AlarmFact, ...]:
        """Return every alarm it can raise."""
        return self._insides.alarms()

    def read(self, component: str, code: str, name: str, now: Moment, interval_s: int) -> Value:
        """Return a status value; None where it is not known."""
        if component == self.main:
            tell = self._tells.get((code, name))
            return None if tell is None else tell(Reading(now, interval_s))
        insides, part = self._insides, self.components.get(component)
        if part is Part.SIGNAL_GROUP and code == "S0025":
            return group_value(insides, self.map.groups[whole(component.removeprefix("SG")) - 1], name)
        if part is Part.DETECTOR_LOGIC:
            number = whole(component.removeprefix("DL"))
            return insides.counts.of_one(number, code, name, now.t, interval_s)
        return None

    def obey(self, component: str, code: str, arguments: Mapping[str, Value], now: Moment) -> Obeyed | str:
        """Follow a command, or say in English why not."""
        self._insides.stir()
        given = {name: str(value) for name, value in arguments.items()}
        return command(self._insides, component, code, given, now) or Obeyed.DONE


def _health(mode: Mode, alarms: tuple[AlarmFact, ...]) -> Health:
    failed, aside = (mode is other for other in (Mode.FAILURE, Mode.MANUAL))
    worst = {alarm.priority for alarm in alarms if alarm.active}
    in_use = not failed and not aside
    return Health((False, False, failed or 1 in worst, 2 in worst, 3 in worst, in_use, aside, False))
