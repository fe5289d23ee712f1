"""Streets of any size to break: quick junctions, their lamps watched from the first red on, whatever happens."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from meydan.city.city import City
from meydan.city.events import GroupChanged
from meydan.city.instant import Instant
from meydan.city.junction import Junction, Lamp
from meydan.city.plan import Plan, PlanStage
from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.conversation import Timers
from meydan.field.rsmp.street import Street
from meydan.store.certificates import make_certificates
from meydan.store.city_folder import write_city
from tests.field.rsmp.test_street import quick
from tests.junctions import junction, plan
from tests.lamp_rules import broken_rules, ms
from tests.paper_street import city

TIMERS = Timers(ack_s=3.0, handshake_s=6.0, answer_s=3.0, watchdog_s=2.0)
PLANS = {"day": (5.0, "ABC"), "night": (4.0, "AC")}
_LENGTH = re.compile(r"I4 (?P<group>\S+) (?P<lamp>\S+) (?P<ms>\d+) ms")


def city_of(junctions: int) -> City:
    """Return a city of quick junctions with two plans each; one of n junctions is the beginning of any larger one."""
    names = [f"J{number:04}" for number in range(1, junctions + 1)]
    plans = [
        Plan(plan, name, cycle_s, 0, tuple(PlanStage(stage, 1, 1, 9) for stage in stages))
        for name in names
        for plan, (cycle_s, stages) in PLANS.items()
    ]
    return city(*map(quick, names), plans=plans)


def ordinary_city_of(junctions: int) -> City:
    """Return a city of junctions that change as those of a street do: a cycle of a minute or so."""
    names = [f"J{number:04}" for number in range(1, junctions + 1)]
    stored = plan()
    plans = [
        replace(stored, junction=name, id=known, offset_s=float(number * 7 % stored.cycle_s))
        for number, name in enumerate(names)
        for known in PLANS
    ]
    return city(*(replace(junction(), id=name) for name in names), plans=plans)


def write_street_city(junctions: int, folder: Path, *, ordinary: bool = False) -> Path:
    """Write such a city to a folder and return it."""
    write_city(ordinary_city_of(junctions) if ordinary else city_of(junctions), folder)
    return folder


def certified(sites: int, folder: Path) -> Path:
    """Make certificates for such a city's centre on this computer and for its sites, and return their folder."""
    names = [f"RN+SI{number:04}" for number in range(1, sites + 1)]
    make_certificates(folder, "Kâğıthane", ["127.0.0.1"], names, read_clocks().t, 2.0)
    return folder


@dataclass(slots=True)
class Watched:
    """The lamps of a street, every change of them."""

    street: Street
    changes: dict[str, list[GroupChanged]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Listen to what every controller tells."""
        for cabinet in self.street.cabinets.values():
            self._listen(cabinet.controller.junction.id, cabinet.controller)

    def _listen(self, name: str, controller: object) -> None:
        told = self.changes[name] = []
        advance = controller.advance  # type: ignore[attr-defined]

        def heard(now: Instant) -> object:
            events = advance(now)
            told.extend(event for event in events if isinstance(event, GroupChanged))
            return events

        controller.advance = heard  # type: ignore[attr-defined]

    def broken(self) -> list[str]:
        """Return every rule that any lamp broke so far."""
        return [
            f"{cabinet.map.junction}: {rule}"
            for cabinet in self.street.cabinets.values()
            for rule in _true_faults(cabinet.controller.junction, self.changes[cabinet.map.junction])
        ]

    def dark(self) -> list[str]:
        """Return the junctions that show no green, amber or red anywhere."""
        off = {Lamp.DARK, Lamp.FLASHING_AMBER}
        controllers = [cabinet.controller for cabinet in self.street.cabinets.values()]
        return [c.junction.id for c in controllers if set(c.lamps.values()) <= off]

    def count(self) -> dict[str, int]:
        """Return how often lamps changed so far, by junction."""
        return {name: len(told) for name, told in self.changes.items()}


def _true_faults(junction: Junction, changes: list[GroupChanged]) -> Iterable[str]:
    """Leave out an amber that lasts longer than it should: a street looks at its controllers ten times a second."""
    for rule in broken_rules(junction, changes, changes[0].t):
        length = _LENGTH.fullmatch(rule)
        if length is None or int(length["ms"]) < ms(junction.groups[length["group"]].amber.s):
            yield rule
