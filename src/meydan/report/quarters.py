"""One junction's sums by local day and time of day, side by side, so that like can be compared with like."""

from dataclasses import dataclass

import numpy as np

from meydan.measure.bins import DAY_MS, Bins
from meydan.measure.day_types import DayCalendar, DayType
from meydan.measure.junction_log import Flags, Floats, Ints
from meydan.report.measured import SUMMED, Measured


@dataclass(frozen=True, slots=True)
class Quarters:
    """Sums [days, times of day] by name, and which of them are sound: full of data and without any doubt."""

    junction: str
    days: tuple[str, ...]
    sums: dict[str, Floats]
    sound: Flags


def quarters_of(measured: Measured, bins: Bins, days: tuple[str, ...]) -> Quarters:
    """Return the sums of some local days ("YYYY-MM-DD"), 0 where nothing was counted."""
    numbers = np.array([np.datetime64(day, "D").astype(np.int64) for day in days], np.int64)
    shape = (len(days), DAY_MS // bins.width_ms)
    sums = {target: np.zeros(shape) for columns in SUMMED.values() for target in columns.values()}
    for name, columns in SUMMED.items():
        rows = measured.rows[name]
        day, slot, inside = _places(rows.start, bins, numbers)
        for column, target in columns.items():
            np.add.at(sums[target], (day, slot), np.asarray(rows.columns[column], np.float64)[inside])
    sound, heard = np.zeros(shape, np.bool_), np.zeros(shape, np.int64)
    day, slot, inside = _places(measured.start, bins, numbers)
    sound[day, slot] = measured.sound[inside]
    np.add.at(heard, (day, slot), 1)
    sound &= heard == 1  # in the hour that clocks show twice, nothing is like on other days
    return Quarters(measured.junction, days, sums, sound)


def type_of(day: str) -> DayType:
    """Return the type of a day ("YYYY-MM-DD"): workday, saturday or sunday; holidays are left out by hand."""
    return DayCalendar().day_type(int(np.datetime64(day, "D").astype(np.int64)))


def _places(start: Ints, bins: Bins, numbers: Ints) -> tuple[Ints, Ints, Flags]:
    """Return day and time of day of each start that is in one of the days, and which those are."""
    local = start + bins.local_offsets_ms(start)
    number, slot = local // DAY_MS, local % DAY_MS // bins.width_ms
    order = np.argsort(numbers)
    at = np.minimum(np.searchsorted(numbers[order], number), numbers.size - 1)
    inside = numbers[order][at] == number
    return order[at][inside], slot[inside], inside
