"""SUMO networks as cities: groups, conflicts, stages, intergreens, detectors and plans from what the files show."""

from meydan.feeds.sumo.approach_links import ApproachLink, read_approach_links
from meydan.feeds.sumo.reading import Imported, read_sumo
from meydan.feeds.sumo.scenario import Scenario, read_scenario
from meydan.feeds.sumo.zones import read_zone_lanes

__all__ = [
    "ApproachLink",
    "Imported",
    "Scenario",
    "read_approach_links",
    "read_scenario",
    "read_sumo",
    "read_zone_lanes",
]
