"""The tables of a controller that are commanded as text: week, days, trigger levels of loops, and dynamic bands.

A text is rows of whole numbers: "1-50,2-40" has two rows of two.
"""

import re
from collections.abc import Sequence

_ROW = re.compile(r"\d{1,5}(-\d{1,5})*", re.ASCII)
Row = tuple[int, ...]
Limits = Sequence[tuple[int, int]]
BAND: Limits = ((1, 255), (0, 99))  # band, seconds
WEEK: Limits = ((0, 6), (0, 255))  # day (0: Monday), day table
DAY: Limits = ((1, 12), (0, 255), (0, 23), (0, 59))  # day table, function, hour, minute
LEVEL: Limits = ((1, 255), (0, 100))  # detector, level


def read_rows(text: str, limits: Limits) -> list[Row] | None:
    """Return the rows of a text whose numbers lie within `limits`, each with its ends; None if it has others."""
    rows = []
    for part in text.split(","):
        row = tuple(int(number) for number in part.split("-")) if _ROW.fullmatch(part) else ()
        if len(row) != len(limits) or not all(least <= n <= most for n, (least, most) in zip(row, limits, strict=True)):
            return None
        rows.append(row)
    return rows


def write_rows(rows: Sequence[Row]) -> str:
    """Return rows as the protocol writes them."""
    return ",".join("-".join(map(str, row)) for row in rows)


def replaced(rows: Sequence[Row], new: Sequence[Row]) -> list[Row]:
    """Return rows in order of their first number; `new` ones take the place of all with the same first number."""
    firsts = {row[0] for row in new}
    return sorted([*(row for row in rows if row[0] not in firsts), *new], key=lambda row: row[0])
