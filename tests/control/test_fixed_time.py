"""Fixed time chooses plans by the clock, orders each once, and keeps it alive."""

from meydan.city.because import because
from meydan.city.events import Event, Mode, ModeChanged, PlanChanged, RunStarted, Tick
from meydan.city.instant import Instant, later
from meydan.city.orders import Order, SetPlan
from meydan.city.plan import DayEntry, Holiday, Plan, PlanStage, Timetable
from meydan.city.state import JunctionState
from meydan.control import fixed_time
from tests.junctions import junction, plan
from tests.paper_street import OFFSET_S, START, city

NIGHT = Plan(
    "night", "J1", 51.0, 0.0, (PlanStage("A", 20, 10, 30), PlanStage("B", 8, 5, 15), PlanStage("C", 10, 5, 15))
)
TIMETABLE = Timetable(
    week=("work",) * 7,
    days={"work": (DayEntry(6 * 60, "day"), DayEntry(22 * 60, "night")), "rest": (DayEntry(0, "night"),)},
    holidays=(Holiday("Ulusal Egemenlik Bayramı", "rest", every="04-23"),),
)


class Clock:
    """One junction under fixed time, told only of the time and of the plan it runs."""

    def __init__(self, timetable: Timetable = TIMETABLE) -> None:
        self.seen = JunctionState(junction(), on_street=False)
        self.tell(RunStarted(START, "", "", 1, 1), ModeChanged(START, "J1", Mode.LOCAL, because("test")))
        self.tell(PlanChanged(START, "J1", "day", START))
        of = city(plans=(plan(), NIGHT), timetable=timetable)
        self.memory = fixed_time.start(of, "J1", {"J1": self.seen})

    def tell(self, *events: Event) -> None:
        for event in events:
            self.seen.observe(event)

    def tick(self, t: Instant, offset_s: int = OFFSET_S) -> list[Order]:
        event = Tick(t, offset_s)
        self.tell(event)
        self.memory, orders = fixed_time.decide(self.memory, event)
        return orders

    def plans(self, first_s: float, last_s: float, every_s: float = 60) -> list[tuple[float, str]]:
        """Return the hour of each plan ordered, the junction obeying."""
        found = []
        s = first_s
        while s <= last_s:
            for order in self.tick(later(START, s)):
                assert isinstance(order, SetPlan)
                found.append((s / 3600 + 3, order.plan))
                self.tell(PlanChanged(later(START, s), "J1", order.plan, START))
            s += every_s
        return found


def test_the_plan_of_the_hour_is_ordered_when_it_begins_and_renewed_while_it_lasts() -> None:
    hour = 3600
    found = Clock().plans(-2 * hour, 3 * hour)  # 01:00 to 06:00 local
    assert {plan for _, plan in found[:-1]} == {"night"}
    assert [h for h, _ in found[:3]] == [1.0, 1.5, 2.0]
    assert found[-1] == (6.0, "day")


def test_the_own_plan_of_a_junction_needs_no_order() -> None:
    assert Clock().plans(4 * 3600, 10 * 3600) == []


def test_the_order_says_which_day_and_which_holiday_made_it() -> None:
    assert Clock().tick(START)[0].because.code == "control.timetable"
    in_april = later(START, 51 * 86_400 + 12 * 3600)
    why = Clock().tick(in_april)[0].because
    assert (why.code, dict(why.values)["holiday"]) == ("control.holiday", "Ulusal Egemenlik Bayramı")


def test_a_refused_order_is_repeated_after_a_minute_only() -> None:
    clock = Clock()
    orders = [s for s in range(0, 121) if clock.tick(later(START, s))]
    assert orders == [0, 60, 120]


def test_a_clock_put_back_switches_no_plan_twice() -> None:
    at_two = DayEntry(2 * 60 + 30, "day")
    clock = Clock(Timetable(days={"all": (DayEntry(0, "night"), at_two)}))
    back = later(START, 0)  # 03:00 becomes 02:00
    ordered = []
    for minute in range(-120, 120):
        t = later(START, minute * 60)
        for order in clock.tick(t, OFFSET_S if t < back else OFFSET_S - 3600):
            assert isinstance(order, SetPlan)
            ordered.append(order.plan)
            clock.tell(PlanChanged(t, "J1", order.plan, START))
    assert [a for a, b in zip(ordered, [*ordered[1:], ""], strict=True) if a != b] == ["night", "day"]


def test_an_empty_timetable_orders_nothing() -> None:
    assert Clock(Timetable()).plans(0, 86_400, 600) == []


def test_nothing_is_ordered_while_the_junction_is_not_ours() -> None:
    clock = Clock()
    clock.tell(ModeChanged(START, "J1", Mode.MANUAL, because("test")))
    assert clock.tick(START) == []
