"""SUMO networks as cities: groups, conflicts, stages, intergreens, detectors and plans from what the files show."""

from meydan.feeds.sumo.reading import Imported, read_sumo
from meydan.feeds.sumo.scenario import Scenario, read_scenario
from meydan.feeds.sumo.zones import read_zone_lanes

__all__ = ["Imported", "Scenario", "read_scenario", "read_sumo", "read_zone_lanes"]
