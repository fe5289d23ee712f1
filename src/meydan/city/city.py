"""A city: its junctions, plans and timetable, and the twin that can stand in for its streets."""

from collections.abc import Mapping
from dataclasses import dataclass

from meydan.city.junction import Junction
from meydan.city.plan import Plan, Timetable


@dataclass(frozen=True, slots=True)
class Twin:
    """The SUMO files of a city (paths relative to its folder) and the window they describe.

    `begin_s` and `end_s` are SUMO's seconds; `day` is the local date ("YYYY-MM-DD") whose midnight is second 0.
    """

    net: str
    routes: tuple[str, ...]
    additional: tuple[str, ...]
    begin_s: float
    end_s: float
    day: str
    step_s: float = 1.0


@dataclass(frozen=True, slots=True)
class City:
    """Everything a city folder says, validated.

    `plans` is keyed by (junction, plan); `field` names the driver; `attribution` must be shown on the map.
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
