"""One run of a proof: a variant of a demand day with a seed, under the solution in force or the candidate."""

from dataclasses import dataclass
from pathlib import Path

from meydan.centre.solution import Solution
from meydan.feeds.sumo import ApproachLink
from meydan.twin.gate.run_result import BASE, DETECTOR_LOST, LESS, MORE, Side

DEMAND = {BASE: 1.0, LESS: 0.85, MORE: 1.15, DETECTOR_LOST: 1.0}


@dataclass(frozen=True, slots=True)
class Place:
    """Where runs take place: the city's folder, its approaches, and from which second of SUMO on it is measured."""

    folder: Path
    links: tuple[ApproachLink, ...]
    from_s: float


@dataclass(frozen=True, slots=True)
class CountBins:
    """So many bins of `bin_s` seconds, one after the other from SUMO's second `first_s` on."""

    first_s: int
    bin_s: int
    number: int


@dataclass(frozen=True, slots=True)
class RunTask:
    """One run; `routes` are the files of the day's demand, `bins` how its detectors are to count, if they are."""

    place: Place
    solution: Solution
    side: Side
    variant: str
    day: str
    routes: tuple[str, ...]
    seed: int
    bins: CountBins | None = None

    @property
    def key(self) -> tuple[str, str, int, Side]:
        """What tells its result from others."""
        return (self.variant, self.day, self.seed, self.side)
