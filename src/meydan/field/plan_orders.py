"""Which plan a controller runs, and with which numbers.

What was ordered lives until its end; then the plan is again as it is stored.
"""

from collections.abc import Mapping

from meydan.city.because import Because, because
from meydan.city.instant import NEVER, Instant
from meydan.city.junction import Junction
from meydan.city.orders import Order, SetCycle, SetOffset, SetPlan, SetSplits
from meydan.city.plan import Plan
from meydan.field.local_plan import LocalPlan
from meydan.field.plan_change import Numbers, cannot_change, changed_plan


class PlanOrders:
    """The stored plans of one controller and the orders about them that are in force.

    `running` is the plan that follows from them, `until` when the first of the orders ends (NEVER: there is none).
    """

    def __init__(self, junction: Junction, stored: Mapping[str, Plan]) -> None:
        self._junction = junction
        self._stored = {name: LocalPlan(junction, plan) for name, plan in stored.items()}
        self._chosen_until = NEVER
        self._numbers: dict[type[Order], Numbers] = {}
        self._at_rest = self._stored[junction.local_plan]
        self.running = self._at_rest
        self.until = NEVER

    @property
    def stored(self) -> Mapping[str, Plan]:
        """The plans as they are stored, by name."""
        return {name: held.plan for name, held in self._stored.items()}

    def force(self, plan: str) -> None:
        """Run a stored plan until told otherwise."""
        self._chosen_until = NEVER
        self._run(plan)

    def store(self, plan: Plan) -> None:
        """Hold other numbers for a plan from now on."""
        self._stored[plan.id] = LocalPlan(self._junction, plan)
        if plan.id == self._at_rest.plan.id:
            self._at_rest = self._stored[plan.id]
            self._settle()

    @property
    def are_adjusted(self) -> bool:
        """Whether the plan that runs has other numbers than are stored."""
        return self.running.plan != self._at_rest.plan

    def cannot(self, order: Order) -> Because | None:
        """Return why an order about plans cannot be followed, beside those that are in force already."""
        match order:
            case SetPlan(plan=plan) if plan not in self._stored:
                return because("controller.no_plan", plan=plan)
            case SetSplits() | SetOffset() | SetCycle():
                both = {**self._numbers, type(order): order}
                return cannot_change(self._junction, self._at_rest.plan, list(both.values()))
            case _:
                return None

    def choose(self, order: SetPlan) -> None:
        """Run another stored plan; the numbers of the one before end with it."""
        self._chosen_until = order.until
        self._run(order.plan)

    def change(self, order: Numbers) -> None:
        """Run the plan with other numbers."""
        self._numbers[type(order)] = order
        self._settle()

    def lapse(self, now: Instant) -> None:
        """End what is over at `now`."""
        self._numbers = {kind: order for kind, order in self._numbers.items() if now < order.until}
        if self._chosen_until and now >= self._chosen_until:
            self._chosen_until = NEVER
            self._run(self._junction.local_plan)
        else:
            self._settle()

    def release(self) -> None:
        """End everything: the controller's own plan as it is stored."""
        self._numbers.clear()
        self._chosen_until = NEVER
        self._run(self._junction.local_plan)

    def _run(self, plan: str) -> None:
        if plan != self._at_rest.plan.id:
            self._numbers.clear()
            self._at_rest = self._stored[plan]
        self._settle()

    def _settle(self) -> None:
        """Make the running plan of what is in force; numbers that fit only together with one that ended end too."""
        stored = self._at_rest.plan
        if self._numbers and cannot_change(self._junction, stored, list(self._numbers.values())):
            self._numbers.clear()
        wanted = changed_plan(stored, self._numbers.values()) if self._numbers else stored
        if wanted != self.running.plan:
            self.running = self._at_rest if wanted == stored else LocalPlan(self._junction, wanted)
        ends = [order.until for order in self._numbers.values()]
        self.until = min([*ends, *([self._chosen_until] if self._chosen_until else [])], default=NEVER)
