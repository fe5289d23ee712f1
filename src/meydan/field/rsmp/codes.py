"""The security codes of a site: level 1 for its clock, level 2 for what moves lamps and plans."""

from meydan.city.secret import Secret

LEVELS = {"Level1": 1, "Level2": 2}
WRONG = "the security code is wrong"


class Codes:
    """The code of each level; M0103 changes them."""

    def __init__(self, one: Secret, two: Secret) -> None:
        self._codes = {1: one, 2: two}

    def open(self, level: int, given: str) -> bool:
        """Say whether this is the code of a level: no code opens the door of another."""
        return Secret(given) == self._codes[level]

    def change(self, level: int, old: str, new: str) -> str | None:
        """Take a new code for a level, or return in English why not."""
        if not self.open(level, old):
            return WRONG
        self._codes[level] = Secret(new)
        return None
