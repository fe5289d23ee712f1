"""How good estimates of a detector are that counted nothing for a day: each of 22 detectors, each of 19 days.

    python -m benchmarks.estimate [COUNTS.parquet] [DAYS]

The ratio is the mean absolute error of the estimates as a share of that of the plain profile.
"""

import sys
from pathlib import Path

import numpy as np

from benchmarks.forecast import COUNTS
from meydan.measure.day_types import DayCalendar
from meydan.measure.estimate import with_estimates
from meydan.measure.forecast import WARM_UP_DAYS
from meydan.measure.profile import plain_profiles, profiles
from tests.measure.real_counts import counts_of


def main() -> int:
    """Hide, estimate and print."""
    known = counts_of(Path(sys.argv[1]) if len(sys.argv) > 1 else COUNTS)
    calendar = DayCalendar()
    usual = {"plain profile": plain_profiles(known, calendar), "our profile": profiles(known, calendar)}
    errors = dict.fromkeys((*usual, "estimate"), 0.0)
    days = known.days[WARM_UP_DAYS:][: int(sys.argv[2]) if len(sys.argv) > 2 else None]
    for day in days.tolist():
        begin, end = (int(place) for place in np.searchsorted(known.day, (day, day + 1)))
        past = known.until(end)
        for detector in range(len(known.detectors)):
            ill = np.zeros(past.counts.shape, np.bool_)
            ill[detector, begin:end] = True
            made = with_estimates(past, ill, calendar).history.counts[detector, begin:end]
            truth = known.counts[detector, begin:end]
            errors["estimate"] += float(np.nansum(np.abs(made - truth)))
            for name, values in usual.items():
                errors[name] += float(np.nansum(np.abs(values[detector, begin:end] - truth)))
    for name, error in errors.items():
        print(f"{name}: {error / errors['plain profile']:.3f} of the plain profile's error")
    return 0


if __name__ == "__main__":
    sys.exit(main())
