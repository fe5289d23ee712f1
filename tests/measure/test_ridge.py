"""The shared forecaster: sums add up exactly, nothing of the future is used, and what others saw helps a young city."""

from dataclasses import replace

import numpy as np
import pytest

from meydan.measure.day_types import DayCalendar
from meydan.measure.forecast import forecasts
from meydan.measure.history import History
from meydan.measure.junction_log import Floats
from meydan.measure.ridge import (
    FEATURES,
    MOST_SHARE,
    RIDGE,
    Sums,
    observed,
    shared_forecasts,
    summed,
    sums_of,
    weights,
)
from tests.measure.made_counts import made_counts

CALENDAR = DayCalendar()
AHEAD = 2


def learned(known: History) -> Sums:
    seen = observed(known, CALENDAR, AHEAD)
    return sums_of(seen, seen.is_known)


def rows_of(known: History) -> tuple[Floats, Floats, Floats]:
    """Return the features, shares and root weights of all rows of a history."""
    seen = observed(known, CALENDAR, AHEAD)
    of = seen.is_known
    return seen.features[of], seen.share[of], np.sqrt(np.minimum(seen.scale[of], 40.0))


def test_sums_of_cities_give_the_model_of_all_their_counts_together() -> None:
    cities = [made_counts(days=16, detectors=n, seed=n) for n in (3, 5, 7)]
    found = weights(summed(map(learned, cities)))
    rows = [rows_of(city) for city in cities]
    features, share, root = (np.concatenate(each) for each in zip(*rows, strict=True))
    # ridge regression as least squares with a row for each weight that says it is 0
    strength = np.sqrt(RIDGE * ((features * root[:, None]) ** 2).sum() / len(FEATURES))
    system = np.concatenate((features * root[:, None], strength * np.eye(len(FEATURES))))
    all_at_once = np.linalg.lstsq(system, np.concatenate((share * root, np.zeros(len(FEATURES)))), rcond=None)[0]
    probe = features[:: max(1, len(features) // 200)]
    assert np.abs(probe @ found - probe @ all_at_once).max() < 1e-9
    together = replace(cities[0], counts=np.concatenate([city.counts for city in cities]))
    whole = learned(together)
    assert np.abs(summed(map(learned, cities)).gram - whole.gram).max() <= 1e-9 * np.abs(whole.gram).max()


def test_a_forecast_uses_nothing_that_comes_after_it() -> None:
    known, other = made_counts(days=4), learned(made_counts(days=16, seed=9))
    made = shared_forecasts(known, CALENDAR, AHEAD, other)
    at = 3 * known.slots + 40
    changed = known.counts.copy()
    changed[:, at - AHEAD + 1 :] = np.random.default_rng(3).uniform(0, 500, changed[:, at - AHEAD + 1 :].shape)
    again = shared_forecasts(replace(known, counts=changed), CALENDAR, AHEAD, other)
    for name in ("expected", "low", "high", "usual"):
        assert getattr(made, name)[:, at].tolist() == getattr(again, name)[:, at].tolist()


def test_what_others_saw_helps_a_city_that_knows_two_days() -> None:
    shared = summed(learned(made_counts(days=16, detectors=8, seed=seed)) for seed in (21, 22, 23))
    own_errors: list[float] = []
    errors: list[float] = []
    for seed in range(5):
        new = made_counts(days=3, detectors=6, seed=seed)
        third = np.arange(new.day.size) >= 2 * new.slots + AHEAD
        for into, made in (
            (own_errors, forecasts(new, CALENDAR, AHEAD)),
            (errors, shared_forecasts(new, CALENDAR, AHEAD, shared)),
        ):
            into.append(np.abs(new.counts - made.expected)[:, third].mean().item())
            assert (made.low <= made.high)[:, third].all()
    assert np.mean(errors) < 0.95 * np.mean(own_errors)


def test_own_rows_draw_the_weights_away_from_what_others_saw() -> None:
    shared, own = learned(made_counts(days=16, seed=1)), learned(made_counts(days=16, seed=2))
    nothing = Sums(0.0, np.zeros_like(own.gram), np.zeros_like(own.moment))
    assert weights(shared, nothing) == pytest.approx(weights(shared), rel=1e-6)
    much = Sums(own.rows * 1e6, own.gram * 1e6, own.moment * 1e6)
    far = [np.abs(weights(shared, each) - weights(own)).max() for each in (nothing, own, much)]
    assert far[0] > far[1] > far[2]


def test_no_bin_says_more_than_its_bound() -> None:
    known = made_counts(days=16)
    wild = known.counts.copy()
    wild[0, 1000] = 1e9
    seen = observed(replace(known, counts=wild), CALENDAR, AHEAD)
    assert np.nanmax(np.abs(seen.features)) <= MOST_SHARE
    assert np.nanmax(seen.share) <= MOST_SHARE


def test_the_second_day_makes_rows_and_the_first_makes_none() -> None:
    seen = observed(made_counts(days=2), CALENDAR, AHEAD)
    assert not seen.is_known[:, :96].any()
    assert seen.is_known[:, 110:].all()
