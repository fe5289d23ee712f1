"""What a log says of alarms, as a restart needs it: read back only as far as what people did is told again."""

from collections.abc import Iterator
from pathlib import Path

from meydan.city.alarm import AlarmHandled
from meydan.city.events import AlarmChanged
from meydan.store.codec import Record, decode_kinds, may_hold
from meydan.store.override_records import segments_within_reach
from meydan.store.segments import read_frames

REACH_S = 1800.0  # what holds is told again every quarter of an hour
_KINDS = (AlarmHandled, AlarmChanged)


def alarm_records(folder: Path) -> Iterator[Record]:
    """Yield what people did with alarms at the end of a log, and how alarms changed; the rest is not decoded."""
    for path in segments_within_reach(folder, REACH_S):
        for payload, _ in read_frames(path):
            if any(may_hold(payload, kind) for kind in _KINDS):
                yield from decode_kinds(payload, _KINDS, path.name)
