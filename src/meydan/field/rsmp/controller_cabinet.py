"""A virtual controller as its site shows it: status values of the SXL, and the commands it can follow."""

from collections.abc import Callable, Iterator, Mapping

from meydan.city.events import Mode
from meydan.city.instant import NEVER, Instant, later
from meydan.city.junction import Lamp
from meydan.city.plan import Plan
from meydan.city.secret import Secret
from meydan.field.controller import VirtualController
from meydan.field.plan_change import cannot_run, with_numbers
from meydan.field.rsmp.cabinet import AlarmFact, Health, Obeyed
from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.letters import letter_of
from meydan.field.rsmp.messages import Value
from meydan.field.rsmp.pulses import Pulses
from meydan.field.rsmp.site_map import SiteMap
from meydan.field.rsmp.sxl import Part

LONGEST_ASIDE_MIN = 1440
MOST_NUMBER_S = 255  # of an offset and a cycle
LONGEST_NUMBER = 9  # digits
_CONTROL_MODE = {Mode.STARTUP: "startup", Mode.FAILURE: "failure", Mode.MANUAL: "standby"}
_ASIDE = {"YellowFlash": Lamp.FLASHING_AMBER, "Dark": Lamp.DARK}


class ControllerCabinet:
    """One controller of a virtual street.

    Parameters
    ----------
    controller, of
        The controller, and where its parts stand in its site.
    pulses
        What its loops see.
    code
        The security code that every command must bring.
    """

    def __init__(self, controller: VirtualController, of: SiteMap, pulses: Pulses, code: Secret) -> None:
        self.controller, self.map = controller, of
        self.main = of.main
        self.components: Mapping[str, Part] = {
            of.main: Part.MAIN,
            **{f"SG{number}": Part.SIGNAL_GROUP for number in range(1, len(of.groups) + 1)},
            **{f"DL{number}": Part.DETECTOR_LOGIC for number in range(1, len(of.detectors) + 1)},
        }
        self._pulses, self._code = pulses, code
        self._now: Instant = NEVER
        self._aside_ends: Instant = NEVER
        self._occupied: frozenset[str] = frozenset()
        self._asked: set[str] = set()
        self._stored = dict(controller.plans)
        self._statuses = self._what_it_tells()

    def advance(self, now: Instant) -> None:
        """Carry the controller on to `now`, in the time of the street."""
        self._now = now
        if self._aside_ends and now >= self._aside_ends:
            self._aside_ends = NEVER
            self.controller.come_back(now)
        self.controller.advance(now)
        self._occupied = self._pulses.occupied(now)
        lanes, detectors = self.controller.junction.lanes, self.controller.junction.detectors
        self._asked.update(group for d in self._occupied for group in lanes[detectors[d].lane].groups)
        self._asked.difference_update(g for g, lamp in self.controller.lamps.items() if lamp is Lamp.GREEN)

    def health(self) -> Health:
        """Return the aggregated status: in failure, standing aside, or in use."""
        failed, aside = (self.controller.mode is mode for mode in (Mode.FAILURE, Mode.MANUAL))
        return Health((False, False, failed, failed, False, not failed and not aside, aside, False))

    def alarms(self) -> Iterator[AlarmFact]:
        """Return the one alarm it can raise: a safety error."""
        yield AlarmFact(self.main, "A0006", "D", 2, self.controller.mode is Mode.FAILURE)

    def read(self, component: str, code: str, name: str, now: Moment, interval_s: int) -> Value:
        """Return a status value; only the main component has any."""
        tell = self._statuses.get((code, name)) if component == self.main else None
        return None if tell is None else tell()

    def obey(self, component: str, code: str, arguments: Mapping[str, Value], now: Moment) -> Obeyed | str:
        """Follow a command, or say in English why not."""
        given = {name: str(value) for name, value in arguments.items()}
        if "securityCode" in given and Secret(given["securityCode"]) != self._code:
            return "the security code is wrong"
        match code:
            case "M0001":
                return self._position(given["status"], _whole(given["timeout"]), _whole(given["intersection"]))
            case "M0002":
                return self._plan(given["status"] == "True", given["timeplan"])
            case "M0015":
                return self._numbers(given["plan"], offset_s=_whole(given["status"]))
            case "M0018":
                return self._numbers(given["plan"], cycle_s=_whole(given["status"]))
            case _:
                return Obeyed.NOT_IMPLEMENTED

    def _position(self, wanted: str, timeout_min: int, intersection: int) -> Obeyed | str:
        if intersection not in (0, 1):
            return f"there is no intersection {intersection}"
        if not 0 <= timeout_min <= LONGEST_ASIDE_MIN:
            return f"the time-out must lie between 0 and {LONGEST_ASIDE_MIN} minutes"
        if self.controller.mode is Mode.FAILURE:
            return "the controller is in failure mode until it is reset on site"
        if wanted in _ASIDE:
            self.controller.stand_aside(_ASIDE[wanted], self._now)
            self._aside_ends = later(self._now, timeout_min * 60) if timeout_min else NEVER
        else:
            self._aside_ends = NEVER
            self.controller.come_back(self._now)
        return Obeyed.DONE

    def _plan(self, is_ordered: bool, number: str) -> Obeyed | str:
        name = self.map.find_plan(number) if is_ordered else None
        if is_ordered and name is None:
            return f"there is no plan {number}"
        self.controller.force_plan(name, self._now)
        return Obeyed.DONE

    def _numbers(self, number: str, *, offset_s: int | None = None, cycle_s: int | None = None) -> Obeyed | str:
        """Give a plan another offset or cycle; its greens are always scaled from those that were stored at first."""
        name = self.map.find_plan(number)
        if name is None:
            return f"there is no plan {number}"
        now = self.controller.plans[name]
        offset, cycle = now.offset_s if offset_s is None else offset_s, now.cycle_s if cycle_s is None else cycle_s
        if not 0 <= offset <= MOST_NUMBER_S or not 1 <= cycle <= MOST_NUMBER_S:
            return f"a number out of range: 0 to {MOST_NUMBER_S}"
        stored = self._stored[name]
        changed = with_numbers(stored, [step.green_s for step in stored.steps], cycle, offset)
        if why := cannot_run(self.controller.junction, changed):
            return f"the plan cannot run so: {why.code}"
        self.controller.change_plan(changed, self._now)
        return Obeyed.DONE

    def _what_it_tells(self) -> Mapping[tuple[str, str], Callable[[], Value]]:
        """Return how each status value is found, for the one intersection there is."""
        fixed = {
            ("S0013", "intersection"): "0",
            ("S0013", "status"): "0",
            ("S0016", "number"): str(len(self.map.detectors)),
            ("S0017", "number"): str(len(self.map.groups)),
            ("S0020", "intersection"): "0",
            ("S0022", "status"): ",".join(map(str, self.map.plans.values())),
            ("S0095", "status"): "Meydan virtual controller",
        }
        found: dict[tuple[str, str], Callable[[], Value]] = {at: _always(text) for at, text in fixed.items()}
        found |= {
            ("S0001", "signalgroupstatus"): self._letters,
            ("S0001", "stage"): self._stage,
            ("S0001", "cyclecounter"): self._cycle_second,
            ("S0001", "basecyclecounter"): self._cycle_second,
            ("S0002", "detectorlogicstatus"): self._digits,
            ("S0005", "status"): lambda: str(self.controller.mode is Mode.STARTUP),
            ("S0014", "status"): lambda: str(self.map.plans.get(self.controller.plan.id, 0)),
            ("S0014", "source"): self._source,
            ("S0024", "status"): lambda: self._of_plans(lambda plan: plan.offset_s),
            ("S0028", "status"): lambda: self._of_plans(lambda plan: plan.cycle_s),
            ("S0020", "controlmode"): lambda: _CONTROL_MODE.get(self.controller.mode, "control"),
        }
        for code, is_so in self._claims().items():
            found[code, "intersection"] = _always("0")
            found[code, "status"] = _text(is_so)
            found[code, "source"] = self._source
        return found

    def _claims(self) -> Mapping[str, Callable[[], bool]]:
        """Return what is said of the whole junction as true or not true."""
        shown = self.controller.lamps.values
        return {
            "S0007": lambda: Lamp.DARK not in shown(),
            "S0008": lambda: False,
            "S0009": lambda: True,
            "S0010": lambda: False,
            "S0011": lambda: Lamp.FLASHING_AMBER in shown(),
            "S0012": lambda: False,
        }

    def _letters(self) -> str:
        controller = self.controller
        called = controller.junction.stages[controller.target].green if controller.target else frozenset()
        return "".join(
            letter_of(
                controller.lamps[group],
                starting=controller.mode is Mode.STARTUP,
                called=group in called,
                asked=group in self._asked,
                had_minimum=controller.had_minimum(group, self._now),
            )
            for group in self.map.groups
        )

    def _digits(self) -> str:
        return "".join("01"[detector in self._occupied] for detector in self.map.detectors)

    def _stage(self) -> str:
        """Return the number of the stage that stands, in the order of the city's folder; 0 between two stages."""
        standing = "" if self.controller.target else self.controller.stage
        return str(list(self.controller.junction.stages).index(standing) + 1) if standing else "0"

    def _cycle_second(self) -> str:
        return str((self._now - self.controller.cycle_start(self._now)) // 1000)

    def _source(self) -> str:
        if self.controller.mode is Mode.STARTUP:
            return "startup"
        forced = self.controller.is_forced or self.controller.mode is Mode.MANUAL
        return "forced" if forced else "calendar_clock"

    def _of_plans(self, number: Callable[[Plan], float]) -> str:
        plans = self.controller.plans
        return ",".join(f"{held}-{round(number(plans[name]))}" for name, held in self.map.plans.items())


def _whole(text: str) -> int:
    """Return a whole number, -1 for one too long to be meant: the schemas set no end."""
    return int(text) if len(text) <= LONGEST_NUMBER else -1


def _always(text: str) -> Callable[[], Value]:
    return lambda: text


def _text(is_so: Callable[[], bool]) -> Callable[[], Value]:
    return lambda: str(is_so())
