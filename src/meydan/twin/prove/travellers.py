"""What a run cost people: each trip weighed by who sits in it, those on foot, and those in public transport."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

import numpy as np

from meydan.twin.trips import Trip

CAR_PEOPLE, BUS_PEOPLE = 1.3, 30.0
PUBLIC = frozenset({"bus", "coach", "tram", "rail", "rail_urban", "rail_electric", "rail_fast", "subway", "ship"})
GRIDLOCK_S, GRIDLOCK_VEHICLES = 600.0, 20


def is_public(trip: Trip, class_of: Mapping[str, str]) -> bool:
    """Say whether a trip is one of public transport; a type nobody saw on the road is a car."""
    return class_of.get(trip.type, "") in PUBLIC


def person_delay_s(trips: Iterable[Trip], class_of: Mapping[str, str]) -> float:
    """Return the mean delay of a person's trip: cars hold 1.3 people, public transport 30."""
    weighed = [(BUS_PEOPLE if is_public(trip, class_of) else CAR_PEOPLE, trip.delay_s) for trip in trips]
    people = sum(weight for weight, _ in weighed)
    return round(sum(weight * delay_s for weight, delay_s in weighed) / people, 4) if weighed else 0.0


def mean_delay_s(delays_s: Sequence[float]) -> float | None:
    """Return a mean to a tenth of a millisecond, None of nothing."""
    return round(fmean(delays_s), 4) if delays_s else None


def gridlocks(trips: Sequence[Trip], from_s: float, end_s: float) -> int:
    """Return how often nobody arrived for ten minutes while 20 vehicles or more were on the road at the end of them."""
    arrivals = sorted(trip.arrive_s for trip in trips if trip.arrived and trip.arrive_s >= from_s)
    ends = [*arrivals, end_s]
    begins = [from_s, *arrivals]
    departed = np.sort([trip.depart_s for trip in trips if trip.departed])
    arrived = np.sort([trip.arrive_s for trip in trips if trip.arrived])
    found = 0
    for begin, end in zip(begins, ends, strict=True):
        if end - begin >= GRIDLOCK_S:
            on_road = int(np.searchsorted(departed, end)) - int(np.searchsorted(arrived, end))
            found += on_road >= GRIDLOCK_VEHICLES
    return found
