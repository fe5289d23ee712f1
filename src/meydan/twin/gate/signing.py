"""Row 9: a person sees the differences and signs. The proof holds the digests; the signature comes after it."""

from meydan.city.because import because
from meydan.twin.gate.row import Row


def signing() -> Row:
    """Return row 9 of a proof that nobody has signed yet; it does not change the verdict of the runs."""
    return Row(9, "gate.signing", "not_assessed", {}, because("gate.signing_awaited"))
