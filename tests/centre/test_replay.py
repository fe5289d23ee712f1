"""The same log gives the same orders, byte for byte, and a difference is found where it begins."""

from dataclasses import replace
from types import ModuleType

import pytest

from meydan.centre.loop import Record
from meydan.centre.replay import replay
from meydan.city.errors import StoreError
from meydan.city.events import StageStarted
from meydan.city.orders import Cleared, Refused
from meydan.control import actuated, adaptive_plan, fixed_time, greedy, max_pressure, predictive
from meydan.store.codec import encode_records
from tests.paper_street import city, live_through, passes, script

pytestmark = pytest.mark.anyio


async def busy_day(strategy: ModuleType) -> list[Record]:
    traffic = [
        passes(f"{g}{kind}", s + i) for s in range(5, 600, 13) for i, g in enumerate(("P1", "P2")) for kind in "as"
    ]
    return await live_through(city(), strategy, 620, script(*traffic))


def again(records: list[Record], strategy: ModuleType) -> list[Record]:
    return list(replay(records, city(), strategy, "test", on_street=False).verdicts)


@pytest.mark.parametrize(
    "strategy",
    [actuated, adaptive_plan, fixed_time, greedy, max_pressure, predictive],
    ids=lambda s: s.__name__.split(".")[-1],
)
async def test_a_replay_gives_the_same_orders_byte_for_byte(strategy: ModuleType) -> None:
    records = await busy_day(strategy)
    orders: list[Record] = [r for r in records if isinstance(r, Cleared | Refused)]
    assert encode_records(again(records, strategy)) == encode_records(orders)
    assert replay(records, city(), strategy, "test", on_street=False).difference is None


async def test_another_event_is_found_where_it_makes_other_orders() -> None:
    records = await busy_day(actuated)
    at = next(i for i, r in enumerate(records) if isinstance(r, StageStarted) and r.stage == "B")
    changed = records[at]
    assert isinstance(changed, StageStarted)
    records[at] = replace(changed, stage="C")
    found = replay(records, city(), actuated, "test", on_street=False).difference
    assert found is not None
    assert found.logged != found.replayed


async def test_a_run_cut_off_between_event_and_order_is_no_difference() -> None:
    records = await busy_day(actuated)
    while not isinstance(records[-1], Cleared):
        records.pop()
    records.pop()
    assert replay(records, city(), actuated, "test", on_street=False).difference is None


async def test_two_runs_in_one_log_are_replayed_one_after_the_other() -> None:
    records = await busy_day(actuated)
    assert replay([*records, *records], city(), actuated, "test", on_street=False).difference is None


async def test_a_log_that_does_not_begin_with_a_run_is_refused() -> None:
    records = await busy_day(actuated)
    with pytest.raises(StoreError):
        replay(records[1:], city(), actuated, "test", on_street=False)
