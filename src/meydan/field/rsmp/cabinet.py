"""What a site's end of the protocol asks of the controller behind it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.messages import NamedValue, Value
from meydan.field.rsmp.sxl import Part


@dataclass(frozen=True, slots=True)
class Health:
    """The aggregated status of the site: eight bits, functional position and functional state."""

    bits: tuple[bool, ...]
    position: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class AlarmFact:
    """An alarm the controller can raise, and whether its cause is there now."""

    component: str
    code: str
    category: str
    priority: int
    active: bool
    values: tuple[NamedValue, ...] = ()


class Obeyed(Enum):
    """What became of a command that was not refused."""

    DONE = "done"
    NOT_IMPLEMENTED = "not implemented"


class Cabinet(Protocol):
    """A controller as its site shows it; every answer is given at once and nothing here waits."""

    main: str
    """The component that stands for the whole controller."""

    components: Mapping[str, Part]

    @property
    def ahead_ms(self) -> int:
        """How far the clock of the site is ahead of the wall's, for a command may set it."""
        ...

    def take_restart(self) -> bool:
        """Say once, after a command, whether the site begins anew."""
        ...

    def health(self) -> Health:
        """Return the aggregated status."""
        ...

    def alarms(self) -> Iterable[AlarmFact]:
        """Return every alarm there is, also those without a cause now."""
        ...

    def read(self, component: str, code: str, name: str, now: Moment, interval_s: int) -> Value:
        """Return a status value, None where it is not known; counts are those of the last `interval_s`."""
        ...

    def obey(self, component: str, code: str, arguments: Mapping[str, Value], now: Moment) -> Obeyed | str:
        """Follow a command whose arguments fit the SXL, or return in English why not."""
        ...
