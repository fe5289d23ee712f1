"""What is odd in a file that comes in: counted, with the first lines it stands in."""

from dataclasses import dataclass, field

FIRST = 5  # lines named of each oddity


@dataclass(slots=True)
class Oddity:
    """One kind of oddity of a file: how often, in which lines first, and what it looks like."""

    code: str
    count: int = 0
    lines: list[int] = field(default_factory=list)
    example: str = ""


class Oddities:
    """What was met in one file so far, by code, in the order in which it was met first."""

    def __init__(self) -> None:
        self.found: dict[str, Oddity] = {}

    def meet(self, code: str, line: int, example: str = "") -> str:
        """Count an oddity in a line; return its code."""
        oddity = self.found.setdefault(code, Oddity(code, example=example))
        oddity.count += 1
        if len(oddity.lines) < FIRST:
            oddity.lines.append(line)
        return code


class RowOddities:
    """What is odd in one row: told of the file too, and kept with the row."""

    def __init__(self, told: Oddities, line: int) -> None:
        self._told = told
        self.line = line
        self.codes: list[str] = []

    def meet(self, code: str, example: str = "") -> None:
        """Note an oddity of this row; "" is none."""
        if code and code not in self.codes:
            self.codes.append(self._told.meet(code, self.line, example))

    @property
    def text(self) -> str:
        """The codes of this row, separated by spaces."""
        return " ".join(self.codes)
