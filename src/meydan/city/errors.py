"""Errors a user can act on. Python's own errors mean a bug of ours."""

from collections.abc import Sequence
from dataclasses import dataclass

from meydan.city.because import Because, Value, because


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in an input: where it stands and the sentence that says what to do.

    `what.code` names a sentence of the catalogue that says what was found, what was expected and what to do.
    """

    file: str
    line: int
    what: Because


def fault(file: str, line: int, code: str, **values: Value) -> Fault:
    """Return the fault `code` at `file`:`line` (0: the whole file)."""
    return Fault(file, line, because(code, **values))


class MeydanError(Exception):
    """Something a user can act on: a stable code, values for its sentence, and all faults found."""

    def __init__(self, code: str, *faults: Fault, **values: Value) -> None:
        self.what: Because = because(code, **values)
        self.faults: Sequence[Fault] = faults
        super().__init__(code)

    @property
    def code(self) -> str:
        """The stable name of the error, translated in the catalogue; its `hint.<code>` says what to do."""
        return self.what.code


class CityError(MeydanError):
    """A file of the city is wrong; the user can fix it."""


class FieldError(MeydanError):
    """The field cannot be reached, refuses, or breaks its protocol."""


class FeedError(MeydanError):
    """A file or feed from outside cannot be used."""


class StoreError(MeydanError):
    """The disk or what lies on it cannot be used."""


class PackageError(MeydanError):
    """A package from another city cannot be used."""
