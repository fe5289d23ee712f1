"""What cities learn together without showing a count: sums, kept from being so small that they tell of single ones.

Each sum is over twenty detectors and fourteen days at least. A city that has fewer makes a part, which goes to nobody
but the one who adds up; parts leave only as a sum which would still be large enough if everything that is published
already were taken away from it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from meydan.city.errors import PackageError
from meydan.measure.day_shapes import DayShape, day_shapes, hours_of
from meydan.measure.day_types import DayCalendar
from meydan.measure.history import History
from meydan.measure.junction_log import Flags, Floats, Ints
from meydan.measure.ridge import Sums, observed, summed, sums_of

LEAST_DETECTORS, LEAST_DAYS = 20, 14
BIN_MIN = 15
HORIZONS_MIN = (15, 30, 60)
KINDS = ("working", "free")


@dataclass(frozen=True, slots=True)
class Learned:
    """What one city, or several together, learned of counts in bins of 15 minutes.

    Attributes
    ----------
    detectors, days
        How many detectors are in the sums, and on how many days each was seen at least.
    is_part
        Whether it is too small to be shown to anybody but the one who adds up.
    horizons
        The sums of each horizon [minutes].
    shapes
        Day shapes of working days and of free ones; a part has none.
    made_of
        The digests of what was added up, sorted; empty for one city's own.
    """

    detectors: int
    days: int
    is_part: bool
    horizons: Mapping[int, Sums]
    shapes: Mapping[str, tuple[DayShape, ...]]
    made_of: tuple[str, ...] = ()


def learned_from(histories: Iterable[History], calendar: DayCalendar, *, is_part: bool) -> Learned:
    """Return what a city learned from its junctions' counts.

    Only detectors that were seen on fourteen days count.

    Raises
    ------
    PackageError
        If there are fewer than twenty of them and it is no part, or none at all.
    """
    sums: dict[int, list[Sums]] = {minutes: [] for minutes in HORIZONS_MIN}
    hours: dict[str, list[Floats]] = {kind: [] for kind in KINDS}
    detectors = 0
    days: list[int] = []
    for known in histories:
        of_detector = _days_seen(known, ~np.isnan(known.counts))
        counted = of_detector >= LEAST_DAYS
        detectors, days = detectors + int(counted.sum()), [*days, *of_detector[counted].tolist()]
        for minutes in HORIZONS_MIN:
            seen = observed(known, calendar, minutes // BIN_MIN)
            sums[minutes].append(sums_of(seen, seen.is_known & counted[:, None]))
        for kind, table in _by_kind(known, calendar).items():
            hours[kind].append(hours_of(table[counted]))
    if detectors < (1 if is_part else LEAST_DETECTORS):
        raise PackageError(
            "learned.too_few", found=detectors, detectors=1 if is_part else LEAST_DETECTORS, days=LEAST_DAYS
        )
    shapes = {kind: () if is_part else tuple(day_shapes(np.concatenate(of))) for kind, of in hours.items()}
    return Learned(detectors, min(days), is_part, {minutes: summed(of) for minutes, of in sums.items()}, shapes)


def pooled(parts: Sequence[tuple[str, Learned]]) -> Learned:
    """Return what several cities learned, added up; each comes with the digest of its file.

    Raises
    ------
    PackageError
        If something would be counted twice, or if what is not published by itself is too little together: whoever knows
        the rest could take it away again.
    """
    made_of = sorted(source for digest, one in parts for source in (one.made_of or (digest,)))
    if twice := sorted({source for source in made_of if made_of.count(source) > 1}):
        raise PackageError("learned.twice", digests=", ".join(twice))
    alone = [one for _, one in parts if one.is_part]
    hidden = sum(one.detectors for one in alone)
    if alone and (len(alone) < 2 or hidden < LEAST_DETECTORS):
        raise PackageError("learned.parts", parts=len(alone), found=hidden, detectors=LEAST_DETECTORS)
    each = [one for _, one in parts]
    return Learned(
        detectors=sum(one.detectors for one in each),
        days=min(one.days for one in each),
        is_part=False,
        horizons={minutes: summed(one.horizons[minutes] for one in each) for minutes in HORIZONS_MIN},
        shapes={kind: tuple(shape for one in each for shape in one.shapes[kind]) for kind in KINDS},
        made_of=tuple(made_of),
    )


def _days_seen(known: History, is_known: Flags) -> Ints:
    """Return on how many days each detector counted anything in at least half of the bins [detectors]."""
    of_days = np.nan_to_num(known.by_day(is_known.astype(np.float64))).mean(axis=2)
    return np.asarray((of_days >= 0.5).sum(axis=1), np.int64)


def _by_kind(known: History, calendar: DayCalendar) -> dict[str, Floats]:
    """Return the counts of working days and of free ones [detectors, days, slots]."""
    table = known.by_day(known.counts)
    works = np.array([calendar.day_type(day) in ("workday", "school_free") for day in known.days.tolist()])
    return dict(zip(KINDS, (table[:, works], table[:, ~works]), strict=True))
