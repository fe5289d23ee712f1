"""Controllers without traffic: every second of every plan and of every change."""

from dataclasses import replace

import pytest

from meydan.city.instant import Instant
from meydan.city.junction import Junction, TwinLinks
from meydan.city.plan import Plan
from meydan.field.controller import VirtualController
from meydan.twin.monitor import LampMonitor, Violation
from meydan.twin.prove import kernel
from meydan.twin.prove.kernel import JunctionPlans, check_kernel, hyperperiod_s
from tests.junctions import junction, plan


def stands() -> Junction:
    """Return the usual junction with a light on the twin."""
    made = junction()
    groups = tuple(sorted(made.groups))
    letters = {s: "".join("G" if g in stage.green else "r" for g in groups) for s, stage in made.stages.items()}
    return replace(made, local_plan="day", twin=TwinLinks("J1", groups, letters))


def night() -> Plan:
    a, b, c = plan().steps
    steps = (replace(a, green_s=20.0), b, replace(c, green_s=10.5))
    return replace(plan(), id="night", cycle_s=53.5, offset_s=7.0, steps=steps)


def test_sound_plans_hold_at_every_second_and_in_every_change() -> None:
    found = check_kernel(
        [JunctionPlans(stands(), (plan(), night()), (replace(plan(), id="day (old)", offset_s=30.0),))]
    )
    assert found.faults == ()
    assert (found.plans, found.changes) == (2, 6)
    assert found.seconds > 6 * 65 * 60


@pytest.mark.parametrize(("cycle_s", "hyper_s"), [(65.0, 65), (53.5, 107), (60.1, 601), (59.999, 3600)])
def test_a_plan_comes_round_to_a_whole_second(cycle_s: float, hyper_s: int) -> None:
    assert hyperperiod_s(replace(plan(), cycle_s=cycle_s)) == hyper_s


def test_a_plan_that_may_not_run_is_told_with_its_rule() -> None:
    short = replace(plan(), steps=(replace(plan().steps[0], green_s=2.0, min_s=1.0), *plan().steps[1:]), cycle_s=37.0)
    found = check_kernel([JunctionPlans(stands(), (short,), ())])
    assert {fault.code for fault in found.faults} == {"gate.kernel_plan"}
    assert ("rule", "safety.green_short") in {value for fault in found.faults for value in fault.values}


def test_what_lamps_do_wrong_in_a_change_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Strict(LampMonitor):
        """Calls a change of plans at one single second wrong: only who looks at all of them finds it."""

        def watch(self, t: Instant, letters: str) -> list[Violation]:
            found = super().watch(t, letters)
            return [*found, Violation(t, "J1", "I5", "P1", "", 4.0, 5.0)] if t > 3_000_000 else found

    monkeypatch.setattr(kernel, "LampMonitor", Strict)
    found = check_kernel([JunctionPlans(stands(), (plan(),), (replace(night(), id="day (old)"),))])
    assert [fault.code for fault in found.faults] == ["gate.kernel_change"]


def test_every_second_of_both_plans_sees_a_change(monkeypatch: pytest.MonkeyPatch) -> None:
    left: dict[str, set[int]] = {"day": set(), "night": set()}
    force = VirtualController.force_plan

    def watched(self: VirtualController, name: str | None, now: Instant) -> None:
        if self.plan.id != name:
            left[self.plan.id].add((now // 1000) % hyperperiod_s(self.plan))
        force(self, name, now)

    monkeypatch.setattr(VirtualController, "force_plan", watched)
    check_kernel([JunctionPlans(stands(), (plan(), night()), ())])
    assert left == {"day": set(range(65)), "night": set(range(107))}
