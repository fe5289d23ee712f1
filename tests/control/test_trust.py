"""A detector that died unannounced is found out, and its lane gets its turn all the same."""

import pytest

from meydan.centre.loop import Record
from meydan.city.events import DetectorChanged, Event, GroupChanged, ModeChanged, RunStarted, Tick
from meydan.city.instant import later
from meydan.city.junction import Lamp
from meydan.city.state import DetectorState, JunctionState
from meydan.control import predictive
from meydan.control.demand import SILENT_S, is_sound
from meydan.control.loop_traffic import LoopTraffic
from meydan.control.search import HEADWAY_S
from meydan.control.traffic import MOST_ASSUMED
from meydan.control.trust import DEAF_S, PASSED_BY, is_deaf, is_passed_by
from tests.junctions import junction
from tests.paper_street import START, city, live_through, passes, script


class Lane:
    """The lane of P1 with both its loops, told second by second; `green` from when it is set."""

    def __init__(self, share: float = 1.0, *, advance: bool = True) -> None:
        self.seen = JunctionState(junction(), on_street=False)
        self.seen.observe(RunStarted(START, "", "", 1, 1))
        self.t = START
        loops = self.seen.detectors
        self.traffic = LoopTraffic(
            groups=("P1",),
            reach_m=45.0,
            travel_s=4.0,
            stop_line=loops["P1s"],
            advance=loops["P1a"] if advance else None,
            share=share,
        )

    def seconds(self, count: int, *events: Event, green_s: float = -1.0) -> None:
        for event in events:
            self.seen.observe(event)
        for k in range(count):
            self.t = later(self.t, 1)
            self.seen.observe(Tick(self.t, 0))
            self.traffic.observe(self.seen, 1.0, green_s + k if green_s >= 0 else -1.0)

    def passes(self, detector: str, count: int = 1, *, green_s: float = -1.0) -> None:
        for _ in range(count):
            on, off = (DetectorChanged(self.t, "J1", detector, occupied=is_on) for is_on in (True, False))
            self.seconds(1, on, off, green_s=green_s)

    def says(self, detector: str, *, occupied: bool) -> None:
        self.seconds(1, DetectorChanged(self.t, "J1", detector, occupied=occupied))


def test_a_detector_that_never_said_anything_is_believed_for_a_while() -> None:
    lane = Lane()
    lane.seconds(int(SILENT_S))
    assert is_sound(lane.seen.detectors["P1s"], lane.seen)
    lane.seconds(2)
    assert not is_sound(lane.seen.detectors["P1s"], lane.seen)
    lane.passes("P1s")
    assert is_sound(lane.seen.detectors["P1s"], lane.seen)


def test_a_loop_that_saw_none_of_many_is_not_believed() -> None:
    assert is_passed_by(DetectorState(), DetectorState(count=PASSED_BY))
    assert not is_passed_by(DetectorState(), DetectorState(count=PASSED_BY - 1))
    assert not is_passed_by(DetectorState(count=1), DetectorState(count=100))


def test_a_junction_is_deaf_while_nothing_at_all_is_said() -> None:
    lane = Lane()
    lane.seconds(int(DEAF_S))
    assert not is_deaf(lane.seen)
    lane.seconds(2)
    assert is_deaf(lane.seen)
    lane.passes("P3s")
    assert not is_deaf(lane.seen)


def test_a_queue_that_nobody_sees_grows_at_red_and_goes_at_green() -> None:
    lane = Lane()
    lane.seconds(int(SILENT_S) + 60)
    assert 2.0 < lane.traffic.queue <= MOST_ASSUMED
    assert (lane.traffic.is_blind, lane.traffic.has_queue, lane.traffic.blocked_s) == (True, False, 0.0)
    lane.seconds(30, green_s=0.0)
    assert lane.traffic.queue < 1.0


def test_a_dead_loop_at_the_line_leaves_the_queue_to_the_one_upstream() -> None:
    lane = Lane()
    lane.passes("P1a", PASSED_BY + 4)
    lane.seconds(6)
    assert not lane.traffic.is_blind
    held = lane.traffic.queue
    assert held >= PASSED_BY
    lane.seconds(10, green_s=0.0)
    assert held - 10 / HEADWAY_S <= lane.traffic.queue <= held - 3


def test_a_loop_stuck_on_at_the_line_does_not_fill_the_lane_for_ever() -> None:
    lane = Lane()
    lane.says("P1s", occupied=True)
    lane.passes("P1a", 400)
    fits = int(lane.traffic.reach_m / 7.5) + 1
    assert len(lane.traffic.inside) <= 2 * fits
    lane.seconds(60, green_s=0.0)
    assert lane.traffic.queue <= 1.0


def test_a_dead_loop_upstream_leaves_a_guess_at_the_line() -> None:
    lane = Lane()
    lane.passes("P1s", PASSED_BY)
    lane.says("P1s", occupied=True)
    lane.seconds(20)
    assert lane.traffic.queue >= 1.0
    lane.says("P1s", occupied=False)
    lane.seconds(6, green_s=0.0)
    assert lane.traffic.queue == 0.0


def test_where_nobody_counts_at_the_line_who_has_not_reached_it_does_not_leave() -> None:
    lane = Lane()
    lane.passes("P1a", PASSED_BY + 4)
    lane.seconds(12, green_s=0.0)
    lane.seconds(20, green_s=12.0)
    assert not lane.traffic.inside
    lane.passes("P1a")
    lane.seconds(1, green_s=40.0)
    assert len(lane.traffic.inside) == 1


def test_where_nobody_counts_at_the_line_some_may_be_left_from_the_last_green() -> None:
    lane = Lane()
    lane.passes("P1a", PASSED_BY + 4)
    lane.seconds(1)
    assert not lane.traffic.counts_out
    assert lane.traffic.unseen(60.0) > 0.5
    assert lane.traffic.unseen(10.0) < lane.traffic.unseen(60.0)


def test_the_only_loop_of_a_lane_may_have_missed_the_first_who_hides_all_others() -> None:
    lane = Lane()
    lane.passes("P1s", PASSED_BY)
    lane.seconds(40, green_s=0.0)
    assert (lane.traffic.counts_in, lane.traffic.queue) == (False, 0.0)
    lane.traffic.rate = 0.05
    assert lane.traffic.unseen(10.0) < 0.1
    assert lane.traffic.unseen(80.0) > 1.0
    lane.says("P1s", occupied=True)
    assert lane.traffic.unseen(20.0) < 0.5


def test_who_passes_a_shared_loop_is_shared_out() -> None:
    lane = Lane(share=0.5)
    lane.passes("P1a", 6)
    assert len(lane.traffic.inside) == 3


@pytest.mark.anyio
async def test_a_junction_that_hears_nothing_goes_back_to_its_plan_and_returns_when_it_hears_again() -> None:
    again_s = int(DEAF_S) + 200
    busy = script(*(passes(f"P{1 + s % 3}s", s) for s in (*range(10, 60), *range(again_s, again_s + 60))))
    records = await live_through(city(), predictive, again_s + 60, busy)
    told = [(r.t, r.why.code, r.mode) for r in records if isinstance(r, ModeChanged)]
    codes = [code for _, code, _ in told]
    assert "control.deaf" in codes
    handed = next(t for t, code, _ in told if code == "control.deaf")
    last_heard_s = 59
    assert DEAF_S < (handed - START) / 1000 - last_heard_s < DEAF_S + 60
    assert told[-1][2] == "central"


def green_starts(records: list[Record], group: str) -> list[float]:
    """Return when a group turned green [s]."""
    return [
        (r.t - START) / 1000
        for r in records
        if isinstance(r, GroupChanged) and r.group == group and r.lamp is Lamp.GREEN
    ]


@pytest.mark.anyio
async def test_a_lane_whose_loops_died_is_served_again_and_again() -> None:
    busy = script(*(passes(f"P{n}{kind}", s) for s in range(10, 1200, 7) for n in (1, 2) for kind in "as"))
    starts = green_starts(await live_through(city(), predictive, 1200, busy), "P3")
    waits = [b - a for a, b in zip([SILENT_S, *starts], starts, strict=False) if b > SILENT_S]
    assert waits
    assert max(waits) < 120
