"""How often the gate errs: thousands of simulated trials of plans whose true change is known.

    python -m benchmarks.gate_trials [TRIALS]

Each line is a true change of the mean delay, a spread of seeds and one of days (relative standard deviations), and the
share of trials that passed row 3 at one of the six looks, that were called better when they passed, and that would have
been called better at any look. The bounds are those the project promises; 1 is returned if one is broken by more than
two standard errors.
"""

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from meydan.twin.gate.levels import DELAY_MARGIN
from tests.twin.gate.trials import shares, two_sided_error

SEED_SDS = (0.01, 0.02, 0.04, 0.06, 0.08)
DAY_SDS = (0.0, 0.02, 0.04)
MOST_PASSED = {0.05: 0.025, DELAY_MARGIN: 0.025}
MOST_BETTER = {0.0: 0.01}
CHANGES = (0.05, DELAY_MARGIN, 0.0, -0.10)

Case = tuple[int, int, float, float, float]


def main() -> int:
    """Simulate and print; return 1 if a promise is broken."""
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    cases = list(_cases(trials))
    broken = 0
    with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for case, found in zip(cases, pool.map(_shares, cases), strict=True):
            _, _, change, seed_sd, day_sd = case
            passed, better, called = found
            bounds = ((passed, MOST_PASSED.get(change, 1.0)), (called, MOST_BETTER.get(change, 1.0)))
            bad = any(share > most + two_sided_error(most, trials) for share, most in bounds)
            broken += bad
            print(
                f"change {change:+.0%}, seeds {seed_sd:.0%}, days {day_sd:.0%}: passed {passed:.2%}, "
                f"called better {better:.2%} (at any look {called:.2%}){' BROKEN' if bad else ''}",
                flush=True,
            )
    return 1 if broken else 0


def _cases(trials: int) -> Iterator[Case]:
    for number, change in enumerate(CHANGES):
        for seed_sd in SEED_SDS:
            for day_sd in DAY_SDS:
                yield number * 1000 + round(seed_sd * 100) * 10 + round(day_sd * 100), trials, change, seed_sd, day_sd


def _shares(case: Case) -> tuple[float, float, float]:
    return shares(*case)


if __name__ == "__main__":
    sys.exit(main())
