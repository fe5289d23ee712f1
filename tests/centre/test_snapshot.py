"""What screens are told of a plan is true: nothing of its cycle while it runs with other numbers than are stored."""

import pytest

from meydan.centre.loop import Centre
from meydan.centre.road_meter import RoadMeter
from meydan.centre.snapshot import snapshot_city, snapshot_junction
from meydan.city.because import because
from meydan.city.events import Mode, ModeChanged, PlanChanged, RunStarted, StageStarted, Tick
from meydan.city.instant import later
from meydan.control import fixed_time
from tests.paper_street import START, city


@pytest.mark.parametrize("adjusted", [False, True])
def test_the_cycle_of_a_plan_is_shown_only_while_it_runs_as_it_is_stored(adjusted: bool) -> None:
    of = city()
    centre = Centre(of, fixed_time, "fixed_time", lambda record: None, on_street=False)
    for event in (
        RunStarted(START, "", "fixed_time", 1, 1),
        ModeChanged(START, "J1", Mode.LOCAL, because("controller.local_plan")),
        PlanChanged(START, "J1", "day", START, adjusted),
        StageStarted(START, "J1", "A"),
        Tick(later(START, 5), 0),
    ):
        centre.handle(event)
    panel = snapshot_junction(centre, "J1")
    row = snapshot_city(centre, RoadMeter(of))["junctions"][0]
    assert panel["plan"] == "day"
    told = (panel["cycle_s"], panel["cycle_second"], panel["cycle_start"], panel["next"] is None, row[3])
    assert told == ((None, -1, None, True, -1) if adjusted else (65.0, 5, START, False, 5))
