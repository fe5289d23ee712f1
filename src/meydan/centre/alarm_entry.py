"""One alarm of the book: what its controller says, what people did with it, and what the controller has to be told."""

from collections.abc import Iterable
from dataclasses import dataclass

from meydan.city.alarm import OWN_ALARMS, AlarmClosed, AlarmHandled, Handling, Reason
from meydan.city.because import Because
from meydan.city.events import AlarmChanged
from meydan.city.instant import NEVER, Instant

Key = tuple[str, str, str]  # junction, part, code


@dataclass(frozen=True, slots=True)
class Entry:
    """One alarm: the fact, since when the centre knows of this raising, and what people did with it.

    `seen` is who acknowledged it, `rest` who suspended it; `untold` says why its controller does not know of that, and
    `owes_resume` whether it still has to be told that a suspension of ours is over. `told` is when its controller was
    last told anything of it.
    """

    fact: AlarmChanged
    raised: Instant
    seen: AlarmHandled | None = None
    rest: AlarmHandled | None = None
    untold: Because | None = None
    owes_resume: bool = False
    told: Instant = NEVER

    @property
    def is_ours(self) -> bool:
        """Whether the centre raised it, so that no controller knows of it."""
        return self.fact.code in OWN_ALARMS

    @property
    def is_acknowledged(self) -> bool:
        """Whether somebody saw it."""
        return self.seen is not None or (self.fact.acknowledged and not self.is_ours)

    @property
    def is_suspended(self) -> bool:
        """Whether it is kept quiet."""
        return self.rest is not None or self.fact.suspended

    @property
    def stands(self) -> bool:
        """Whether it belongs to the list: nothing is left to do with any other."""
        return self.fact.active or self.is_suspended or not self.is_acknowledged

    @property
    def owed(self) -> tuple[Handling, ...]:
        """What people did with it that its controller does not show."""
        if self.is_ours:
            return ()
        is_unseen = self.seen is not None and not self.fact.acknowledged
        is_loud = self.rest is not None and not self.fact.suspended
        found = ((Handling.ACKNOWLEDGE, is_unseen), (Handling.SUSPEND, is_loud), (Handling.RESUME, self.owes_resume))
        return tuple(act for act, is_so in found if is_so)


@dataclass(frozen=True, slots=True)
class Closed:
    """An alarm that left the list, when, and by whose hand ("" if it ended after somebody had acknowledged it)."""

    entry: Entry
    t: Instant
    person: str = ""

    def told(self, now: Instant) -> AlarmClosed:
        """Return it as an event of `now`."""
        fact, seen = self.entry.fact, self.entry.seen
        by, when = (seen.person, seen.since) if seen else ("", NEVER)
        which = (fact.junction, fact.part, fact.code, fact.priority)
        return AlarmClosed(now, *which, self.entry.raised, fact.since, fact.detail, by, when, self.t, self.person)


def closed_again(told: AlarmClosed) -> Closed:
    """Return what an earlier run told of an alarm that left its list."""
    key = (told.junction, told.part, told.code)
    fact = AlarmChanged(told.ended, *key, False, True, False, told.priority, told.since, told.detail)
    handled = AlarmHandled(told.seen, *key, Handling.ACKNOWLEDGE, told.seen_by, Reason.NONE, told.seen, told.seen)
    return Closed(Entry(fact, told.raised, handled if told.seen_by else None), told.ended, told.person)


def closed_before(records: Iterable[object]) -> list[AlarmClosed]:
    """Return what left the list of alarms by these records of a log, each once, the oldest first."""
    told = {(one.junction, one.part, one.code, one.ended): one for one in records if isinstance(one, AlarmClosed)}
    return sorted(told.values(), key=lambda one: one.ended)


def handled_before(records: Iterable[object]) -> list[AlarmHandled]:
    """Return what people did with alarms and still holds after these records of a log, as a restart finds it."""
    found: dict[tuple[Key, Handling], AlarmHandled] = {}
    for record in records:
        match record:
            case AlarmHandled(act=Handling.ACKNOWLEDGE | Handling.SUSPEND):
                found[(record.junction, record.part, record.code), record.act] = record
            case AlarmHandled(act=Handling.RESUME):
                found.pop(((record.junction, record.part, record.code), Handling.SUSPEND), None)
            case AlarmHandled(act=Handling.CLEAR):
                for act in Handling:
                    found.pop(((record.junction, record.part, record.code), act), None)
            case AlarmChanged(active=False, acknowledged=True):
                found.pop(((record.junction, record.part, record.code), Handling.ACKNOWLEDGE), None)
            case _:
                pass
    return list(found.values())
