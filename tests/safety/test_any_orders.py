"""Whatever anybody orders at any junction, through the door or past it, whatever emergency routes are called meanwhile,
no lamp breaks a rule.

The nightly profile tries 100,000 sequences of each kind: `MEYDAN_NIGHTLY=1 scripts/test tests/safety`.
"""

from dataclasses import replace

from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from meydan.city.events import (
    DetectorChanged,
    Event,
    GroupChanged,
    JunctionHeard,
    Mode,
    ModeChanged,
    PlanChanged,
    RouteChanged,
    RouteStep,
    RunStarted,
    Tick,
)
from meydan.city.instant import Instant
from meydan.city.junction import Junction, Lamp
from meydan.city.orders import CallStage, Cleared, Order
from meydan.city.plan import Plan
from meydan.city.state import JunctionState
from meydan.field.controller import VirtualController
from meydan.safety import clear
from tests.lamp_rules import broken_rules
from tests.nightly import NIGHTLY
from tests.random_junctions import FENCE, START, by_name, junctions, orders_for, plans_of, routes_of

SEQUENCES = 100_000 if NIGHTLY else 200
ORDERS = 25


class Street:
    """One junction with its controller, what the centre knows of it, and everything its lamps did."""

    def __init__(self, junction: Junction, plans: dict[tuple[str, str], Plan]) -> None:
        self.junction, self.plans, self.now = junction, plans, START
        self.controller = VirtualController(junction, by_name(plans), START)
        self.seen = JunctionState(junction, on_street=False)
        self.seen.observe(RunStarted(START, "", "", 1, FENCE))
        self.changes: list[GroupChanged] = []
        self.calls = self.other_numbers = 0
        self.cut_short: list[str] = []
        self.on: set[str] = set()
        self.came: list[RouteChanged] = []
        self.overruled = 0
        self.tell(self.controller.advance(START))

    def tell(self, news: list[Event]) -> None:
        for event in news:
            self.other_numbers += isinstance(event, PlanChanged) and event.plan == self.seen.plan
            self.seen.observe(event)
        self.changes += [event for event in news if isinstance(event, GroupChanged)]
        self.came += [event for event in news if isinstance(event, RouteChanged)]

    def wait(self, ms: int, *, silent: bool = False) -> None:
        """Let time pass, the controller waking whenever something is due, and saying in the end that it is there."""
        end = self.now + ms
        while self.now < end:
            wake = self.controller.wake
            self.now = Instant(min(end, wake if wake > self.now else self.now + 100))
            self.tell(self.controller.advance(self.now))
        if not silent:
            self.seen.observe(JunctionHeard(self.now, "J1"))
        self.seen.observe(Tick(self.now, 0))

    def order(self, order: Order, *, past_the_door: bool) -> None:
        """Give an order, through the door or past it."""
        verdict = clear(order, self.junction, self.seen, self.plans)
        if isinstance(verdict, Cleared) and isinstance(order, CallStage) and order.stage != self.controller.stage:
            self.calls += 1
            self.cut_short += self.greens_cut_short(order.stage)
        if past_the_door or isinstance(verdict, Cleared):
            had = self.controller.routes.has
            self.controller.take(Cleared(order, for_street=False), self.now)
            news = self.controller.advance(self.now)
            self.overruled += bool(had) and any(isinstance(e, ModeChanged) and e.mode is Mode.CENTRAL for e in news)
            self.tell(news)

    def switch(self, route: str) -> None:
        """Switch the input of a route, on or off."""
        self.on ^= {route}
        self.controller.call_route(route, self.now, on=route in self.on)
        self.tell(self.controller.advance(self.now))

    def greens_cut_short(self, to: str) -> list[str]:
        """Return the groups whose green a change to another stage would end before its minimum."""
        last = {change.group: change for change in self.changes}
        return [
            g
            for g, group in self.junction.groups.items()
            if g in last and last[g].lamp is Lamp.GREEN and g not in self.junction.stages[to].green
            if self.now - last[g].t < round(group.min_green.s * 1000)
        ]

    def happen(self, what: str) -> None:
        """Let something else happen."""
        match what:
            case "vehicle":
                detector = next(iter(self.junction.detectors))
                occupied = not self.seen.detectors[detector].occupied
                self.seen.observe(DetectorChanged(self.now, "J1", detector, occupied))
            case "fault":
                self.controller.fail(self.now)
            case "reset":
                self.controller.reset_on_site(self.now)
            case _:  # the clock is set back
                self.tell(self.controller.advance(Instant(self.now - 5000)))
        self.tell(self.controller.advance(self.now))


@st.composite
def streets(draw: st.DrawFn, *, past_the_door: bool = False) -> Street:
    """Draw a junction, and what became of it under many orders."""
    stands = draw(junctions())
    junction = replace(stands, priorities=draw(routes_of(stands)))
    street = Street(junction, draw(plans_of(junction)))
    street.wait(round(junction.startup_red.s * 1000) + 200)
    for _ in range(draw(st.integers(5, ORDERS))):
        plan = street.plans["J1", draw(st.sampled_from(["day", "day", "night"]))]
        street.order(draw(orders_for(junction, street.now, plan)), past_the_door=past_the_door)
        if draw(st.integers(0, 15)) == 0:
            street.happen(draw(st.sampled_from(["vehicle", "fault", "reset", "clock"])))
        if draw(st.integers(0, 3)) == 0:
            street.wait(draw(st.integers(0, 40)) * 100)
            street.switch(draw(st.sampled_from(list(junction.routes))))
        street.wait(draw(st.integers(1, 200)) * 100, silent=draw(st.integers(0, 7)) == 0)
    return street


@settings(max_examples=SEQUENCES)
@given(street=streets())
def test_no_orders_through_the_door_make_a_lamp_break_a_rule(street: Street) -> None:
    assert street.cut_short == []
    assert street.overruled == 0
    assert broken_rules(street.junction, street.changes, START) == []


@settings(max_examples=SEQUENCES)
@given(street=streets(past_the_door=True))
def test_no_orders_past_the_door_make_a_lamp_break_a_rule(street: Street) -> None:
    assert street.overruled == 0
    assert broken_rules(street.junction, street.changes, START) == []


def test_the_drawn_orders_really_move_lamps() -> None:
    quick = settings(phases=[Phase.generate], max_examples=300)
    assert find(streets(), lambda street: street.calls >= 3 and len(street.changes) > 10, settings=quick)


def test_the_drawn_orders_really_change_the_numbers_of_plans() -> None:
    quick = settings(phases=[Phase.generate], max_examples=300)
    assert find(streets(), lambda street: street.other_numbers >= 4 and len(street.changes) > 10, settings=quick)


def test_the_drawn_routes_really_have_junctions() -> None:
    quick = settings(phases=[Phase.generate], max_examples=300)

    def is_busy(street: Street) -> bool:
        return {RouteStep.HELD, RouteStep.OVERDUE, RouteStep.ENDED} <= {came.step for came in street.came}

    assert find(streets(), is_busy, settings=quick)
