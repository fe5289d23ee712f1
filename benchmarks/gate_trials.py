"""How often the gate errs: simulated trials of plans whose true change is known.

    python -m benchmarks.gate_trials [TRIALS]

Each line is a true change of the mean delay, the spread of seeds and that of the change from day to day (relative
standard deviations), and the share of trials that passed rows 2 and 3 at one of the six looks, and that any look would
have called better. 1 is returned if a promise is broken by more than two standard errors: 5 % worse passes in 2.5 % of
trials at most, so does a plan at the margin, and a plan of equal mean is called better in 1 % at most.
"""

import sys
from itertools import product
from math import sqrt

import numpy as np

from meydan.twin.gate.levels import DELAY_MARGIN
from tests.twin.gate.many_trials import decide, delays

CHANGES = (0.05, DELAY_MARGIN, 0.0, -0.10)
SEED_SDS = (0.01, 0.02, 0.04, 0.06, 0.08)
DAY_SDS = (0.0, 0.02, 0.04)
MOST_PASSED = {0.05: 0.025, DELAY_MARGIN: 0.025}
MOST_BETTER = {0.05: 0.01, DELAY_MARGIN: 0.01, 0.0: 0.01}


def main() -> int:
    """Simulate and print; return 1 if a promise is broken."""
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    broken = False
    for number, (change, seed_sd, day_sd) in enumerate(product(CHANGES, SEED_SDS, DAY_SDS)):
        found = decide(*delays(np.random.default_rng(number), trials, change, seed_sd, day_sd))
        passed, better = float(np.mean(found.passed_at > 0)), float(np.mean(found.called_better))
        bounds = ((passed, MOST_PASSED.get(change, 1.0)), (better, MOST_BETTER.get(change, 1.0)))
        is_broken = any(share > most + 2 * sqrt(most * (1 - most) / trials) for share, most in bounds)
        broken = broken or is_broken
        print(
            f"change {change:+.0%}, seeds {seed_sd:.0%}, days {day_sd:.0%}: passed {passed:.2%}, "
            f"called better {better:.2%}{' BROKEN' if is_broken else ''}"
        )
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
