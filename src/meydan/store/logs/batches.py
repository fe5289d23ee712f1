"""Files taken in some millions of events at a time, so that no log is too long for the memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from meydan.store.logs.incoming import Incoming, Span

MOST_EVENTS = 6_000_000
MOST_FILES = 50


@dataclass(frozen=True, slots=True)
class Batch:
    """SQL that gives the events of a batch, and what the files they come from hold."""

    select: str
    span: Span


def batches(files: Sequence[tuple[Incoming, Span]]) -> Iterator[Batch]:
    """Yield all events of some files: small files together, large ones in pieces."""
    waiting: list[tuple[Incoming, Span]] = []
    for incoming, span in files:
        if span.events > MOST_EVENTS:
            yield from _pieces(incoming, span)
            continue
        if len(waiting) == MOST_FILES or sum(one.events for _, one in waiting) + span.events > MOST_EVENTS:
            yield _together(waiting)
            waiting = []
        if span.events:
            waiting.append((incoming, span))
    if waiting:
        yield _together(waiting)


def _together(some: Sequence[tuple[Incoming, Span]]) -> Batch:
    spans = [span for _, span in some]
    span = Span(
        sum(one.events for one in spans),
        max(one.junctions for one in spans),
        min(one.first_ms for one in spans),
        max(one.last_ms for one in spans),
    )
    return Batch(" UNION ALL ".join(incoming.select for incoming, _ in some), span)


def _pieces(incoming: Incoming, span: Span) -> Iterator[Batch]:
    """Yield a large file junction by junction, or, if it has few of them, from time to time."""
    count = ceil(span.events / MOST_EVENTS)
    if span.junctions >= count:
        wheres = [f"hash(device) % {count} = {piece}" for piece in range(count)]
    else:
        step = ceil((span.last_ms + 1 - span.first_ms) / count)
        begins = [span.first_ms + piece * step for piece in range(count)]
        wheres = [
            f"stamp >= make_timestamp_ms({begin}) AND stamp < make_timestamp_ms({begin + step})" for begin in begins
        ]
    for where in wheres:
        yield Batch(f"SELECT * FROM ({incoming.select}) WHERE {where}", span)  # noqa: S608 - our own words
