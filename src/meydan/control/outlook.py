"""What is believed of one junction's traffic, what is expected of the seconds ahead, and how fast it can be let go."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.city.junction import Lamp
from meydan.city.state import JunctionState
from meydan.control.announced import Road, roads_into
from meydan.control.discharge import Discharge, first_guess
from meydan.control.lane_traffic import green_s_of, lane_traffic
from meydan.control.limits import starving
from meydan.control.search import Changes, Lanes, Prices, Rates
from meydan.control.short_exit import ShortExit, short_exits
from meydan.control.stage_changes import stage_changes
from meydan.control.traffic import BLOCKED_S, START_UP_S, Traffic

BELIEVED = 0.3  # vehicles that stand at a red, or usually come in one so long: one that no detector saw may wait
LONGEST_STEP_S = 10.0  # a longer silence between two looks teaches nothing


@dataclass(frozen=True, slots=True)
class Settings:
    """The values of the strategy's parameters: how far it looks, after how long who waits comes first, what counts.

    What must change before who has waited `longest_wait_s` is served may take half a minute more. Before `gate_s`
    nobody is expected to be let go into a short road that is full.
    """

    horizon_s: int
    longest_wait_s: float
    gate_s: int
    prices: Prices


@dataclass(slots=True)
class Outlook:
    """One junction: the stages of its plan with their greens, its lanes, by name and in all, and what is known of both.

    `lit` are the groups that were green, and `looked` when that was, at the last look.
    """

    seen: JunctionState
    stages: dict[str, frozenset[str]]
    lanes: dict[str, Traffic]
    traffic: list[Traffic]
    discharge: Discharge
    changes: Changes
    roads: list[Road]
    exits: list[ShortExit | None]
    lit: frozenset[str] = frozenset()
    looked: Instant = NEVER

    def standing(self) -> int:
        """Return the number of the stage that stands, or of the one most like it where another plan runs."""
        names = tuple(self.stages)
        if self.seen.stage in self.stages:
            return names.index(self.seen.stage)
        standing = self.seen.junction.stages.get(self.seen.stage)
        green = standing.green if standing else frozenset()
        return max(range(len(names)), key=lambda i: len(self.stages[names[i]] & green))

    def lock_s(self, stage: str) -> float:
        """Return for how long a change from what stands to another stage binds, the plan's minimum of it included."""
        return float(self.changes.lock[self.standing(), tuple(self.stages).index(stage)])


def outlook_of(city: City, junction: str, seen: Mapping[str, JunctionState]) -> Outlook:
    """Return what is believed of a junction before anything was seen."""
    stands = city.junctions[junction]
    plan = city.plans[junction, stands.local_plan]
    names = dict.fromkeys(step.stage for step in plan.steps)
    stages = {name: stands.stages[name].green for name in names if stands.stages[name].green}
    of_lanes, others = lane_traffic(stands, seen[junction])
    traffic = [*of_lanes.values(), *others]
    exits = short_exits(city, stands, seen)
    return Outlook(
        seen=seen[junction],
        stages=stages,
        lanes=of_lanes,
        traffic=traffic,
        discharge=first_guess(stands, tuple(stages), traffic),
        changes=stage_changes(stands, plan, tuple(stages), traffic),
        roads=roads_into(city, junction, seen, of_lanes),
        exits=[*(exits.get(name) for name in of_lanes), *(None for _ in others)],
    )


def look(out: Outlook) -> float:
    """Take what the detectors say, and learn how fast the lanes that have a queue discharge.

    Return for how long it had not been looked, in seconds.
    """
    seen = out.seen
    passed_s = min(LONGEST_STEP_S, max(0.001, elapsed_s(seen.now, out.looked))) if out.looked else 1.0
    out.looked, out.lit = seen.now, frozenset(g for g, lamp in seen.lamps.items() if lamp is Lamp.GREEN)
    stands = seen.stage in out.stages and not seen.moving_to
    for n, lane in enumerate(out.traffic):
        green_s, _ = green_s_of(lane.groups, seen, seen.now, out.lit)
        gone = lane.observe(seen, passed_s, green_s)
        if stands and lane.has_queue and green_s > 3.0:
            at = out.standing()
            if out.discharge.base[at, n] > 0:
                out.discharge.learn(at, n, gone, passed_s, out.traffic)
    for road in out.roads:
        road.observe(seen.now)
    return passed_s


def late(out: Outlook, most_s: float) -> tuple[str, Because] | None:
    """Return the stage for who has waited longest past a limit, and why; None if nobody has.

    Where no detector lies near enough to the line to say that somebody waits there, it goes by how long a group has
    been red while somebody is believed to be before it.
    """
    return starving(out.seen, out.stages, most_s) or _believed_late(out, most_s)


def _believed_late(out: Outlook, most_s: float) -> tuple[str, Because] | None:
    found = []
    for lane in out.traffic:
        green_s, red_s = green_s_of(lane.groups, out.seen, out.seen.now, out.lit)
        if green_s < 0 and red_s > most_s and lane.queue + red_s * lane.rate >= BELIEVED:
            found += [(red_s, g) for g in lane.groups if any(g in green for green in out.stages.values())]
    if not found:
        return None
    red_s, group = max(found)
    stage = next(s for s, green in out.stages.items() if group in green)
    return stage, because("control.long_red", group=group, red_s=round(red_s))


def rates(out: Outlook) -> Rates:
    """Return how fast each lane discharges in each stage; a lane whose way out is blocked does not."""
    flows = np.array([lane.blocked_s < BLOCKED_S for lane in out.traffic])
    return Rates(out.discharge.rate * flows, out.discharge.slow * flows, out.discharge.rivals)


def ahead(out: Outlook, settings: Settings) -> Lanes:
    """Return the lanes as they are believed to be, and who is expected in them."""
    seen, count = out.seen, len(out.traffic)
    held, coming, opens = np.empty(count), np.zeros((count, settings.horizon_s)), np.zeros(count, np.int64)
    for n, lane in enumerate(out.traffic):
        green_s, red_s = green_s_of(lane.groups, seen, seen.now, out.lit)
        lane.expect(seen.now, coming[n])
        held[n] = lane.queue + (lane.unseen(red_s) if green_s < 0 else 0.0)
        opens[n] = max(0, int(START_UP_S - green_s)) if green_s >= 0 else 0
        exit_road = out.exits[n]
        if exit_road is not None and exit_road.is_full():
            opens[n] = settings.gate_s
    for road in out.roads:
        road.expect(seen.now, out.traffic, coming)
    return Lanes(held, coming, opens)
