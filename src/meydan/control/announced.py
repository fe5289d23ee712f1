"""Who comes, from the signals upstream: vehicles that they let go, before any detector of ours sees them.

A vehicle that was let go is expected where our detectors begin to see, one way later. Who is counted there was one of
those expected; who is expected and not counted was missed, and may stand before the line unseen. How many of those let
go come here is learned, for some turn off between; and where many do, who was not counted has more likely turned off.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from meydan.city.city import City
from meydan.city.instant import NEVER, Instant, elapsed_s
from meydan.city.junction import DetectorKind, Junction, Lamp, Lane
from meydan.city.state import DetectorState, JunctionState
from meydan.control.demand import is_sound
from meydan.control.lane_traffic import leads_to, watched_zones
from meydan.control.search import Floats
from meydan.control.traffic import MISSED, MOST_MISSED, Traffic

MOVE_OFF_S = 3.0  # more than the way itself takes, for who starts from standing
LATE_S = 8.0  # past his time, and who was expected has not been counted: he was missed
CLEARS_S = 3.0  # after green, in which the last ones still cross the line
MOST_FACTOR = 1.1  # of those let go; more were counted from elsewhere
TRUST = 5.0  # vehicles that the first guess, all of them come, weighs against what is counted
REMEMBERED = 300.0  # vehicles after which older ones count half


@dataclass(slots=True)
class _Source:
    """A lane upstream: its detectors, the share of its vehicles that comes here, and how long they take."""

    seen: JunctionState
    groups: tuple[str, ...]
    zones: tuple[tuple[DetectorState, float], ...]
    loops: tuple[DetectorState, ...]
    share: float
    delay_s: float
    inside: float = 0.0
    passed: int = 0

    def take_gone(self) -> float:
        """Return how many it has let go since it was asked last; nobody where no detector there is believed."""
        inside = sum(zone.vehicles * share for zone, share in self.zones)
        passed = sum(loop.count - loop.occupied for loop in self.loops)  # who stands on a loop has not passed it
        gone = float(passed - self.passed) if self.loops else self.inside - inside
        self.inside, self.passed = inside, passed
        return max(0.0, gone) if self._lets_go() and self.is_believed() else 0.0

    def is_believed(self) -> bool:
        """Say whether some detector there can be believed."""
        return any(is_sound(d, self.seen) for d in (*self.loops, *(zone for zone, _ in self.zones)))

    def _lets_go(self) -> bool:
        for g in self.groups:
            lamp, since = self.seen.lamps.get(g), self.seen.lamp_since.get(g, NEVER)
            if lamp in (Lamp.GREEN, Lamp.AMBER) or elapsed_s(self.seen.now, since) < CLEARS_S:
                return True
        return False


@dataclass(slots=True)
class _Expected:
    """So many vehicles that reach the beginning of our sight at `t`, if they come: with probability `comes`."""

    t: Instant
    vehicles: float
    comes: float


@dataclass(slots=True)
class Road:
    """One road that leads here from signals upstream; `lanes` are those of its lanes that can see who comes.

    `told` are those who were expected up to now, `came`, of each lane, those who were counted, and `met` those of them
    who had been expected.
    """

    lanes: tuple[Traffic, ...]
    sources: tuple[_Source, ...]
    came: list[float]
    expected: list[_Expected] = field(default_factory=list)
    told: float = 0.0
    met: float = 0.0

    def observe(self, now: Instant) -> None:
        """Take who was let go upstream and who was counted here in the last second; each lane has observed before."""
        for source in self.sources:
            if gone := source.take_gone():
                t = Instant(now + round(source.delay_s * 1000))
                self.expected.append(_Expected(t, gone, source.share))
        came = 0.0
        for n, lane in enumerate(self.lanes):
            self.came[n] += lane.came
            came += lane.came
        if came:
            self._meet(now, came)
        self._miss(now)
        if self.told > REMEMBERED:
            self.told, self.met = self.told * 0.5, self.met * 0.5
            self.came = [count * 0.5 for count in self.came]
        self._tell_lanes()

    def expect(self, now: Instant, of: Sequence[Traffic], coming: Floats) -> None:
        """Add those expected to `coming` [lanes, seconds], for our lanes among `of`."""
        factor, seconds = self._factor(), coming.shape[1]
        for n, lane in enumerate(self.lanes):
            row, share = of.index(lane), factor * self._share(n)
            for one in self.expected:
                at = int(lane.travel_s + max(0.0, elapsed_s(one.t, now))) + 1
                if at < seconds:
                    coming[row, at] += one.vehicles * one.comes * share

    def _tell_lanes(self) -> None:
        """Let the lanes know how long ahead, and of which share of those who come, they are told."""
        listening = [source.delay_s for source in self.sources if source.is_believed()]
        known = (self.met + TRUST) / (sum(self.came) + TRUST) if listening else 0.0
        for lane in self.lanes:
            lane.ahead_s, lane.known = min(listening, default=0.0), min(1.0, known)

    def _factor(self) -> float:
        return min(MOST_FACTOR, (sum(self.came) + TRUST) / (self.told + TRUST))

    def _share(self, n: int) -> float:
        """Return which share of those who come takes lane `n`."""
        return (self.came[n] + 2.0) / (sum(self.came) + 2.0 * len(self.lanes))

    def _meet(self, now: Instant, vehicles: float) -> None:
        """Take those who were counted out of those expected, the first ones first."""
        for one in sorted(self.expected, key=lambda one: one.t):
            if vehicles <= 0.0 or elapsed_s(one.t, now) > LATE_S:
                return
            met = min(vehicles, one.vehicles)
            self.told += met * one.comes
            self.met += met
            one.vehicles -= met
            vehicles -= met

    def _miss(self, now: Instant) -> None:
        """Give up those who are late: they turned off, or each of the lanes may hold some of them."""
        factor, learns = self._factor(), not any(lane.is_blind for lane in self.lanes)
        for one in self.expected:
            if elapsed_s(now, one.t) > LATE_S:
                comes = min(1.0, one.comes * factor)
                is_here = MISSED * comes / (1.0 - (1.0 - MISSED) * comes)
                for n, lane in enumerate(self.lanes):
                    if not lane.is_blind:
                        lane.missed = min(MOST_MISSED, lane.missed + one.vehicles * is_here * self._share(n))
                self.told += one.vehicles * one.comes * learns
        self.expected = [one for one in self.expected if one.vehicles > 0.01 and elapsed_s(now, one.t) <= LATE_S]


def roads_into(
    city: City, junction: str, seen: Mapping[str, JunctionState], traffic: Mapping[str, Traffic]
) -> list[Road]:
    """Return the roads that lead to a junction from signals upstream; `traffic` are its watched lanes by name."""
    here = city.junctions[junction]
    by_road: dict[str, list[str]] = {}
    for name in traffic:
        by_road.setdefault(here.lanes[name].approach, []).append(name)
    roads = []
    for road, names in sorted(by_road.items()):
        lanes = tuple(traffic[name] for name in names if traffic[name].reach_m > 0.0)
        sources = tuple(_sources(city, junction, road, seen, max((lane.reach_m for lane in lanes), default=0.0)))
        if lanes and sources:
            roads.append(Road(lanes, sources, came=[0.0] * len(lanes)))
    return roads


def _sources(
    city: City, junction: str, road: str, seen: Mapping[str, JunctionState], reach_m: float
) -> Iterator[_Source]:
    for name, lane, to in city.fed_by.get((junction, road), ()):
        zones, loops = _watching(city.junctions[name], lane, seen[name])
        if zones or loops:
            before = max(0.0, 1.0 - reach_m / to.distance_m)
            yield _Source(seen[name], lane.groups, zones, loops, to.share, MOVE_OFF_S + to.travel_s * before)


def _watching(
    there: Junction, lane: Lane, seen: JunctionState
) -> tuple[tuple[tuple[DetectorState, float], ...], tuple[DetectorState, ...]]:
    """Return the zones of a lane, with its share of each, and its loops at the line."""
    loops = [
        seen.detectors[d.id]
        for d in there.detectors.values()
        if d.kind is DetectorKind.STOP_LINE and leads_to(there.lanes[d.lane], lane)
    ]
    return watched_zones(there, lane, seen), tuple(loops)
