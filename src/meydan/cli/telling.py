"""In which language the terminal speaks."""

import os

from meydan.city.words import Language


def spoken_language() -> Language:
    """Return the language of the terminal: Turkish if the environment says so, else English."""
    for name in ("MEYDAN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "tr" if value.lower().startswith("tr") else "en"
    return "en"
