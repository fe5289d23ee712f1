"""Sentences, numbers, days and times as people of one language write them."""

from math import isnan

from meydan.city.because import Value, because
from meydan.city.words import Language, say

NOTHING = "–"  # in the place of a number that is not available


class Wording:
    """Says everything in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, code: str, **values: Value) -> str:
        """Return the sentence of a code."""
        return say(because(code, **values), self.language)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number with its groups of thousands; a dash if it is not available."""
        if isnan(value):
            return NOTHING
        text = f"{value:,.{decimals}f}"
        text = text.removeprefix("-") if not text.strip("-0.,") else text  # no minus zero
        if self.language == "tr":
            text = text.translate(str.maketrans(",.", ".,"))
        return text.replace("-", "−")

    def share(self, value: float, decimals: int = 1) -> str:
        """Return a share of a whole [0..1] in percent: 62.5% in English, %62,5 in Turkish."""
        if isnan(value):
            return NOTHING
        text = self.number(value * 100, decimals)
        return f"%{text}" if self.language == "tr" else f"{text}%"

    def signed(self, value: float, decimals: int = 1) -> str:
        """Return a difference with its sign."""
        return f"+{self.number(value, decimals)}" if value > 0 else self.number(value, decimals)

    def day(self, day: str) -> str:
        """Return a day ("YYYY-MM-DD") as it is written."""
        return ".".join(reversed(day.split("-"))) if self.language == "tr" else day

    def days(self, first: str, last: str) -> str:
        """Return a day, or from which day to which."""
        return self.day(first) if first == last else f"{self.day(first)} – {self.day(last)}"
