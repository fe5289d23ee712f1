"""Row 3: the delay of all people together is no worse; and when "improves" may be written."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from meydan.city.because import Because, because
from meydan.report.limits import Limits, change_limits
from meydan.twin.gate.levels import DELAY_MARGIN, IMPROVES_LEVEL, LEAST_IMPROVEMENT, LOOK_LEVEL
from meydan.twin.gate.row import Row, RowVerdict, known, percent
from meydan.twin.gate.run_result import Pair
from meydan.twin.gate.units import observed


@dataclass(frozen=True, slots=True)
class Delay:
    """Mean delay of a person's trip before and after [s], and the relative change with its limits at `level`."""

    old_s: float
    new_s: float
    change: Limits
    level: float
    days: int


def delay_of(pairs: Sequence[Pair], level: float = LOOK_LEVEL) -> Delay:
    """Return how the delay of a person changes over pairs."""
    old, new = observed(pairs, lambda run: run.person_delay_s)
    return Delay(sum(old) / len(old), sum(new) / len(new), change_limits(old, new, level), level, len(old))


def network_delay(pairs: Sequence[Pair], *, margin: float = DELAY_MARGIN, level: float = LOOK_LEVEL) -> Row:
    """Return row 3: passed when the upper limit of the change is within `margin`, failed when the lower is beyond."""
    delay = delay_of(pairs, level)
    verdict = non_inferior(delay.change, margin)
    numbers = known(
        {
            "old_s": delay.old_s,
            "new_s": delay.new_s,
            "change": delay.change.value,
            "low": delay.change.low,
            "high": delay.change.high,
            "margin": margin,
            "level": level,
            "days": delay.days,
        }
    )
    return Row(3, "gate.network_delay", verdict, numbers, _why(delay, verdict, margin))


def _why(delay: Delay, verdict: RowVerdict, margin: float) -> Because:
    unbounded = verdict == "undecided" and not (isfinite(delay.change.low) and isfinite(delay.change.high))
    return because(
        f"gate.network_delay_{'unbounded' if unbounded else verdict}",
        old_s=delay.old_s,
        new_s=delay.new_s,
        change=percent(delay.change.value),
        low=percent(delay.change.low),
        high=percent(delay.change.high),
        margin=percent(margin),
    )


def non_inferior(change: Limits, margin: float) -> RowVerdict:
    """Return whether a change is shown to be no more than `margin`, shown to be more, or neither."""
    if change.high <= margin:
        return "passed"
    return "failed" if change.low > margin else "undecided"


def improves(pairs: Sequence[Pair]) -> bool:
    """Say whether the candidate may be called better: surely below 0, and by 3 % at least."""
    change = delay_of(pairs, IMPROVES_LEVEL).change
    return change.high < 0 and change.value <= -LEAST_IMPROVEMENT
