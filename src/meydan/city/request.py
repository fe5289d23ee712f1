"""What people ask of control: overrides, priority, what to do with alarms, a clock to be set, a twin's pace."""

from dataclasses import dataclass, field

from meydan.city.alarm import HandleAlarm
from meydan.city.clock_setting import AskClock
from meydan.city.override import AskOverride, GiveBack
from meydan.city.priority import DropPriority, WantPriority

SLOWEST, FASTEST = 0.25, 1000.0  # times real time


@dataclass(frozen=True, slots=True)
class SetPace:
    """Let a twin run `speed` times as fast as the street, None for as fast as it can, or stop its clock."""

    speed: float | None
    paused: bool


@dataclass(frozen=True, slots=True)
class ShownOverride:
    """An override with the session of whoever asks, and of the second person where one may not alone ("": none).

    The sessions are shown nowhere and kept nowhere.
    """

    wish: AskOverride
    session: str = field(repr=False)
    second: str = field(default="", repr=False)


Request = ShownOverride | GiveBack | HandleAlarm | AskClock | WantPriority | DropPriority | SetPace
