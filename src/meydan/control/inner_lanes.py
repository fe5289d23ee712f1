"""Lanes of a few metres between two signals whose vehicles give way: they are let go under protection.

Two signals that near lock each other for good. Who turns left at the one stands before oncoming traffic and fills the
metres behind; so stop those whom he waits for; the tails of both lie across the ways of the others, and no lamp frees
them any more. Engineers let the protected green of such a lane follow the one in which it gives way, in each cycle. A
free choice of stages has to keep what that is for:

- no stage in which such a lane gives way begins while somebody is there, nor goes on over who stands there;
- it ends by the lane's protected green, unless nobody can be left beyond the line: no detector sees him there;
- nobody stands there at red for long, however many wait elsewhere, since all behind him stand too.

Found by following ten jams of a real pair of signals 12 m apart second by second (`docs/bench.md`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.instant import elapsed_s
from meydan.city.state import JunctionState
from meydan.control.discharge import Discharge
from meydan.control.search import Flags
from meydan.control.short_exit import SHORT_M
from meydan.control.traffic import Traffic

STANDS_S = 3.0  # who stands for longer in a green in which he gives way is not let through
FREE_S = 3.0  # without anybody to give way to: who was beyond the line has gone
LONGEST_S = 25.0  # of red while somebody waits there


@dataclass(slots=True)
class InnerLane:
    """One such lane: the stages [stages] in which it `yields` and is `protected`, and to whom it yields in each.

    `may_be_beyond` says that somebody may stand beyond the line, `stood_s` for how long one has stood before it in a
    green in which he gives way, `free_s` for how long nobody has come to give way to.
    """

    lane: Traffic
    yields: Flags
    protected: Flags
    rivals: tuple[tuple[Traffic, ...], ...]
    held: float = 0.0
    may_be_beyond: bool = False
    stood_s: float = 0.0
    free_s: float = 0.0

    def observe(self, passed_s: float, stage: int | None) -> None:
        """Take what its detectors say, once its lanes have observed; `stage` is the one that stands, if one does."""
        before, self.held = self.held, self.lane.held
        if stage is None or not self.yields[stage]:
            self.stood_s = self.free_s = 0.0
            self.may_be_beyond &= stage is None or not self.protected[stage]
            return
        comes = any(rival.held >= 1.0 for rival in self.rivals[stage])
        self.free_s = 0.0 if comes else self.free_s + passed_s
        self.stood_s = self.stood_s + passed_s if self.lane.queue >= 1.0 else 0.0
        self.may_be_beyond = (self.may_be_beyond or self.held < before) and self.free_s <= FREE_S

    def forbidden(self, standing: int) -> Flags:
        """Return which stages [stages] must not come next, or not go on."""
        somebody = self.held >= 1.0
        if not self.yields[standing]:
            return self.yields & somebody
        found = ~self.protected & (somebody or self.may_be_beyond)
        found[standing] = self.stood_s > STANDS_S
        return found

    def waited_s(self, seen: JunctionState) -> float:
        """Return how long somebody has waited here at red."""
        return max((elapsed_s(seen.now, seen.waiting[g]) for g in self.lane.groups if g in seen.waiting), default=0.0)


def inner_lanes(
    city: City, junction: str, traffic: Mapping[str, Traffic], discharge: Discharge
) -> tuple[InnerLane, ...]:
    """Return the lanes of a junction, of those in `traffic` by name, that are short, give way and can be protected."""
    return tuple(_inner_lanes(city, junction, traffic, discharge))


def _inner_lanes(
    city: City, junction: str, traffic: Mapping[str, Traffic], discharge: Discharge
) -> Iterator[InnerLane]:
    lanes, of = city.junctions[junction].lanes, list(traffic.values())
    for n, (name, lane) in enumerate(traffic.items()):
        fed_by = city.fed_by.get((junction, lanes[name].approach), ())
        is_short = any(to.distance_m <= SHORT_M for _, _, to in fed_by)
        has_green = discharge.base[:, n] > 0
        yields = has_green & (discharge.rivals[:, n, 0] >= 0)
        if is_short and lane.reach_m > 0 and yields.any() and (has_green & ~yields).any():
            rivals = tuple(tuple(of[m] for m in row if m >= 0) for row in discharge.rivals[:, n])
            yield InnerLane(lane, yields, has_green & ~yields, rivals)


def forbidden(lanes: Sequence[InnerLane], standing: int) -> Flags | None:
    """Return which stages [stages] must not come next, or not go on; None where all may, or none would be left."""
    found = np.logical_or.reduce([lane.forbidden(standing) for lane in lanes]) if lanes else None
    return found if found is not None and found.any() and not found.all() else None


def late(lanes: Sequence[InnerLane], seen: JunctionState, stages: Sequence[str]) -> tuple[str, Because] | None:
    """Return the stage that protects most of those who have waited too long on short inner lanes, and why."""
    waiting = [lane for lane in lanes if lane.waited_s(seen) > LONGEST_S]
    if not waiting:
        return None
    stage = stages[protecting(waiting)]
    waited_s = max(lane.waited_s(seen) for lane in waiting)
    return stage, because("control.inner_late", stage=stage, waited_s=round(waited_s))


def protecting(lanes: Sequence[InnerLane]) -> int:
    """Return the stage that protects most of some lanes."""
    return int(np.argmax(np.sum([lane.protected for lane in lanes], axis=0)))
