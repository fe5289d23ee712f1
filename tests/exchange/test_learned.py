"""What cities learn together: exact sums, never of too few, from which no row can be rebuilt."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from meydan.city.errors import PackageError
from meydan.city.words import CATALOGUE
from meydan.exchange.learned import LEAST_DAYS, LEAST_DETECTORS, Learned, learned_from, pooled
from meydan.exchange.learned_file import read_learned, write_learned
from meydan.measure.day_types import DayCalendar
from meydan.measure.history import History
from meydan.measure.junction_log import Floats
from meydan.measure.ridge import observed, sums_of
from tests.measure.made_counts import made_counts

CALENDAR = DayCalendar()


def city(detectors: int = LEAST_DETECTORS, days: int = LEAST_DAYS, seed: int = 1) -> History:
    return made_counts(days=days, detectors=detectors, seed=seed)


@cache
def part(detectors: int, seed: int = 1) -> Learned:
    return learned_from([city(detectors, seed=seed)], CALENDAR, is_part=True)


def refused(*parts: tuple[str, Learned]) -> str:
    with pytest.raises(PackageError) as caught:
        pooled(parts)
    assert caught.value.code in CATALOGUE
    return caught.value.code


@pytest.fixture(scope="module")
def whole() -> Learned:
    """Return what a city of the least size learned."""
    return learned_from([city()], CALENDAR, is_part=False)


@pytest.mark.parametrize(("detectors", "days"), [(LEAST_DETECTORS - 1, 20), (30, LEAST_DAYS - 1)])
def test_too_few_detectors_or_days_are_not_shown(detectors: int, days: int) -> None:
    with pytest.raises(PackageError) as caught:
        learned_from([city(detectors, days)], CALENDAR, is_part=False)
    assert caught.value.code == "learned.too_few"


def test_a_detector_that_was_seen_on_few_days_is_left_out() -> None:
    known = city(LEAST_DETECTORS + 1)
    counts = known.counts.copy()
    counts[3, : 2 * known.slots] = np.nan
    learned = learned_from([replace(known, counts=counts)], CALENDAR, is_part=False)
    others = [*range(3), *range(4, LEAST_DETECTORS + 1)]
    alone = learned_from([replace(known, counts=known.counts[others])], CALENDAR, is_part=False)
    assert (learned.detectors, learned.days) == (LEAST_DETECTORS, LEAST_DAYS)
    assert learned.horizons[15].gram == pytest.approx(alone.horizons[15].gram)


def test_a_pool_is_what_all_counts_together_teach(whole: Learned) -> None:
    other = city(24, seed=5)
    found = pooled([("sha256:a", whole), ("sha256:b", learned_from([other], CALENDAR, is_part=False))])
    together = learned_from([city(), other], CALENDAR, is_part=False)
    for minutes, sums in found.horizons.items():
        assert sums.rows == together.horizons[minutes].rows
        assert sums.gram == pytest.approx(together.horizons[minutes].gram, rel=1e-12)
    assert found.detectors == LEAST_DETECTORS + 24
    assert found.made_of == ("sha256:a", "sha256:b")


def test_nothing_is_counted_twice(whole: Learned) -> None:
    assert refused(("sha256:a", whole), ("sha256:a", whole)) == "learned.twice"
    first = pooled([("sha256:a", whole), ("sha256:b", whole)])
    assert refused(("sha256:c", first), ("sha256:b", whole)) == "learned.twice"


def test_a_small_city_is_seen_only_in_a_sum_with_other_small_ones(whole: Learned) -> None:
    assert refused(("sha256:a", whole), ("sha256:p", part(12))) == "learned.parts"
    assert refused(("sha256:p", part(12)), ("sha256:q", part(7, seed=2))) == "learned.parts"
    assert refused(("sha256:p", part(25))) == "learned.parts"
    found = pooled([("sha256:a", whole), ("sha256:p", part(12)), ("sha256:q", part(8, seed=2))])
    assert not found.is_part
    assert part(12).shapes == {"working": (), "free": ()}


def rebuilt(gram: Floats) -> Floats:
    """Return the rows that an attacker rebuilds from a matrix: as few as give it exactly, along its axes."""
    values, axes = np.linalg.eigh(gram)
    kept = values > 1e-9 * values.max()
    found: Floats = np.sqrt(values[kept])[:, None] * axes[:, kept].T
    return found


def nearest(found: Floats, rows: Floats) -> float:
    """Return how far the best rebuilt row lies from a true one, either sign, as a share of its length."""
    best = np.inf
    for row in found:
        for sign in (1.0, -1.0):
            off = np.linalg.norm(rows - sign * row, axis=1) / np.linalg.norm(rows, axis=1)
            best = min(best, float(off.min()))
    return best


def test_an_attack_that_rebuilds_a_single_row_fails_at_the_least_size() -> None:
    seen = observed(city(), CALENDAR, 1)
    known = seen.is_known
    rows = seen.features[known] * np.sqrt(np.minimum(seen.scale[known], 40.0))[:, None]
    one = np.zeros_like(known)
    one[np.unravel_index(np.flatnonzero(known)[500], known.shape)] = True
    alone = seen.features[one] * np.sqrt(np.minimum(seen.scale[one], 40.0))[:, None]
    assert nearest(rebuilt(sums_of(seen, one).gram), alone) < 1e-6  # the attack works where there is one row
    assert nearest(rebuilt(sums_of(seen, known).gram), rows) > 0.5


def test_other_counts_have_the_same_sums_at_the_least_size() -> None:
    """Turned rows are far from the true ones and give the same matrix: nobody can tell which were counted."""
    seen = observed(city(), CALENDAR, 1)
    known = seen.is_known
    rows = seen.features[known] * np.sqrt(np.minimum(seen.scale[known], 40.0))[:, None]
    mirror = np.random.default_rng(7).normal(size=len(rows))
    mirror /= np.linalg.norm(mirror)
    others = rows - 2 * np.outer(mirror, mirror @ rows)
    others = others[np.random.default_rng(8).permutation(len(rows))]
    assert np.abs(others.T @ others - rows.T @ rows).max() < 1e-9 * np.abs(rows.T @ rows).max()
    numbers = sum(sums.gram.size for sums in learned_from([city()], CALENDAR, is_part=False).horizons.values())
    assert rows.size > 50 * numbers  # far more that is not known than is told


def test_a_file_comes_back_exactly(whole: Learned, tmp_path: Path) -> None:
    write_learned(whole, tmp_path / "a.json")
    back = read_learned(tmp_path / "a.json")
    told = [(one.detectors, one.days, one.is_part, one.shapes, one.made_of) for one in (back, whole)]
    assert told[0] == told[1]
    for minutes, sums in whole.horizons.items():
        assert back.horizons[minutes].gram.tolist() == sums.gram.tolist()
        assert back.horizons[minutes].moment.tolist() == sums.moment.tolist()
    text = (tmp_path / "a.json").read_text()
    assert not {"junction", "J1", "start", "zone"} & set(json.loads(text))
    assert "J1" not in text


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": "other/1"}, "learned.shape"),
        ({"features": ["one"]}, "learned.features"),
        ({"detectors": 3}, "learned.few"),
        ({"days": 13}, "learned.shape"),
        ({"horizons": {}}, "learned.lacks"),
        ({"made_of": ["me"]}, "learned.shape"),
        ({"more": 1}, "learned.shape"),
    ],
)
def test_a_file_that_cannot_be_is_refused(change: dict[str, object], code: str, whole: Learned, tmp_path: Path) -> None:
    write_learned(whole, tmp_path / "a.json")
    told = json.loads((tmp_path / "a.json").read_text()) | change
    (tmp_path / "a.json").write_text(json.dumps(told))
    with pytest.raises(PackageError) as caught:
        read_learned(tmp_path / "a.json")
    assert code in [found.what.code for found in caught.value.faults]
    assert {found.what.code for found in caught.value.faults} <= set(CATALOGUE)


@pytest.mark.parametrize("factor", [-1.0, 1e12])
def test_sums_that_no_counts_give_are_refused(factor: float, whole: Learned, tmp_path: Path) -> None:
    wrong = replace(whole.horizons[30], gram=factor * whole.horizons[30].gram)
    write_learned(replace(whole, horizons={**whole.horizons, 30: wrong}), tmp_path / "a.json")
    with pytest.raises(PackageError) as caught:
        read_learned(tmp_path / "a.json")
    assert [found.what.code for found in caught.value.faults] == ["learned.no_sums"]


def test_a_file_that_is_not_there_or_no_json_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\x80\x04pickled")
    for name, code in (("a.json", "learned.faults"), ("b.json", "learned.unreadable")):
        with pytest.raises(PackageError) as caught:
            read_learned(tmp_path / name)
        assert caught.value.code == code
