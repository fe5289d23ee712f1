"""The same log must give the same orders: run it through the same loop and compare."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from meydan.centre.loop import Centre, Record
from meydan.city.city import City
from meydan.city.errors import StoreError
from meydan.city.events import RunStarted
from meydan.city.orders import Cleared, Refused, Verdict
from meydan.control import Strategy


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where replay and log part: the event's number in the log, what it gave then and now."""

    number: int
    logged: tuple[Verdict, ...]
    replayed: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of a replay: `verdicts` are all that the loop gave, in order."""

    events: int
    verdicts: list[Verdict]
    logged: list[Verdict]
    difference: Difference | None


def replay(records: Iterable[Record], city: City, strategy: Strategy[Any], name: str, *, on_street: bool) -> Replayed:
    """Run every event of a log through the loop again.

    The last event of each run may lack its verdicts in the log, or some of them: the process was killed between.

    Raises
    ------
    StoreError
        If the log does not begin with the start of a run.
    """
    given: list[Verdict] = []
    produced: list[Verdict] = []
    logged: list[Verdict] = []
    centre = Centre(
        city, strategy, name, lambda r: given.append(r) if isinstance(r, _VERDICT) else None, on_street=on_street
    )
    difference: Difference | None = None
    number = 0
    for number, (event, then, is_last) in enumerate(_steps(records), start=1):
        if number == 1 and not isinstance(event, RunStarted):
            raise StoreError("replay.no_start")
        given.clear()
        centre.handle(event)
        now = given[: len(then)] if is_last else given
        produced += now
        logged += then
        if difference is None and now != then:
            difference = Difference(number, tuple(then), tuple(now))
    return Replayed(number, produced, logged, difference)


_VERDICT = (Cleared, Refused)


def _steps(records: Iterable[Record]) -> Iterator[tuple[Any, list[Verdict], bool]]:
    """Yield each event with the verdicts that follow it, and whether it is the last of its run."""
    event: Record | None = None
    verdicts: list[Verdict] = []
    for record in records:
        if isinstance(record, _VERDICT):
            verdicts.append(record)
            continue
        if event is not None:
            yield event, verdicts, isinstance(record, RunStarted)
        event, verdicts = record, []
    if event is not None:
        yield event, verdicts, True
