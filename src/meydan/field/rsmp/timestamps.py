"""Timestamps: `YYYY-MM-DDThh:mm:ss.mmmZ`, UTC, exactly three decimals."""

import re
from datetime import UTC, datetime

from meydan.city.instant import Instant

_FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def find_instant(text: str) -> Instant | None:
    """Return the instant of a timestamp, or None where no day or hour is meant by it."""
    if not _FORM.fullmatch(text):
        return None
    try:
        passed = datetime.fromisoformat(text) - _EPOCH
    except ValueError:
        return None
    return Instant(passed.days * 86_400_000 + passed.seconds * 1000 + passed.microseconds // 1000)


def timestamp(t: Instant) -> str:
    """Return an instant (year 1 to 9999) as the protocol writes it."""
    seconds, ms = divmod(t, 1000)
    return f"{_on_the_second(seconds)}.{ms:03}Z"


def _on_the_second(seconds: int) -> str:
    days, second = divmod(seconds, 86_400)
    day = datetime.fromordinal(_EPOCH.toordinal() + days)
    return f"{day.year:04}-{day.month:02}-{day.day:02}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
