"""What cities learned as a file, which is also the content of a package of the kind `forecast-model`: plain JSON.

A matrix is symmetric, so only its lower triangle stands in the file, row by row.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from pydantic import AllowInfNan, BaseModel, ConfigDict, Field, ValidationError

from meydan.city.errors import Fault, PackageError, StoreError, fault
from meydan.exchange.learned import HORIZONS_MIN, KINDS, LEAST_DAYS, LEAST_DETECTORS, Learned
from meydan.measure.day_shapes import FEWEST, HOURS, DayShape
from meydan.measure.junction_log import Floats
from meydan.measure.ridge import FEATURES, MOST_SHARE, MOST_WEIGHT, Sums
from meydan.store.whole_file import write_whole

FORMAT = "meydan-forecast-model/1"
LARGEST = 8 * 2**20  # bytes; one has about 50 kB

Number = Annotated[float, AllowInfNan(False)]
Digest = Annotated[str, Field(pattern=r"^sha256:[0-9a-f]{64}$")]
_COUNT = len(FEATURES)
_TRIANGLE = np.tril_indices(_COUNT)


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Sums(_Table):
    rows: Annotated[Number, Field(gt=0)]
    gram: Annotated[list[Number], Field(min_length=_TRIANGLE[0].size, max_length=_TRIANGLE[0].size)]
    moment: Annotated[list[Number], Field(min_length=_COUNT, max_length=_COUNT)]


class _Shape(_Table):
    detectors: Annotated[int, Field(ge=FEWEST)]
    hours: Annotated[list[Annotated[Number, Field(ge=0, le=1)]], Field(min_length=HOURS, max_length=HOURS)]


class _File(_Table):
    format: Literal["meydan-forecast-model/1"]
    features: list[str]
    detectors: Annotated[int, Field(ge=1)]
    days: Annotated[int, Field(ge=LEAST_DAYS)]
    is_part: bool
    horizons: dict[Literal["15", "30", "60"], _Sums]
    shapes: dict[Literal["working", "free"], list[_Shape]]
    made_of: list[Digest]


def write_learned(learned: Learned, file: Path) -> None:
    """Write what cities learned, whole or not at all; StoreError if the disk refuses."""
    told = {
        "format": FORMAT,
        "features": list(FEATURES),
        "detectors": learned.detectors,
        "days": learned.days,
        "is_part": learned.is_part,
        "horizons": {str(minutes): _sums_told(sums) for minutes, sums in learned.horizons.items()},
        "shapes": {
            kind: [{"detectors": shape.detectors, "hours": list(shape.hours)} for shape in shapes]
            for kind, shapes in learned.shapes.items()
        },
        "made_of": list(learned.made_of),
    }
    try:
        write_whole(file, json.dumps(told, sort_keys=True, separators=(",", ":")).encode() + b"\n")
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error


def read_learned(file: Path) -> Learned:
    """Return what cities learned, from a file that may come from anywhere.

    Raises
    ------
    PackageError
        With every fault: another format or other features, numbers that no counts can give, too few detectors or days.
    """
    try:
        data = file.read_bytes() if file.stat().st_size <= LARGEST else b""
    except OSError as error:
        raise PackageError("learned.unreadable", file=str(file), found=str(error.strerror)) from error
    try:
        read = _File.model_validate_json(data)
    except ValidationError as error:
        faults = [fault(file.name, 0, "learned.shape", key=_key(one), found=one["msg"]) for one in error.errors()]
        raise PackageError("learned.faults", *faults, file=str(file), count=len(faults)) from error
    learned = Learned(
        read.detectors,
        read.days,
        read.is_part,
        {int(minutes): _sums(table) for minutes, table in read.horizons.items()},
        {kind: tuple(DayShape(one.detectors, tuple(one.hours)) for one in of) for kind, of in read.shapes.items()},
        tuple(read.made_of),
    )
    if faults := list(_faults(learned, read.features, file.name)):
        raise PackageError("learned.faults", *faults, file=str(file), count=len(faults))
    return learned


def _key(wrong: object) -> str:
    where = wrong["loc"] if isinstance(wrong, dict) else ()
    return ".".join(map(str, where)) or "–"


def _faults(learned: Learned, features: list[str], file: str) -> Iterator[Fault]:
    """Yield what cannot be in a file of the right shape."""
    if features != list(FEATURES):
        yield fault(file, 0, "learned.features")
    if set(learned.horizons) != set(HORIZONS_MIN) or set(learned.shapes) != set(KINDS):
        yield fault(file, 0, "learned.lacks")
    if not learned.is_part and learned.detectors < LEAST_DETECTORS:
        yield fault(file, 0, "learned.few", found=learned.detectors, detectors=LEAST_DETECTORS)
    for minutes, sums in learned.horizons.items():
        if not _can_be(sums):
            yield fault(file, 0, "learned.no_sums", minutes=minutes)


def _can_be(sums: Sums) -> bool:
    """Say whether counts can have given such sums: squares are not negative, and nothing is above its bound."""
    most = sums.rows * MOST_WEIGHT * MOST_SHARE**2
    highest = max(float(np.abs(sums.gram).max()), float(np.abs(sums.moment).max()))
    return highest <= most and float(np.linalg.eigvalsh(sums.gram).min()) >= -1e-9 * most


def _sums_told(sums: Sums) -> dict[str, object]:
    return {"rows": sums.rows, "gram": sums.gram[_TRIANGLE].tolist(), "moment": sums.moment.tolist()}


def _sums(table: _Sums) -> Sums:
    gram: Floats = np.zeros((_COUNT, _COUNT))
    gram[_TRIANGLE] = table.gram
    return Sums(table.rows, gram + np.tril(gram, -1).T, np.array(table.moment))
