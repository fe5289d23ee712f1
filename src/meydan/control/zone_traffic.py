"""The traffic of a lane that zones watch, as cameras and radars give them: how many are there and how many stand."""

from dataclasses import dataclass

from meydan.city.instant import Instant
from meydan.city.state import DetectorState, JunctionState
from meydan.control.demand import is_sound
from meydan.control.silence import assumed_rate
from meydan.control.traffic import RATE_S, START_UP_S, VEHICLE_M, Watched


@dataclass(slots=True, kw_only=True, eq=False)
class ZoneTraffic(Watched):
    """A lane that zones watch; each zone with the share of it that is bound for this lane."""

    zones: tuple[tuple[DetectorState, float], ...]
    counted: int = 0
    stood: float = 0.0

    @property
    def has_queue(self) -> bool:
        """Whether so many stand that the lane discharges as fast as it can."""
        return self.stood >= 2.0 and not self.is_blind

    def observe(self, seen: JunctionState, passed_s: float, green_s: float) -> float:
        """Take the numbers of the zones that can be believed."""
        sound = [(zone, share) for zone, share in self.zones if is_sound(zone, seen)]
        self.is_blind = not sound
        if self.is_blind:
            rate = assumed_rate((zone for zone, _ in self.zones), seen, self.rate)
            return self.assume(passed_s, green_s, rate)
        standing = sum(zone.standing * share for zone, share in sound)
        vehicles = round(sum(zone.vehicles * share for zone, share in sound))
        change = vehicles - self.counted
        self.came = max(0, change)
        is_full = standing >= 0.75 * self.reach_m / VEHICLE_M
        if green_s < 0 and not is_full:
            self.rate += (self.came / passed_s - self.rate) * min(1.0, passed_s / RATE_S)
        moved = change != 0 or standing < self.stood
        self.blocked_s = self.blocked_s + passed_s if green_s > START_UP_S and standing >= 1.0 and not moved else 0.0
        self.counted, self.stood = vehicles, standing
        self.inside.extend([Instant(seen.now + round(self.travel_s * 1000))] * self.came)
        while len(self.inside) > vehicles:
            self.inside.popleft()
        self.queue = max(standing, float(sum(t <= seen.now for t in self.inside)))
        self.let_go(passed_s, green_s)
        return max(-1.0, self.rate * passed_s - change)
