"""The twin as a field: SUMO's vehicles and loops, lamps held by virtual controllers."""

from meydan.field.sumo.field import SumoField, TwinRun
from meydan.field.sumo.pace import Pace

__all__ = ["Pace", "SumoField", "TwinRun"]
