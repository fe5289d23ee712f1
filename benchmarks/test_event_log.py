"""What the event log costs in memory: 100,000 records of a busy city, as bytes and back."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

from meydan.city.because import because
from meydan.city.events import DetectorChanged, GroupChanged, Tick
from meydan.city.instant import Instant, later
from meydan.city.junction import Lamp
from meydan.city.orders import Cleared, HoldStage
from meydan.store.codec import Record, decode_records, encode_records

COUNT = 100_000
IN_FRAME = 1_000
LAMPS = (Lamp.GREEN, Lamp.AMBER, Lamp.RED)


def busy_city() -> Iterator[Record]:
    """Yield seconds of a city without end: ten pulses of a loop, two lamps and a held stage at each of 50 junctions."""
    t, second = Instant(1_800_000_000_000), 0
    while True:
        for number in range(50):
            name = f"J{number:04d}"
            for loop in range(10):
                yield DetectorChanged(later(t, loop / 10), name, f"D{loop}s", occupied=bool((second + loop) % 2))
            for group in range(2):
                yield GroupChanged(t, name, f"P{group}", LAMPS[(second + group) % 3])
            why = because("gap_open", group="P1", gap_s=1.5 + number / 10)
            yield Cleared(HoldStage(t, name, "A", later(t, 5), 7, why), for_street=False)
        yield Tick(t, 10_800)
        t, second = later(t, 1), second + 1


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(islice(busy_city(), COUNT))


@pytest.fixture(scope="module")
def frames(records: list[Record]) -> list[bytes]:
    return [encode_records(records[at : at + IN_FRAME]) for at in range(0, COUNT, IN_FRAME)]


def tell_rate(benchmark: Any) -> None:
    """Write beside the times how many records that is in a second."""
    if benchmark.stats is not None:
        benchmark.extra_info["records_per_s"] = round(COUNT / benchmark.stats.stats.median)


def test_records_become_bytes(benchmark: Any, records: list[Record]) -> None:
    def encode() -> int:
        return sum(len(encode_records(records[at : at + IN_FRAME])) for at in range(0, COUNT, IN_FRAME))

    assert benchmark(encode) > 0
    tell_rate(benchmark)


def test_bytes_become_records(benchmark: Any, records: list[Record], frames: list[bytes]) -> None:
    def decode() -> list[Record]:
        return [record for payload in frames for record in decode_records(payload)]

    assert benchmark(decode) == records
    tell_rate(benchmark)
