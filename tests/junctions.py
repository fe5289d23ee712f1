"""A small real junction to try things on: a main road with a left turn, a side road, a crossing."""

from dataclasses import replace

from meydan.city.junction import (
    Detector,
    DetectorKind,
    GroupKind,
    Junction,
    Known,
    Lane,
    SignalGroup,
    Stage,
    Sureness,
)
from meydan.city.plan import Plan, PlanStage

SURVEYED = Sureness.SURVEYED


def known(s: float) -> Known:
    return Known(s, SURVEYED)


def group(
    name: str, *, kind: GroupKind = GroupKind.VEHICLE, min_green_s: float = 5, red_amber_s: float = 0
) -> SignalGroup:
    walks = kind is GroupKind.PEDESTRIAN
    return SignalGroup(
        id=name,
        kind=kind,
        approach=f"road {name}",
        exits=(),
        min_green=known(min_green_s),
        amber=known(0 if walks else 3),
        red_amber=known(red_amber_s),
        flashing_green=known(0),
        clearance=known(6 if walks else 0),
        max_red=known(120),
    )


def junction(*, red_amber_s: float = 0) -> Junction:
    """Stage A: main road P1 with crossing W1; stage B: side road P2; stage C: side road P2 with its left turn P3."""
    groups = {
        "P1": group("P1", red_amber_s=red_amber_s),
        "P2": group("P2", red_amber_s=red_amber_s),
        "P3": group("P3", red_amber_s=red_amber_s),
        "W1": group("W1", kind=GroupKind.PEDESTRIAN),
    }
    pairs = {("P1", "P2"): 5.0, ("P1", "P3"): 4.0, ("W1", "P2"): 8.0, ("W1", "P3"): 8.0}
    both = pairs | {(b, a): 5.0 for a, b in pairs}
    lanes = {f"{g}_0": Lane(f"{g}_0", f"road {g}", (g,), 120.0, 13.9) for g in ("P1", "P2", "P3")}
    detectors = {
        f"{g}{kind.value[0]}": Detector(f"{g}{kind.value[0]}", f"{g}_0", kind, distance_m, 2.0)
        for g in ("P1", "P2", "P3")
        for kind, distance_m in ((DetectorKind.STOP_LINE, 1.0), (DetectorKind.ADVANCE, 50.0))
    }
    return Junction(
        id="J1",
        name="Şişli – Iğdır",
        position=(29.0, 41.0),
        groups=groups,
        stages={
            "A": Stage("A", frozenset({"P1", "W1"})),
            "B": Stage("B", frozenset({"P2"})),
            "C": Stage("C", frozenset({"P2", "P3"})),
        },
        conflicts=frozenset(both),
        permitted=frozenset(),
        intergreens={pair: known(s) for pair, s in both.items()},
        startup_red=known(6),
        lanes=lanes,
        detectors=detectors,
        local_plan="day",
    )


def without_crossing() -> Junction:
    """Return the usual junction without its crossing, which would always ask."""
    stands = junction()
    groups = {g: group for g, group in stands.groups.items() if group.kind is GroupKind.VEHICLE}
    stages = {s: replace(stage, green=stage.green & groups.keys()) for s, stage in stands.stages.items()}
    pairs = {pair: known for pair, known in stands.intergreens.items() if set(pair) <= groups.keys()}
    return replace(stands, groups=groups, stages=stages, intergreens=pairs, conflicts=frozenset(pairs))


def plan() -> Plan:
    """A 30, B 10, C 12 s; changes A-B 8 s, B-C 0 s, C-A 5 s: a cycle of 65 s."""
    steps = (PlanStage("A", 30, 10, 45), PlanStage("B", 10, 5, 15), PlanStage("C", 12, 5, 18))
    return Plan("day", "J1", 65.0, 0.0, steps)
