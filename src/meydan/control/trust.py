"""Which detectors are believed, for nobody says that one died.

A detector that is stuck on says the same for too long; one that is stuck off has said nothing since the run began, or
nothing while the other one of its lane counted vehicle after vehicle. A junction none of whose detectors says anything
is deaf: it cannot tell a quiet street from a broken cable, and its own plan is right for both.
"""

from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.city.state import DetectorState, JunctionState
from meydan.control.demand import is_sound

SILENT_S = 300.0  # since the run began; a detector that has said nothing at all for so long is not believed
DEAF_S = 300.0  # a junction none of whose detectors has said anything for so long is deaf
PASSED_BY = 8  # vehicles that one loop of a lane counted and the other one did not: more than are missed by chance


def is_believed(d: DetectorState, seen: JunctionState, since: Instant) -> bool:
    """Say whether a detector that was listened to `since` then can be believed."""
    return is_sound(d, seen) and (d.changed != NEVER or elapsed_s(seen.now, since) <= SILENT_S)


def is_passed_by(d: DetectorState, other: DetectorState) -> bool:
    """Say whether a loop has seen none of many vehicles that `other`, on the same lane, has counted."""
    return d.count == 0 and other.count >= PASSED_BY


def is_deaf(seen: JunctionState, since: Instant) -> bool:
    """Say whether no detector of a junction, listened to `since` then, says anything any more."""
    latest = max([d.changed for d in seen.detectors.values()], default=NEVER)
    return elapsed_s(seen.now, max(latest, since)) > DEAF_S
