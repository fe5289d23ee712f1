"""P-10 in short: that it can be measured; the figures are for `benchmarks/many_sites.py` and a quiet machine."""

import asyncio
from pathlib import Path

from tests.promises.load import measure_load, share_of


def test_what_many_sites_take_is_measured(tmp_path: Path) -> None:
    load = asyncio.run(measure_load(6, 3, tmp_path, probing=3, orders_per_s=20, buffered=40))
    assert load.sites == 9
    assert load.acks >= 3  # each probe says its lamps each second
    assert load.orders > 0
    assert 0 < load.ack_p50_ms <= load.ack_p99_ms
    assert 0 < load.order_p50_ms <= load.order_p99_ms
    assert load.control_share > 0
    assert load.not_written == 0
    assert load.stored == 3 * 40  # what waited in a buffer is acknowledged too, once each
    assert 0 < load.stored_p50_ms <= load.stored_p99_ms


def test_a_percentile_is_the_value_that_so_many_do_not_exceed() -> None:
    assert share_of([1, 2, 3, 4], 0.5) == 2
    assert share_of(range(1, 101), 0.99) == 99
    assert share_of([7], 0.99) == 7
