"""What the gate must know of the street beside the runs: counts, who was held out, and where greens are coordinated."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from meydan.city.city import City, Twin
from meydan.store.history.window_counts import window_counts
from meydan.twin.gate.street import Street, StreetCounts
from meydan.twin.prove.scenario import Scenario


def read_street_counts(history: Path, scenario: Scenario, days: Sequence[str]) -> StreetCounts:
    """Return the counts of a history on some days, in the window that a proof measures.

    Detectors that the twin was calibrated with are left out: of them the twin says what it was told.

    Parameters
    ----------
    days
        Local days ("YYYY-MM-DD"), each once; the twin's own day where there are none.

    Raises
    ------
    StoreError
        If the history cannot be read, or knows nothing of the city in the window of a day.
    """
    twin = _twin_of(scenario.city)
    wanted = tuple(sorted(set(days))) or (twin.day,)
    found = window_counts(history, scenario.city, wanted, scenario.window_s)
    named = {f"{junction} {detector}": bins for (junction, detector), bins in sorted(found.counts.items())}
    held_out = {name: bins for name, bins in named.items() if name not in twin.calibrated_with}
    return StreetCounts(wanted, found.first_s, found.bin_s, held_out)


def street_of(city: City, counts: StreetCounts) -> Street:
    """Return counts with what a city, as it is under the solution in force, says of their detectors."""
    twin = _twin_of(city)
    waves = _coordinated(city)
    return Street(
        counts,
        frozenset(twin.calibrated_with),
        frozenset(f"{name} {detector}" for name in waves for detector in city.junctions[name].detectors),
        _days_apart(twin.calibrated_on, counts.days),
    )


def _coordinated(city: City) -> set[str]:
    """Return the junctions whose cycle, in their local plan, is that of a junction which their traffic comes from.

    Both are in the wave; where neighbours share a cycle their offset holds, whether somebody chose it or not.
    """
    cycles_s = {name: city.plans[name, junction.local_plan].cycle_s for name, junction in city.junctions.items()}
    found = set[str]()
    for (name, _), lanes in city.fed_by.items():
        for upstream, _, _ in lanes:
            if name in cycles_s and cycles_s[name] == cycles_s.get(upstream):
                found |= {name, upstream}
    return found


def _days_apart(calibrated_on: str, days: Sequence[str]) -> int | None:
    """Return how many days lie between the calibration and the day of counts that is furthest from it."""
    if not calibrated_on:
        return None
    return max(abs((date.fromisoformat(day) - date.fromisoformat(calibrated_on)).days) for day in days)


def _twin_of(city: City) -> Twin:
    if city.twin is None:
        raise ValueError(f"{city.name} has no twin")
    return city.twin
