"""Row 1: the twin is like the street. Meydan keeps no held-out counts of a city yet, so nobody can say."""

from meydan.city.because import because
from meydan.twin.gate.row import Row


def twin_valid() -> Row:
    """Return row 1: without counts that the twin was not fitted to, it is not assessed."""
    return Row(1, "gate.twin_valid", "not_assessed", {}, because("gate.twin_valid_no_counts"))
