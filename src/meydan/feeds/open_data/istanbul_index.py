"""İstanbul: the traffic index of the whole city, about every five minutes, from 1 (free) to 99."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from meydan.feeds.open_data.fields import day, time, whole
from meydan.feeds.open_data.oddities import Oddities, RowOddities
from meydan.feeds.open_data.reading import Published, rows_of

KNOWN = {
    "id": ("id",),
    "index": ("trafikindeksi", "trafficindex"),
    "local_time": ("trafikindeksitarihi", "trafficindexdate", "tarih"),
}
COLUMNS = {
    "line": "INTEGER", "local_time": "TIMESTAMP", "index": "INTEGER", "index_as_written": "VARCHAR", "id": "VARCHAR",
    "oddities": "VARCHAR",
}  # fmt: skip
ERROR = 255
MOST = 99
HOLE = timedelta(minutes=10)


def records(published: Published, told: Oddities) -> Iterator[tuple[object, ...]]:
    """Yield a row for each row of the file, in its order; an index that says "error" is left empty and named."""
    first_form, before = "", None
    seen: set[datetime] = set()
    for odd, text in rows_of(published, told):
        if text is None:
            yield (odd.line, *[None] * (len(COLUMNS) - 2), odd.text)
            continue
        at, form = _instant(odd, text["local_time"])
        first_form = first_form or form
        if form and form != first_form:
            odd.meet("oddity.other_day_form", text["local_time"])
        if at is not None:
            if at in seen:
                odd.meet("oddity.told_twice", text["local_time"])
            if before is not None and abs(at - before) > HOLE:
                odd.meet("oddity.hole", f"{before:%Y-%m-%d %H:%M} - {at:%Y-%m-%d %H:%M}")
            seen.add(at)
            before = at
        yield (
            odd.line,
            None if at is None else at.isoformat(),
            _index(odd, text["index"]),
            text["index"],
            text["id"],
            odd.text,
        )


def _instant(odd: RowOddities, text: str) -> tuple[datetime | None, str]:
    """Return a local time, and how its day was written."""
    written_day, _, written_time = text.partition(" ")
    told_day, what, form = day(written_day)
    odd.meet(what, text)
    told_time, what = time(written_time)
    odd.meet(what, text)
    if told_day is None or told_time is None:
        return None, form
    return datetime.fromisoformat(f"{told_day}T{told_time}"), form


def _index(odd: RowOddities, text: str) -> int | None:
    value, what = whole(text)
    odd.meet(what, text)
    if value == ERROR:
        odd.meet("oddity.error_value", text)
        return None
    if value is not None and not 0 <= value <= MOST:
        odd.meet("oddity.impossible_index", text)
        return None
    return value
