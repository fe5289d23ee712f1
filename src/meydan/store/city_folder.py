"""The city folder: text that is reviewed and versioned like code, read whole or refused whole."""

import json
import os
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from pydantic import BaseModel, ValidationError

from meydan.city.because import Because
from meydan.city.city import City
from meydan.city.errors import CityError, Fault, fault
from meydan.city.junction import Junction
from meydan.city.plan import Plan, Timetable
from meydan.store.city_check import city_faults
from meydan.store.city_schema import CityFile, JunctionFile, PlanTable, TimetableFile
from meydan.store.city_shape import shape_fault, without_faulty
from meydan.store.city_text import city_texts, file_of, junction_of
from meydan.store.lines import line_of
from meydan.store.plans_folder import PLANS, TIMETABLE
from meydan.store.twin_files import twin_file_faults

ROADS = "network.geojson"
_READ_OBJECT = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode

Model = TypeVar("Model", bound=BaseModel)


def read_city(folder: Path, *, with_files: bool = True) -> City:
    """Read a city folder.

    Parameters
    ----------
    folder
        The folder that holds `city.toml`.
    with_files
        Whether the twin's own files must be there too, whole.

    Raises
    ------
    CityError
        With every fault of every file: what was found, where, and what to do.
    """
    reader = _Reader(folder)
    city = reader.city()
    odd_shaped = {found.file for found in reader.faults}
    for (file, keys), what in city_faults(city, odd_shaped):
        if not reader.follows_from_others(file, what):
            reader.faults.append(Fault(file, reader.line(file, keys), what))
    if with_files and city.twin is not None:
        for (file, keys), line, what in twin_file_faults(folder, city.twin):
            reader.faults.append(Fault(file, line or reader.line(file, keys), what))
    if reader.faults:
        in_order = sorted(reader.faults, key=lambda found: (found.file, found.line))
        raise CityError("city.faults", *in_order, folder=str(folder), count=len(reader.faults))
    return city


def read_with_plans(city: City, folder: Path) -> City:
    """Return a city with the plans and the timetable that lie in a folder, as a city folder has them.

    A junction without a file of plans there keeps its own, and so does the city its timetable.

    Raises
    ------
    CityError
        With every fault of the files, and of the city as it would be with them.
    """
    reader = _Reader(folder)
    with_them = reader.with_plans_of(city)
    faults = reader.faults or [
        Fault(file, reader.line(file, keys), what) for (file, keys), what in city_faults(with_them)
    ]
    if faults:
        raise CityError("solution.faults", *faults, folder=str(folder), count=len(faults))
    return with_them


def read_roads(folder: Path) -> bytes:
    """Return the GeoJSON of a city's map as it lies in the folder; CityError if there is none or it is no JSON."""
    try:
        data = (folder / ROADS).read_bytes()
        if _is_object(data) or isinstance(json.loads(data), dict):
            return data
        found = fault(ROADS, 0, "city.not_geojson", found="–")
    except OSError:
        found = fault(ROADS, 0, "city.unreadable")
    except (ValueError, RecursionError) as error:
        found = fault(ROADS, getattr(error, "lineno", 0), "city.not_geojson", found=str(error))
    raise CityError("city.faults", found, folder=str(folder), count=1)


def _is_object(data: bytes) -> bool:
    """Say whether this is surely a JSON object, without building it: a large city's map takes 300 MB as objects."""
    try:
        data.decode()  # the reader below passes over text that is no UTF-8
        _READ_OBJECT(data)
    except ValueError:
        return False  # or written in a way that only Python's reader takes, which also knows the line of a fault
    return True


def write_city(
    city: City,
    folder: Path,
    roads: Mapping[str, object] | None = None,
    files: Mapping[str, Path] | None = None,
    texts: Mapping[str, str] | None = None,
) -> None:
    """Write a city folder whole or not at all.

    Parameters
    ----------
    roads
        The GeoJSON of the map.
    files, texts
        More files: copied from where they are, or written as given, by their name in the folder.

    Raises
    ------
    CityError
        If the city has faults, the folder holds something already, or the disk refuses.
    """
    _refuse_faulty(city, folder)
    refuse_in_use(folder)
    written = dict(city_texts(city)) | dict(texts or {})
    if roads is not None:
        written[ROADS] = json.dumps(roads, ensure_ascii=False, separators=(",", ":")) + "\n"
    _put(folder, written, files or {})


def write_plans(city: City, folder: Path) -> None:
    """Write the plans and the timetable of a city, as its folder has them, into a folder of their own.

    They are written whole or not at all.

    Raises
    ------
    CityError
        If the city has faults, the folder holds something already, or the disk refuses.
    """
    _refuse_faulty(city, folder)
    refuse_in_use(folder)
    texts = city_texts(city)
    _put(folder, {name: text for name, text in texts.items() if name.startswith(f"{PLANS}/") or name == TIMETABLE}, {})


def _refuse_faulty(city: City, folder: Path) -> None:
    if faults := [Fault(file, 0, what) for (file, _), what in city_faults(city)]:
        raise CityError("city.refused", *faults, folder=str(folder), count=len(faults))


def refuse_in_use(folder: Path) -> None:
    """Raise CityError if a folder to be written holds something already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CityError("city.folder_in_use", folder=str(folder))


def _put(folder: Path, texts: Mapping[str, str], files: Mapping[str, Path]) -> None:
    """Put texts and copies of files into a folder, all of them in one move."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
            whole = Path(scratch) / "city"
            whole.mkdir()
            for name, text in texts.items():
                _write(whole / name, text)
            for name, source in files.items():
                (whole / name).parent.mkdir(parents=True, exist_ok=True)
                with source.open("rb") as read, (whole / name).open("xb") as out:
                    shutil.copyfileobj(read, out)
            if folder.exists():
                folder.rmdir()
            whole.rename(folder)
    except OSError as error:
        raise CityError("city.not_written", folder=str(folder), error=str(error)) from error


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as out:  # two files that a disk takes for one are refused
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


class _Reader:
    """Reads the files of one folder and gathers their faults."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self._texts: dict[str, str] = {}
        self._numbers: dict[str, float] = {}
        self._left_out: dict[str, set[str]] = {}

    def city(self) -> City:
        """Return the city, without what has not the right shape."""
        head = self._file("city.toml", CityFile) or CityFile(name="?", zone="UTC", field="?")
        timetable = self._file(TIMETABLE, TimetableFile) if (self.folder / TIMETABLE).exists() else None
        # One file at a time: the tables of a whole large city would take three times what the city itself takes.
        junctions = [self._junction(name, file) for name, file in self._of_junctions("junctions")]
        plans = [plan for name, file in self._of_junctions(PLANS) for plan in self._plans(name, file)]
        return City(
            name=head.name,
            zone=head.zone,
            field=head.field,
            provenance=head.provenance,
            attribution=head.attribution,
            junctions={junction.id: junction for junction in junctions if junction is not None},
            plans={(plan.junction, plan.id): plan for plan in plans},
            timetable=timetable.timetable() if timetable else Timetable(),
            twin=None if head.twin is None else head.twin.twin(),
            rsmp=None if head.rsmp is None else head.rsmp.rsmp(),
        )

    def with_plans_of(self, city: City) -> City:
        """Return a city with the plans and timetable of this folder instead of those it has for the same."""
        files = self._of_junctions(PLANS)
        told = {(plan.junction, plan.id): plan for name, file in files for plan in self._plans(name, file)}
        named = {name for name, _ in files}
        kept = {at: plan for at, plan in city.plans.items() if at[0] not in named}
        timetable = self._file(TIMETABLE, TimetableFile) if (self.folder / TIMETABLE).exists() else None
        return replace(city, plans=kept | told, timetable=timetable.timetable() if timetable else city.timetable)

    def line(self, file: str, keys: tuple[str, ...]) -> int:
        """Return the line of the value that `keys` lead to; 0 if it is not in the file."""
        return line_of(self._texts.get(file, ""), keys)

    def follows_from_others(self, file: str, what: Because) -> bool:
        """Say whether a fault only follows from an entry that was left out for its own fault, told already."""
        left_out = self._left_out.get(Path(file).name, set())
        return not left_out.isdisjoint(value for _, value in what.values if isinstance(value, str))

    def _of_junctions(self, kind: str) -> list[tuple[str, str]]:
        """Return each junction that has a file in the folder `kind`, with that file."""
        found = []
        for path in sorted((self.folder / kind).glob("*.toml")):
            file, junction = f"{kind}/{path.name}", junction_of(path.stem)
            if file == file_of(kind, junction):
                found.append((junction, file))
            else:
                self.faults.append(fault(file, 0, "city.file_name", expected=file_of(kind, junction)))
        return found

    def _junction(self, name: str, file: str) -> Junction | None:
        found = self._file(file, JunctionFile)
        return None if found is None else found.junction(name)

    def _plans(self, junction: str, file: str) -> list[Plan]:
        tables = self._table(file) or {}
        shaped = {plan: self._shaped(file, PlanTable, table, (plan,)) for plan, table in tables.items()}
        return [table.plan(plan, junction) for plan, table in shaped.items() if table is not None]

    def _file(self, name: str, model: type[Model]) -> Model | None:
        table = self._table(name)
        return None if table is None else self._shaped(name, model, table, ())

    def _table(self, name: str) -> dict[str, Any] | None:
        try:
            self._texts[name] = text = (self.folder / name).read_text(encoding="utf-8-sig")
            return tomllib.loads(text, parse_float=self._number)
        except OSError:
            self.faults.append(fault(name, 0, "city.unreadable"))
        except UnicodeDecodeError as error:
            self.faults.append(fault(name, 0, "city.not_utf8", offset=error.start))
        except (ValueError, RecursionError) as error:  # the latter two: numbers and nesting beyond Python's own limits
            line = getattr(error, "lineno", 0) or _line_in(str(error))
            self.faults.append(fault(name, line, "city.not_toml", found=str(error)))
        return None

    def _number(self, text: str) -> float:
        """Return a number, the same object each time it is written so: a city has few lengths and times."""
        return self._numbers.setdefault(text, float(text))

    def _shaped(self, name: str, model: type[Model], table: Any, under: tuple[str, ...]) -> Model | None:
        """Return the table in its shape, without the entries that have faults; None if nothing can be made of it."""
        try:
            return model.model_validate(table)
        except ValidationError as error:
            found = error.errors(include_url=False)
        for wrong in found:
            keys = (*under, *(str(part) for part in wrong["loc"]))
            self.faults.append(shape_fault(name, self.line(name, keys), keys, wrong))
        rest, left_out = without_faulty(table, found)
        self._left_out.setdefault(Path(name).name, set()).update(left_out, under)
        try:
            return model.model_validate(rest)
        except ValidationError:
            return None


def _line_in(message: str) -> int:
    """Return the line that a TOML error names in its text: Python 3.11 to 3.13 give it nowhere else."""
    _, _, rest = message.partition("at line ")
    digits = rest.split(",")[0]
    return int(digits) if digits.isdigit() else 0
