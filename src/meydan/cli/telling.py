"""How errors are told, and in which language."""

import os

from meydan.city.because import because
from meydan.city.errors import MeydanError
from meydan.city.words import CATALOGUE, Language, say


def spoken_language() -> Language:
    """Return the language of the terminal: Turkish if the environment says so, else English."""
    for name in ("MEYDAN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "tr" if value.lower().startswith("tr") else "en"
    return "en"


def told(error: MeydanError, language: Language) -> str:
    """Return an error as a user reads it: what is wrong, then every fault with its place."""
    lines = [say(error.what, language)]
    for fault in error.faults:
        place = f"{fault.file}:{fault.line}" if fault.line else fault.file
        lines.append(f"  {place}: {say(fault.what, language)}" if place else f"  {say(fault.what, language)}")
    if f"hint.{error.code}" in CATALOGUE:
        lines.append(say(because(f"hint.{error.code}", **dict(error.what.values)), language))
    return "\n".join(lines)
