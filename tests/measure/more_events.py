"""What a log holds beside lamps, vehicles and buttons: calls, walks, plans, pre-emptions, priority, faults."""

from collections.abc import Iterator
from random import Random

Timed = tuple[int, int, int]  # milliseconds since 1970, code, parameter

MORE_DETECTORS = tuple(
    (junction, *row)
    for junction in ("A1", "B2")
    for row in (
        (2, 102, "Yellow_Red", "", 0, 0, 0),
        (4, 104, "Yellow_Red", "", 0, 0, 0),
        (5, 105, "Yellow_Red", "", 0, 0, 0),
        (2, 111, "Count", "T", 1, 0, 0),
        (2, 112, "Count", "T", 2, 0, 0),
        (4, 113, "Count", "T", 1, 0, 0),
        (5, 114, "Count", "L", 1, 0, 2),
        (2, 121, "Speed", "", 1, 80, 0),
        (2, 122, "Speed", "", 1, 74, 0),
    )
)


def more_events(random: Random, begin: int, end: int) -> list[Timed]:
    """Return more events of one junction between two instants, in no order."""
    made = [*_calls(random, begin, end), *_walks(random, begin, end), *_states(random, begin, end)]
    return [*made, *_interruptions(random, begin, end), *_at_detectors(random, begin, end)]


def _calls(random: Random, begin: int, end: int) -> Iterator[Timed]:
    for phase in (2, 4, 5):
        t = begin
        while (t := t + 100 * random.randrange(20, 600)) < end:
            yield t, random.choice((43, 43, 44)), phase


def _walks(random: Random, begin: int, end: int) -> Iterator[Timed]:
    for phase in (6, 8):
        t = begin
        while (t := t + 100 * random.randrange(100, 1200)) < end:
            yield t, 21, phase
            yield t + 7_000, 22, phase
            yield t + 15_000, 23, phase
            for _ in range(random.randrange(3)):
                yield t + 100 * random.randrange(600), 90, phase


def _states(random: Random, begin: int, end: int) -> Iterator[Timed]:
    t = begin
    while (t := t + 1000 * random.randrange(100, 3000)) < end:
        yield t, 131, random.choice((1, 2, 3, 254))
        yield t, 132, random.choice((0, 60, 90))
        yield t, 133, random.randrange(60)
        yield t, 150, random.randrange(5)
        for phase in (2, 4, 5):
            yield t, 133 + phase, random.choice((0, 20, 30, 40))


def _interruptions(random: Random, begin: int, end: int) -> Iterator[Timed]:
    t = begin
    while (t := t + 1000 * random.randrange(60, 900)) < end:
        number, at = random.choice((1, 2)), t
        for code in (102, 105, 106, 107, 111, 104):
            yield at, code, number
            at += 100 * random.randrange(1, 300)
        at = t + 20_000
        for code in random.choice(((112, 115), (112, 113, 115), (112, 114, 118, 115))):
            yield at, code, number
            at += 100 * random.randrange(1, 200)
        for code in (500, 501, 502, 503):
            yield t, code, random.randrange(40)


def _at_detectors(random: Random, begin: int, end: int) -> Iterator[Timed]:
    for _, _, channel, *_ in MORE_DETECTORS[: len(MORE_DETECTORS) // 2]:
        t = begin
        while (t := t + 100 * random.randrange(2, 300)) < end:
            yield t, 82, channel
            yield t + 100, 81, channel
        yield begin + 1000 * random.randrange((end - begin) // 1000), random.choice((84, 86, 87, 88)), channel
