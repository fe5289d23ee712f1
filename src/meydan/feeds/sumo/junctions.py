"""One of SUMO's lights becomes a junction with its plans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal

from meydan.city.because import Because, because
from meydan.city.errors import Fault
from meydan.city.junction import GroupKind, Junction, Known, SignalGroup, Stage, Sureness, TwinLinks
from meydan.city.plan import Plan
from meydan.feeds.sumo.conflicts import group_conflicts
from meydan.feeds.sumo.detectors import place_loops
from meydan.feeds.sumo.geometry import WALKING_OUT_MPS, geometric_intergreens, length_m
from meydan.feeds.sumo.groups import Group, Groups, shown_s, signal_groups
from meydan.feeds.sumo.intergreens import Matrix, shipped_intergreens
from meydan.feeds.sumo.lanes import approach_lanes
from meydan.feeds.sumo.links import Light
from meydan.feeds.sumo.naming import letters, safe_names
from meydan.feeds.sumo.plans import make_plan
from meydan.feeds.sumo.programs import GREEN, Program, clean, is_off
from meydan.feeds.sumo.shipped import ShippedProgram
from meydan.feeds.sumo.stages import ShownStage, shown_stages

LONGEST_RED_S = 300.0
STARTUP_RED_S = 6.0

Intergreens = Literal["imported", "geometry"]


@dataclass(frozen=True, slots=True)
class Defaults:
    """What stands in where a net says nothing, and how intergreens are found."""

    yellow_s: float
    min_green_s: float
    intergreens: Intergreens


@dataclass(frozen=True, slots=True)
class Built:
    """A junction with its plans, and what was changed or found wrong on the way."""

    junction: Junction
    light: Light
    groups: Groups
    plans: tuple[Plan, ...]
    changes: tuple[Because, ...]
    faults: tuple[Fault, ...]


def build_junction(
    name: str, light: Light, shipped: Sequence[ShippedProgram], streets: Any, position: tuple[float, float], defaults: Defaults
) -> Built | Because:
    """Return the junction of a light, or why it is left out: its programs only blink."""
