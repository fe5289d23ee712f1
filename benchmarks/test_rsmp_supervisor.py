"""What one status update of a site costs at the supervisor, from its bytes to the event and the acknowledgement."""

import json
from itertools import cycle

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from meydan.field.rsmp.encode import encode
from meydan.field.rsmp.frames import frame
from meydan.field.rsmp.hearing import Hearing
from meydan.field.rsmp.messages import Quality, StatusUpdate, StatusValue
from meydan.field.rsmp.site_map import SiteMap
from meydan.field.rsmp.versions import CORES
from tests import junctions
from tests.field.rsmp.paper_site import MAIN, SITE, Wire, at


@pytest.mark.parametrize("values", [1, 5])
def test_one_update_of_lamps(benchmark: BenchmarkFixture, values: int) -> None:
    wire = Wire(sxl="1.0.15")
    wire.settle()
    of = SiteMap("J1", SITE, MAIN, ("P1", "P2", "P3", "W1"), ("P1s",), {"day": 3}, {})
    hearing = Hearing(junctions.junction(), of)
    streams = cycle([_stream(wire, number, values) for number in range(2000)])

    def take() -> None:
        for update in wire.supervisor.take(next(streams), at(1)):
            if isinstance(update, StatusUpdate):
                hearing.hear(update, at(1).t)
        assert wire.supervisor.to_write()

    benchmark(take)


def _stream(wire: Wire, number: int, values: int) -> bytes:
    letters = "1AA1" if number % 2 else "NAAA"
    told = [("S0001", "signalgroupstatus", letters), ("S0001", "stage", "1"), ("S0001", "cyclecounter", "12")]
    told += [("S0002", "detectorlogicstatus", "01"), ("S0014", "status", "3")]
    parts = tuple(StatusValue(*one, Quality.RECENT) for one in told[:values])
    packet = encode(StatusUpdate(wire._new_id(), MAIN, at(number).t, parts), CORES["3.2.2"], "1.0.15")
    assert isinstance(packet, bytes), json.dumps(packet)
    return frame(packet)
