"""A city folder with other plans: those of another folder take the place of the city's, junction by junction."""

import shutil
import tempfile
from pathlib import Path

from meydan.city.city import City
from meydan.city.errors import CityError
from meydan.store.city_folder import read_city
from meydan.store.twin_files import twin_file_faults

PLANS, TIMETABLE = "plans", "timetable.toml"


def read_city_with_plans(folder: Path, plans: Path) -> City:
    """Return a city with the plans and the timetable that lie in another folder; what it lacks stays the city's.

    Raises
    ------
    CityError
        With every fault of the city as it would be; the files of the plans are named as in a city folder.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="meydan-plans-") as scratch:
            made = Path(scratch) / folder.resolve().name
            made.mkdir()
            for part in ("city.toml", TIMETABLE):
                _copy(folder / part, made / part)
            for part in ("junctions", PLANS):
                shutil.copytree(folder / part, made / part)
            for file in sorted((plans / PLANS).glob("*.toml")):
                shutil.copyfile(file, made / PLANS / file.name)
            _copy(plans / TIMETABLE, made / TIMETABLE)
            city = read_city(made, with_files=False)
    except OSError as error:
        raise CityError("prove.plans_unreadable", folder=str(plans), error=str(error)) from error
    if city.twin is not None and list(twin_file_faults(folder, city.twin)):
        return read_city(folder)  # raises with the faults in their places
    return city


def _copy(file: Path, to: Path) -> None:
    if file.is_file():
        shutil.copyfile(file, to)
