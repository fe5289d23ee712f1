"""Input-output delay: who came is matched with who left, and what cannot be matched is told and never hidden."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.measure.bins import bins_of_minutes
from meydan.measure.input_output_delay import BLOCK_MS, _emptiest, input_output_delay
from meydan.measure.junction_log import Detector, JunctionLog, junction_log
from meydan.measure.rows import Rows

T0 = 1_713_182_400_000
BINS = bins_of_minutes(60)
TABLE = (Detector(1, 2, "advance"), Detector(2, 2, "count"))


def log_of(came_s: list[float], left_s: list[float], *table: Detector, beats: bool = True) -> JunctionLog:
    events = [(s, 82, 1) for s in came_s] + [(s, 81, 2) for s in left_s]
    events += [(float(s), 43, 9) for s in range(0, 3600, 20)] if beats else []
    t, code, parameter = zip(*events, strict=True)
    times = np.array([T0 + round(s * 1000) for s in t], np.int64)
    return junction_log(times, np.array(code, np.uint16), np.array(parameter, np.uint16), table or TABLE)


def one_row(rows: Rows) -> dict[str, Any]:
    assert rows.start.size == 1
    return {name: column.tolist()[0] for name, column in rows.columns.items()}


FREE = [float(s) for s in range(100, 500, 20)]  # twenty that drive freely, 4 s each


def test_who_waits_is_delayed_by_what_a_free_drive_does_not_take() -> None:
    came, left = [*FREE, 600, 601, 602], [*(s + 4 for s in FREE), 630, 632, 634]
    row = one_row(input_output_delay(log_of(came, left), BINS))
    assert row["free_s"] == pytest.approx(4)
    assert row["delay_s"] == pytest.approx(26 + 27 + 28)
    assert row["mean_delay_s"] == pytest.approx(81 / 23)
    assert (row["vehicles"], row["unmatched"], row["phases"]) == (23, 0, "2")


def test_who_came_from_elsewhere_is_told_and_delays_nobody() -> None:
    left = [50.0, *(s + 4 for s in FREE)]
    row = one_row(input_output_delay(log_of(FREE, left), BINS))
    assert (row["vehicles"], row["unmatched"], row["delay_s"]) == (20, 1, 0)


def test_who_went_elsewhere_is_told_once_the_section_is_empty() -> None:
    later = [s + 1000 for s in FREE]
    came, left = [*FREE, 520, *later], [*(s + 4 for s in FREE), *(s + 4 for s in later)]
    row = one_row(input_output_delay(log_of(came, left), BINS))
    assert (row["vehicles"], row["unmatched"]) == (40, 1)
    assert row["delay_s"] == pytest.approx(0)


def test_counts_that_do_not_agree_have_no_mean() -> None:
    row = one_row(input_output_delay(log_of(FREE, [50.0, 51, *(s + 4 for s in FREE)]), BINS))
    assert row["unmatched"] == 2
    assert np.isnan(row["mean_delay_s"])


def test_phases_that_share_a_detector_are_one_section() -> None:
    table = (*TABLE, Detector(1, 5, "advance"), Detector(7, 5, "count"), Detector(8, 6, "advance"))
    row = one_row(input_output_delay(log_of(FREE, [s + 4 for s in FREE], *table), BINS))
    assert row["phases"] == "2+5"


ONE_END = [(Detector(1, 2, "advance"),), (Detector(2, 2, "count"),), (Detector(1, 0, "advance"),)]


ONE_END = [(Detector(1, 2, "advance"),), (Detector(2, 2, "count"),), (Detector(1, 0, "advance"),)]


@pytest.mark.parametrize("table", ONE_END)
def test_without_detectors_at_both_ends_there_is_nothing(table: tuple[Detector, ...]) -> None:
    rows = input_output_delay(log_of(FREE, FREE, *table), BINS)
    assert rows.why is not None
    assert rows.why.code == "measure.no_detectors"


def test_too_few_free_drives_leave_the_delay_unknown() -> None:
    row = one_row(input_output_delay(log_of(FREE[:5], [s + 4 for s in FREE[:5]]), BINS))
    assert (row["vehicles"], row["unmatched"]) == (5, 0)
    assert np.isnan([row[name] for name in ("free_s", "delay_s", "mean_delay_s")]).all()


def test_nobody_at_one_end_is_no_measure() -> None:
    rows = input_output_delay(log_of(FREE, []), BINS)
    assert rows.why is not None
    assert rows.why.code == "measure.no_vehicles"


@given(st.lists(st.integers(0, 3500), max_size=60), st.lists(st.integers(0, 3500), max_size=60))
def test_every_vehicle_is_matched_once_or_told(came: list[int], left: list[int]) -> None:
    rows = input_output_delay(log_of([*FREE, *map(float, came)], [*(s + 4 for s in FREE), *map(float, left)]), BINS)
    if rows.why is None:
        vehicles, unmatched = (int(rows.columns[name].sum()) for name in ("vehicles", "unmatched"))
        distinct_came, distinct_left = len({*FREE, *map(float, came)}), len({*(s + 4 for s in FREE), *map(float, left)})
        assert 2 * vehicles + unmatched == distinct_came + distinct_left
        assert (np.nan_to_num(np.asarray(rows.columns["delay_s"], np.float64)) >= 0).all()


@given(st.lists(st.tuples(st.integers(0, 900), st.sampled_from((1, -1))), min_size=1, max_size=60))
def test_a_section_is_emptiest_at_the_last_of_the_least_levels_of_each_block(steps: list[tuple[int, int]]) -> None:
    t = T0 + 1000 * np.array(sorted(second for second, _ in steps), np.int64)
    level = np.cumsum([step for _, step in steps])
    blocks: dict[int, list[int]] = {}
    for place, block in enumerate((t // BLOCK_MS).tolist()):
        blocks.setdefault(block, []).append(place)
    told = [min(places, key=lambda place: (level[place], -place)) for places in blocks.values()]
    assert _emptiest(t, level).tolist() == told
