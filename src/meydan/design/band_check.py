"""Drives vehicles through the greens of a corridor, second by second of its diagram, and tells who meets red.

It shares nothing with what finds the bands: it knows offsets, greens and speeds in seconds, and asks at each stop line
whether the lamp is green when a vehicle comes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

SLACK_S = 1e-6


@dataclass(frozen=True, slots=True)
class DrivenLink:
    """A link in one direction: how long it is driven, and the greens at its two ends, each as the clock shows them.

    A green begins at `start_s` of the common cycle and lasts `length_s`.
    """

    travel_s: float
    start_s: tuple[float, float]
    length_s: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Band:
    """Who leaves the first end of a link between two seconds of the clock should meet green at both ends."""

    first_s: float
    last_s: float


def stopped(links: Sequence[DrivenLink], bands: Sequence[Band], cycle_s: float, vehicles: int = 5) -> list[int]:
    """Return the links on which a vehicle of the band meets red; vehicles are spread evenly, the edges among them."""
    found = []
    for number, (link, band) in enumerate(zip(links, bands, strict=True)):
        leaves_s = [band.first_s + (band.last_s - band.first_s) * k / (vehicles - 1) for k in range(vehicles)]
        if not all(_passes(link, t, cycle_s) for t in leaves_s):
            found.append(number)
    return found


def _passes(link: DrivenLink, leaves_s: float, cycle_s: float) -> bool:
    met_s = (leaves_s, leaves_s + link.travel_s)
    return all(
        _is_green(t, start, length, cycle_s)
        for t, start, length in zip(met_s, link.start_s, link.length_s, strict=True)
    )


def _is_green(t_s: float, start_s: float, length_s: float, cycle_s: float) -> bool:
    """Say whether a lamp is green at a second; the very edges count as green."""
    since_s = (t_s - start_s + SLACK_S) % cycle_s
    return since_s <= length_s + 2 * SLACK_S
