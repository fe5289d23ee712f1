"""What is inside the cabinet of a virtual street's site: the controller, and all that a signal list tells and commands.

Nothing here sets a lamp: the controller keeps its minimum greens, intergreens and conflicts whatever is commanded.
"""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

from meydan.city.events import DetectorChanged, Event, Mode
from meydan.city.instant import NEVER, Instant
from meydan.city.junction import Junction, Lamp, Priority, VehicleKind
from meydan.field.actuation import Actuation
from meydan.field.controller import VirtualController
from meydan.field.emergency_routes import EmergencyRoutes
from meydan.field.rsmp.cabinet import AlarmFact
from meydan.field.rsmp.codes import Codes
from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.counts import Counts
from meydan.field.rsmp.letters import letter_of
from meydan.field.rsmp.lines import Lines
from meydan.field.rsmp.messages import NamedValue
from meydan.field.rsmp.plan_numbers import PlanNumbers
from meydan.field.rsmp.position import Position
from meydan.field.rsmp.priorities import Priorities
from meydan.field.rsmp.site_map import SiteMap
from meydan.field.rsmp.street_time import StreetTime
from meydan.field.rsmp.sxl import alarm_codes
from meydan.field.rsmp.tables import Row
from meydan.field.rsmp.watched_loops import Loops
from meydan.field.sequence import FAR

INPUTS = OUTPUTS = 8
SITUATIONS = 4
STALE_S = 30.0
RAISED_BY = {5: "A0301", 6: "A0303", 7: "A0302", 8: "A0304"}  # by each input, of the first detector logic
_SERIOUS = ("A0006", "A0303", "A0304")
_LOGIC = ("A0302", "A0304")


@dataclass(frozen=True, slots=True)
class Build:
    """How a virtual site is built.

    Parameters
    ----------
    sxl, codes
        The list it speaks, and its security codes.
    stale_s
        How long priority may be active without another word.
    speed
        How many times faster than the wall's its time goes.
    actuation
        Control by its detectors, where it has that; else it knows fixed times only.
    """

    sxl: str
    codes: Codes
    stale_s: float = STALE_S
    speed: float = 1.0
    actuation: Actuation | None = None


class Insides:
    """One controller and its surroundings, in the time of the street.

    `ahead_ms` is how far the clock of its stamps is ahead of the wall's; `restarts` says that a restart is due,
    `is_fixed` that it keeps to fixed times. `changes` counts when anything may have become otherwise than before;
    what only counts the time (`sxl.RUNNING`) does not matter.
    """

    def __init__(self, controller: VirtualController, of: SiteMap, loops: Loops, build: Build, now: Instant) -> None:
        self.controller, self.map, self.build = controller, of, build
        if not controller.routes.known:
            controller.routes = EmergencyRoutes(of.junction, _routes_by_rule(controller.junction))
        inputs = max(INPUTS, *(route.input for route in controller.routes.known.values()))
        self.inputs, self.outputs, self.detectors = Lines(inputs), Lines(OUTPUTS), Lines(len(of.detectors))
        self.position, self.numbers = Position(controller), PlanNumbers(controller)
        self.priorities, self.counts = Priorities(build.stale_s), Counts(loops, of.detectors, self.in_street)
        self.opened: set[int] = set()  # emergency routes, by their number
        self.situation: int | None = None
        self.is_fixed = build.actuation is None
        self.week: list[Row] = [(day, 1) for day in range(7)]
        self.days: list[Row] = [(1, of.plans.get(controller.junction.local_plan, 0), 0, 0)]
        self.levels: list[Row] = [(number, 50) for number in range(1, len(of.detectors) + 1)]
        self.bands_last_min = 0
        self.bands_end = NEVER
        self.ahead_ms = 0
        self.restarts = False
        self.begin = self.now = now
        self.asked: set[str] = set()
        self.config = _config(controller)
        self._time = StreetTime(Moment(now, 0), build.speed)
        self._loops = loops
        self.changes = 0
        self._wake = NEVER
        self._seen: frozenset[str] = frozenset()
        self._held = ""
        self._is_told = False
        self._asking: tuple[int, frozenset[str]] = (0, frozenset())
        self._alarms: tuple[tuple[bool, bool, int], tuple[AlarmFact, ...]] = ((False, False, -1), ())

    def hear(self, events: Iterable[Event]) -> None:
        """Take what the detectors said; who was told once goes by that and no longer by the digits of the loops."""
        self._is_told = True
        if self.build.actuation is not None:
            self.build.actuation.hear(events)

    def is_due(self, now: Instant) -> bool:
        """Say whether anything may be otherwise by `now`, but what only counts the time (`sxl.RUNNING`)."""
        return now >= self._wake or now >= self.controller.wake

    def advance(self, now: Instant, *, by_steps: bool = False) -> list[Event]:
        """Carry everything on to `now` and return what the controller says.

        With `by_steps` time goes on from one call to the next and nothing happens between them, as on the twin.
        """
        self.now = now
        if not self.is_due(now):
            return []
        self.position.advance(now)
        if self.bands_end and now >= self.bands_end:
            self.bands_end = NEVER
            self.numbers.end_bands(now)
        self.hold()
        news = self.controller.advance(now) if by_steps else self.controller.catch_up(now)
        if self.build.actuation is not None and news:
            self.build.actuation.hear(news)
        self.priorities.advance(now, self.stamp(now))
        self.favour()
        self.look(now)
        self._listen()
        self._wake = self._next_wake()
        self.changes += 1
        return news

    def stir(self) -> None:
        """Have the next `advance` look at everything: something was commanded."""
        self._wake = NEVER

    def _next_wake(self) -> Instant:
        """Return the next instant at which anything but the controller may change by itself.

        The position needs none: a controller that stands aside is awake all the time.
        """
        if len(self.priorities):
            return NEVER
        actuation = self.build.actuation
        thinks = actuation.next_thought if actuation is not None and self.is_actuated else FAR
        changes = self._loops.next_change(self.now), self.controller.next_minimum(self.now)
        return Instant(min(self.bands_end or FAR, thinks, *changes))

    @property
    def is_actuated(self) -> bool:
        """Whether its detectors, and not the clock of its plan, say when a stage ends."""
        return self.build.actuation is not None and not self.is_fixed

    @property
    def is_held(self) -> bool:
        """Whether it stands in a stage, or goes to one, that the clock of its plan did not choose."""
        return bool(self._held)

    def stamp(self, t: Instant) -> Instant:
        """Return an instant of the street by the clock of the site."""
        return Instant(self._time.on_wall(t) + self.ahead_ms)

    def in_street(self, stamp: Instant) -> Instant:
        """Return an instant of the site's clock in the time of the street."""
        return self._time.of_wall(Instant(stamp - self.ahead_ms))

    def hold(self) -> None:
        """Call the emergency routes that are opened or whose input is on; else let its detectors choose the stage.

        Meanwhile its plan runs where somebody has priority: that is given within a plan.
        """
        for number, (name, route) in enumerate(self.controller.routes.known.items(), start=1):
            is_called = number in self.opened or self.inputs.is_on(route.input)
            self.controller.call_route(name, self.now, on=is_called)
        wanted = ""
        if self.build.actuation is not None and self.is_actuated and not self.priorities.active_groups():
            wanted = self.build.actuation.stage(self.now)
        if wanted != self._held:
            self._held = wanted
            self.controller.force_stage(wanted or None, self.now)

    def favour(self) -> None:
        """Give those priority in the plan for whom it was asked and has become active."""
        named = {f"SG{number}": group for number, group in enumerate(self.map.groups, start=1)}
        groups = frozenset(named[one] for one in self.priorities.active_groups() if one in named)
        self.controller.favour(groups)

    def restart(self) -> None:
        """Begin anew, as after a moment without power: dark, start-up, and nothing left of what was commanded."""
        now = self.now
        self.opened.clear()
        self.is_fixed = self.build.actuation is None
        self.controller.force_plan(None, now)
        self.numbers.reset(now)
        self.priorities.clear()
        self.favour()
        for lines in (self.inputs, self.outputs, self.detectors):
            lines.clear()
        self.hold()
        self.situation, self.bands_end = None, NEVER
        self.position.stand_aside(Lamp.DARK, now, NEVER)
        self.position.come_back(now)
        self.restarts = True

    def alarms(self) -> tuple[AlarmFact, ...]:
        """Return every alarm it can raise, the same ones as before while nothing changes."""
        at = (self.controller.mode is Mode.FAILURE, bool(self.controller.routes.overdue), self.inputs.changes)
        if self._alarms[0] != at:
            self._alarms = at, tuple(self._facts(failed=at[0], overdue=at[1]))
        return self._alarms[1]

    def _facts(self, *, failed: bool, overdue: bool) -> Iterator[AlarmFact]:
        """Yield a safety error, a route held too long or too often, and the alarms that inputs are programmed for."""
        known, routes = alarm_codes(self.build.sxl), self.controller.routes.known.values()
        yield AlarmFact(self.map.main, "A0006", "D", 2, failed)
        yield AlarmFact(self.map.main, "A0009", "D", 3, overdue)
        for number, code in RAISED_BY.items() if self.map.detectors else ():
            if code in known and all(route.input != number for route in routes):
                yield AlarmFact("DL1", code, "D", priority_of(code), self.inputs.is_on(number), _detector_values(code))

    def letters(self) -> str:
        """Return the letter of each signal group, in order."""
        return "".join(map(self._letter, self.map.groups))

    def _letter(self, group: str) -> str:
        controller, position = self.controller, self.position.letter
        shown = controller.lamps[group]
        if position == "e" or (position == "f" and shown is Lamp.AMBER):
            return position
        called = controller.junction.stages[controller.target].green if controller.target else frozenset()
        return letter_of(
            shown,
            starting=self.position.is_starting,
            called=group in called,
            asked=group in self.asked,
            had_minimum=controller.had_minimum(group, self.now),
        )

    def look(self, now: Instant) -> None:
        """Take over which loops are occupied; between two steps of the controller only they change."""
        seen = self._loops.occupied(now)
        if seen == self._seen:
            return
        changed, self._seen = seen ^ self._seen, seen
        self.changes += 1
        self.stir()  # who asks for green by it is remembered with the next step
        self.detectors.set_all(n for n, d in enumerate(self.map.detectors, start=1) if d in seen)
        if self.build.actuation is not None and not self._is_told:
            junction = self.controller.junction.id
            self.build.actuation.hear(DetectorChanged(self.now, junction, d, d in seen) for d in sorted(changed))

    def _listen(self) -> None:
        """Remember who asks for green until it comes."""
        if self._asking[0] != self.detectors.changes:
            lanes, detectors = self.controller.junction.lanes, self.controller.junction.detectors
            on = (detectors[self.map.detectors[number - 1]] for number in self.detectors.on())
            self._asking = self.detectors.changes, frozenset(g for d in on for g in lanes[d.lane].groups)
        self.asked |= self._asking[1]
        if self.asked:
            self.asked.difference_update(g for g, lamp in self.controller.lamps.items() if lamp is Lamp.GREEN)


def _routes_by_rule(junction: Junction) -> dict[str, Priority]:
    """Return the routes of a virtual site whose city names none: one to each stage, without a longest time each."""
    numbered = enumerate(junction.stages, start=1)
    return {str(n): Priority(str(n), VehicleKind.EMERGENCY, stage=stage) for n, stage in numbered}


def priority_of(code: str) -> int:
    """Return how bad an alarm is: 2, or 3 for the least."""
    return 2 if code in _SERIOUS else 3


def _detector_values(code: str) -> tuple[NamedValue, ...]:
    values = {"detector": "DL1", "type": "loop", "errormode": "on", "manual": "False"}
    logic = {"logicerror": "always_on"} if code in _LOGIC else {}
    return tuple(NamedValue(name, value) for name, value in {**values, **logic}.items())


@dataclass(frozen=True, slots=True)
class Config:
    """The plans a controller had at first, as text for S0098, and what stands for them in S0097."""

    text: str
    checksum: str


def _config(controller: VirtualController) -> Config:
    plans: Mapping[str, object] = {name: asdict(plan) for name, plan in sorted(controller.plans.items())}
    text = json.dumps(plans, sort_keys=True).encode()
    return Config(b64encode(text).decode(), sha256(text).hexdigest())
