"""In which language the terminal speaks."""

import os

from meydan.city.words import Language


def spoken_language() -> Language:
    """Return the language of the terminal: Turkish if the environment says so, else English."""
    for name in ("MEYDAN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "tr" if value.lower().startswith("tr") else "en"
    return "en"


def plain(text: str) -> str:
    """Return a text as a terminal may show it: what comes from elsewhere moves no cursor and hides nothing."""
    return "".join(c if c.isprintable() or c in "\n\t" else " " if c.isspace() else "\ufffd" for c in text)
