"""A city: its junctions, plans and timetable, how its controllers are reached, and the twin that can stand in."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from meydan.city.junction import Junction, Lane, Onward
from meydan.city.plan import Plan, Timetable


@dataclass(frozen=True, slots=True)
class Twin:
    """The SUMO files of a city (paths relative to its folder) and the window they describe.

    `begin_s` and `end_s` are SUMO's seconds; `day` is the local date ("YYYY-MM-DD") whose midnight is second 0.
    `calibrated_with` names the detectors ("JUNCTION DETECTOR") whose counts the twin was fitted to, `calibrated_on` the
    day of it ("" where nobody says).
    """

    net: str
    routes: tuple[str, ...]
    additional: tuple[str, ...]
    begin_s: float
    end_s: float
    day: str
    step_s: float = 1.0
    calibrated_with: tuple[str, ...] = ()
    calibrated_on: str = ""


class PulsesTold(StrEnum):
    """How controllers tell that detectors became occupied or free."""

    BY_NEED = "by_need"  # each change where the strategy needs it or the city is small enough, else each second
    EACH_CHANGE = "each_change"
    EACH_SECOND = "each_second"  # who passes between two seconds is not seen


@dataclass(frozen=True, slots=True)
class Rsmp:
    """How the controllers of a city are reached over RSMP: they call `host` and `port`.

    `virtual` says that no lamp hangs on them, `read_only` that the centre listens beside another one and orders
    nothing. `secrets` is the file of their security codes and `tls` the folder of the centre's certificates, both
    from the city's folder on. `pulses` is how they tell what their detectors see.
    """

    host: str = "127.0.0.1"
    port: int = 13111
    virtual: bool = False
    read_only: bool = False
    secrets: str = ""
    tls: str = ""
    pulses: PulsesTold = PulsesTold.BY_NEED


@dataclass(frozen=True, slots=True)
class City:
    """Everything a city folder says, validated.

    `plans` is keyed by (junction, plan); `field` names the driver; `attribution` must be shown on the map.
    `fed_by` follows from the lanes: for each (junction, road) the lanes elsewhere whose traffic comes there next, with
    the junction they belong to.
    """

    name: str
    zone: str
    field: str
    provenance: str
    attribution: str
    junctions: Mapping[str, Junction]
    plans: Mapping[tuple[str, str], Plan]
    timetable: Timetable
    twin: Twin | None = None
    rsmp: Rsmp | None = None
    fed_by: Mapping[tuple[str, str], tuple[tuple[str, Lane, Onward], ...]] = dataclasses.field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        """Turn round what each lane says of its next signals, once for all who ask."""
        found: dict[tuple[str, str], tuple[tuple[str, Lane, Onward], ...]] = {}
        for junction in self.junctions.values():
            for lane in junction.lanes.values():
                for to in lane.onward:
                    if to.junction != junction.id:
                        known = found.get((to.junction, to.approach), ())
                        found[to.junction, to.approach] = (*known, (junction.id, lane, to))
        object.__setattr__(self, "fed_by", found)


def is_street(city: City) -> bool:
    """Say whether lamps hang on what a city's folder reaches."""
    return city.field == "rsmp" and not (city.rsmp is not None and city.rsmp.virtual)
