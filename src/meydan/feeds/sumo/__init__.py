"""SUMO networks become cities: signal groups, conflicts, stages, intergreens, plans, lanes and detectors."""

from meydan.feeds.sumo.importer import Imported, read_sumo
from meydan.feeds.sumo.scenario import Scenario, read_scenario

__all__ = ["Imported", "Scenario", "read_scenario", "read_sumo"]
