"""Anchored control keeps every step of the plan, in order and within its limits."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.centre.loop import Record
from meydan.city.events import Event, StageEnded, StageStarted
from meydan.control import anchored
from tests.junctions import plan, without_crossing
from tests.paper_street import START, city, live_through, passes, script

AFTER = {"A": "B", "B": "C", "C": "A"}


def run(seconds: int, *happens: Mapping[int, Sequence[Event]]) -> list[Record]:
    shorter = replace(plan(), cycle_s=30 + 5 + 10 + 12 + 5)
    of = city(without_crossing(), plans=[shorter])
    return asyncio.run(live_through(of, anchored, seconds, script(*happens)))


def stages(records: list[Record]) -> list[str]:
    return [r.stage for r in records if isinstance(r, StageStarted)]


def test_a_stage_nobody_asks_for_is_shown_all_the_same() -> None:
    records = run(90, passes("P3s", 30, lasts_s=40))
    assert stages(records)[:3] == ["A", "B", "C"]


def test_green_rests_where_nobody_asks_elsewhere() -> None:
    assert stages(run(300)) == ["A"]


@settings(max_examples=25)
@given(
    passed=st.lists(
        st.tuples(st.sampled_from(["P1a", "P1s", "P2a", "P2s", "P3a", "P3s"]), st.integers(7, 200)), max_size=60
    )
)
def test_whatever_comes_the_order_and_the_minima_of_the_plan_are_kept(passed: list[tuple[str, int]]) -> None:
    records = run(260, *(passes(loop, s) for loop, s in passed))
    shown = stages(records)
    assert all(AFTER[a] == b for a, b in pairwise(shown))
    least = {step.stage: step.min_s for step in plan().steps}
    began = [(r.stage, r.t) for r in records if isinstance(r, StageStarted)]
    left = [r.t for r in records if isinstance(r, StageEnded)]
    assert all((end - t) / 1000 >= least[stage] for (stage, t), end in zip(began, left, strict=False))
    assert began[0] == ("A", START + 6000)


@given(every_s=st.integers(1, 3))
@settings(max_examples=3)
def test_while_somebody_waits_no_stage_outlasts_its_maximum(every_s: int) -> None:
    """Vehicles come on all roads without a gap: every stage ends by its maximum, one second to obey."""
    streams = [passes(loop, s) for loop in ("P1a", "P2a", "P3a") for s in range(10, 400, every_s)]
    waits = [passes(loop, 12, lasts_s=400) for loop in ("P1s", "P2s", "P3s")]
    records = run(400, *streams, *waits)
    began = [(r.stage, r.t) for r in records if isinstance(r, StageStarted)]
    left = [r.t for r in records if isinstance(r, StageEnded)]
    most = {step.stage: step.max_s for step in plan().steps}
    assert len(left) >= 6
    lasted = [(stage, (end - t) / 1000) for (stage, t), end in zip(began, left, strict=False)][1:]
    assert [(stage, s) for stage, s in lasted if s > most[stage] + 1] == []
