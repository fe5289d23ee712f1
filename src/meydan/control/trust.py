"""What more there is to see of detectors that died unannounced, than that they say the same for too long.

One loop of a lane says nothing while the other one counts vehicle after vehicle. A junction none of whose detectors
says anything is deaf: it cannot tell a quiet street from a broken cable, and its own plan is right for both.
"""

from meydan.city.instant import NEVER, elapsed_s
from meydan.city.state import DetectorState, JunctionState

DEAF_S = 300.0  # a junction none of whose detectors has said anything for so long is deaf
PASSED_BY = 8  # vehicles that one loop of a lane counted and the other one did not: more than are missed by chance


def is_passed_by(d: DetectorState, other: DetectorState) -> bool:
    """Say whether a loop has seen none of many vehicles that `other`, on the same lane, has counted."""
    return d.count == 0 and other.count >= PASSED_BY


def is_deaf(seen: JunctionState) -> bool:
    """Say whether no detector of a junction says anything any more."""
    latest = max([d.changed for d in seen.detectors.values()], default=NEVER)
    return seen.began != NEVER and elapsed_s(seen.now, max(latest, seen.began)) > DEAF_S
