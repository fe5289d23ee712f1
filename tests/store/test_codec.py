"""Records become bytes and come back exactly; bytes that are no records are refused in one way."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from meydan.city.because import Because
from meydan.city.errors import StoreError
from meydan.city.events import RunStarted, Tick
from meydan.city.instant import Instant
from meydan.city.orders import Cleared, Refused
from meydan.store.codec import Record, decode_records, encode_records, may_hold
from tests.store.random_records import EVENTS, ORDERS, of_kind, reasons, records

TICK = Tick(Instant(1_800_000_000_000), 10_800)


def there_and_back(record: Record) -> Record:
    (found,) = decode_records(encode_records([record]))
    return found


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_an_event_of_every_kind_comes_back_exactly(kind: type[Any], data: st.DataObject) -> None:
    event = data.draw(of_kind(kind))
    assert repr(there_and_back(event)) == repr(event)


@pytest.mark.parametrize("kind", ORDERS, ids=lambda kind: kind.__name__)
@given(data=st.data(), for_street=st.booleans())
def test_a_cleared_order_of_every_kind_comes_back_exactly(
    kind: type[Any], data: st.DataObject, *, for_street: bool
) -> None:
    verdict = Cleared(data.draw(of_kind(kind)), for_street)
    assert repr(there_and_back(verdict)) == repr(verdict)


@pytest.mark.parametrize("kind", ORDERS, ids=lambda kind: kind.__name__)
@given(data=st.data(), why=reasons)
def test_a_refused_order_of_every_kind_comes_back_exactly(kind: type[Any], data: st.DataObject, why: Because) -> None:
    verdict = Refused(data.draw(of_kind(kind)), why)
    assert repr(there_and_back(verdict)) == repr(verdict)


@given(batch=st.lists(records, max_size=30))
def test_a_batch_comes_back_in_order(batch: list[Record]) -> None:
    assert repr(decode_records(encode_records(batch))) == repr(batch)


def test_what_comes_back_is_frozen_and_can_be_a_key() -> None:
    assert {there_and_back(TICK)} == {TICK}


@given(batch=st.lists(records, min_size=1, max_size=4), cut=st.integers(1, 10_000))
def test_bytes_cut_short_are_refused(batch: list[Record], cut: int) -> None:
    whole = encode_records(batch)
    with pytest.raises(StoreError):
        decode_records(whole[: -min(cut, len(whole))])


@given(batch=st.lists(records, min_size=1, max_size=4), places=st.lists(st.integers(0, 10_000), min_size=1), new=...)
def test_changed_bytes_are_other_records_or_refused(batch: list[Record], places: list[int], new: bytes) -> None:
    changed = bytearray(encode_records(batch))
    for place, byte in zip(places, new, strict=False):
        changed[place % len(changed)] = byte
    decodes_or_refuses(bytes(changed))


@given(data=st.binary(max_size=200))
@example(data=b"")
@example(data=b"\x91" * 100_000)
@example(data=b"\x91\x93\x28" * 50_000)
@example(data=b"\x91\xdd\xff\xff\xff\xff")
def test_bytes_that_are_no_records_are_refused(data: bytes) -> None:
    decodes_or_refuses(data)


def decodes_or_refuses(data: bytes) -> None:
    """Fail unless the bytes are records or refused: any other error comes out of here."""
    try:
        found = decode_records(data)
    except StoreError:
        return
    assert all(type(record) in (*EVENTS, Cleared, Refused) for record in found)


@pytest.mark.parametrize(
    "payload",
    [
        b"\x91\x92\x63\x01",
        b"\x91\x93\x28\x93\x01\x01\x01\xc3",
        b"\x91\x93\x28\x93\x28\x93\x01\x01\x01\xc3\xc3",
        b"\x91\x95\x02\x01\xa1a\xa1b\xa1z",
        b"\x91\x92\x01\x01",
        b"\x91\x94\x00\x01\xa1a\xa1b",
    ],
    ids=["unknown_tag", "event_as_order", "verdict_as_order", "no_such_lamp", "too_short", "too_short_pulse"],
)
def test_a_row_that_is_no_record_is_refused_with_its_file(payload: bytes) -> None:
    with pytest.raises(StoreError) as refused:
        decode_records(payload, "events-00000001.seg")
    (fault,) = refused.value.faults
    assert (refused.value.code, fault.file, fault.what.code) == (
        "store.damaged",
        "events-00000001.seg",
        "store.bad_record",
    )


def test_the_start_of_an_older_run_lacks_its_last_fields() -> None:
    older = encode_records([RunStarted(Instant(7), "0" * 16, "actuated", 1, 2)]).replace(b"\x91\x98", b"\x91\x96", 1)
    older = older[: -len(b"\xc2\x90")]  # on no street, without parameters
    assert may_hold(older, RunStarted)
    assert decode_records(older) == [RunStarted(Instant(7), "0" * 16, "actuated", 1, 2)]
