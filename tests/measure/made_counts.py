"""Made-up counts: a day with two peaks, quieter weekends, chance, and deviations that last for some hours."""

import numpy as np

from meydan.measure.bins import bins_of_minutes
from meydan.measure.history import DetectorName, History, history

MONDAY_MS = 19_828 * 86_400_000  # 15 April 2024


def made_counts(days: int = 14, detectors: int = 4, seed: int = 1, bin_min: int = 15) -> History:
    """Return counts of one junction, from a Monday on."""
    draw = np.random.default_rng(seed)
    slots = 24 * 60 // bin_min
    hour = np.arange(slots) * 24 / slots
    shape = 0.1 + np.exp(-(((hour - 8) / 2) ** 2)) + np.exp(-(((hour - 17.5) / 2.5) ** 2))
    of_day = np.array([1.0, 1, 1, 1, 1.1, 0.7, 0.5])[np.arange(days) % 7]
    size = np.linspace(10, 60, detectors) * bin_min / 15
    wave = np.repeat(draw.normal(1, 0.1, days * 6), slots // 6)
    rate = size[:, None] * (of_day[:, None] * shape).ravel() * np.clip(wave, 0.3, None)
    names = tuple(DetectorName("J1", str(place + 1)) for place in range(detectors))
    start = MONDAY_MS + bin_min * 60_000 * np.arange(days * slots)
    return history(start, draw.poisson(rate).astype(np.float64), names, bins_of_minutes(bin_min))
