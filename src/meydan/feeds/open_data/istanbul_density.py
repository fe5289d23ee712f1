"""İstanbul: vehicles and speeds by hour and cell of a geohash of six letters (`hourly-traffic-density-data-set`)."""

from collections.abc import Iterator
from functools import lru_cache

from meydan.feeds.open_data.fields import day, decimal, time, whole
from meydan.feeds.open_data.oddities import Oddities, RowOddities
from meydan.feeds.open_data.reading import Published, rows_of

KNOWN = {
    "local_time": ("datetime",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "geohash": ("geohash",),
    "lowest": ("minimumspeed",),
    "highest": ("maximumspeed",),
    "mean": ("averagespeed",),
    "vehicles": ("numberofvehicles",),
}
COLUMNS = {
    "line": "INTEGER", "local_time": "TIMESTAMP", "latitude": "DOUBLE", "longitude": "DOUBLE", "geohash": "VARCHAR",
    "lowest_speed_mps": "DOUBLE", "highest_speed_mps": "DOUBLE", "mean_speed_mps": "DOUBLE", "vehicles": "INTEGER",
    "oddities": "VARCHAR",
}  # fmt: skip
UNUSUAL_KMH, MOST_KMH = 150, 250
_LETTERS = "0123456789bcdefghjkmnpqrstuvwxyz"


def records(published: Published, told: Oddities) -> Iterator[tuple[object, ...]]:
    """Yield a row for each row of the file, in its order; speeds in metres a second."""
    seen: set[tuple[str, str]] = set()
    for odd, text in rows_of(published, told):
        if text is None:
            yield (odd.line, *[None] * (len(COLUMNS) - 2), odd.text)
            continue
        where = [_decimal(odd, text[name]) for name in ("latitude", "longitude")]
        if not _is_in_cell(where, text["geohash"]):
            odd.meet("oddity.other_cell", text["geohash"])
        if (text["local_time"], text["geohash"]) in seen:
            odd.meet("oddity.told_twice", f"{text['local_time']} {text['geohash']}")
        seen.add((text["local_time"], text["geohash"]))
        speeds = [_speed_kmh(odd, text[name]) for name in ("lowest", "mean", "highest")]
        known = [speed for speed in speeds if speed is not None]
        if known != sorted(known):
            odd.meet("oddity.speed_order", " / ".join(f"{speed:g}" for speed in known))
        lowest, mean, highest = (None if speed is None else round(speed / 3.6, 4) for speed in speeds)
        vehicles, what = whole(text["vehicles"])
        odd.meet(what, text["vehicles"])
        yield (
            odd.line, _instant(odd, text["local_time"]), *where, text["geohash"], lowest, highest, mean, vehicles,
            odd.text,
        )  # fmt: skip


@lru_cache(maxsize=1 << 14)  # the same cells come back every hour
def geohash(latitude_deg: float, longitude_deg: float, length: int) -> str:
    """Return the geohash of a place [1]_.

    References
    ----------
    .. [1] G. Niemeyer, geohash.org, 2008: bits of longitude and latitude by turns, halving the range each time.
    """
    ranges = [[-180.0, 180.0], [-90.0, 90.0]]
    value, text = 0, ""
    for bit in range(length * 5):
        span, where = ranges[bit % 2], (longitude_deg, latitude_deg)[bit % 2]
        middle = sum(span) / 2
        is_upper = where >= middle
        span[0 if is_upper else 1] = middle
        value = value * 2 + is_upper
        if bit % 5 == 4:
            text += _LETTERS[value]
            value = 0
    return text


def _is_in_cell(where: list[float | None], cell: str) -> bool:
    """Say whether a place is in the cell of a geohash; one that is not known is."""
    latitude_deg, longitude_deg = where
    return latitude_deg is None or longitude_deg is None or geohash(latitude_deg, longitude_deg, len(cell)) == cell


def _instant(odd: RowOddities, text: str) -> str | None:
    written_day, _, written_time = text.partition(" ")
    told_day, what, _ = day(written_day)
    odd.meet(what, text)
    told_time, what = time(written_time)
    odd.meet(what, text)
    return None if told_day is None or told_time is None else f"{told_day} {told_time}"


def _decimal(odd: RowOddities, text: str) -> float | None:
    value, what = decimal(text)
    odd.meet(what, text)
    return value


def _speed_kmh(odd: RowOddities, text: str) -> float | None:
    speed = _decimal(odd, text)
    if speed is None:
        return None
    if not 0 <= speed <= MOST_KMH:
        odd.meet("oddity.impossible_speed", text)
        return None
    if speed > UNUSUAL_KMH:
        odd.meet("oddity.unusual_speed", text)
    return speed
