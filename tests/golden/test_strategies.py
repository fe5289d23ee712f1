"""One scenario under every strategy, as readable lines: a change of behaviour shows up in review.

Accept a change with `scripts/test tests/golden --snapshot-update`, and read what it changed.
"""

import pytest
from syrupy.assertion import SnapshotAssertion

from meydan.centre.loop import Record
from meydan.city.events import Mode, ModeChanged, StageStarted
from meydan.city.instant import Instant
from meydan.city.orders import Cleared, Refused
from meydan.city.plan import DayEntry, Plan, PlanStage, Timetable
from meydan.city.words import say
from tests.junctions import plan
from tests.paper_street import START, city, live_through, passes, script
from tests.twin_runs import STRATEGIES, strategy_named

NIGHT = Plan(
    "night", "J1", 51.0, 0.0, (PlanStage("A", 20, 10, 30), PlanStage("B", 8, 5, 15), PlanStage("C", 10, 5, 15))
)
TIMETABLE = Timetable(days={"all": (DayEntry(0, "night"), DayEntry(3 * 60 + 5, "day"))})


def line(record: Record) -> str | None:
    """Return a record as a line of the story; None for what everybody would skip."""
    match record:
        case StageStarted():
            return f"{clock(record.t)} stage {record.stage} is green"
        case ModeChanged(mode=mode) if mode is not Mode.STARTUP:
            return f"{clock(record.t)} {mode}: {say(record.why, 'en')}"
        case Cleared(order=order):
            what = getattr(order, "stage", "") or getattr(order, "plan", "")
            return f"{clock(order.t)}   {type(order).__name__} {what}: {say(order.because, 'en')}"
        case Refused(order=order, why=why):
            return f"{clock(order.t)}   refused {type(order).__name__}: {say(why, 'en')}"
        case _:
            return None


def clock(t: Instant) -> str:
    return f"{(t - START) / 1000:6.1f}"


@pytest.mark.anyio
@pytest.mark.parametrize("strategy", STRATEGIES)
async def test_a_peak_hour_on_one_junction(strategy: str, snapshot: SnapshotAssertion) -> None:
    main_road = [passes("P1a", s) for s in range(5, 280, 4)] + [passes("P1s", s + 3) for s in range(5, 280, 4)]
    side_road = [passes("P2a", s) for s in range(40, 200, 9)] + [
        passes("P2s", s + 5, lasts_s=4) for s in range(40, 200, 9)
    ]
    left_turn = [passes("P3s", 120, lasts_s=60)]
    of = city(plans=(plan(), NIGHT), timetable=TIMETABLE)
    records = await live_through(of, strategy_named(strategy), 360, script(*main_road, *side_road, *left_turn))
    assert "\n".join(told for record in records if (told := line(record))) == snapshot
