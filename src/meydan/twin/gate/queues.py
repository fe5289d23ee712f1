"""Row 5: queues stay on their roads, nothing locks up, and nobody is kept out of the network."""

from collections.abc import Callable, Mapping, Sequence
from statistics import fmean

from meydan.city.because import Because, Value, because
from meydan.report.limits import mean_limits
from meydan.twin.gate.levels import APPROACH_LEVEL
from meydan.twin.gate.row import Row, RowVerdict, known, worst
from meydan.twin.gate.run_result import ApproachResult, Pair
from meydan.twin.gate.units import Take, observed

FULL_SHARE = 0.85  # of what a road holds
MORE_SPILLBACK_MIN_PH = 1.0
MORE_KEPT_OUT_SHARE = 0.001  # of the trips: what chance alone keeps out now and then


def queues(pairs: Sequence[Pair]) -> Row:
    """Return row 5 over every approach and the whole network."""
    names = sorted({name for pair in pairs for name, one in pair.old.approaches.items() if one.queue_share is not None})
    long = {name: _queue(name, pairs) for name in names}
    spilt = {name: _spillback(name, pairs) for name in names}
    locked = sum(pair.new.teleports + pair.new.gridlocks for pair in pairs)
    kept_out = _kept_out(pairs)
    verdict = worst([*long.values(), *spilt.values(), kept_out, "failed" if locked else "passed"])
    numbers = known(
        {
            "approaches": len(names),
            "queues_failed": _count(long, "failed"),
            "queues_undecided": _count(long, "undecided"),
            "spillback_failed": _count(spilt, "failed"),
            "spillback_undecided": _count(spilt, "undecided"),
            "first": next((n for n in names if verdict != "passed" and verdict in (long[n], spilt[n])), None),
            "teleports_and_gridlocks": locked,
            "never_inserted_old": fmean([pair.old.never_inserted for pair in pairs]),
            "never_inserted_new": fmean([pair.new.never_inserted for pair in pairs]),
            "level": APPROACH_LEVEL,
        }
    )
    return Row(5, "gate.queues", verdict, numbers, _why(numbers, verdict))


def _why(numbers: Mapping[str, Value], verdict: RowVerdict) -> Because:
    those = sum(int(numbers.get(f"{part}_{verdict}", 0)) for part in ("queues", "spillback"))
    return because(
        f"gate.queues_{verdict}",
        approaches=numbers["approaches"],
        those=those,
        first=numbers.get("first", "–"),
        locked=numbers["teleports_and_gridlocks"],
        old=numbers["never_inserted_old"],
        new=numbers["never_inserted_new"],
    )


def _queue(name: str, pairs: Sequence[Pair]) -> RowVerdict:
    """Return whether a queue leaves 15 % of its road free, or is not longer than before by a vehicle."""
    old, new = observed(pairs, _of(name, lambda one: one.queue_share))
    if not new or mean_limits(new, APPROACH_LEVEL).high <= FULL_SHARE:
        return "passed"
    vehicle = max(pair.old.approaches[name].vehicle_share for pair in pairs if name in pair.old.approaches)
    return _not_above(old, new, vehicle, failed_above=vehicle)


def _spillback(name: str, pairs: Sequence[Pair]) -> RowVerdict:
    old, new = observed(pairs, _of(name, lambda one: one.spillback_min_ph))
    if not new:
        return "passed"
    more = mean_limits([n - o for o, n in zip(old, new, strict=True)], APPROACH_LEVEL)
    if more.high <= MORE_SPILLBACK_MIN_PH:
        return "passed"
    return "failed" if more.low > MORE_SPILLBACK_MIN_PH else "undecided"


def _kept_out(pairs: Sequence[Pair]) -> RowVerdict:
    old, new = observed(pairs, lambda run: float(run.never_inserted))
    return _not_above(old, new, MORE_KEPT_OUT_SHARE * fmean([pair.old.trips for pair in pairs]), failed_above=0.0)


def _not_above(old: Sequence[float], new: Sequence[float], allowed: float, *, failed_above: float) -> RowVerdict:
    """Return "passed" where the new mean is not above the old, or surely by no more than `allowed`."""
    more = mean_limits([n - o for o, n in zip(old, new, strict=True)], APPROACH_LEVEL)
    if more.value <= 0 or more.high <= allowed:
        return "passed"
    return "failed" if more.low > failed_above else "undecided"


def _of(name: str, take: Callable[[ApproachResult], float | None]) -> Take:
    return lambda run: take(run.approaches[name]) if name in run.approaches else None


def _count(found: dict[str, RowVerdict], verdict: RowVerdict) -> int:
    return sum(one == verdict for one in found.values())
