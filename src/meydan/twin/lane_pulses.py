"""Counts for a design from the twin: the pulses of its loops in one run, as a controller would have them."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from meydan.centre.loop import Centre, Record, run
from meydan.city.city import City
from meydan.city.events import DetectorChanged, RunStarted
from meydan.city.instant import Instant, elapsed_s, later
from meydan.city.junction import DetectorKind
from meydan.control import fixed_time
from meydan.field.sumo import SumoField, TwinRun
from meydan.store.zone import midnight, utc_offset_s

QUARTER_S = 900.0


def twin_counts_vph(city: City, folder: Path, seed: int) -> dict[str, dict[str, float]]:
    """Return vehicles an hour by junction and loop, in the quarter of an hour in which all loops counted the most.

    The city runs once under its own plans. Whoever stands in a queue that never reaches a loop is not counted.

    Raises
    ------
    ValueError
        If the city has no twin.
    """
    if city.twin is None:
        raise ValueError(f"{city.name} has no twin")
    epoch = midnight(city.zone, city.twin.day)
    begin = later(epoch, city.twin.begin_s)
    pulses: Counter[tuple[int, str, str]] = Counter()
    length_s = min(QUARTER_S, city.twin.end_s - city.twin.begin_s)

    def count(record: Record) -> None:
        if isinstance(record, DetectorChanged) and record.occupied:
            pulses[_piece(record.t, begin, length_s), record.junction, record.detector] += 1

    twin = SumoField(
        city,
        folder,
        epoch=epoch,
        utc_offset_s=lambda t: utc_offset_s(city.zone, t),
        run=TwinRun(seed=seed),
    )
    centre = Centre(city, fixed_time, "fixed_time", count, on_street=twin.on_street)
    asyncio.run(run(centre, twin, RunStarted(begin, "", "fixed_time", seed, 1)))
    loops = {
        name: [d.id for d in junction.detectors.values() if d.kind is not DetectorKind.ZONE]
        for name, junction in city.junctions.items()
    }
    return busiest_vph(pulses, loops, length_s)


def busiest_vph(
    pulses: Counter[tuple[int, str, str]], loops: Mapping[str, Sequence[str]], length_s: float
) -> dict[str, dict[str, float]]:
    """Return the flows of all loops in the piece of time with the most pulses, the first of several [veh/h]."""
    of_piece: Counter[int] = Counter()
    for (piece, _, _), times in pulses.items():
        of_piece[piece] += times
    busiest = max(of_piece, key=lambda piece: (of_piece[piece], -piece), default=0)
    return {
        junction: {loop: pulses[busiest, junction, loop] * 3600 / length_s for loop in of}
        for junction, of in loops.items()
    }


def _piece(t: Instant, begin: Instant, length_s: float) -> int:
    return int(elapsed_s(t, begin) // length_s)
