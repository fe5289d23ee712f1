"""Row 7: people on foot and in public transport first; what the map does not have is not assessed."""

from collections.abc import Sequence
from statistics import fmean

from meydan.city.because import Because, because
from meydan.report.limits import change_limits, mean_limits
from meydan.twin.gate.emergency_verdict import EmergencyTest, judged
from meydan.twin.gate.levels import DELAY_MARGIN, LOOK_LEVEL
from meydan.twin.gate.network_delay import non_inferior
from meydan.twin.gate.row import Row, RowVerdict, known, worst
from meydan.twin.gate.run_result import Pair
from meydan.twin.gate.units import observed

MORE_WALK_S, LONGEST_WALK_S = 5.0, 60.0


def people(pairs: Sequence[Pair], test: EmergencyTest) -> Row:
    """Return row 7; `test` is what became of the emergency routes, which no pair of runs shows."""
    walk, walk_numbers = _walks(pairs)
    ride, ride_numbers = _rides(pairs)
    emergency, route_numbers, told = judged(test)
    verdict = worst([walk, ride, emergency])
    parts: dict[str, RowVerdict] = {"pedestrians": walk, "public_transport": ride, "emergency": emergency}
    numbers = known({**walk_numbers, **ride_numbers, **route_numbers, **parts})
    return Row(7, "gate.people", verdict, numbers, _why(verdict, walk, ride, told if emergency == verdict else None))


def _why(verdict: RowVerdict, walk: RowVerdict, ride: RowVerdict, routes: Because | None) -> Because:
    """Return the sentence of the row; that of the `routes` where they decide, None where they do not."""
    if verdict == "not_assessed":
        by = next((name for name, one in (("walk", walk), ("ride", ride)) if one == verdict), None)
        return because(f"gate.people_not_assessed_{by}") if by or routes is None else routes
    return routes or because(f"gate.people_{verdict}")


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
