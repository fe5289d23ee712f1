"""Row 0: the rules of safety hold at every second, of every plan, of every change between plans and of every run."""

from collections.abc import Sequence
from dataclasses import dataclass

from meydan.city.because import Because, because
from meydan.twin.gate.row import Row, known
from meydan.twin.gate.run_result import Pair


@dataclass(frozen=True, slots=True)
class Checked:
    """What a virtual controller of each junction was seen to do without traffic.

    `faults` say which plan, or which change of plans, breaks which rule, at most a few of each junction.
    """

    plans: int = 0
    changes: int = 0
    seconds: int = 0
    faults: tuple[Because, ...] = ()


def safety_kernel(checked: Checked, pairs: Sequence[Pair]) -> Row:
    """Return row 0; one violation fails it, and nobody can waive it."""
    broken = sum(pair.new.violations for pair in pairs)
    crashed = sum(pair.new.strategy_failures for pair in pairs)
    numbers = known(
        {
            "plans": checked.plans,
            "changes": checked.changes,
            "seconds": checked.seconds,
            "faults": len(checked.faults),
            "runs": len(pairs),
            "violations": broken,
            "strategy_failures": crashed,
            "refused": sum(pair.new.refused for pair in pairs),
        }
    )
    if checked.faults:
        return Row(0, "gate.safety_kernel", "failed", numbers, checked.faults[0])
    if broken:
        rules = sorted({rule for pair in pairs for rule in pair.new.violated})
        why = because("gate.safety_kernel_lamps", violations=broken, rules=", ".join(rules))
        return Row(0, "gate.safety_kernel", "failed", numbers, why)
    if crashed:
        return Row(0, "gate.safety_kernel", "failed", numbers, because("gate.safety_kernel_crashed", junctions=crashed))
    return Row(0, "gate.safety_kernel", "passed", numbers, because("gate.safety_kernel_passed"))
