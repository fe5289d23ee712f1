"""What lies in a folder of plans, by name: the parts of a city that a solution may bring."""

from pathlib import Path

PLANS, TIMETABLE, STRATEGY = "plans", "timetable.toml", "strategy.toml"


def holds_plans(folder: Path) -> bool:
    """Say whether a folder holds plans or a timetable, as a city folder has them."""
    return (folder / PLANS).is_dir() or (folder / TIMETABLE).is_file()
