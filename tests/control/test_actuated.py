"""Actuated control on real controllers: rest, gap-out, max-out, skipped stages, recall and failed loops."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from meydan.centre.loop import Record
from meydan.city.events import DetectorHealth, Event, StageEnded, StageStarted
from meydan.city.orders import CallStage, Cleared, HoldStage, Refused
from meydan.control import actuated
from meydan.control.actuated import SELDOM_S
from meydan.control.demand import SILENT_S
from tests.junctions import plan, without_crossing
from tests.paper_street import START, city, judged, live_through, passes, script

pytestmark = pytest.mark.anyio


async def run(seconds: int, happens: Mapping[int, Sequence[Event]] | None = None) -> list[Record]:
    shorter = replace(plan(), cycle_s=30 + 5 + 10 + 12 + 5)
    return await live_through(city(without_crossing(), plans=[shorter]), actuated, seconds, happens)


def stages(records: list[Record]) -> list[tuple[str, float]]:
    return [(r.stage, (r.t - START) / 1000) for r in records if isinstance(r, StageStarted)]


def ended(records: list[Record]) -> list[tuple[str, str, float]]:
    return [(r.stage, r.to, (r.t - START) / 1000) for r in records if isinstance(r, StageEnded)]


def reasons(records: list[Record], kind: type[CallStage] | type[HoldStage] = CallStage) -> list[str]:
    return [r.order.because.code for r in records if isinstance(r, Cleared) and isinstance(r.order, kind)]


async def test_green_rests_where_nobody_asks_elsewhere() -> None:
    records = await run(300)
    assert stages(records) == [("A", 6)]
    assert set(reasons(records, HoldStage)) == {"control.rest"}


async def test_a_single_vehicle_is_served_at_once_and_gets_the_minimum() -> None:
    records = await run(120, passes("P2s", 60, lasts_s=30))
    assert stages(records)[1] == ("B", 66)
    assert reasons(records)[0] == "control.gap_out"


async def test_a_stage_nobody_asks_for_is_left_out() -> None:
    waits = passes("P3s", 30, lasts_s=40)
    assert [stage for stage, _ in stages(await run(90, waits))] == ["A", "C"]


async def test_green_goes_on_while_vehicles_come_and_ends_in_the_first_gap() -> None:
    stream = [passes("P1a", s) for s in range(20, 41, 2)]
    records = await run(90, script(*stream, passes("P2s", 20, lasts_s=60)))
    (stage, to, at_s), *_ = ended(records)
    assert (stage, to) == ("A", "B")
    assert 43 <= at_s <= 45  # the last vehicle at 40.5, a gap of 3 s at the advance loop
    assert "control.extended" in reasons(records, HoldStage)
    assert reasons(records)[0] == "control.gap_out"


async def test_green_ends_at_its_maximum_however_many_come() -> None:
    stream = [passes("P1a", s) for s in range(0, 200, 2)]
    records = await run(120, script(*stream, passes("P2s", 20, lasts_s=100)))
    assert ended(records)[0] == ("A", "B", 66)  # asked from second 20 on, 45 s at most, one second to obey
    assert reasons(records)[0] == "control.max_out"


async def test_a_failed_loop_puts_its_group_on_recall_with_the_green_of_the_plan() -> None:
    on_main_road = [passes("P1s", s, lasts_s=2) for s in range(30, 300, 5)]
    records = await run(300, script(judged("P2s", 10, DetectorHealth.STUCK_OFF), *on_main_road))
    started = [s for stage, s in stages(records) if stage == "B"]
    left = [s for stage, _, s in ended(records) if stage == "B"]
    assert len(started) >= 3
    assert all(b - a >= 10 for a, b in zip(started, left, strict=False))
    assert "control.fixed_recall" in reasons(records, HoldStage)


async def test_a_loop_occupied_for_minutes_is_not_believed_and_its_group_gets_the_green_of_the_plan() -> None:
    on_main_road = [passes("P1s", s, lasts_s=2) for s in range(30, 800, 5)]
    records = await run(800, script(passes("P2s", 20, lasts_s=5000), passes("P3s", 20), *on_main_road))
    greens = [
        (left - came, came)
        for (stage, came), (_, _, left) in zip(stages(records), ended(records), strict=False)
        if stage == "B"
    ]
    assert min(green_s for green_s, came in greens if came < 300) < 10
    assert all(green_s >= 10 for green_s, came in greens if came > 330)


async def test_a_loop_that_never_said_anything_gets_the_green_of_the_plan_seldom_for_perhaps_nobody_comes() -> None:
    on_main_road = [passes("P1s", s, lasts_s=2) for s in range(30, 1200, 5)]
    records = await run(1200, script(passes("P2s", 20), *on_main_road))
    served = [(came, left) for (stage, came), (_, _, left) in zip(stages(records), ended(records), strict=False)]
    served = [pair for (stage, _), pair in zip(stages(records), served, strict=False) if stage == "C"]
    assert len(served) >= 4
    assert served[0][0] >= SILENT_S
    between = [next_came - left for (_, left), (next_came, _) in pairwise(served)]
    assert all(SELDOM_S - 5 <= red_s <= SELDOM_S + 50 for red_s in between)
    assert all(left - came >= 10 for came, left in served)


async def test_people_on_foot_are_on_recall() -> None:
    records = await live_through(city(), actuated, 300)
    assert [stage for stage, _ in stages(records)] == ["A"]  # they have their green already
    records = await live_through(city(), actuated, 300, passes("P2s", 30, lasts_s=60))
    assert [stage for stage, _ in stages(records)][:3] == ["A", "B", "A"]  # and ask for it again


async def test_safety_refuses_nothing_an_actuated_centre_asks() -> None:
    stream = [passes(f"{g}s", s + i, lasts_s=3) for s in range(10, 1000, 17) for i, g in enumerate(("P1", "P2", "P3"))]
    records = await live_through(city(), actuated, 1100, script(*stream))
    assert [r.why for r in records if isinstance(r, Refused)] == []
    assert {stage for stage, _ in stages(records)} == {"A", "B", "C"}
