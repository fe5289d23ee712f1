"""Any junction, plan and order that could be: what the properties of safety are tried on."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from meydan.city.because import because
from meydan.city.events import Mode
from meydan.city.instant import Instant, later
from meydan.city.interstage import interstage_s
from meydan.city.junction import (
    Detector,
    DetectorKind,
    GroupKind,
    Junction,
    Known,
    Lane,
    Priority,
    SignalGroup,
    Stage,
    Sureness,
    VehicleKind,
)
from meydan.city.orders import (
    CallStage,
    HoldStage,
    Order,
    ReleaseToLocal,
    SetCycle,
    SetMode,
    SetOffset,
    SetPlan,
    SetSplits,
)
from meydan.city.plan import Plan, PlanStage

START = Instant(1_800_000_000_000)
FENCE = 7
WHY = because("test")


def _known(tenths: int) -> Known:
    return Known(tenths / 10, Sureness.SURVEYED)


def _tenths(draw: st.DrawFn, least: int, most: int) -> Known:
    return _known(draw(st.integers(least, most)))


@st.composite
def _groups(draw: st.DrawFn) -> dict[str, SignalGroup]:
    count = draw(st.integers(2, 6))
    red_amber, flashing = draw(st.sampled_from([0, 10, 20])), draw(st.sampled_from([0, 0, 30]))
    found = {}
    for i in range(count):
        walks = i > 0 and draw(st.integers(0, 4)) == 0
        found[f"P{i}"] = SignalGroup(
            id=f"P{i}",
            kind=GroupKind.PEDESTRIAN if walks else GroupKind.VEHICLE,
            approach=f"road {i}",
            exits=(),
            min_green=_tenths(draw, 1, 90),
            amber=_known(0 if walks else 30),
            red_amber=_known(0 if walks else red_amber),
            flashing_green=_known(flashing),
            clearance=_known(draw(st.integers(10, 60)) if walks else 0),
            max_red=_known(1200),
        )
    return found


def _compatible(wanted: list[str], conflicts: frozenset[tuple[str, str]]) -> frozenset[str]:
    """Return the groups of `wanted`, in that order, that conflict with none before them."""
    green: list[str] = []
    for g in wanted:
        if all((g, other) not in conflicts for other in green):
            green.append(g)
    return frozenset(green)


@st.composite
def junctions(draw: st.DrawFn) -> Junction:
    """Draw a junction with whole safety data: any conflicts, intergreens either way, stages that serve everybody."""
    groups = draw(_groups())
    names = list(groups)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    chosen = [pair for pair in pairs if pair == ("P0", "P1") or draw(st.integers(0, 2)) > 0]
    conflicts = frozenset([*chosen, *((b, a) for a, b in chosen)])
    least = {a: round(groups[a].clearance.s * 10) for a in names}
    intergreens = {(a, b): _tenths(draw, least[a], 90) for a, b in sorted(conflicts)}
    greens = dict.fromkeys(_compatible([g, *draw(st.permutations(names))], conflicts) for g in names)
    for green in [green for green in greens if len(green) > 1]:
        if draw(st.booleans()):  # some of its groups go on alone
            greens[frozenset(draw(st.lists(st.sampled_from(sorted(green)), min_size=1, max_size=len(green) - 1)))] = (
                None
            )
    lanes = {f"{g}_0": Lane(f"{g}_0", f"road {g[1:]}", (g,), 100.0, 13.9) for g in names}
    return Junction(
        id="J1",
        name="J1",
        position=(29.0, 41.0),
        groups=groups,
        stages={f"S{i}": Stage(f"S{i}", green) for i, green in enumerate(greens)},
        conflicts=conflicts,
        permitted=frozenset(),
        intergreens=intergreens,
        startup_red=_tenths(draw, 10, 80),
        lanes=lanes,
        detectors={f"{g}s": Detector(f"{g}s", f"{g}_0", DetectorKind.STOP_LINE, 1.0, 2.0) for g in names},
        local_plan="day",
    )


@st.composite
def routes_of(draw: st.DrawFn, junction: Junction) -> dict[str, Priority]:
    """Draw the emergency routes of a junction; two may want the same stage."""
    found = {}
    for number in range(1, draw(st.integers(1, 3)) + 1):
        stage, least = draw(_stage(junction, odd=False)), draw(st.integers(1, 200)) / 10
        longest_s = least + draw(st.integers(0, 300)) / 10
        found[f"way {number}"] = Priority(
            f"way {number}", VehicleKind.EMERGENCY, "", number, "", stage, least, longest_s
        )
    return found


@st.composite
def plans_of(draw: st.DrawFn, junction: Junction) -> dict[tuple[str, str], Plan]:
    """Draw the stored plans of a junction, all of which keep the rules."""
    return {("J1", name): _plan(draw, junction, name) for name in ("day", "night")}


def _plan(draw: st.DrawFn, junction: Junction, name: str) -> Plan:
    order = draw(st.permutations(list(junction.stages)))
    steps = []
    for stage in order:
        least = max(round(junction.groups[g].min_green.s * 10) for g in junction.stages[stage].green)
        green = least + draw(st.integers(0, 200))
        steps.append(PlanStage(stage, green / 10, least / 10, green / 10 + 20))
    changes = [interstage_s(junction, a, b) for a, b in zip(order, [*order[1:], order[0]], strict=True)]
    cycle_s = sum(step.green_s for step in steps) + sum(changes)
    return Plan(name, "J1", cycle_s, draw(st.integers(0, 99)) / 100 * cycle_s, tuple(steps))


@st.composite
def orders_for(draw: st.DrawFn, junction: Junction, now: Instant, plan: Plan) -> Order:
    """Draw an order as anybody might give it at `now`: mostly sound, now and then absurd in one way.

    `plan` is the one whose numbers a sound order changes.
    """
    odd = draw(st.integers(0, 8)) == 0
    t = later(now, draw(st.sampled_from([-3600, -11, -3, 0, 2]))) if odd else now
    until = later(now, draw(st.sampled_from([-5, 0, 90, 90_000]) if odd else st.integers(1, 60)))
    lasting = until if odd else later(now, draw(st.integers(1, 600)))
    fence = draw(st.sampled_from([0, FENCE - 1, FENCE + 1])) if odd else FENCE
    where = "J2" if odd and draw(st.booleans()) else "J1"
    common: dict[str, Any] = {"t": t, "junction": where, "until": until, "fence": fence, "because": WHY}
    match draw(st.sampled_from("CCCCCCCHHPNOYMRnnnoooyyy")):
        case "C":
            return CallStage(stage=draw(_stage(junction, odd=odd)), **common)
        case "H":
            return HoldStage(stage=draw(_stage(junction, odd=odd)), **common)
        case "P":
            return SetPlan(plan=draw(st.sampled_from(["day", "night", "none"])), **common)
        case "N":
            return SetSplits(plan="day", greens_s=tuple(draw(st.lists(st.floats(-1, 120), max_size=6))), **common)
        case "O":
            return SetOffset(plan="day", offset_s=draw(st.floats(-10, 200)), **common)
        case "Y":
            return SetCycle(plan="day", cycle_s=draw(st.floats(allow_nan=True)), **common)
        case "n" | "o" | "y" as kind:
            return draw(_sound_numbers(plan, kind, common | {"until": lasting}))
        case "M":
            return SetMode(mode=draw(st.sampled_from(Mode)), **common)
        case _:
            return ReleaseToLocal(**common)


@st.composite
def _sound_numbers(draw: st.DrawFn, plan: Plan, kind: str, common: dict[str, Any]) -> Order:
    """Draw other numbers of a plan, most of which keep the rules."""
    greens_s = [step.green_s for step in plan.steps]
    spare_s = [step.green_s - step.min_s for step in plan.steps]
    match kind:
        case "n":
            i, j = draw(st.integers(0, len(greens_s) - 1)), draw(st.integers(0, len(greens_s) - 1))
            moved_s = draw(st.integers(0, 20)) / 2  # at times more than there is to spare
            greens_s[i] -= moved_s
            greens_s[j] += moved_s
            return SetSplits(plan=plan.id, greens_s=tuple(greens_s), **common)
        case "o":
            return SetOffset(plan=plan.id, offset_s=draw(st.integers(0, 99)) / 100 * plan.cycle_s, **common)
        case _:
            least_s = plan.cycle_s - sum(greens_s) * min(
                s / step.green_s for s, step in zip(spare_s, plan.steps, strict=True)
            )
            cycle_s = draw(st.integers(round(least_s) - 1, round(plan.cycle_s) + 10))
            return SetCycle(plan=plan.id, cycle_s=float(cycle_s), **common)


def _stage(junction: Junction, *, odd: bool) -> st.SearchStrategy[str]:
    return st.sampled_from([*junction.stages, "none"] if odd else list(junction.stages))


def by_name(plans: Mapping[tuple[str, str], Plan]) -> dict[str, Plan]:
    """Return plans as a controller stores them."""
    return {name: plan for (_, name), plan in plans.items()}
