"""What a virtual site does when it is commanded: one function for each command of the signal list.

Each returns None when it is done, or in English why it is refused. None of them sets a lamp.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from meydan.city.events import Mode
from meydan.city.instant import NEVER, later
from meydan.city.junction import Lamp
from meydan.field.rsmp.codes import LEVELS, WRONG
from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.insides import SITUATIONS, Insides
from meydan.field.rsmp.lines import Lines, read_series
from meydan.field.rsmp.tables import BAND, DAY, LEVEL, WEEK, read_rows, replaced

Given = Mapping[str, str]
Obey = Callable[[Insides, str, Given], str | None]

LONGEST_ASIDE_MIN = 1440
LONGEST_BANDS_MIN = 65_535
FIRST_YEAR, LAST_YEAR = 1970, 2999
BADLY_WRITTEN = "the text is badly written or a number is out of range"
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_ASIDE = {"YellowFlash": Lamp.FLASHING_AMBER, "Dark": Lamp.DARK}
_POSITIONS = ("NormalControl", *_ASIDE)
_DATE = ("year", "month", "day", "hour", "minute", "second")


def command(of: Insides, component: str, code: str, given: Given, now: Moment) -> str | None:
    """Follow a command that fits the signal list, or say why not; `now` is by the clock of the site."""
    if "securityCode" in given and not of.build.codes.open(1 if code == "M0104" else 2, given["securityCode"]):
        return WRONG
    if code == "M0104":
        return _clock(of, given, now)
    return COMMANDS[code](of, component, given)


def _position(of: Insides, _component: str, given: Given) -> str | None:
    timeout_min, intersection = whole(given["timeout"]), whole(given["intersection"])
    if intersection not in (0, 1):
        return f"there is no intersection {intersection}"
    if not 0 <= timeout_min <= LONGEST_ASIDE_MIN:
        return f"the time-out must lie between 0 and {LONGEST_ASIDE_MIN} minutes"
    if of.controller.mode is Mode.FAILURE:
        return "the controller is in failure mode until it is reset on site"
    if given["status"] not in _POSITIONS:
        return BADLY_WRITTEN
    if given["status"] in _ASIDE:
        ends = later(of.now, timeout_min * 60) if timeout_min else NEVER
        of.position.stand_aside(_ASIDE[given["status"]], of.now, ends)
    else:
        of.position.come_back(of.now)
    return None


def _plan(of: Insides, _component: str, given: Given) -> str | None:
    is_ordered = _is_on(given)
    name = of.map.find_plan(given["timeplan"]) if is_ordered else None
    if is_ordered and name is None:
        return f"there is no plan {given['timeplan']}"
    if is_ordered and of.controller.mode is Mode.EMERGENCY:
        return "an emergency route has the junction"
    of.controller.force_plan(name, of.now)
    return None


def _situation(of: Insides, _component: str, given: Given) -> str | None:
    number = whole(given["traficsituation"])
    if _is_on(given) and not 1 <= number <= SITUATIONS:
        return f"there are traffic situations 1 to {SITUATIONS}"
    of.situation = number if _is_on(given) else None
    return None


def _restart(of: Insides, _component: str, given: Given) -> str | None:
    if of.controller.mode is Mode.FAILURE:
        return "the controller is in failure mode until it is reset on site"
    if _is_on(given):
        of.restart()
    return None


def _route(of: Insides, _component: str, given: Given) -> str | None:
    """Open or close an emergency route, by its place in the city's file; where that has none route 1 is stage 1."""
    route, count = whole(given["emergencyroute"]), len(of.controller.routes.known)
    if not 1 <= route <= count:
        return f"there are emergency routes 1 to {count}"
    (of.opened.add if _is_on(given) else of.opened.discard)(route)
    of.hold()
    return None


def _input(of: Insides, _component: str, given: Given) -> str | None:
    number = whole(given["input"])
    if not of.inputs.has(number):
        return f"there are inputs 1 to {of.inputs.count}"
    of.inputs.set_one(number, on=_is_on(given))
    return None


def _inputs(of: Insides, _component: str, given: Given) -> str | None:
    series = read_series(given["status"])
    if series is None or not all(map(of.inputs.has, series)):
        return BADLY_WRITTEN
    for number, is_on in series.items():
        of.inputs.set_one(number, on=is_on)
    return None


def _force_input(of: Insides, _component: str, given: Given) -> str | None:
    return _force(of.inputs, whole(given["input"]), given, "inputValue")


def _force_output(of: Insides, _component: str, given: Given) -> str | None:
    return _force(of.outputs, whole(given["output"]), given, "outputValue")


def _force_detector(of: Insides, component: str, given: Given) -> str | None:
    return _force(of.detectors, whole(component.removeprefix("DL")), given, "mode")


def _force(lines: Lines, number: int, given: Given, value: str) -> str | None:
    if not lines.has(number):
        return f"there are 1 to {lines.count}"
    if _is_on(given):
        lines.force(number, on=given[value] == "True")
    else:
        lines.release(number)
    return None


def _fixed_time(of: Insides, _component: str, given: Given) -> str | None:
    of.is_fixed = _is_on(given)
    return None


def _start_group(of: Insides, component: str, given: Given) -> str | None:
    """Ask for a group's green, or no longer; the plan gives it when its turn comes."""
    _ask(of, whole(component.removeprefix("SG")), asks=_is_on(given))
    return None


def _stop_group(of: Insides, component: str, given: Given) -> str | None:
    if _is_on(given):
        _ask(of, whole(component.removeprefix("SG")), asks=False)
    return None


def _groups(of: Insides, _component: str, given: Given) -> str | None:
    series = read_series(given["status"])
    if series is None or not all(1 <= number <= len(of.map.groups) for number in series):
        return BADLY_WRITTEN
    for number, asks in series.items():
        _ask(of, number, asks=asks)
    return None


def _ask(of: Insides, number: int, *, asks: bool) -> None:
    (of.asked.add if asks else of.asked.discard)(of.map.groups[number - 1])


def _bands(of: Insides, _component: str, given: Given) -> str | None:
    name, rows = of.map.find_plan(given["plan"]), read_rows(given["status"], BAND)
    if name is None:
        return f"there is no plan {given['plan']}"
    if rows is None:
        return BADLY_WRITTEN
    if why := of.numbers.set_bands(name, {row[0]: row[1] for row in rows}, of.now):
        return why
    _let_bands_end(of)
    return None


def _bands_last(of: Insides, _component: str, given: Given) -> str | None:
    minutes = whole(given["status"])
    if not 0 <= minutes <= LONGEST_BANDS_MIN:
        return f"the time-out must lie between 0 and {LONGEST_BANDS_MIN} minutes"
    of.bands_last_min = minutes
    _let_bands_end(of)
    return None


def _let_bands_end(of: Insides) -> None:
    of.bands_end = later(of.now, of.bands_last_min * 60) if of.bands_last_min else NEVER


def _offset(of: Insides, _component: str, given: Given) -> str | None:
    name = of.map.find_plan(given["plan"])
    if name is None:
        return f"there is no plan {given['plan']}"
    return of.numbers.set_offset(name, whole(given["status"]), of.now)


def _cycle(of: Insides, _component: str, given: Given) -> str | None:
    name = of.map.find_plan(given["plan"])
    if name is None:
        return f"there is no plan {given['plan']}"
    return of.numbers.set_cycle(name, whole(given["status"]), of.now)


def _week(of: Insides, _component: str, given: Given) -> str | None:
    rows = read_rows(given["status"], WEEK)
    if rows is None:
        return BADLY_WRITTEN
    of.week = replaced(of.week, rows)
    return None


def _days(of: Insides, _component: str, given: Given) -> str | None:
    rows = read_rows(given["status"], DAY)
    if rows is None:
        return BADLY_WRITTEN
    of.days = replaced(of.days, rows)
    return None


def _levels(of: Insides, _component: str, given: Given) -> str | None:
    rows = read_rows(given["status"], LEVEL)
    if rows is None or not all(of.detectors.has(row[0]) for row in rows):
        return BADLY_WRITTEN
    of.levels = replaced(of.levels, rows)
    return None


def _priority(of: Insides, _component: str, given: Given) -> str | None:
    groups = frozenset(f"SG{number}" for number in range(1, len(of.map.groups) + 1))
    return of.priorities.take(given, groups, of.now, of.stamp(of.now))


def _code(of: Insides, _component: str, given: Given) -> str | None:
    if given["status"] not in LEVELS:
        return BADLY_WRITTEN
    return of.build.codes.change(LEVELS[given["status"]], given["oldSecurityCode"], given["newSecurityCode"])


def _clock(of: Insides, given: Given, now: Moment) -> str | None:
    """Set the clock of stamps and counts; plans and waits go by one that never jumps."""
    year, month, day, hour, minute, second = (whole(given[name]) for name in _DATE)
    try:
        wanted = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return BADLY_WRITTEN
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return f"the clock runs from {FIRST_YEAR} to {LAST_YEAR}"
    of.ahead_ms += round(wanted.timestamp() * 1000) - now.t
    return None


def whole(text: str) -> int:
    """Return a whole number, -1 for what is none or too long to be meant: the schemas set no end."""
    return int(text) if _WHOLE.fullmatch(text) else -1


def _is_on(given: Given) -> bool:
    return given["status"] == "True"


COMMANDS: Mapping[str, Obey] = {
    "M0001": _position,
    "M0002": _plan,
    "M0003": _situation,
    "M0004": _restart,
    "M0005": _route,
    "M0006": _input,
    "M0007": _fixed_time,
    "M0008": _force_detector,
    "M0010": _start_group,
    "M0011": _stop_group,
    "M0012": _groups,
    "M0013": _inputs,
    "M0014": _bands,
    "M0015": _offset,
    "M0016": _week,
    "M0017": _days,
    "M0018": _cycle,
    "M0019": _force_input,
    "M0020": _force_output,
    "M0021": _levels,
    "M0022": _priority,
    "M0023": _bands_last,
    "M0103": _code,
}
