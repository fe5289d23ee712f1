"""How long the longest trip of a demand takes when nothing is in its way."""

from pathlib import Path

from meydan.city.city import Twin
from meydan.twin.free_flow import run_freely
from meydan.twin.trips import Trip, each_trip, trip_options


def longest_free_trip_s(twin: Twin, folder: Path, scratch: Path) -> float:
    """Return the longest time that a trip which arrived drove beside its time loss [s]; 0 where none arrived.

    The demand runs once, freely.
    """
    file = scratch / "free-trips.xml"
    run_freely(twin, folder, trip_options(file))
    arrived = [trip.free_s for trip in each_trip(file) if isinstance(trip, Trip) and trip.arrived]
    return max(arrived, default=0.0)
