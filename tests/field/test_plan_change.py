"""Other numbers for a running plan: met within three cycles, no minimum cut, and the stored plan afterwards."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from meydan.city.because import because
from meydan.city.events import Event, GroupChanged, OrderRejected, PlanChanged, StageEnded, StageStarted
from meydan.city.instant import Instant, later
from meydan.city.junction import Junction
from meydan.city.orders import Cleared, Order, ReleaseToLocal, SetCycle, SetOffset, SetPlan, SetSplits
from meydan.city.plan import Plan
from meydan.field.controller import VirtualController
from meydan.field.plan_change import cannot_change
from tests.junctions import junction, plan
from tests.lamp_rules import broken_rules
from tests.nightly import NIGHTLY
from tests.random_junctions import junctions, orders_for, plans_of

START = Instant(1_800_000_000_000 - 1_800_000_000_000 % 65_000)
WHY = because("test")
LONG_S = 3600.0


@dataclass
class Cabinet:
    """A controller on its own, everything it told, and the time."""

    stands: Junction = field(default_factory=junction)
    plans: dict[str, Plan] = field(default_factory=lambda: {"day": plan(), "night": night()})
    now: Instant = START
    told: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.controller = VirtualController(self.stands, self.plans, self.now)

    def wait(self, s: float) -> None:
        """Let time pass, the controller waking whenever something is due."""
        end = later(self.now, s)
        while self.now < end:
            self.told += self.controller.advance(self.now)
            wake = self.controller.wake
            self.now = Instant(min(end, wake if wake > self.now else self.now + 100))
        self.told += self.controller.advance(self.now)

    def take(self, order: Order) -> str:
        """Give an order and return why it was rejected; "" if it was not."""
        self.controller.take(Cleared(order, for_street=False), self.now)
        news = self.controller.advance(self.now)
        self.told += news
        return next((event.why.code for event in news if isinstance(event, OrderRejected)), "")

    def splits(self, *greens_s: float, lives_s: float = LONG_S, plan: str = "day") -> str:
        return self.take(SetSplits(self.now, "J1", plan, greens_s, later(self.now, lives_s), 1, WHY))

    def offset(self, offset_s: float, lives_s: float = LONG_S) -> str:
        return self.take(SetOffset(self.now, "J1", "day", offset_s, later(self.now, lives_s), 1, WHY))

    def cycle(self, cycle_s: float, lives_s: float = LONG_S) -> str:
        return self.take(SetCycle(self.now, "J1", "day", cycle_s, later(self.now, lives_s), 1, WHY))

    def choose(self, name: str, lives_s: float = LONG_S) -> str:
        return self.take(SetPlan(self.now, "J1", name, later(self.now, lives_s), 1, WHY))

    def starts(self, stage: str, since: Instant = START) -> list[float]:
        """Return the seconds after START at which a stage was green from then on."""
        found = [e.t for e in self.told if isinstance(e, StageStarted) and e.stage == stage and e.t > since]
        return [(t - START) / 1000 for t in found]

    def greens(self, since: Instant = START) -> list[tuple[str, float]]:
        """Return each stage that began and ended after then, and how long it lasted."""
        found = [e for e in self.told if isinstance(e, StageStarted | StageEnded) and e.t >= since]
        return [
            (a.stage, (b.t - a.t) / 1000)
            for a, b in pairwise(found)
            if isinstance(a, StageStarted) and isinstance(b, StageEnded)
        ]


def night() -> Plan:
    return replace(plan(), id="night", offset_s=20.0)


def in_step() -> Cabinet:
    """Return a controller that runs its stored plan in step, at second 40 of its cycle, stage B green."""
    cabinet = Cabinet()
    cabinet.wait(20 * 65 + 40)
    assert [s % 65 for s in cabinet.starts("A")[-3:]] == [0, 0, 0]
    return cabinet


def off_s(cabinet: Cabinet, since: Instant, cycle_s: float, offset_s: float) -> list[float]:
    """Return how far each start of stage A after `since` is from second 0 of the cycle, before (-) or after."""
    found = [(START / 1000 + s - offset_s) % cycle_s for s in cabinet.starts("A", since)]
    return [s if s <= cycle_s / 2 else s - cycle_s for s in found]


def test_other_splits_hold_from_the_next_step_on() -> None:
    cabinet = in_step()
    since = cabinet.now
    assert cabinet.splits(33, 8, 11) == ""
    cabinet.wait(3 * 65)
    assert cabinet.greens(since)[:4] == [("C", 12), ("A", 33), ("B", 8), ("C", 11)]
    assert off_s(cabinet, since, 65, 0) == [0, 0, 0]


def test_it_is_told_while_other_numbers_than_the_stored_ones_run() -> None:
    cabinet = in_step()
    assert cabinet.splits(33, 8, 11, lives_s=300.0) == ""
    cabinet.wait(600)
    assert [e.adjusted for e in cabinet.told if isinstance(e, PlanChanged)] == [False, True, False]


def test_another_offset_is_met_and_told_with_its_cycle() -> None:
    cabinet = in_step()
    since = cabinet.now
    assert cabinet.offset(25.0) == ""
    cabinet.wait(5 * 65)
    assert off_s(cabinet, since, 65, 25.0)[3:] == [0, 0]
    told = [e for e in cabinet.told if isinstance(e, PlanChanged)][-1]
    assert (told.plan, told.cycle_start) == ("day", later(START, 20 * 65 + 25))


def test_another_cycle_scales_the_greens() -> None:
    cabinet = in_step()
    assert cabinet.cycle(78.0) == ""
    cabinet.wait(6 * 78)
    assert dict(cabinet.greens(later(cabinet.now, -3 * 78))) == {"A": 37.5, "B": 12.5, "C": 15}


def test_splits_and_cycle_hold_together() -> None:
    cabinet = in_step()
    assert cabinet.splits(32, 10, 10) == cabinet.cycle(78.0) == ""
    cabinet.wait(8 * 78)
    assert dict(cabinet.greens(later(cabinet.now, -2 * 78))) == {"A": 40, "B": 12.5, "C": 12.5}


def test_each_number_ends_by_itself() -> None:
    cabinet = in_step()
    cabinet.splits(33, 8, 11, lives_s=600)
    cabinet.offset(25.0, lives_s=1200)
    cabinet.wait(1000)
    since = cabinet.now
    cabinet.wait(190)
    assert dict(cabinet.greens(since)) == {"A": 30, "B": 10, "C": 12}
    assert set(off_s(cabinet, since, 65, 25.0)) == {0}
    cabinet.wait(4 * 65)
    assert off_s(cabinet, later(cabinet.now, -66), 65, 0) == [0]


@pytest.mark.parametrize(
    ("greens_s", "code"),
    [
        ((30, 22), "controller.bad_splits"),
        ((31, 10, 12), "controller.bad_sum"),
        ((9, 13, 30), "controller.bad_green"),
        ((38, 4, 10), "controller.bad_green"),
        ((46, 5, 1), "controller.bad_green"),
        ((float("nan"), 10, 12), "controller.bad_green"),
    ],
)
def test_splits_that_cannot_run_are_rejected(greens_s: tuple[float, ...], code: str) -> None:
    cabinet = in_step()
    assert cabinet.splits(*greens_s) == code
    assert [e.plan for e in cabinet.told if isinstance(e, PlanChanged)] == ["day"]


@pytest.mark.parametrize("cycle_s", [0.0, -5.0, 601.0, float("nan"), float("inf")])
def test_a_cycle_that_cannot_be_is_rejected(cycle_s: float) -> None:
    assert in_step().cycle(cycle_s) == "controller.bad_cycle"


def test_a_cycle_too_short_for_the_minima_is_rejected() -> None:
    assert in_step().cycle(34.0) == "controller.bad_green"


@pytest.mark.parametrize("offset_s", [-1.0, 65.0, float("nan")])
def test_an_offset_outside_the_cycle_is_rejected(offset_s: float) -> None:
    assert in_step().offset(offset_s) == "controller.bad_offset"


def test_a_green_below_the_minimum_of_a_group_is_rejected() -> None:
    short = replace(plan(), steps=tuple(replace(step, min_s=0.0) for step in plan().steps))
    cabinet = Cabinet(plans={"day": short})
    cabinet.wait(300)
    assert cabinet.splits(4, 23, 25) == "controller.bad_green"  # longer than B may be
    assert cabinet.splits(22, 15, 15) == ""
    loose = replace(short, steps=tuple(replace(step, max_s=60.0) for step in short.steps))
    cabinet = Cabinet(plans={"day": loose})
    cabinet.wait(300)
    assert cabinet.splits(4, 24, 24) == "controller.group_short"


def test_numbers_that_fit_only_without_others_are_rejected_beside_them() -> None:
    cabinet = in_step()
    assert cabinet.cycle(45.0) == ""  # 32 s of green instead of 52 s
    assert cabinet.splits(38, 6, 8) == "controller.bad_green"


def test_numbers_that_fit_only_together_end_together() -> None:
    cabinet = in_step()
    assert cabinet.cycle(78.0, lives_s=200) == cabinet.offset(10.0) == ""
    cabinet.wait(20)
    late = SetOffset(cabinet.now, "J1", "day", 70.0, later(cabinet.now, 900), 1, WHY)
    assert cabinet.take(late) == ""
    cabinet.wait(200 + 4 * 65)
    assert all(abs(s) < 1 for s in off_s(cabinet, later(cabinet.now, -131), 65, 0))  # offsets are met to the second


def test_numbers_are_for_the_plan_that_runs() -> None:
    cabinet = in_step()
    assert cabinet.splits(33, 8, 11, plan="night") == "controller.other_plan"
    cabinet.choose("night")
    assert cabinet.splits(33, 8, 11, plan="night") == ""


def test_another_plan_ends_the_numbers_and_the_same_plan_again_does_not() -> None:
    cabinet = in_step()
    cabinet.splits(33, 8, 11)
    cabinet.choose("day")
    since = cabinet.now
    cabinet.wait(4 * 65)
    assert ("A", 33) in cabinet.greens(since)
    cabinet.choose("night")
    cabinet.choose("day")
    cabinet.wait(10 * 65)
    assert dict(cabinet.greens(later(cabinet.now, -130))) == {"A": 30, "B": 10, "C": 12}


def test_giving_back_ends_all_orders_about_plans() -> None:
    cabinet = in_step()
    cabinet.choose("night")
    assert cabinet.splits(33, 8, 11, plan="night") == ""
    cabinet.wait(300)
    cabinet.take(ReleaseToLocal(cabinet.now, "J1", later(cabinet.now, 20), 1, WHY))
    assert [e.plan for e in cabinet.told if isinstance(e, PlanChanged)] == ["day", "night", "night", "day"]
    cabinet.wait(20 * 65)
    assert off_s(cabinet, later(cabinet.now, -131), 65, 0) == [0, 0]


def test_a_renewal_changes_nothing_and_lives_on() -> None:
    cabinet = in_step()
    cabinet.splits(33, 8, 11, lives_s=200)
    cabinet.wait(150)
    cabinet.splits(33, 8, 11, lives_s=600)
    cabinet.wait(300)
    assert len([e for e in cabinet.told if isinstance(e, PlanChanged)]) == 2
    assert ("A", 33) in cabinet.greens(later(cabinet.now, -70))


@settings(max_examples=60)
@given(offset_s=st.integers(0, 64), taken_s=st.integers(0, 64))
def test_any_offset_is_met_within_three_cycles(offset_s: int, taken_s: int) -> None:
    cabinet = in_step()
    cabinet.wait(taken_s)
    since = cabinet.now
    assert cabinet.offset(float(offset_s)) == ""
    cabinet.wait(8 * 65)
    off = off_s(cabinet, since, 65, offset_s)
    assert off[3:] == [0] * len(off[3:]), off
    assert all(s >= {"A": 10, "B": 5, "C": 5}[stage] for stage, s in cabinet.greens(since))


@settings(max_examples=10_000 if NIGHTLY else 100, phases=[Phase.generate])
@given(data=st.data())
def test_whatever_was_ordered_the_stored_plan_is_met_three_cycles_after_its_end(data: st.DataObject) -> None:
    stands = data.draw(junctions())
    stored = data.draw(plans_of(stands))["J1", "day"]
    cabinet = Cabinet(stands, {"day": stored}, START)
    cabinet.wait(30 * stored.cycle_s)
    assume(is_met(cabinet, stored, 3))  # some junctions cannot keep to their plan, whatever is ordered
    for _ in range(data.draw(st.integers(1, 6))):
        order = data.draw(orders_for(stands, cabinet.now, stored))
        if isinstance(order, SetSplits | SetOffset | SetCycle):
            cabinet.take(order)
        cabinet.wait(data.draw(st.integers(1, 200)))
    cabinet.wait(600)  # the longest life of an order
    first = stored.steps[0].stage
    passes = len(cabinet.starts(first)) + 4  # the cycle that is running, and three more
    while len(cabinet.starts(first)) < passes:
        cabinet.wait(1)
    assert is_met(cabinet, stored, 1), cabinet.greens()
    changes = [e for e in cabinet.told if isinstance(e, GroupChanged)]
    assert broken_rules(stands, changes, START) == []


def is_met(cabinet: Cabinet, stored: Plan, times: int) -> bool:
    """Say whether the first step last began with the cycle of its plan, to the second of each step."""
    starts = cabinet.starts(stored.steps[0].stage)[-times:]
    off = [(START / 1000 + s - stored.offset_s) % stored.cycle_s for s in starts]
    slack = len(stored.steps)
    return all(s <= slack or s >= stored.cycle_s - 1 for s in off)


@pytest.mark.parametrize("offset_s", [64, 60, 45, 20, 5])
def test_an_offset_is_met_by_longer_greens_where_the_minima_leave_nothing(offset_s: int) -> None:
    tight = replace(plan(), steps=tuple(replace(step, min_s=step.green_s) for step in plan().steps))
    cabinet = Cabinet(plans={"day": tight})
    cabinet.wait(20 * 65)
    since = cabinet.now
    assert cabinet.offset(float(offset_s)) == ""
    cabinet.wait(8 * 65)
    assert all(-1 <= s <= 3 for s in off_s(cabinet, since, 65, offset_s)[3:])
    assert all(s >= {"A": 30, "B": 10, "C": 12}[stage] for stage, s in cabinet.greens(since))


@pytest.mark.parametrize("huge", [1e308, 1e-308])
def test_numbers_that_no_float_can_scale_are_rejected(huge: float) -> None:
    splits = SetSplits(START, "J1", "day", (huge, 1.0, 1.0), later(START, 60), 1, WHY)
    cycle = SetCycle(START, "J1", "day", 90.0, later(START, 60), 1, WHY)
    assert cannot_change(junction(), plan(), [splits, cycle]) is not None


@pytest.mark.parametrize("late_ms", [1, 437, 999])
def test_the_clock_of_the_plan_is_met_to_the_millisecond(late_ms: int) -> None:
    cabinet = Cabinet(now=Instant(START + late_ms))
    cabinet.wait(20 * 65)
    assert [s % 65 for s in cabinet.starts("A")[-3:]] == [0, 0, 0]


def test_who_looks_rarely_finds_every_change_at_the_instant_it_was_due() -> None:
    watched, rare = Cabinet(), Cabinet()
    watched.wait(10 * 65)
    for _ in range(10 * 65 * 10 // 7):
        rare.now = later(rare.now, 0.7)
        rare.told += rare.controller.catch_up(rare.now)
    seen = [e for e in rare.told if isinstance(e, GroupChanged)]
    assert seen == [e for e in watched.told if isinstance(e, GroupChanged)][: len(seen)]
    assert len(seen) > 100


def test_a_stage_that_waits_for_a_minimum_ends_at_the_instant_it_is_over() -> None:
    cabinet = Cabinet()
    cabinet.wait(6.5)  # A is green since 6 s, for 5 s at least
    cabinet.controller.force_stage("B", cabinet.now)
    news = cabinet.controller.advance(cabinet.now) + cabinet.controller.catch_up(later(START, 20))
    assert [e.t - START for e in news if isinstance(e, StageEnded)] == [11_000]
