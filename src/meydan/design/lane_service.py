"""How full each lane is under a plan, and what that costs its vehicles, by the Highway Capacity Manual."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meydan.city.junction import Junction
from meydan.city.plan import Plan
from meydan.design.hcm import capacity_vph, control_delay_s, mean_delay_s, queue_end_of_red
from meydan.design.lane_needs import YIELDING, LaneFlows, green_steps
from meydan.design.through_greens import shown_s
from meydan.design.webster import SATURATION_VPH


@dataclass(frozen=True, slots=True)
class LaneService:
    """One lane under one plan.

    `flow_vph` is who comes, `green_s` for how long of the cycle it is green, `saturation` the degree of saturation,
    `delay_s` the control delay of the mean vehicle, `queue` how many reach the back of the queue in a cycle.
    """

    lane: str
    flow_vph: float
    green_s: float
    saturation: float
    delay_s: float
    queue: float


def services(junction: Junction, plan: Plan, flows: LaneFlows) -> tuple[LaneService, ...]:
    """Return every lane with a stop line under a plan; vehicles come by chance, whatever is upstream."""
    return tuple(_service(junction, plan, lane, of_lane) for lane, of_lane in flows.items())


def _service(junction: Junction, plan: Plan, lane: str, of_lane: Mapping[str, float]) -> LaneService:
    green_s = shown_s(junction, plan, of_lane)
    flow = sum(of_lane.values())
    counted = sum(q * (1.0 if _is_ever_free(junction, plan, g) else YIELDING) for g, q in of_lane.items())
    capacity = capacity_vph(plan.cycle_s, green_s, SATURATION_VPH)
    return LaneService(
        lane,
        flow,
        green_s,
        saturation=counted / capacity if capacity else float("inf") if counted else 0.0,
        delay_s=control_delay_s(plan.cycle_s, green_s, counted, SATURATION_VPH) if flow else 0.0,
        queue=queue_end_of_red(plan.cycle_s, green_s, flow, SATURATION_VPH) if flow else 0.0,
    )


def _is_ever_free(junction: Junction, plan: Plan, group: str) -> bool:
    """Say whether a group need not yield in some step, or has no step of a length to choose."""
    return bool(green_steps(junction, plan, group, may_yield=False)) or not green_steps(
        junction, plan, group, may_yield=True
    )


def mean_of(found: Sequence[LaneService]) -> float:
    """Return the mean delay of the vehicles of several lanes [s], NaN when nobody comes."""
    return mean_delay_s([lane.delay_s for lane in found], [lane.flow_vph for lane in found])
