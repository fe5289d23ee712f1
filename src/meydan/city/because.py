"""Reasons as data: a stable code and the values that fill its sentence.

Pure code never writes sentences; `meydan.city.words` turns a reason into Turkish or English.
"""

from dataclasses import dataclass

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Because:
    """Why something was decided: `code` names the sentence, `values` fill it."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()


def because(code: str, **values: Value) -> Because:
    """Return the reason `code` with its values, in the order given."""
    return Because(code, tuple(values.items()))
