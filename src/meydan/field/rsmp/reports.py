"""What a site says of itself: alarms and the sum of its health as events of its junction; and what came too late."""

import json
from dataclasses import dataclass, field

from meydan.city.events import HEALTH_WORDS, AlarmChanged, Event, HealthChanged, LateValue
from meydan.city.instant import Instant
from meydan.field.rsmp.messages import AggregatedStatus, AlarmStatus, Quality, StatusUpdate

MOST_ALARMS = 1000  # of one site; a site that makes up parts without an end fills no more than this
MOST_DETAIL = 300  # letters
WATCHDOG_LATE = "watchdog_late"  # the one alarm that no site raises

_Told = tuple[bool, bool, bool, int, Instant]
_NORMAL = (False, True, False)  # not active, nothing to acknowledge, not suspended


@dataclass(slots=True)
class Reports:
    """What one site told of itself last; what says the same again is no event."""

    junction: str
    _alarms: dict[tuple[str, str], _Told] = field(default_factory=dict)
    _health: tuple[str, ...] | None = None
    _is_late: bool = False

    def alarm(self, told: AlarmStatus, t: Instant) -> list[Event]:
        """Return what an alarm's message changes at `t`; an alarm that never was there is none."""
        key = (told.component, told.code)
        stands = (told.active, told.acknowledged, told.suspended)
        known = self._alarms.get(key)
        now = (*stands, told.priority, told.t)
        if known == now or (known is None and stands == _NORMAL):
            return []
        if known is None and len(self._alarms) >= MOST_ALARMS:
            return []
        if stands == _NORMAL:
            self._alarms.pop(key)
        else:
            self._alarms[key] = now
        detail = ", ".join(f"{one.name} {one.value}" for one in told.values)[:MOST_DETAIL]
        return [AlarmChanged(t, self.junction, *key, *stands, told.priority, told.t, detail)]

    def health(self, told: AggregatedStatus, t: Instant) -> list[Event]:
        """Return what an aggregated status changes at `t`."""
        says = tuple(word for word, bit in zip(HEALTH_WORDS, told.bits, strict=False) if bit)
        if says == self._health:
            return []
        self._health = says
        return [HealthChanged(t, self.junction, says, told.t)]

    def watchdog(self, part: str, t: Instant, *, is_late: bool) -> list[Event]:
        """Return the alarm that we raise ourselves while a site's watchdog does not come."""
        if is_late == self._is_late:
            return []
        self._is_late = is_late
        return [AlarmChanged(t, self.junction, part, WATCHDOG_LATE, is_late, True, False, 2, t)]

    def late(self, told: StatusUpdate, t: Instant) -> list[Event]:
        """Return the values that waited in the site's buffer: they are kept, and change nothing."""
        return [
            LateValue(t, self.junction, told.component, v.code, v.name, _text(v.value), told.t)
            for v in told.values
            if v.quality is Quality.OLD
        ]


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
