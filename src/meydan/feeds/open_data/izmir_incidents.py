"""İzmir: breakdowns and crashes that the traffic centre handled (`izmir-ili-arizali-kazali-arac-verileri`)."""

from collections import Counter
from collections.abc import Iterator

from meydan.feeds.open_data.fields import day, minutes, month_place, time
from meydan.feeds.open_data.oddities import Oddities, RowOddities
from meydan.feeds.open_data.reading import Published, Row, rows_of

KNOWN = {
    "day": ("date", "tarih"),
    "road": ("street", "anaarteradi", "cadde", "arter"),
    "direction": ("direction", "istikamet", "yon", "yön"),
    "place": ("location", "lokasyon", "konum", "yer"),
    "kind": ("type", "turu", "türü", "tur", "tür", "olayturu", "olaytürü", "kazaturu", "kazatürü"),
    "began": ("accidenttime", "kazasaati", "olaysaati", "saat"),
    "handled": ("interventiontime", "mudahalesaati", "müdahalesaati"),
}
COLUMNS = {
    "line": "INTEGER", "day": "DATE", "day_as_written": "VARCHAR", "road": "VARCHAR", "direction": "VARCHAR",
    "place": "VARCHAR", "kind": "VARCHAR", "began": "TIME", "handled": "TIME", "minutes_to_handle": "INTEGER",
    "oddities": "VARCHAR",
}  # fmt: skip
LONG_MIN = 180


def records(published: Published, told: Oddities) -> Iterator[tuple[object, ...]]:
    """Yield a row for each row of the file, in its order."""
    rows = list(rows_of(published, told))
    order = month_place(text["day"] for _, text in rows if text is not None)
    usual_spelling = _usual_spellings(rows)
    seen: set[tuple[str, ...]] = set()
    first_form = ""
    for odd, text in rows:
        if text is None:
            yield (odd.line, *[None] * (len(COLUMNS) - 2), odd.text)
            continue
        told_day, what, form = day(text["day"], order)
        odd.meet(what, text["day"])
        first_form = first_form or form
        if form and form != first_form:
            odd.meet("oddity.other_day_form", text["day"])
        if text["kind"] != usual_spelling[_folded(text["kind"])]:
            odd.meet("oddity.capitals", text["kind"])
        whole_row = tuple(text.values())
        if whole_row in seen:
            odd.meet("oddity.told_twice", text["place"])
        seen.add(whole_row)
        began, handled, took = _times(odd, text)
        yield (
            odd.line, told_day, text["day"], text["road"], text["direction"], text["place"], text["kind"], began,
            handled, took, odd.text,
        )  # fmt: skip


def _times(odd: RowOddities, text: dict[str, str]) -> tuple[str | None, str | None, int | None]:
    """Return when it began, when it was handled, and the minutes between; None where that cannot be told."""
    began, what = time(text["began"])
    odd.meet(what, text["began"])
    handled, what = time(text["handled"])
    odd.meet("oddity.not_handled" if what == "oddity.empty" else what, text["handled"])
    if began is None or handled is None:
        return began, handled, None
    took = minutes(handled) - minutes(began)
    if took < 0:
        odd.meet("oddity.handled_before", f"{began} - {handled}")
        return began, handled, None
    if took > LONG_MIN:
        odd.meet("oddity.handled_late", f"{began} - {handled}")
    return began, handled, took


def _usual_spellings(rows: list[Row]) -> dict[str, str]:
    """Return how each kind is spelled most often, whatever its capitals."""
    counts = Counter(text["kind"] for _, text in rows if text is not None)
    usual: dict[str, str] = {}
    for kind, _ in counts.most_common():
        usual.setdefault(_folded(kind), kind)
    return usual


def _folded(text: str) -> str:
    return text.replace("İ", "i").replace("I", "ı").lower()
