"""The twin as a field: SUMO's vehicles and loops, lamps held by virtual controllers."""

from meydan.field.sumo.field import SumoField
from meydan.field.sumo.pace import Pace
from meydan.field.sumo.simulation import Simulation, TwinRun

__all__ = ["Pace", "Simulation", "SumoField", "TwinRun"]
