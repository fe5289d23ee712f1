"""A small city that a folder can hold."""

from dataclasses import replace

from meydan.city.city import City
from meydan.city.plan import DayEntry, Holiday, Timetable
from tests.junctions import junction, plan


def city() -> City:
    """One junction with two plans, a timetable and no twin."""
    return City(
        name="Deneme",
        zone="Europe/Istanbul",
        field="replay",
        provenance="written for tests",
        attribution="",
        junctions={"J1": junction()},
        plans={("J1", name): replace(plan(), id=name) for name in ("day", "night")},
        timetable=Timetable(
            days={"all": (DayEntry(0, "night"), DayEntry(390, "day"))},
            holidays=(Holiday("Cumhuriyet Bayramı", "all", "10-29"), Holiday("Bayram", "all", "", ("2026-03-20",))),
        ),
    )
