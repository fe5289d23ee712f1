"""What is inside the cabinet of a virtual street's site: the controller, and all that a signal list tells and commands.

Nothing here sets a lamp: the controller keeps its minimum greens, intergreens and conflicts whatever is commanded.
"""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

from meydan.city.events import Mode
from meydan.city.instant import NEVER, Instant
from meydan.city.junction import Lamp
from meydan.field.controller import VirtualController
from meydan.field.rsmp.cabinet import AlarmFact
from meydan.field.rsmp.codes import Codes
from meydan.field.rsmp.counts import Counts
from meydan.field.rsmp.letters import letter_of
from meydan.field.rsmp.lines import Lines
from meydan.field.rsmp.messages import NamedValue
from meydan.field.rsmp.plan_numbers import PlanNumbers
from meydan.field.rsmp.position import Position
from meydan.field.rsmp.priorities import Priorities
from meydan.field.rsmp.pulses import Pulses
from meydan.field.rsmp.site_map import SiteMap
from meydan.field.rsmp.sxl import alarm_codes
from meydan.field.rsmp.tables import Row
from meydan.field.sequence import FAR

INPUTS = OUTPUTS = 8
SITUATIONS = 4
STALE_S = 30.0
RAISED_BY = {5: "A0301", 6: "A0303", 7: "A0302", 8: "A0304"}  # by each input, of the first detector logic
_SERIOUS = ("A0006", "A0303", "A0304")
_LOGIC = ("A0302", "A0304")


@dataclass(frozen=True, slots=True)
class Build:
    """How a virtual site is built: the list it speaks, its security codes, and how long priority may be active [s]."""

    sxl: str
    codes: Codes
    stale_s: float = STALE_S


class Insides:
    """One controller and its surroundings, in the time of the street.

    `ahead_ms` is how far the clock of its stamps is ahead of the wall's; `restarts` says that a restart is due.
    """

    def __init__(self, controller: VirtualController, of: SiteMap, pulses: Pulses, build: Build, now: Instant) -> None:
        self.controller, self.map, self.build = controller, of, build
        self.inputs, self.outputs, self.detectors = Lines(INPUTS), Lines(OUTPUTS), Lines(len(of.detectors))
        self.position, self.numbers = Position(controller), PlanNumbers(controller)
        self.priorities, self.counts = Priorities(build.stale_s), Counts(pulses, of.detectors)
        self.routes: list[int] = []
        self.situation: int | None = None
        self.is_fixed = True
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
        self._pulses = pulses
        self._wake = NEVER
        self._seen: frozenset[str] = frozenset()
        self._asking: tuple[int, frozenset[str]] = (0, frozenset())
        self._alarms: tuple[tuple[bool, int], tuple[AlarmFact, ...]] = ((False, -1), ())

    def is_due(self, now: Instant) -> bool:
        """Say whether anything may be otherwise by `now`, but what only counts the time (`sxl.RUNNING`)."""
        return now >= self._wake or now >= self.controller.wake

    def advance(self, now: Instant) -> None:
        """Carry everything on to `now`."""
        self.now = now
        if not self.is_due(now):
            return
        self.position.advance(now)
        if self.bands_end and now >= self.bands_end:
            self.bands_end = NEVER
            self.numbers.end_bands(now)
        self.controller.advance(now)
        self.priorities.advance(now, self.stamp())
        seen = self._pulses.occupied(now)
        if seen != self._seen:
            self._seen = seen
            self.detectors.set_all(n for n, d in enumerate(self.map.detectors, start=1) if d in seen)
        self._listen()
        self._wake = self._next_wake()

    def stir(self) -> None:
        """Have the next `advance` look at everything: something was commanded."""
        self._wake = NEVER

    def _next_wake(self) -> Instant:
        """Return the next instant at which anything but the controller may change by itself.

        The position needs none: a controller that stands aside is awake all the time.
        """
        if len(self.priorities):
            return NEVER
        ends = self.bands_end or FAR
        return min(ends, self._pulses.next_change(self.now), self.controller.next_minimum(self.now))

    def stamp(self) -> Instant:
        """Return now by the clock of the site."""
        return Instant(self.now + self.ahead_ms)

    def restart(self) -> None:
        """Begin anew, as after a moment without power: dark, start-up, and nothing left of what was commanded."""
        now = self.now
        self.routes.clear()
        self.controller.force_stage(None, now)
        self.controller.force_plan(None, now)
        self.numbers.reset(now)
        self.priorities.clear()
        for lines in (self.inputs, self.outputs, self.detectors):
            lines.clear()
        self.situation, self.is_fixed, self.bands_end = None, True, NEVER
        self.position.stand_aside(Lamp.DARK, now, NEVER)
        self.position.come_back(now)
        self.restarts = True

    def alarms(self) -> tuple[AlarmFact, ...]:
        """Return every alarm it can raise, the same ones as before while nothing changes."""
        at = (self.controller.mode is Mode.FAILURE, self.inputs.changes)
        if self._alarms[0] != at:
            self._alarms = at, tuple(self._facts(failed=at[0]))
        return self._alarms[1]

    def _facts(self, *, failed: bool) -> Iterator[AlarmFact]:
        """Yield a safety error, and the alarms that the inputs are programmed for."""
        known = alarm_codes(self.build.sxl)
        yield AlarmFact(self.map.main, "A0006", "D", 2, failed)
        for number, code in RAISED_BY.items() if self.map.detectors else ():
            if code in known:
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

    def _listen(self) -> None:
        """Remember who asks for green until it comes."""
        if self._asking[0] != self.detectors.changes:
            lanes, detectors = self.controller.junction.lanes, self.controller.junction.detectors
            on = (detectors[self.map.detectors[number - 1]] for number in self.detectors.on())
            self._asking = self.detectors.changes, frozenset(g for d in on for g in lanes[d.lane].groups)
        self.asked |= self._asking[1]
        if self.asked:
            self.asked.difference_update(g for g, lamp in self.controller.lamps.items() if lamp is Lamp.GREEN)


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
