"""A made-up log with all that goes wrong in real ones: lost and doubled events, holes, odd orders, short reds.

    python -m tests.measure.odd_log EVENTS.csv DETECTORS.csv

writes it as files, for `tests/measure/reference/make_expected.py`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from meydan.measure.junction_log import Detector
from tests.measure.more_events import MORE_DETECTORS, more_events

Event = tuple[int, str, int, int]  # milliseconds since 1970, junction, code, parameter

BEGIN_MS = 1_713_182_400_000  # 2024-04-15 12:00
SECONDS = 3 * 3600
JUNCTIONS = ("A1", "B2")
DETECTORS = tuple(
    (junction, phase, 10 * phase + place, function)
    for junction in JUNCTIONS
    for phase in (2, 4, 5)
    for place, function in ((1, "Advance"), (2, "Advance"), (3, "Presence"), (4, "Presence"), (5, "Count"))
)


ALL_DETECTORS = (*((*row, "", 0, 0, 0) for row in DETECTORS), *MORE_DETECTORS)


def table_of(junction: str) -> list[Detector]:
    """Return the detectors of one junction, those of `more_events` too."""
    return [
        Detector(channel, phase, function.lower(), movement, lane, distance_m, opposed_by)
        for name, phase, channel, function, movement, lane, distance_m, opposed_by in ALL_DETECTORS
        if name == junction
    ]


def odd_events(seed: int, *, lost: float = 0.02, seconds: int = SECONDS, more: bool = False) -> list[Event]:
    """Return events of two junctions, in no order, some of them twice, with holes of some minutes.

    With `more`, also those of `more_events`.
    """
    random = Random(seed)
    events = [event for junction in JUNCTIONS for event in _junction(random, junction, seconds)]
    holes = [(junction, random.randrange(seconds) * 1000, random.randrange(20, 400) * 1000) for junction in JUNCTIONS]
    kept = _kept(random, events, holes, lost)
    if more:
        other, end = Random(seed + 1), BEGIN_MS + seconds * 1000
        others = [(t, j, c, p) for j in JUNCTIONS for t, c, p in more_events(other, BEGIN_MS, end)]
        kept += _kept(other, others, holes, lost)
    kept += random.sample(kept, len(kept) // 50)
    random.shuffle(kept)
    return kept


def _kept(random: Random, events: list[Event], holes: list[tuple[str, int, int]], lost: float) -> list[Event]:
    return [
        event
        for event in events
        if random.random() > lost
        and not any(event[1] == at and begin <= event[0] - BEGIN_MS < begin + long for at, begin, long in holes)
    ]


def _junction(random: Random, junction: str, seconds: int) -> Iterator[Event]:
    end = BEGIN_MS + seconds * 1000
    for phase in (2, 4, 5):
        for t, code in _lamps(random, end):
            yield t, junction, code, phase
    for name, _, channel, function in DETECTORS:
        if name == junction:
            for t, code in _pulses(random, end, 8000 if function == "Presence" else 2000):
                yield t, junction, code, channel
    t = BEGIN_MS
    while (t := t + 100 * random.randrange(20, 2500)) < end:
        yield t, junction, random.choice((21, 67, 90, 90, 90)), random.choice((2, 4))
        yield t, junction, 300 + random.randrange(18), random.randrange(10, 120)
        if random.random() < 0.05:
            yield t, junction, random.choice((173, 181, 182, 84)), 3


def _lamps(random: Random, end: int) -> Iterator[tuple[int, int]]:
    t = BEGIN_MS + 100 * random.randrange(300)
    while t < end:
        yield t, 1
        t += 100 * random.randrange(50, 400)
        for reason in random.choice(((4,), (5,), (6,), (4, 6), ())):
            yield t - 100 * random.randrange(3), reason
        yield t, 7
        yield t, 8
        t += 100 * random.randrange(30, 50)
        yield t, 9
        yield t, 10
        t += 100 * random.randrange(10, 25)
        yield t, 11
        t += 100 * random.randrange(0, random.choice((30, 600)))


def _pulses(random: Random, end: int, longest_ms: int) -> Iterator[tuple[int, int]]:
    t = BEGIN_MS + 100 * random.randrange(1, 600)
    while t < end:
        yield t, 82
        t += 100 * random.randrange(1, longest_ms // 100)
        yield t, 81
        t += 100 * random.randrange(1, random.choice((15, 300)))


def main(events: str, detectors: str, *, more: bool = False) -> None:
    """Write the log of seed 5 and its detectors."""
    from datetime import UTC, datetime

    lines = ["TimeStamp,DeviceId,EventId,Parameter"]
    for t, *others in odd_events(5, more=more):
        stamp = datetime.fromtimestamp(t / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        lines.append(",".join(map(str, (stamp, *others))))
    Path(events).write_text("\n".join(lines) + "\n", encoding="utf-8")
    known = ALL_DETECTORS if more else DETECTORS
    names = "DeviceId,Phase,Parameter,Function" + (",Movement,Lane,Distance,OpposedBy" if more else "")
    table = [names, *(",".join(map(str, row)) for row in known)]
    Path(detectors).write_text("\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
