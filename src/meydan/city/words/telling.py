"""Errors, and words from elsewhere, as a user reads them."""

from meydan.city.because import because
from meydan.city.errors import MeydanError
from meydan.city.words import CATALOGUE, Language, say


def plain(text: str) -> str:
    """Return a text as it may be shown: what comes from elsewhere moves no cursor, turns no words and hides nothing."""
    return "".join(c if c.isprintable() or c in "\n\t" else " " if c.isspace() else "\ufffd" for c in text)


def told(error: MeydanError, language: Language) -> str:
    """Return an error as a user reads it: what is wrong, then every fault with its place."""
    lines = [say(error.what, language)]
    for fault in error.faults:
        place = f"{fault.file}:{fault.line}" if fault.line else fault.file
        lines.append(f"  {place}: {say(fault.what, language)}" if place else f"  {say(fault.what, language)}")
    if f"hint.{error.code}" in CATALOGUE:
        lines.append(say(because(f"hint.{error.code}", **dict(error.what.values)), language))
    return "\n".join(lines)
