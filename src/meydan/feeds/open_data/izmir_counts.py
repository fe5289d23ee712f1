"""İzmir: vehicles counted on main roads in the peaks (`izmir-ili-arac-sayim-verileri`).

A row with EK_SERIT 1 counts the extra (tidal) lane alone, beside the row of the other lanes.
"""

from collections.abc import Iterator
from statistics import median

from meydan.feeds.open_data.fields import day, minutes, month_place, time, whole
from meydan.feeds.open_data.oddities import Oddities, RowOddities
from meydan.feeds.open_data.reading import Published, Row, rows_of

KNOWN = {
    "day": ("tarih",),
    "road": ("anaarteradi",),
    "direction": ("istikamet",),
    "begin": ("baslama", "başlama"),
    "end": ("bitis", "bitiş"),
    "vehicles": ("aracsayisi", "araçsayisi"),
    "extra_lane": ("ekserit", "ekşerit"),
    "note": ("aciklama", "açiklama"),
}
COLUMNS = {
    "line": "INTEGER", "day": "DATE", "road": "VARCHAR", "direction": "VARCHAR", "begin": "TIME", "end": "TIME",
    "vehicles": "INTEGER", "vehicles_as_written": "VARCHAR", "extra_lane": "BOOLEAN", "note": "VARCHAR",
    "oddities": "VARCHAR",
}  # fmt: skip
MOST_VPH = 12_000  # five lanes of 2,400: no road of the city carries more
MOST_VPH_OF_A_LANE = 2_400
TIMES_MORE, TIMES_LESS = 3.0, 5.0  # than the median of the same direction and interval


def records(published: Published, told: Oddities) -> Iterator[tuple[object, ...]]:
    """Yield a row for each row of the file, in its order; a count that cannot be is left empty and named."""
    rows = list(rows_of(published, told))
    order = month_place(text["day"] for _, text in rows if text is not None)
    usual = _usual(rows)
    seen: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for odd, text in rows:
        if text is None:
            yield (odd.line, *[None] * (len(COLUMNS) - 2), odd.text)
            continue
        told_day, what, _ = day(text["day"], order)
        odd.meet(what, text["day"])
        begin, end = (_time(odd, text[name]) for name in ("begin", "end"))
        vehicles, what = whole(text["vehicles"])
        odd.meet(what, text["vehicles"])
        if begin is not None and end is not None and vehicles is not None:
            length = minutes(end) - minutes(begin)
            vehicles = _possible(odd, vehicles, length, usual.get(_key(text)))
            lanes = (text["day"], *_key(text)[:3])
            _look_for_overlap(odd, seen.setdefault(lanes, []), begin, end)
            if text["extra_lane"] == "1" and vehicles and vehicles * 60 > MOST_VPH_OF_A_LANE * length:
                odd.meet("oddity.more_than_a_lane", f"{vehicles} / {length} min")
        extra = {"0": False, "1": True}.get(text["extra_lane"])
        if extra is None:
            odd.meet("oddity.no_flag", text["extra_lane"])
        yield (
            odd.line, told_day, text["road"], text["direction"], begin, end, vehicles, text["vehicles"], extra,
            text["note"] or None, odd.text,
        )  # fmt: skip


def _key(text: dict[str, str]) -> tuple[str, ...]:
    return tuple(text[name] for name in ("road", "direction", "extra_lane", "begin", "end"))


def _usual(rows: list[Row]) -> dict[tuple[str, ...], float]:
    """Return the median count of each direction, kind of lanes and interval."""
    counts: dict[tuple[str, ...], list[int]] = {}
    for _, text in rows:
        if text is not None and (vehicles := whole(text["vehicles"])[0]) is not None:
            counts.setdefault(_key(text), []).append(vehicles)
    return {key: median(some) for key, some in counts.items()}


def _time(odd: RowOddities, text: str) -> str | None:
    told, what = time(text)
    odd.meet(what, text)
    return told


def _possible(odd: RowOddities, vehicles: int, length_min: int, usual: float | None) -> int | None:
    """Return a count, or None if there is no such; name one that is unusual."""
    if length_min <= 0:
        odd.meet("oddity.bad_interval")
        return vehicles
    if vehicles < 0 or vehicles * 60 > MOST_VPH * length_min:
        odd.meet("oddity.impossible_count", f"{vehicles} / {length_min} min")
        return None
    if usual and not usual / TIMES_LESS <= vehicles <= usual * TIMES_MORE:
        odd.meet("oddity.unusual_count", f"{vehicles} / {length_min} min")
    return vehicles


def _look_for_overlap(odd: RowOddities, seen: list[tuple[int, int]], begin: str, end: str) -> None:
    """Name an interval that another of the same day, direction and lanes overlaps."""
    own = (minutes(begin), minutes(end))
    if own in seen:
        odd.meet("oddity.told_twice", f"{begin}-{end}")
    elif any(own[0] < other[1] and other[0] < own[1] for other in seen):
        odd.meet("oddity.overlap", f"{begin}-{end}")
    seen.append(own)
