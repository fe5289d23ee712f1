"""Local time at the edge: the city's offset from UTC, and the instant of a local midnight."""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from meydan.city.instant import Instant

_QUARTER_MS = 15 * 60 * 1000  # every zone changes its offset on a quarter of an hour of UTC


def utc_offset_s(zone: str, t: Instant) -> int:
    """Return the offset of `zone` from UTC [s] at `t`; ZoneInfoNotFoundError if there is no such zone."""
    return _offset_s(zone, t // _QUARTER_MS)


@lru_cache(maxsize=4096)
def _offset_s(zone: str, quarter: int) -> int:
    offset = datetime.fromtimestamp(quarter * _QUARTER_MS / 1000, ZoneInfo(zone)).utcoffset()
    return round(offset.total_seconds()) if offset is not None else 0


def midnight(zone: str, day: str) -> Instant:
    """Return the instant at which the local day ("YYYY-MM-DD") begins."""
    local = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone))
    return Instant(round(local.astimezone(UTC).timestamp() * 1000))
