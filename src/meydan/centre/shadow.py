"""A shadow: a second strategy hears what the running one hears, and its orders go to virtual controllers only.

It is the same centre, with the same door of safety, over controllers that no lamp hangs on. It has no field and knows
none: what it is given are records that were written down already, so it can hold nothing up and send nothing.
"""

import time
from collections.abc import Callable
from typing import Any

from meydan.centre.board import STRATEGY_FAILED, Record
from meydan.centre.loop import Centre
from meydan.centre.shadow_notes import JunctionNotes, ShadowNotes, passed_ms
from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.errors import FieldError
from meydan.city.events import (
    DetectorChanged,
    Event,
    GroupChanged,
    JunctionLost,
    OrderRejected,
    RunStarted,
    StageEnded,
    StageStarted,
    Tick,
)
from meydan.city.instant import NEVER, Instant
from meydan.city.junction import DetectorKind, Junction, Lamp
from meydan.city.orders import Cleared, Refused
from meydan.control import Strategy
from meydan.field.shadow_street import ShadowStreet

DEADLINE_MS = 200  # for one tick of the whole city

Tell = Callable[[Because], None]


class _Seen:
    """What one junction of the street shows, as far as it is compared.

    `standing` is how it stood at the last tick: drivers tell what happened at a tick's instant before or after it.
    """

    __slots__ = ("_coming", "groups_of", "lamps", "standing")

    def __init__(self, junction: Junction) -> None:
        advance = [d for d in junction.detectors.values() if d.kind is DetectorKind.ADVANCE]
        self.groups_of = {d.id: junction.lanes[d.lane].groups for d in advance}
        self.forget()

    def forget(self) -> None:
        """Know nothing any more."""
        self.standing = self._coming = ("", "")
        self.lamps = dict[str, Lamp]()

    def take(self, event: Event, ticked: Instant) -> None:
        """Take an event of the street's own controller; `ticked` is the last tick."""
        match event:
            case GroupChanged():
                self.lamps[event.group] = event.lamp
            case StageStarted():
                self._coming = (event.stage, "")
            case StageEnded():
                self._coming = (event.stage, event.to)
            case JunctionLost():
                self.forget()
            case _:
                return
        if event.t <= ticked:
            self.standing = self._coming

    def tick(self) -> None:
        """Stand from now on as was told until now."""
        self.standing = self._coming


class Shadow:
    """One strategy in the shadow of a running city.

    Parameters
    ----------
    city, strategy, name
        The city as the shadow's controllers have it, with the plans they would run, and the strategy.
    notes
        Where to note: those of the day, which may have begun before.
    tell
        Told when the strategy fails at a junction.
    clock
        Seconds, for how long a tick takes.

    Raises
    ------
    FieldError
        If the strategy needs orders that the virtual controllers do not take.
    """

    def __init__(
        self,
        city: City,
        strategy: Strategy[Any],
        name: str,
        notes: ShadowNotes,
        *,
        tell: Tell = lambda _: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        missing = sorted(order.__name__ for order in strategy.NEEDS - ShadowStreet.takes)
        if missing:
            raise FieldError("centre.does_not_fit", strategy=name, missing=", ".join(missing))
        self.notes = notes
        self._city, self._strategy, self._name, self._tell, self._clock = city, strategy, name, tell, clock
        self._street = ShadowStreet(city)
        self._seen = {name: _Seen(junction) for name, junction in city.junctions.items()}
        self._centre: Centre | None = None
        self._ticked = NEVER
        self._is_new = True

    def take(self, record: Record) -> None:
        """Take the next record of the running city's log, from the start of a run on."""
        match record:
            case Cleared() | Refused():
                pass  # the running strategy's own
            case RunStarted():
                self._begin(record)
            case Tick():
                self._tick(record)
            case _:
                self._hear(record)

    def _begin(self, started: RunStarted) -> None:
        # Not for a street, whatever the run is: no driver of one would take what is cleared here.
        self._centre = Centre(self._city, self._strategy, self._name, self._note, on_street=False)
        self._ticked, self._is_new = NEVER, started.t >= self.notes.through
        for seen in self._seen.values():
            seen.forget()
        self._street.switch_on(started.t)
        self._hand(started)
        self._carry_on(started.t)

    def _hear(self, event: Event) -> None:
        if self._centre is None or isinstance(event, Tick | RunStarted):
            return
        seen = self._seen.get(event.junction)
        if seen is None:
            return
        seen.take(event, self._ticked)
        if isinstance(event, DetectorChanged) and event.occupied and event.detector in seen.groups_of:
            self._arrive(self._centre, event, seen)
        if heard := self._street.hears(event):
            self._hand(heard)

    def _tick(self, tick: Tick) -> None:
        if self._centre is None:
            return
        # What the notes hold already is lived through again and not counted twice.
        self._is_new, before = tick.t > self.notes.through, self._ticked
        self._compare(self._centre, passed_ms(before, tick.t) if self._is_new else 0)
        began_s = self._clock()
        self._ticked = tick.t
        self._hand(tick)
        self._carry_on(tick.t)
        if self._is_new:
            self.notes.tick(before, tick.t, self._clock() - began_s)
        self._is_new = tick.t >= self.notes.through

    def _hand(self, event: Event) -> None:
        """Let the shadow's centre decide on an event; its orders go to its own controllers."""
        if self._centre is not None:
            for cleared in self._centre.handle(event):
                self._street.take(cleared, event.t)

    def _carry_on(self, now: Instant) -> None:
        for event in self._street.advance(now):
            self._hand(event)

    def _note(self, record: Record) -> None:
        """Take what the shadow's centre writes down."""
        if not self._is_new:
            return
        match record:
            case Cleared(order=order):
                self.notes.orders += 1
                if order.because.code == STRATEGY_FAILED:
                    self._note_failure(order.junction, str(dict(order.because.values).get("error", "")))
            case Refused():
                self.notes.vetoes[record.why.code] += 1
            case OrderRejected():
                self.notes.rejections[record.why.code] += 1
            case _:
                pass

    def _note_failure(self, junction: str, error: str) -> None:
        self.notes.failed[junction] = error
        self._tell(because("shadow.strategy_failed", strategy=self._name, junction=junction, error=error))

    def _arrive(self, centre: Centre, event: DetectorChanged, seen: _Seen) -> None:
        """Note whether a vehicle met green, and whether it would have: as far as both are known."""
        groups, lamps = seen.groups_of[event.detector], centre.seen[event.junction].lamps
        if not self._is_new or not groups or not all(g in seen.lamps and g in lamps for g in groups):
            return
        notes = self._of(event.junction)
        notes.arrivals += 1
        notes.met_green += any(seen.lamps[g] is Lamp.GREEN for g in groups)
        notes.would_meet_green += any(lamps[g] is Lamp.GREEN for g in groups)

    def _compare(self, centre: Centre, ms: int) -> None:
        """Note how street and shadow stood since the last tick."""
        for junction, seen in self._seen.items():
            state = centre.seen[junction]
            if ms:
                self._of(junction).compare(seen.standing, (state.stage, state.moving_to), ms)
            seen.tick()

    def _of(self, junction: str) -> JunctionNotes:
        return self.notes.junctions.setdefault(junction, JunctionNotes())
