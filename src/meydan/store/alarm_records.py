"""What a log says of alarms, as a restart needs it: read back only as far as what people did is told again."""

from collections.abc import Iterator
from pathlib import Path

from meydan.city.alarm import AlarmClosed, AlarmHandled
from meydan.city.events import AlarmChanged
from meydan.store.codec import decode_kinds, may_hold
from meydan.store.override_records import segments_within_reach
from meydan.store.segments import read_frames

REACH_S = 1800.0  # what holds is told again every quarter of an hour
_KINDS = (AlarmHandled, AlarmChanged, AlarmClosed)


def alarm_records(folder: Path) -> Iterator[AlarmHandled | AlarmChanged | AlarmClosed]:
    """Yield what people did with alarms at the end of a log, how alarms changed and which left the list.

    The rest is not decoded.
    """
    for path in segments_within_reach(folder, REACH_S):
        for payload, _ in read_frames(path):
            if any(may_hold(payload, kind) for kind in _KINDS):
                found = decode_kinds(payload, _KINDS, path.name)
                yield from (one for one in found if isinstance(one, AlarmHandled | AlarmChanged | AlarmClosed))
