"""What is read and written without asking the schemas each time is what the whole way would read and write."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.instant import Instant
from meydan.field.rsmp import known_values
from meydan.field.rsmp.decode import decode, decode_whole
from meydan.field.rsmp.encode import encode, encode_whole
from meydan.field.rsmp.known_values import KnownValues, find_message, find_packet
from meydan.field.rsmp.messages import Ack, Quality, StatusUpdate, StatusValue, Unreadable
from meydan.field.rsmp.versions import CORES, NEWEST, SXLS, Core
from tests.field.rsmp.random_messages import cores, messages

ID = "f48900bc-e6fb-431a-8ca4-05070dd9df6a"
NOW = Instant(1_764_057_600_250)
SXL = SXLS[-1]
LAMPS = {"sCI": "S0001", "n": "signalgroupstatus", "s": "1AA", "q": "recent"}

names = st.sampled_from([("S0001", "signalgroupstatus"), ("S0001", "stage"), ("S0002", "detectorlogicstatus")])
texts = st.sampled_from(["1AA", "0", "12", "-3", "", "?", "True", "1" * 200])
values = st.builds(
    lambda name, text, q: {"sCI": name[0], "n": name[1], "s": text, "q": q},
    names | st.sampled_from([("S0014", "status"), ("S0001", "nothing"), ("S9999", "status"), ("A0001", "x")]),
    texts | st.none() | st.just([]) | st.just(3),
    st.sampled_from(["recent", "old", "unknown", "undefined", "fresh"]),
)
odd = st.sampled_from(
    [{}, {"ntsOId": 3}, {"more": 1}, {"mType": "other"}, {"sTs": "2025-02-30T00:00:00.000Z"}, {"cId": 1}]
)


def said(values: list[Any], **more: Any) -> bytes:
    head = {"mType": "rSMsg", "type": "StatusUpdate", "mId": ID, "ntsOId": "", "xNId": "", "cId": "TC"}
    return json.dumps({**head, "sTs": "2025-11-25T08:00:00.250Z", "sS": values, **more}).encode()


@given(st.lists(values, max_size=4), odd, cores, st.sampled_from(["", *SXLS]))
def test_what_comes_in_is_read_as_the_whole_way_reads_it(
    values: list[Any], more: dict[str, Any], core: Core, sxl: str
) -> None:
    packet = said(values, **more)
    assert decode(packet, core, sxl) == decode_whole(packet, core, sxl)
    assert decode(packet, core, sxl) == decode_whole(packet, core, sxl)  # also when it is known


@given(cores.flatmap(lambda core: st.tuples(st.just(core), messages(core))), st.sampled_from(["", *SXLS]))
def test_what_goes_out_is_written_as_the_whole_way_writes_it(with_core: tuple[Core, Any], sxl: str) -> None:
    core, message = with_core
    assert encode(message, core, sxl) == encode_whole(message, core, sxl)


@given(st.lists(values, min_size=1, max_size=4), st.text(max_size=5), cores, st.sampled_from(["", *SXLS]))
def test_a_status_goes_out_as_the_whole_way_writes_it(raw: list[Any], part: str, core: Core, sxl: str) -> None:
    told = [StatusValue(v["sCI"], v["n"], v["s"], Quality(v["q"])) for v in raw if v["q"] != "fresh" and v["s"] != 3]
    message = StatusUpdate(ID, part, NOW, tuple(told))
    assert _packet(encode(message, core, sxl)) == _packet(encode_whole(message, core, sxl))


def _packet(written: bytes | Unreadable) -> object:
    return written if isinstance(written, bytes) else type(written)


@pytest.mark.parametrize("core", ["3.1.2", "3.2.2"])
def test_usual_packets_do_not_take_the_whole_way(core: str) -> None:
    found = find_message(said([LAMPS]), CORES[core], SXL)
    assert found == StatusUpdate(ID, "TC", NOW, (StatusValue("S0001", "signalgroupstatus", "1AA", Quality.RECENT),))
    assert find_packet(found, CORES[core], SXL) == encode_whole(found, CORES[core], SXL)
    assert find_message(encode(Ack(ID), NEWEST), NEWEST, SXL) == Ack(ID)  # type: ignore[arg-type]
    assert find_packet(Ack(ID), NEWEST, SXL) == encode_whole(Ack(ID), NEWEST)


def test_a_value_that_one_list_allows_is_not_believed_under_another() -> None:
    route = {"sCI": "S0035", "n": "emergencyroutes", "s": "1", "q": "recent"}
    assert isinstance(decode(said([route]), NEWEST), StatusUpdate)
    assert isinstance(decode(said([route]), NEWEST, "1.0.15"), Unreadable)


def test_no_more_values_are_remembered_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known_values, "MOST_KNOWN", 10)
    monkeypatch.setattr(known_values, "_ALL", {})
    for number in range(25):
        assert find_message(said([{**LAMPS, "n": "stage", "s": str(number)}]), NEWEST, SXL) is not None
    [known] = known_values._ALL.values()
    assert 0 < len(known) <= 10


def test_a_long_value_is_not_remembered() -> None:
    known = KnownValues(NEWEST, SXL)
    assert known.find_bytes(StatusValue("S0001", "signalgroupstatus", "A" * 500, Quality.RECENT)) is not None
    assert len(known) == 0
