"""The calendar of a city, a TOML file: holidays, and working days without school."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from meydan.city.errors import CityError, Fault, fault
from meydan.measure.day_types import DayCalendar
from meydan.store.city_schema import Day
from meydan.store.city_shape import shape_fault
from meydan.store.lines import line_of

MOST_DAYS = 366  # of one holiday from school
_LEAP_YEAR = "2000"
_EPOCH = date(1970, 1, 1).toordinal()


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HolidayTable(_Table):
    """`[[holidays]]`: every year on a day ("MM-DD"), or on dates."""

    name: Annotated[str, Field(min_length=1)]
    every: Annotated[str, Field(pattern=r"^(\d\d-\d\d)?$")] = ""
    dates: list[Day] = []


class SchoolFreeTable(_Table):
    """`[[school_free]]`: from a first day to a last."""

    name: Annotated[str, Field(min_length=1)]
    from_: Annotated[Day, Field(alias="from")]
    to: Day


class CalendarFile(_Table):
    """The whole file."""

    holidays: list[HolidayTable] = []
    school_free: list[SchoolFreeTable] = []


def read_calendar(file: Path) -> DayCalendar:
    """Read the calendar of a city.

    Raises
    ------
    CityError
        With all faults of the file.
    """
    faults: list[Fault] = []
    try:
        text = file.read_text(encoding="utf-8-sig")
        read = CalendarFile.model_validate(tomllib.loads(text))
        faults += [fault(str(file), line_of(text, keys), code, **values) for keys, code, values in _impossible(read)]
    except OSError:
        faults.append(fault(str(file), 0, "city.unreadable"))
    except UnicodeDecodeError as error:
        faults.append(fault(str(file), 0, "city.not_utf8", offset=error.start))
    except ValidationError as error:
        for wrong in error.errors(include_url=False):
            keys = tuple(str(part) for part in wrong["loc"])
            faults.append(shape_fault(str(file), line_of(text, keys), keys, wrong))
    except (ValueError, RecursionError) as error:
        faults.append(fault(str(file), 0, "city.not_toml", found=str(error)))
    if faults:
        raise CityError("calendar.refused", *faults, count=len(faults))
    return DayCalendar(
        frozenset(_number(day) for each in read.holidays for day in each.dates),
        frozenset(day for each in read.school_free for day in range(_number(each.from_), _number(each.to) + 1)),
        frozenset((int(each.every[:2]), int(each.every[3:])) for each in read.holidays if each.every),
    )


def _impossible(read: CalendarFile) -> Iterator[tuple[tuple[str, ...], str, dict[str, str]]]:
    """Yield where something stands that cannot be, its code, and the values of its sentence."""
    for place, each in enumerate(read.holidays):
        yearly = [("every", f"{_LEAP_YEAR}-{each.every}", each.every)] if each.every else []
        for key, day, shown in (*yearly, *(("dates", day, day) for day in each.dates)):
            if not _is_day(day):
                yield ("holidays", str(place), key), "city.no_day", {"day": shown}
    for place, span in enumerate(read.school_free):
        wrong = [(key, day) for key, day in (("from", span.from_), ("to", span.to)) if not _is_day(day)]
        for key, day in wrong:
            yield ("school_free", str(place), key), "city.no_day", {"day": day}
        if not wrong and not 0 <= _number(span.to) - _number(span.from_) < MOST_DAYS:
            values = {"since": span.from_, "until": span.to}
            yield ("school_free", str(place), "to"), "calendar.bad_span", values


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _number(day: str) -> int:
    """Return a day as counted since 1970-01-01."""
    return date.fromisoformat(day).toordinal() - _EPOCH
