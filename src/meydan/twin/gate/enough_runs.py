"""Row 2: enough demand days and seeds."""

from collections.abc import Sequence

from meydan.city.because import because
from meydan.twin.gate.levels import FEWEST_DAYS, FEWEST_SEEDS, FEWEST_UNLIKE_DAYS, FIRST_LOOK, LOOK_LEVEL, MOST_PAIRS
from meydan.twin.gate.row import Row, RowVerdict, known
from meydan.twin.gate.run_result import Pair
from meydan.twin.gate.units import variances


def enough_runs(pairs: Sequence[Pair]) -> Row:
    """Return row 2: 15 pairs over 3 days and 5 seeds; 5 days where days differ more than seeds do."""
    days, seeds = len({pair.day for pair in pairs}), len({pair.seed for pair in pairs})
    between, within = variances(pairs)
    kind = "unlike" if between > within else "alike"
    enough_days = FEWEST_UNLIKE_DAYS if kind == "unlike" else FEWEST_DAYS
    verdict: RowVerdict = "passed"
    if len(pairs) < FIRST_LOOK or seeds < FEWEST_SEEDS or days < enough_days:
        verdict = "undecided"
    numbers = known(
        {
            "pairs": len(pairs),
            "most_pairs": MOST_PAIRS,
            "days": days,
            "seeds": seeds,
            "day_variance_s2": between,
            "seed_variance_s2": within,
            "level": LOOK_LEVEL,
        }
    )
    why = because(f"gate.enough_runs_{verdict}_{kind}", pairs=len(pairs), days=days, seeds=seeds)
    return Row(2, "gate.enough_runs", verdict, numbers, why)
