"""What can be typed about a design, without what it needs."""

import argparse
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from meydan.city.because import because
from meydan.city.errors import Fault
from meydan.cli.later import later
from meydan.cli.typed import Wrong, day, rounds, seed

LEAST_CYCLE_S, MOST_CYCLE_S = 60.0, 120.0
LONGEST_CYCLE_S = 600.0
HOURS, MINUTES = 24, 60


def add_design(parser: argparse.ArgumentParser, word: Callable[[str], str]) -> None:
    """Add what can be typed about a design."""
    parser.add_argument("city", type=Path, metavar="CITY_DIR", help=word("city_dir"))
    parser.add_argument("--into", type=Path, required=True, metavar="DIR", help=word("design_into"))
    parser.add_argument("--report", type=Path, default=None, metavar="DIR", help=word("design_report"))
    parser.add_argument("--from-twin", action="store_true", help=word("design_from_twin"))
    parser.add_argument("--rounds", type=rounds, default=1, metavar="N", help=word("design_rounds"))
    parser.add_argument("--seed", type=seed, default=1, metavar="N", help=word("seed"))
    parser.add_argument("--history", type=Path, default=None, metavar="HISTORY", help=word("design_history"))
    parser.add_argument("--day", type=day, default=None, metavar="DAY", help=word("design_day"))
    parser.add_argument("--calendar", type=Path, default=None, metavar="FILE", help=word("design_calendar"))
    parser.add_argument("--periods", type=clock_times, default=(), metavar="HH:MM,...", help=word("design_periods"))
    parser.add_argument("--method", choices=("webster", "hcm"), default="webster", help=word("design_method"))
    usual = (LEAST_CYCLE_S, MOST_CYCLE_S)
    parser.add_argument("--cycle", type=cycle_limits, default=usual, metavar="S-S", help=word("design_cycle"))
    parser.add_argument("--corridor", type=Path, nargs="*", default=[], metavar="FILE", help=word("design_corridor"))
    parser.add_argument("--junctions", nargs="*", default=[], metavar="J", help=word("design_junctions"))
    parser.set_defaults(do=later("designing", "design"), more_faults=design_faults)


def design_faults(typed: argparse.Namespace) -> Iterator[Fault]:
    """Yield what is wrong with several things typed together."""
    if typed.from_twin == (typed.history is not None):
        yield Fault("--from-twin", 0, because("design.one_source"))
    if (typed.history is None) != (typed.day is None):
        yield Fault("--day", 0, because("design.day_with_history"))
    if typed.from_twin and not isinstance(typed.periods, Wrong) and len(typed.periods) > 1:
        yield Fault("--periods", 0, because("design.one_window"))


def clock_times(text: str) -> tuple[int, ...] | Wrong:
    """Return the minutes of the day of times typed as HH:MM with commas, in order."""
    found = [re.fullmatch(r"(\d{1,2}):(\d{2})", part) for part in text.split(",")]
    times = [(int(one[1]), int(one[2])) for one in found if one]
    minutes = [hour * MINUTES + minute for hour, minute in times if hour < HOURS and minute < MINUTES]
    is_sound = len(minutes) == len(found) and minutes == sorted(set(minutes))
    return tuple(minutes) if is_sound else Wrong(because("design.clock_times", found=text))


def cycle_limits(text: str) -> tuple[float, float] | Wrong:
    """Return the shortest and the longest cycle [s], typed as 60-120."""
    found = re.fullmatch(r"(\d{1,3})-(\d{1,3})", text)
    limits = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    is_sound = 0 < limits[0] <= limits[1] <= LONGEST_CYCLE_S
    return limits if is_sound else Wrong(because("design.cycle_limits", found=text))
