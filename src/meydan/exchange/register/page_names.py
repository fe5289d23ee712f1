"""What the pages of a register are called."""

from meydan.city.words import Language
from meydan.exchange.register.register import Register

FIRST = "index.html"


def page_file(register: Register, language: Language) -> str:
    """Return the name of the page in a language; that of the register's own language is what a server shows first."""
    return FIRST if language == register.head.language else f"{language}.html"
