"""Timestamps: `YYYY-MM-DDThh:mm:ss.mmmZ`, UTC, exactly three decimals."""

import re
from datetime import UTC, datetime
from functools import lru_cache

from meydan.city.instant import Instant

_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.", re.ASCII)
_REST = {f"{ms:03}Z": ms for ms in range(1000)}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def find_instant(text: str) -> Instant | None:
    """Return the instant of a timestamp, or None where no day or hour is meant by it."""
    second_ms, ms = _second_ms(text[:20]), _REST.get(text[20:])
    return None if second_ms is None or ms is None else Instant(second_ms + ms)


def timestamp(t: Instant) -> str:
    """Return an instant (year 1 to 9999) as the protocol writes it."""
    seconds, ms = divmod(t, 1000)
    return f"{_on_the_second(seconds)}.{ms:03}Z"


@lru_cache(256)  # all sites of a city speak of the same few seconds
def _second_ms(text: str) -> int | None:
    """Return the instant of a second that is written up to its point."""
    if not _SECOND.fullmatch(text):
        return None
    try:
        passed = datetime.fromisoformat(text[:19] + "Z") - _EPOCH
    except ValueError:
        return None
    return passed.days * 86_400_000 + passed.seconds * 1000


@lru_cache(256)
def _on_the_second(seconds: int) -> str:
    days, second = divmod(seconds, 86_400)
    day = datetime.fromordinal(_EPOCH.toordinal() + days)
    return f"{day.year:04}-{day.month:02}-{day.day:02}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
