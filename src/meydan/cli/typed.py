"""What a user typed: numbers, days and zones that make no sense are all told at once, in the user's language."""

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import isfinite
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from meydan.city.because import Because, because
from meydan.city.errors import CityError, Fault

MOST_S = 1e8  # three years: longer runs are a slip of the finger
MOST_SEED = 2**31 - 1
MOST_DAYS = 3650
MOST_REVERTS = 1000
MOST_PORT = 65_535
FASTEST = 1000.0
FASTEST_STREET = 100.0
MOST_DEMAND = 10.0
MOST_JOBS = 1024
MOST_ROUNDS = 20
MOST_BIN_MIN = 1440
LEAST_PATIENCE_S, MOST_PATIENCE_S = 5.0, 86_400.0  # a sign of life comes each second
_STATUS = re.compile(r"S\d{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What stands in the place of a value that cannot be, until all are told."""

    what: Because


def seconds(text: str) -> float | Wrong:
    """Return a time from 0 s on."""
    return _number(text, 0.0, MOST_S)


def some_seconds(text: str) -> float | Wrong:
    """Return a time above 0 s."""
    return _number(text, 0.001, MOST_S)


def patience(text: str) -> float | Wrong:
    """Return how long a process may give no sign of life [s]."""
    return _number(text, LEAST_PATIENCE_S, MOST_PATIENCE_S)


def seed(text: str) -> int | Wrong:
    """Return a seed that SUMO takes."""
    return _whole(text, 0, MOST_SEED)


def some_reverts(text: str) -> int | Wrong:
    """Return how often something was reverted."""
    return _whole(text, 0, MOST_REVERTS)


def days(text: str) -> float | Wrong:
    """Return for how many days a certificate holds."""
    return _number(text, 0.001, MOST_DAYS)


def port(text: str) -> int | Wrong:
    """Return a port of this machine."""
    return _whole(text, 1, MOST_PORT)


def address(text: str) -> tuple[str, int] | Wrong:
    """Return a host and a port, typed as HOST:PORT."""
    host, _, number = text.rpartition(":")
    found = port(number)
    return Wrong(because("typed.address", found=text)) if not host or isinstance(found, Wrong) else (host, found)


def status_codes(text: str) -> tuple[str, ...] | Wrong:
    """Return the codes of statuses, typed with commas."""
    codes = tuple(text.split(","))
    return codes if all(map(_STATUS.fullmatch, codes)) else Wrong(because("typed.status_codes", found=text))


def speed(text: str) -> float | Wrong | None:
    """Return a speed; None for "max", as fast as it can."""
    return None if text == "max" else _number(text, 0.001, FASTEST)


def street_speed(text: str) -> float | Wrong:
    """Return how many times faster than the wall's clock a street goes."""
    return _number(text, 0.1, FASTEST_STREET)


def share(text: str) -> float | Wrong:
    """Return a share of a whole."""
    return _number(text, 0.0, 1.0)


def demand(text: str) -> float | Wrong:
    """Return a factor on the demand."""
    return _number(text, 0.001, MOST_DEMAND)


def jobs(text: str) -> int | Wrong:
    """Return how many runs may go at the same time."""
    return _whole(text, 1, MOST_JOBS)


def rounds(text: str) -> int | Wrong:
    """Return how often something is done again."""
    return _whole(text, 1, MOST_ROUNDS)


def bin_minutes(text: str) -> int | Wrong:
    """Return the length of a bin, of a day at most."""
    return _whole(text, 1, MOST_BIN_MIN)


def day(text: str) -> str | Wrong:
    """Return a day of the calendar."""
    return _if_sound(text, because("city.no_day", day=text), date.fromisoformat)


def period(text: str) -> tuple[str, str] | Wrong:
    """Return the first and the last day of a time, typed as FROM..TO."""
    first, dots, last = text.partition("..")
    is_sound = bool(dots) and not any(isinstance(day(one), Wrong) for one in (first, last)) and first <= last
    return (first, last) if is_sound else Wrong(because("typed.period", found=text))


def some_days(text: str) -> tuple[str, ...] | Wrong:
    """Return days of the calendar, typed with commas."""
    found = tuple(text.split(","))
    return Wrong(because("typed.days", found=text)) if any(isinstance(day(one), Wrong) for one in found) else found


def zone(text: str) -> str | Wrong:
    """Return the name of a time zone."""
    return _if_sound(text, because("city.no_zone", zone=text), ZoneInfo)


def check_typed(typed: argparse.Namespace) -> None:
    """Raise CityError with everything typed that cannot be; a command's `more_faults` yields what only it knows."""
    wrong = {name: value.what for name, value in vars(typed).items() if isinstance(value, Wrong)}
    faults = [Fault("--" + name.replace("_", "-"), 0, what) for name, what in wrong.items()]
    if "more_faults" in typed:
        faults += typed.more_faults(typed)
    if faults:
        raise CityError("typed.faults", *faults, count=len(faults))


def _number(text: str, least: float, most: float) -> float | Wrong:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    sound = isfinite(number) and least <= number <= most
    return number if sound else Wrong(because("typed.number", found=text, least=f"{least:g}", most=f"{most:.0f}"))


def _whole(text: str, least: int, most: int) -> int | Wrong:
    if text.isascii() and text.isdigit() and len(text) < 20 and least <= int(text) <= most:
        return int(text)
    return Wrong(because("typed.whole", found=text, least=least, most=most))


def _if_sound(text: str, what: Because, take: Callable[[str], object]) -> str | Wrong:
    try:
        take(text)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        return Wrong(what)
    return text
