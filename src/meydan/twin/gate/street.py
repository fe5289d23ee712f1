"""What was counted on the street, and the same counts on the twin, as hourly flows side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from meydan.twin.gate.geh import geh
from meydan.twin.gate.run_result import Pair, counted

HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class StreetCounts:
    """Counts of the street in the window that is measured, by "JUNCTION DETECTOR": the mean of `days` for each bin.

    The first bin begins at SUMO's second `first_s`, each lasts `bin_s`; None where nobody knows.
    """

    days: tuple[str, ...]
    first_s: int
    bin_s: int
    counts: Mapping[str, tuple[float | None, ...]]


@dataclass(frozen=True, slots=True)
class Street:
    """Counts, and what must be known of their detectors ("JUNCTION DETECTOR").

    `fitted` are those that the twin was calibrated with, `coordinated` those at junctions in a green wave;
    `calibrated_days` is how many days lie between the calibration and the counts, None where nobody says.
    """

    counts: StreetCounts
    fitted: frozenset[str] = frozenset()
    coordinated: frozenset[str] = frozenset()
    calibrated_days: int | None = None


@dataclass(frozen=True, slots=True)
class HourFlow:
    """Hourly flows of one detector in one hour of the day [veh/h], and their GEH."""

    detector: str
    hour: int
    street_vph: float
    twin_vph: float

    @property
    def geh(self) -> float:
        """How far the twin is from the street."""
        return geh(self.twin_vph, self.street_vph)


def held_out_flows(pairs: Sequence[Pair], street: Street) -> list[HourFlow]:
    """Return the flows of all detectors that the twin was not fitted to, in order of detector and hour.

    The twin's are the mean over the runs of the solution in force. Of an hour, the bins that the street knows count.
    """
    runs = [counts for pair in pairs if (counts := counted(pair.old)) is not None]
    flows = []
    for detector, known in sorted(street.counts.counts.items()):
        if runs and detector not in street.fitted and all(detector in run for run in runs):
            twin = [fmean(bins) for bins in zip(*(run[detector] for run in runs), strict=True)]
            flows += _hours(detector, known, twin, street.counts)
    return flows


def _hours(detector: str, known: Sequence[float | None], twin: Sequence[float], counts: StreetCounts) -> list[HourFlow]:
    of_hour: dict[int, list[tuple[float, float]]] = {}
    for place, (measured, modelled) in enumerate(zip(known, twin, strict=True)):
        if measured is not None:
            hour = (counts.first_s + place * counts.bin_s) // HOUR_S
            of_hour.setdefault(hour, []).append((measured, modelled))
    flows = []
    for hour, both in of_hour.items():
        an_hour = HOUR_S / (len(both) * counts.bin_s)
        flows.append(HourFlow(detector, hour, sum(m for m, _ in both) * an_hour, sum(t for _, t in both) * an_hour))
    return flows
