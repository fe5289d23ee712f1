"""Row 8: what holds on the days as they are also holds with less traffic, with more, and with a detector lost."""

from collections.abc import Mapping, Sequence

from meydan.city.because import Because, Value, because
from meydan.twin.gate.levels import FIXED_LEVEL, VARIANT_MARGIN, VARIANT_PAIRS
from meydan.twin.gate.network_delay import network_delay
from meydan.twin.gate.nobody_pays import nobody_pays
from meydan.twin.gate.queues import queues
from meydan.twin.gate.row import Row, RowVerdict, worst
from meydan.twin.gate.run_result import DETECTOR_LOST, LESS, MORE, VARIANTS, Pair

_CALLED = {LESS: "less", MORE: "more", DETECTOR_LOST: "detector"}
_PART_ROWS = ("delay", "approaches", "queues")


def robust(pairs: Sequence[Pair]) -> Row:
    """Return row 8 over the pairs of all variants: rows 3 to 5 again, with a margin of 5 %, on five pairs of each."""
    found: dict[str, RowVerdict] = {}
    numbers: dict[str, Value] = {"margin": VARIANT_MARGIN, "level": FIXED_LEVEL}
    for variant in VARIANTS:
        mine = [pair for pair in pairs if pair.variant == variant]
        numbers[f"{variant} pairs"] = len(mine)
        if not mine:
            found[f"{variant} pairs"] = "undecided"
            continue
        rows = [_delay(mine), nobody_pays(mine), queues(mine)]
        numbers |= {
            f"{variant} {name}": rows[0].numbers[name] for name in ("change", "high") if name in rows[0].numbers
        }
        for part, row in zip(_PART_ROWS, rows, strict=True):
            numbers[f"{variant} {part}"] = row.verdict
            found[f"{variant} {part}"] = "passed" if row.verdict == "not_assessed" else row.verdict
        if len(mine) < VARIANT_PAIRS:
            found[f"{variant} pairs"] = "undecided"
    verdict = worst(list(found.values()))
    return Row(8, "gate.robust", verdict, numbers, _why(found, verdict, pairs))


def _why(found: Mapping[str, RowVerdict], verdict: RowVerdict, pairs: Sequence[Pair]) -> Because:
    if not any(pair.variant in VARIANTS for pair in pairs):
        return because("gate.robust_not_run")
    if verdict == "passed":
        return because("gate.robust_passed")
    first = next(name for name, one in found.items() if one == verdict).partition(" ")[0]
    return because(f"gate.robust_{verdict}_{_CALLED[first]}")


def _delay(pairs: Sequence[Pair]) -> Row:
    return network_delay(pairs, margin=VARIANT_MARGIN, level=FIXED_LEVEL)
