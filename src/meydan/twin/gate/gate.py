"""All ten rows over the pairs there are, and what they come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from meydan.city.because import because
from meydan.twin.gate.emergency_verdict import EmergencyTest
from meydan.twin.gate.enough_runs import enough_runs
from meydan.twin.gate.network_delay import improves, network_delay
from meydan.twin.gate.nobody_pays import nobody_pays
from meydan.twin.gate.people import people
from meydan.twin.gate.queues import queues
from meydan.twin.gate.robust import robust
from meydan.twin.gate.row import Row
from meydan.twin.gate.run_result import BASE, Pair
from meydan.twin.gate.safety_kernel import Checked, safety_kernel
from meydan.twin.gate.signing import signing
from meydan.twin.gate.starvation import starvation
from meydan.twin.gate.street import Street
from meydan.twin.gate.twin_valid import twin_valid

Verdict = Literal["passed", "passed_on_twin", "failed", "undecided"]

ROBUST, SIGNING = 8, 9
_NOT_RUN = tuple(
    Row(number, f"gate.{name}", "undecided", {}, because("gate.not_run"))
    for number, name in enumerate(("network_delay", "nobody_pays", "queues", "starvation", "people"), start=3)
)


@dataclass(frozen=True, slots=True)
class About:
    """What the gate must know beside the runs.

    `cycles_s` is each junction's cycle under the candidate, `emergency` what its emergency routes did there, `is_same`
    that candidate and baseline have one digest, `street` what was counted there, None where nobody counted.
    """

    checked: Checked = field(default_factory=Checked)
    cycles_s: Mapping[str, float] = field(default_factory=dict)
    emergency: EmergencyTest = field(default_factory=EmergencyTest)
    is_same: bool = False
    street: Street | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """The rows, what they come to, and whether the candidate may be called better."""

    rows: tuple[Row, ...]
    verdict: Verdict
    improves: bool


def judge(pairs: Sequence[Pair], about: About) -> Judged:
    """Return the gate's rows and verdict over pairs of the days as they are and of the variants."""
    base = [pair for pair in pairs if pair.variant == BASE]
    measured = (
        ()
        if not base
        else (
            network_delay(base),
            nobody_pays(base),
            queues(base),
            starvation(base, about.cycles_s),
            people(base, about.emergency),
        )
    )
    rows = (
        safety_kernel(about.checked, pairs),
        twin_valid(base, about.street),
        enough_runs(base),
        *(measured or _NOT_RUN),
        robust(pairs),
        signing(),
    )
    verdict = verdict_of(rows)
    is_better = verdict in ("passed", "passed_on_twin") and not about.is_same and improves(base)
    return Judged(rows, verdict, is_better)


def verdict_of(rows: Sequence[Row]) -> Verdict:
    """Return what rows come to: a row without data caps the verdict; the signature comes after it."""
    verdicts = {row.verdict for row in rows if row.row != SIGNING}
    if "failed" in verdicts:
        return "failed"
    if "undecided" in verdicts:
        return "undecided"
    return "passed_on_twin" if "not_assessed" in verdicts else "passed"


def awaits_variants(rows: Sequence[Row]) -> bool:
    """Say whether everything but row 8 is settled without a fault: time to run the variants."""
    return all(row.verdict in ("passed", "not_assessed") for row in rows if row.row not in (ROBUST, SIGNING))
