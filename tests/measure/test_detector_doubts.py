"""Faults of detectors are told once each, with their days."""

import numpy as np
import pytest

from meydan.city.because import because
from meydan.city.words import say
from meydan.measure.bins import bins_of_minutes
from meydan.measure.detector_doubts import CODES, detector_doubts, odd_days
from meydan.measure.detector_health import FAULTS
from meydan.measure.junction_log import Ints
from tests.measure.small_log import BEGIN, BINS, log

DAY_S = 86_400
MONDAY = BEGIN - 43_200_000  # 2024-04-15


def test_a_fault_is_told_with_its_days() -> None:
    events = log((0, 82, 12), (1, 81, 12), (5, 87, 11), (DAY_S, 43, 1), (2 * DAY_S, 87, 11), (3 * DAY_S, 43, 1))
    found = [doubt for doubt in detector_doubts(events, BINS) if doubt.code == "setup.fault_shorted"]
    assert found == [because("setup.fault_shorted", channel=11, days=2, of=4, last="2024-04-17")]


def test_every_fault_has_its_words() -> None:
    assert set(CODES) == set(FAULTS)
    for code in CODES.values():
        doubt = because(code, channel=7, days=1, of=2, last="2024-04-17")
        assert all("7" in say(doubt, language) and "2024-04-17" in say(doubt, language) for language in ("en", "tr"))


def weeks(days: int, broken: int | None, times: float) -> Ints:
    """Return a detector's times: two peaks a day, fewer vehicles at the week's end, one day that is not like it."""
    random = np.random.default_rng(3)
    hours = np.arange(96) / 4
    shape = 20 + 100 * np.exp(-((hours - 8) ** 2) / 4) + 80 * np.exp(-((hours - 18) ** 2) / 6)
    parts = []
    for day in range(days):
        rate = shape * (0.4 if day % 7 >= 5 else 1.0) * (times if day == broken else 1.0)
        for quarter, count in enumerate(random.poisson(rate).tolist()):
            parts.append(MONDAY + 86_400_000 * day + 900_000 * quarter + random.integers(0, 900_000, count))
    t: Ints = np.sort(np.concatenate(parts))
    return t


@pytest.mark.parametrize(
    ("days", "broken", "times", "found"),
    [
        (14, 3, 0.3, ["2024-04-18"]),
        (14, 3, 2.0, ["2024-04-18"]),
        (14, 3, 1.2, []),
        (14, None, 1.0, []),
        (4, 2, 0.3, []),
    ],
    ids=["too few", "too many", "a little more", "as usual", "nothing to go by"],
)
def test_a_day_unlike_the_others_is_found(days: int, broken: int | None, times: float, found: list[str]) -> None:
    assert odd_days(weeks(days, broken, times), bins_of_minutes(15)) == found
