"""What one RSMP message costs: split from the stream, parsed, held against both schemas and typed; and written again.

The promise is at most 0.1 ms a message with validation.
"""

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from meydan.city.instant import Instant
from meydan.field.rsmp.decode import decode
from meydan.field.rsmp.encode import encode
from meydan.field.rsmp.frames import Frames, frame
from meydan.field.rsmp.messages import (
    Ack,
    AlarmAct,
    AlarmStatus,
    Argument,
    CommandRequest,
    Message,
    NamedValue,
    Quality,
    StatusUpdate,
    StatusValue,
    Watchdog,
)
from meydan.field.rsmp.versions import NEWEST

SXL = "1.2.1"
ID = "f48900bc-e6fb-431a-8ca4-05070dd9df6a"
NOW = Instant(1_764_057_600_250)


def recent(code: str, **named: str) -> tuple[StatusValue, ...]:
    return tuple(StatusValue(code, name, value, Quality.RECENT) for name, value in named.items())


LAMPS = recent("S0001", signalgroupstatus="1BBN4aAA", cyclecounter="42", basecyclecounter="42", stage="2")
PLAN = [("securityCode", "2222"), ("status", "True"), ("timeplan", "3")]
ERROR = [("detector", "DL1"), ("type", "loop"), ("errormode", "on"), ("manual", "False"), ("logicerror", "always_on")]
MESSAGES: dict[str, Message] = {
    "ack": Ack(ID),
    "watchdog": Watchdog(ID, NOW),
    "status_of_lamps_and_detectors": StatusUpdate(
        ID, "KK+AG9998=001TC000", NOW, (*LAMPS, *recent("S0002", detectorlogicstatus="010011"))
    ),
    "alarm": AlarmStatus(
        ID, "KK+AG9998=001DL001", "A0302", AlarmAct.ISSUE, NOW, True, False, False, "D", 3,
        tuple(NamedValue(name, value) for name, value in ERROR),
    ),
    "command": CommandRequest(
        ID, "KK+AG9998=001TC000", tuple(Argument("M0002", "setPlan", name, value) for name, value in PLAN)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MESSAGES)
def test_one_message_in(benchmark: BenchmarkFixture, name: str) -> None:
    packet = encode(MESSAGES[name], NEWEST, SXL)
    assert isinstance(packet, bytes)
    stream, frames = frame(packet), Frames()

    def take() -> object:
        [whole] = frames.feed(stream)
        return decode(whole, NEWEST, SXL)

    assert benchmark(take) == MESSAGES[name]
    benchmark.extra_info["bytes"] = len(stream)


@pytest.mark.parametrize("name", MESSAGES)
def test_one_message_out(benchmark: BenchmarkFixture, name: str) -> None:
    assert isinstance(benchmark(lambda: encode(MESSAGES[name], NEWEST, SXL)), bytes)


def test_all_schemas_are_compiled_once(benchmark: BenchmarkFixture) -> None:
    """Time the first message of a process, with the files still to be read and compiled."""
    from meydan.field.rsmp import schema

    def first() -> None:
        for kept in (schema._registry, schema._core_validator, schema._sxl_validator):
            kept.cache_clear()
        encode(MESSAGES["command"], NEWEST, SXL)

    benchmark(first)
