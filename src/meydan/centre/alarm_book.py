"""The book of alarms: what controllers and the centre raise, and what people did about it.

A controller says itself whether an alarm of its own is acknowledged or suspended. What a person does here holds here at
once, and the controller is told; whether it knows is kept apart. Nothing here reads a clock: time comes in events.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace

from meydan.centre.alarm_entry import Closed, Entry, Key, closed_again
from meydan.city.alarm import LONGEST_REST_S, OWN_ALARMS, AlarmClosed, AlarmHandled, Handling, TellAgain
from meydan.city.because import Because, because
from meydan.city.events import (
    AlarmChanged,
    AlarmUntold,
    DetectorHealth,
    DetectorJudged,
    Event,
    JunctionLost,
    LinkMeasured,
    Mode,
    ModeChanged,
    RouteChanged,
    RouteStep,
)
from meydan.city.instant import NEVER, Instant, elapsed_s, later
from meydan.city.orders import TellAlarm
from meydan.city.state import NOT_HEARD, JunctionState

ORDER_LIVES_S = 10.0
TELL_AGAIN_S = 900.0  # how far back a restart must read
GOOD_AGAIN_S = 120.0  # what was told again before an alarm came up is of that alarm only if it came up soon after
FAR_OFF_S = 1.0  # a clock further off coordinates nothing (I17)
MOST_CLOSED = 500
CLOSED_KEPT_S = 86_400.0  # for so long a restart knows what left the list
SETTLE_S = 5.0  # a site tells its alarms anew when it has connected; nothing is said of them before
LATER_S = 5.0  # by which an alarm must be younger than what was done with one, to be another: clocks differ

RAISING = frozenset(
    {
        AlarmChanged,
        AlarmUntold,
        AlarmHandled,
        AlarmClosed,
        DetectorJudged,
        JunctionLost,
        LinkMeasured,
        ModeChanged,
        RouteChanged,
    }
)


class AlarmBook:
    """All alarms of one run; `standing` by junction, part and code, `closed` the latest that left the list.

    `lost` are the junctions without contact: whatever is heard of one next ends its alarm, besides what is `RAISING`.
    """

    def __init__(self) -> None:
        self.standing: dict[Key, Entry] = {}
        self.closed: deque[Closed] = deque(maxlen=MOST_CLOSED)
        self._just_closed: deque[Closed] = deque(maxlen=MOST_CLOSED)
        self.lost: set[str] = set()
        self._places: dict[str, dict[Key, None]] = {}
        self._told_before: dict[str, dict[Key, dict[Handling, AlarmHandled]]] = {}
        self._owing: set[Key] = set()
        self._told_again = NEVER

    def forget(self) -> None:
        """Begin a run with none."""
        self.standing.clear()
        self.closed.clear()
        self._just_closed.clear()
        self.lost.clear()
        self._places.clear()
        self._told_before.clear()
        self._owing.clear()
        self._told_again = NEVER

    def of(self, junction: str) -> list[Entry]:
        """Return the alarms of one junction, the worst first."""
        found = [self.standing[key] for key in self._places.get(junction, ())]
        return sorted(found, key=lambda entry: (entry.fact.priority, entry.fact.since))

    def told_before(self, junction: str) -> list[AlarmHandled]:
        """Return what was told again of a junction's alarms that have not come up since."""
        return [done for acts in self._told_before.get(junction, {}).values() for done in acts.values()]

    def adopt(self, junction: str, entries: Iterable[Entry], before: Iterable[AlarmHandled], *, is_lost: bool) -> None:
        """Take over what others know of a junction's alarms, whatever stood here."""
        for key in self._places.pop(junction, {}):
            del self.standing[key]
            self._owing.discard(key)
        self._told_before.pop(junction, None)
        self.lost.discard(junction)
        self.lost |= {junction} if is_lost else set()
        for done in before:
            self._note_before((junction, done.part, done.code), done)
        for entry in entries:
            self._keep(entry, entry.raised)

    def adopt_closed(self, alarms: Iterable[Closed]) -> None:
        """Take over what others know of the alarms that left the list."""
        self.closed = deque(alarms, maxlen=MOST_CLOSED)

    def unseen(self) -> tuple[int, int, int]:
        """Return how many alarms of priority 1, 2 and 3 nobody has acknowledged or suspended."""
        waiting = [e.fact.priority for e in self.standing.values() if not (e.is_acknowledged or e.is_suspended)]
        return (waiting.count(1), waiting.count(2), waiting.count(3))

    def why_not(self, handled: AlarmHandled) -> Because | None:
        """Return why something cannot be done with an alarm, None if it can."""
        entry = self.standing.get((handled.junction, handled.part, handled.code))
        if entry is None:
            return because("alarm.gone")
        match handled.act:
            case Handling.ACKNOWLEDGE if entry.is_acknowledged:
                return because("alarm.seen_already")
            case Handling.CLEAR if entry.fact.active:
                return because("alarm.still_stands")
            case Handling.SUSPEND if not 0 < elapsed_s(handled.until, handled.since) <= LONGEST_REST_S:
                return because("alarm.rest_too_long", days=LONGEST_REST_S / 86_400)
            case Handling.RESUME if not entry.is_suspended:
                return because("alarm.not_suspended")
            case _:
                return None

    def take(self, event: Event, state: JunctionState) -> list[TellAlarm]:
        """Take an event of a junction and return what its controller must be told."""
        self._contact(event, state)
        match event:
            case AlarmChanged():
                self._changed(event, state.now, state.linked)
            case AlarmHandled():
                return self._handle(event, state)
            case AlarmClosed() if event.t == state.began:
                self.closed.append(closed_again(event))
            case AlarmUntold(part=part, code=code):
                if (entry := self.standing.get((event.junction, part, code))) is not None:
                    self._keep(replace(entry, untold=event.why), event.t)
            case DetectorJudged(detector=part, health=health):
                self._own(state, "detector_stuck", part, health is not DetectorHealth.OK, health)
            case ModeChanged(mode=mode):
                self._own(state, "failsafe", "", mode is Mode.FAILURE)
            case RouteChanged(route=route, step=RouteStep.OVERDUE | RouteStep.ENDED as step):
                self._own(state, "route_overdue", route, step is RouteStep.OVERDUE)
            case LinkMeasured(clock_error_s=off_s):
                self._own(state, "clock_off", "", abs(off_s) > FAR_OFF_S, f"{off_s:+.1f} s")
            case _:
                pass
        return []

    def raise_own(self, state: JunctionState, code: str, detail: str = "") -> None:
        """Raise an alarm of the centre's."""
        self._own(state, code, "", True, detail)

    def pass_time(self, now: Instant, seen: Mapping[str, JunctionState]) -> list[TellAlarm]:
        """End the suspensions that are over, and return what controllers must be told: of that, and once more."""
        told = []
        for key, entry in list(self.standing.items()):
            if entry.rest is None or now < entry.rest.until:
                continue
            if entry.fact.suspended:
                told.append(_tell(seen[key[0]], key, Handling.RESUME, because("alarm.rest_over")))
            self._keep(replace(entry, rest=None, owes_resume=entry.fact.suspended, told=now), now)
        return told + self._tell_missed(now, seen)

    def _tell_missed(self, now: Instant, seen: Mapping[str, JunctionState]) -> list[TellAlarm]:
        """Tell controllers once more, each time they have come back, what people did and they do not show."""
        told = []
        for key in sorted(self._owing):
            entry, state = self.standing[key], seen[key[0]]
            if state.linked == NEVER or entry.told >= state.linked or elapsed_s(now, state.linked) < SETTLE_S:
                continue
            told += [_tell(state, key, act, because("alarm.told_again")) for act in entry.owed]
            self._keep(replace(entry, told=now), now)
        return told

    def tell_again(self, now: Instant) -> list[TellAgain]:
        """Return what is to be written down for a restart: what just left the list, and now and then all that holds."""
        if self._told_again == NEVER:
            self._told_again = now
        if elapsed_s(now, self._told_again) < TELL_AGAIN_S:
            just_closed = [TellAgain(one.told(now)) for one in self._just_closed]
            self._just_closed.clear()
            return just_closed
        self._just_closed.clear()
        self._told_again = now
        unused = [done for junction in self._told_before for done in self.told_before(junction) if now < done.until]
        holding = [done for entry in self.standing.values() for done in (entry.seen, entry.rest) if done]
        over = [TellAgain(one.told(now)) for one in self.closed if elapsed_s(now, one.t) <= CLOSED_KEPT_S]
        return [*(TellAgain(done) for done in (*unused, *holding)), *over]

    def _contact(self, event: Event, state: JunctionState) -> None:
        junction = state.junction.id
        if isinstance(event, JunctionLost):
            self.lost.add(junction)
            self._own(state, "contact_lost", "", True)
        elif junction in self.lost and not isinstance(event, NOT_HEARD):
            self.lost.discard(junction)
            self._own(state, "contact_lost", "", False)

    def _own(self, state: JunctionState, code: str, part: str, active: bool, detail: str = "") -> None:
        junction = state.junction.id
        known = self.standing.get((junction, part, code))
        if active == (known is not None and known.fact.active):
            return
        priority = OWN_ALARMS[code]
        self._changed(
            AlarmChanged(state.now, junction, part, code, active, False, False, priority, state.now, detail), state.now
        )

    def _changed(self, fact: AlarmChanged, now: Instant, linked: Instant = NEVER) -> None:
        """Take an alarm as it stands; what comes late may show an alarm again and never hides a newer one.

        One that changed before its controller connected anew (`linked`) may have ended and come up again unheard.
        """
        key = (fact.junction, fact.part, fact.code)
        known = self.standing.get(key)
        if known is None:
            self._come_up(key, fact, now)
            return
        if fact.since < known.fact.since and not (fact.active or fact.suspended or not fact.acknowledged):
            return
        is_new = (fact.active and not known.fact.active) or (known.fact.acknowledged and not fact.acknowledged)
        is_new |= fact.active and not fact.acknowledged and fact.since > known.fact.since and known.fact.t < linked
        was_resumed = known.fact.suspended and not fact.suspended
        self._keep(
            replace(
                known,
                fact=fact,
                raised=now if is_new else known.raised,
                seen=None if is_new else known.seen,
                rest=None if was_resumed else known.rest,
                untold=None,
                owes_resume=known.owes_resume and fact.suspended,
            ),
            now,
        )

    def _come_up(self, key: Key, fact: AlarmChanged, now: Instant) -> None:
        if not fact.active and key[2] in OWN_ALARMS:
            return
        before = self._told_before.get(key[0], {}).pop(key, {})
        seen, rest = before.get(Handling.ACKNOWLEDGE), before.get(Handling.SUSPEND)
        is_younger = seen is not None and not fact.acknowledged and elapsed_s(fact.since, seen.since) > LATER_S
        if seen is not None and (elapsed_s(now, seen.t) > GOOD_AGAIN_S or (is_younger and key[2] not in OWN_ALARMS)):
            seen = None
        self._keep(Entry(fact, now, seen, rest), now)

    def _keep(self, entry: Entry, now: Instant, person: str = "") -> None:
        """Keep an alarm, or close it if nothing is left to do with it."""
        key = (entry.fact.junction, entry.fact.part, entry.fact.code)
        if entry.stands and entry.owed:
            self._owing.add(key)
        else:
            self._owing.discard(key)
        if entry.stands:
            self.standing[key] = entry
            self._places.setdefault(key[0], {})[key] = None
        elif self.standing.pop(key, None) is not None:
            del self._places[key[0]][key]
            self.closed.append(Closed(entry, now, person))
            self._just_closed.append(self.closed[-1])

    def _handle(self, handled: AlarmHandled, state: JunctionState) -> list[TellAlarm]:
        key = (handled.junction, handled.part, handled.code)
        entry = self.standing.get(key)
        if handled.since < handled.t:
            if entry is None:
                self._note_before(key, handled)
            return []
        if entry is None or self.why_not(handled) is not None:
            return []
        match handled.act:
            case Handling.ACKNOWLEDGE:
                entry = replace(entry, seen=handled, untold=None)
            case Handling.SUSPEND:
                entry = replace(entry, rest=handled, untold=None)
            case Handling.RESUME:
                entry = replace(entry, rest=None, untold=None, owes_resume=entry.fact.suspended)
            case Handling.CLEAR:
                entry = replace(entry, seen=handled, rest=None, fact=replace(entry.fact, suspended=False))
        told = Handling.ACKNOWLEDGE if handled.act is Handling.CLEAR else handled.act
        self._keep(replace(entry, told=handled.t), handled.t, handled.person)
        return [] if entry.is_ours else [_tell(state, key, told, because("alarm.handled", person=handled.person))]

    def _note_before(self, key: Key, handled: AlarmHandled) -> None:
        self._told_before.setdefault(key[0], {}).setdefault(key, {})[handled.act] = handled


def _tell(state: JunctionState, key: Key, act: Handling, why: Because) -> TellAlarm:
    return TellAlarm(state.now, *key, act, later(state.now, ORDER_LIVES_S), state.fence, why)
