"""The signal exchange list (SXL) for traffic lights: which codes there are and to which parts they belong."""

from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from meydan.field.rsmp.schema import read_index


class Part(StrEnum):
    """What kind of component a code belongs to."""

    MAIN = "main"  # the whole controller
    SIGNAL_GROUP = "signal group"
    DETECTOR_LOGIC = "detector logic"


_GROUP_CODES = {"S0025", "A0008", "A0101", "A0201", "A0202", "M0010", "M0011"}
_DETECTOR_CODES = {"S0201", "S0202", "S0203", "S0204", "M0008", "A0301", "A0302", "A0303", "A0304"}
COUNTS = frozenset(f"S020{i}" for i in range(1, 9))  # given at even multiples of their interval, by the wall clock

RUNNING = frozenset(("S0025", "S0096", *COUNTS))  # told anew by the clock alone, as are
RUNNING_OF_LAMPS = frozenset(("cyclecounter", "basecyclecounter"))  # of S0001


def part_of(code: str) -> Part:
    """Return the kind of component that a code belongs to."""
    if code in _GROUP_CODES:
        return Part.SIGNAL_GROUP
    return Part.DETECTOR_LOGIC if code in _DETECTOR_CODES else Part.MAIN


def find_misplaced(codes: Iterable[str], part: Part) -> str | None:
    """Return the first code that does not belong to such a component, or None."""
    return next((code for code in codes if part_of(code) is not part), None)


@cache
def names_of(sxl: str, code: str) -> tuple[str, ...]:
    """Return the names of a status's values in an SXL, in order; none if it does not have the code."""
    return tuple(read_index(sxl)["statuses"].get(code, {}).get("required", {}))


@cache
def has_command(sxl: str, code: str) -> bool:
    """Say whether an SXL has a command."""
    return code in read_index(sxl)["commands"]


@cache
def alarm_codes(sxl: str) -> frozenset[str]:
    """Return the codes of the alarms that an SXL has."""
    return frozenset(read_index(sxl)["alarms"])
