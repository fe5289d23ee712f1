"""When the gate may look at what it has, how sure it must be at each look, and what it allows.

Looking several times gives chance several tries. A constant level at each look [1]_, lower than that of a single one,
keeps all looks together below 2.5 %: `benchmarks/gate_trials.py` simulates it.

References
----------
.. [1] Pocock, Group sequential methods in the design and analysis of clinical trials, Biometrika 64, 1977.
"""

FIRST_LOOK, BLOCK, MOST_PAIRS = 15, 5, 40
LOOKS = tuple(range(FIRST_LOOK, MOST_PAIRS + 1, BLOCK))
"""After so many pairs the gate may pass; a failure that more pairs cannot mend is told after any block."""

LOOK_LEVEL = 0.006
"""One-sided, at each look. With pairs as observations 0.7 % would do; over five days, whose looks hang together less,
0.7 % let up to 2.8 % of plans at the margin pass and 0.6 % lets 2.5 % (40,000 simulated trials each)."""

IMPROVES_LEVEL = 0.002
"""One-sided, at each look: six of them stay below 1 % together, whichever look the other rows make the last."""

FIXED_LEVEL = 0.025
"""One-sided, where the number of pairs is fixed beforehand: the two-sided 95 % interval."""

APPROACH_LEVEL = 0.05
"""One-sided, for each approach: all of them must hold, so nothing is corrected for their number."""

FEWEST_DAYS, FEWEST_SEEDS = 3, 5
FEWEST_UNLIKE_DAYS = 5
VARIANT_PAIRS = 5

DELAY_MARGIN, VARIANT_MARGIN = 0.02, 0.05
LEAST_IMPROVEMENT = 0.03
