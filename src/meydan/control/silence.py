"""What a detector that has never said anything means: it died, or hardly anybody comes there (Bayes' rule).

Few lanes of a junction are as busy as all of them are on the mean, and some are used by nobody at all. The longer a
junction has been watched and the busier its other lanes are, the less a silent one is believed to be merely quiet.
"""

from collections.abc import Iterable

from meydan.city.events import DetectorHealth
from meydan.city.instant import NEVER, elapsed_s
from meydan.city.state import DetectorState, JunctionState

DIED = 0.5  # share of silent detectors taken for dead before any other speaks: a lane left out is the worse mistake
DIED_RATE = 0.05  # vehicles a second that are assumed at least where somebody could be counted before


def assumed_rate(detectors: Iterable[DetectorState], seen: JunctionState, usual: float) -> float:
    """Return how many vehicles a second are expected in a lane of which no detector is believed.

    `detectors` are those of the lane, `usual` is how many a second used to come as far as was seen. A detector that has
    spoken before, or is known to be faulty, died: as many as usual are expected, and not too few. Of lanes whose
    detectors never spoke the rates are taken to be spread exponentially about the mean of the lanes that did speak; of
    these a living detector is silent for `t` seconds with probability 1 / (1 + mean * t).
    """
    if any(d.changed != NEVER or d.health is not DetectorHealth.OK for d in detectors):
        return max(usual, DIED_RATE)
    watched_s = elapsed_s(seen.now, seen.began)
    counts = [d.count for d in seen.detectors.values() if d.changed != NEVER]
    if not counts or watched_s <= 0.0:
        return DIED_RATE
    mean = min(DIED_RATE, sum(counts) / (len(counts) * watched_s))
    quiet = (1.0 - DIED) / (1.0 + mean * watched_s)
    return mean * DIED / (DIED + quiet)
