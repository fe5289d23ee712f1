"""Pedestrian services: how often pedestrians got walk, and how often they asked for it.

References
----------
.. [1] Singleton, Runa, Pedestrian traffic signal data accurately estimates pedestrian crossing volumes,
   Transportation Research Record, 2021: presses within 15 s of another are likely of the same person.
"""

import numpy as np

from meydan.city.because import because
from meydan.measure.bins import Bins, looked_up, tally
from meydan.measure.cycles import by_phase
from meydan.measure.junction_log import OVERLAP_WALK, PRESS, WALK, JunctionLog
from meydan.measure.rows import Definitions, Rows, no_rows

COLUMNS = ("phase", "services", "presses", "unique_presses")
SAME_PERSON_MS = 15_000


def pedestrian_services(log: JunctionLog, bins: Bins, definitions: Definitions = "meydan") -> Rows:
    """Return the walks and the presses of buttons of each phase, by bin.

    Columns: `phase`, also the number of a button's channel or of an overlap; `services`, walks of phases (21) and of
    overlaps (67); `presses` of buttons (90); `unique_presses`, those more than 15 s after the one before.

    With the definitions of `atspm`, the first press of a channel in the log is not unique.
    """
    phase, t, code = by_phase(log, (WALK, OVERLAP_WALK, PRESS))
    if phase.size == 0:
        return no_rows(COLUMNS, because("measure.no_events", codes="21, 67, 90"))
    is_press = code == PRESS
    pressed, at = phase[is_press], t[is_press]
    is_unique = np.full(at.size, definitions != "atspm")
    same = pressed[1:] == pressed[:-1]
    is_unique[1:] = np.where(same, np.diff(at) > SAME_PERSON_MS, is_unique[1:])
    start = bins.starts(t)
    rows = tally(start, phase)
    counted = (
        (start[~is_press], phase[~is_press]),
        (start[is_press], pressed),
        (start[is_press][is_unique], pressed[is_unique]),
    )
    counts = (looked_up(tally(*pairs), rows.start, rows.key) for pairs in counted)
    return Rows(rows.start, dict(zip(COLUMNS, (rows.key, *counts), strict=True)))
