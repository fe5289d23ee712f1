"""The stages of two signals a few car lengths apart: both ways of the main road, its inner end alone, the side road."""

from dataclasses import replace

from meydan.city.junction import Junction, Stage
from meydan.city.plan import PlanStage
from tests.junctions import known, without_crossing

BOTH, INNER, SIDE = "A", "B", "C"
STEPS = (PlanStage(BOTH, 20, 5, 40), PlanStage(INNER, 10, 5, 20), PlanStage(SIDE, 20, 5, 40))


def near_junction() -> Junction:
    """Return one of them: P1 comes from the other and gives way to P2 in both ways, P3 is the side road."""
    pairs = {(a, b): known(5) for a, b in (("P1", "P3"), ("P3", "P1"), ("P2", "P3"), ("P3", "P2"))}
    return replace(
        without_crossing(),
        stages={
            BOTH: Stage(BOTH, frozenset({"P1", "P2"})),
            INNER: Stage(INNER, frozenset({"P1"})),
            SIDE: Stage(SIDE, frozenset({"P3"})),
        },
        conflicts=frozenset(pairs),
        intergreens=pairs,
        permitted=frozenset({("P1", "P2")}),
    )
