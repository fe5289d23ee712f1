"""Row 7: people on foot and in public transport first; what the map does not have is not assessed."""

from collections.abc import Sequence
from statistics import fmean

from meydan.city.because import because
from meydan.report.limits import change_limits, mean_limits
from meydan.twin.gate.levels import DELAY_MARGIN, LOOK_LEVEL
from meydan.twin.gate.network_delay import non_inferior
from meydan.twin.gate.row import Row, RowVerdict, known, worst
from meydan.twin.gate.run_result import Pair
from meydan.twin.gate.units import observed

MORE_WALK_S, LONGEST_WALK_S = 5.0, 60.0


def people(pairs: Sequence[Pair], *, has_emergency: bool) -> Row:
    """Return row 7.

    `has_emergency`: the city gives way to emergency vehicles. The twin's controllers only keep account of a request and
    change no lamp for it, so a test on them would pass whatever the candidate does: that part is not assessed. A city
    without has nothing to test, and the part stands in no way.
    """
    walk, walk_numbers = _walks(pairs)
    ride, ride_numbers = _rides(pairs)
    verdict = worst([walk, ride, "not_assessed" if has_emergency else "passed"])
    numbers = known({**walk_numbers, **ride_numbers, "pedestrians": walk, "public_transport": ride})
    which = {"walk": walk, "ride": ride, "emergency": "not_assessed" if has_emergency else "passed"}
    code = f"gate.people_{verdict}"
    if verdict == "not_assessed":
        code += "_" + next(name for name, one in which.items() if one == verdict)
    return Row(7, "gate.people", verdict, numbers, because(code))


def _walks(pairs: Sequence[Pair]) -> tuple[RowVerdict, dict[str, float | None]]:
    old, new = observed(pairs, lambda run: run.walk_delay_s)
    if not new:
        return "not_assessed", {}
    more = mean_limits([n - o for o, n in zip(old, new, strict=True)], LOOK_LEVEL)
    whole = mean_limits(new, LOOK_LEVEL)
    numbers: dict[str, float | None] = {
        "walk_old_s": fmean(old),
        "walk_new_s": fmean(new),
        "walk_more_high_s": more.high,
    }
    if more.high <= MORE_WALK_S and whole.high <= LONGEST_WALK_S:
        return "passed", numbers
    return ("failed" if more.low > MORE_WALK_S or whole.low > LONGEST_WALK_S else "undecided"), numbers


def _rides(pairs: Sequence[Pair]) -> tuple[RowVerdict, dict[str, float | None]]:
    old, new = observed(pairs, lambda run: run.ride_delay_s)
    if not new:
        return "not_assessed", {}
    change = change_limits(old, new, LOOK_LEVEL)
    numbers: dict[str, float | None] = {
        "ride_old_s": fmean(old),
        "ride_new_s": fmean(new),
        "ride_change": change.value,
        "ride_high": change.high,
    }
    return non_inferior(change, DELAY_MARGIN), numbers
