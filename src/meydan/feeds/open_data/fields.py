"""Numbers, days and times as they are written in Turkish open data, and what is odd about how they are."""

import re
from collections.abc import Iterable
from datetime import date

_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3}){1,2}", re.ASCII)
_WITH_ZEROS = re.compile(r"(\d{1,9})[.,]0+", re.ASCII)
_DECIMAL = re.compile(r"-?\d+([.,]\d+)?", re.ASCII)
_MIDNIGHT = r"(?: 0?0:00(?::00)?)?"
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})" + _MIDNIGHT, re.ASCII)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})" + _MIDNIGHT, re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})" + _MIDNIGHT, re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?", re.ASCII)

Order = str
"""Which number of a day with strokes is the month: "first", "second", or "" if a file does not tell."""


def whole(text: str) -> tuple[int | None, str]:
    """Return a whole number from 0 on, of nine digits at most, and what is odd about it; None if it is none.

    `1.462` is 1,462 with a dot for thousands, because a whole number has no third decimal; `1462.0` is 1,462 too.
    """
    if not text:
        return None, "oddity.empty"
    if _WHOLE.fullmatch(text):
        return int(text), ""
    if _THOUSANDS.fullmatch(text):
        return int(text.replace(".", "")), "oddity.thousands_dots"
    if with_zeros := _WITH_ZEROS.fullmatch(text):
        return int(with_zeros[1]), "oddity.decimals"
    return None, "oddity.no_number"


def decimal(text: str) -> tuple[float | None, str]:
    """Return a number and what is odd about it; None if it is none, or if dots for thousands hide where it begins."""
    if not text:
        return None, "oddity.empty"
    if _DECIMAL.fullmatch(text):
        return float(text.replace(",", ".")), "oddity.decimal_comma" if "," in text else ""
    return None, "oddity.hidden_decimals" if text.count(".") > 1 else "oddity.no_number"


def month_place(texts: Iterable[str]) -> Order:
    """Return which number is the month in days written with strokes, from all of them together."""
    first, second = 0, 0
    for text in texts:
        if found := _SLASHED.fullmatch(text):
            first, second = max(first, int(found[1])), max(second, int(found[2]))
    if first > 12:
        return "second" if second <= 12 else ""
    return "first" if second > 12 else ""


def day(text: str, order: Order = "") -> tuple[str | None, str, str]:
    """Return a day as YYYY-MM-DD, what is odd about it, and how it was written; None if it cannot be told."""
    if found := _ISO.fullmatch(text):
        return *_real(int(found[1]), int(found[2]), int(found[3])), "iso"
    if found := _DOTTED.fullmatch(text):
        return *_real(int(found[3]), int(found[2]), int(found[1])), "dotted"
    if found := _SLASHED.fullmatch(text):
        if not order:
            return None, "oddity.ambiguous_day", "slashed"
        month, of_month = (1, 2) if order == "first" else (2, 1)
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        told, odd = _real(year, int(found[month]), int(found[of_month]))
        return told, odd or ("oddity.month_first" if order == "first" else ""), "slashed"
    return None, "oddity.bad_day" if text else "oddity.empty", ""


def time(text: str) -> tuple[str | None, str]:
    """Return a time of the day as HH:MM:SS and what is odd about it; None if it is none."""
    if not text:
        return None, "oddity.empty"
    found = _TIME.fullmatch(text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59 or int(found[3] or 0) > 59:
        return None, "oddity.bad_time"
    return f"{int(found[1]):02d}:{found[2]}:{found[3] or '00'}", ""


def minutes(text: str) -> int:
    """Return the minutes since midnight of a time of `time`."""
    return int(text[:2]) * 60 + int(text[3:5])


def _real(year: int, month: int, of_month: int) -> tuple[str | None, str]:
    try:
        return date(year, month, of_month).isoformat(), ""
    except ValueError:
        return None, "oddity.bad_day"
