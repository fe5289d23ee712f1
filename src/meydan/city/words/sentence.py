"""One sentence in both languages; `{name}` stands for a value."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "tr"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same thing said in English and in Turkish."""

    en: str
    tr: str
