"""The traffic of a lane with loops: counted in upstream and out at the line, or at the one loop that is believed."""

from dataclasses import dataclass
from math import exp

from meydan.city.instant import Instant, elapsed_s
from meydan.city.state import DetectorState, JunctionState
from meydan.control.demand import is_sound
from meydan.control.search import HEADWAY_S
from meydan.control.silence import assumed_rate
from meydan.control.traffic import BLOCKED_S, MISSED, RATE_S, START_UP_S, VEHICLE_M, Watched
from meydan.control.trust import is_passed_by

STANDS_S = 4.0  # an advance loop covered for longer: the queue has reached it
LEFT_S = 4.0  # a stop-line loop free for longer, and who should have reached it has not come this way
MOST_GUESSED = 8.0  # vehicles behind the only loop of a lane
LOST = 0.6  # share of those who came at red that may stand where nobody counts at the line
MOST_LOST = 2.0  # vehicles of them
LEARNED = 20.0  # vehicles that the map weighs against what is counted
REMEMBERED = 200.0  # vehicles after which older ones count half
LEAST_RATIO, MOST_RATIO = 0.25, 2.5  # of who leaves to who comes
FADES_S = 60.0  # of red, beyond which a loop at the line says nothing of how many come
MOST_HIDDEN = 8.0  # vehicles expected behind one that the only loop does not see


@dataclass(slots=True, kw_only=True, eq=False)
class LoopTraffic(Watched):
    """A lane with a stop-line loop, and an advance loop where it is long enough.

    `share` of those who pass the advance loop are bound for this lane, as far as the map knows; who changes lanes, and
    who drives in between the loops, is learned: `passed_in` and `passed_out` are those counted since. `bound` are those
    bound for this lane who make no whole vehicle yet. `counts_out` and `counts_in` are whether those who leave, and
    those who come, are counted.
    """

    stop_line: DetectorState
    advance: DetectorState | None
    share: float = 1.0
    bound: float = 0.0
    passed_in: float = 0.0
    passed_out: float = 0.0
    counts_out: bool = True
    counts_in: bool = True
    red_s: float = 0.0
    gone_in: int = 0
    gone_out: int = 0

    @property
    def has_queue(self) -> bool:
        """Whether so many stand that the lane discharges as fast as it can, and it is seen how fast."""
        return self.queue >= 3.0 and self.counts_out

    def observe(self, seen: JunctionState, passed_s: float, green_s: float) -> float:
        """Count in at the advance loop and out at the stop line."""
        out, self.gone_out = self.stop_line.count - self.gone_out, self.stop_line.count
        came = self._came()
        line, advance = self._believed(seen)
        self.counts_in, self.counts_out = advance is not None, line is not None
        self.is_blind = not (line or advance)
        if self.is_blind:
            loops = (self.stop_line, self.advance) if self.advance else (self.stop_line,)
            return self.assume(passed_s, green_s, assumed_rate(loops, seen, self.rate))
        self.came = came if advance else out
        self.red_s = self.red_s + passed_s if green_s < 0 else 0.0
        if advance or self.red_s < FADES_S:
            self.rate += (self.came / passed_s - self.rate) * min(1.0, passed_s / RATE_S)
        covered_s = elapsed_s(seen.now, line.changed) if line and line.occupied else 0.0
        self.blocked_s = green_s if green_s > BLOCKED_S and covered_s > BLOCKED_S else 0.0
        if advance is None:
            self._guess(seen.now, out, passed_s, green_s)
        else:
            if line:
                self._learn(out)
            self._count(seen.now, advance, line, out if line else self._would_go(seen.now, passed_s, green_s), green_s)
        self.let_go(passed_s, green_s)
        return float(out)

    def unseen(self, red_s: float) -> float:
        """Return those expected unseen, where one loop alone has to tell who stands there.

        Without the loop at the line, those who were guessed to have left may not have. With it alone, one vehicle that
        it missed hides all behind: either nobody came in all that red, or the first one was missed (Bayes' rule).
        """
        expected = super(LoopTraffic, self).unseen(red_s)
        due = self.rate * red_s
        if not self.is_blind and not self.counts_out:
            return max(expected, min(MOST_LOST, LOST * due))
        if not self.is_blind and not self.counts_in and not self.queue:
            nobody = exp(-due)
            hidden = MISSED * (1.0 - nobody)
            return max(expected, min(MOST_HIDDEN, due * hidden / (nobody + hidden)))
        return expected

    def _came(self) -> int:
        """Return how many whole vehicles came by the advance loop since the last look."""
        if self.advance is None:
            return 0
        passed, self.gone_in = self.advance.count - self.gone_in, self.advance.count
        self.bound += passed * self.share * self._ratio()
        self.passed_in += passed * self.share
        came = int(self.bound + 0.001)
        self.bound -= came
        return came

    def _ratio(self) -> float:
        """Return how many leave for each who comes: other than 1 where lanes are changed between the loops."""
        due = self.passed_in - len(self.inside)  # who is still there could not leave yet
        if due < LEARNED:
            return 1.0
        return min(MOST_RATIO, max(LEAST_RATIO, (self.passed_out + LEARNED) / (due + LEARNED)))

    def _learn(self, out: int) -> None:
        """Remember how many left for those who came."""
        self.passed_out += out
        if self.passed_in > REMEMBERED:
            self.passed_in, self.passed_out = 0.5 * self.passed_in, 0.5 * self.passed_out

    def _believed(self, seen: JunctionState) -> tuple[DetectorState | None, DetectorState | None]:
        """Return the loop at the line and the one upstream, as far as they are believed."""
        line = self.stop_line if is_sound(self.stop_line, seen) else None
        advance = self.advance if self.advance and is_sound(self.advance, seen) else None
        if line and advance and self.share == 1.0:
            return None if is_passed_by(line, advance) else line, None if is_passed_by(advance, line) else advance
        return line, advance

    def _would_go(self, now: Instant, passed_s: float, green_s: float) -> int:
        """Return how many cross the line where nobody counts them: one each headway of green, once they reached it."""
        if green_s <= START_UP_S:
            return 0
        most = int(green_s / HEADWAY_S) - int((green_s - passed_s) / HEADWAY_S)
        return min(most, sum(t <= now for t in self.inside))

    def _guess(self, now: Instant, out: int, passed_s: float, green_s: float) -> None:
        """Guess the queue behind the only loop: it grows at the usual rate while somebody stands there."""
        is_there = self.stop_line.occupied
        free_s = 0.0 if is_there else elapsed_s(now, self.stop_line.changed)
        if green_s < 0:
            self.queue = max(1.0, min(self.queue + self.rate * passed_s, MOST_GUESSED)) if is_there else 0.0
        else:
            self.queue = 0.0 if free_s > LEFT_S else max(0.0, self.queue - out)

    def _count(
        self, now: Instant, advance: DetectorState, line: DetectorState | None, out: int, green_s: float
    ) -> None:
        self.inside.extend([Instant(now + round(self.travel_s * 1000))] * self.came)
        for _ in range(min(out, len(self.inside))):
            self.inside.popleft()
        free_s = elapsed_s(now, line.changed) if line and not line.occupied else 0.0
        if free_s >= LEFT_S and not 0 <= green_s <= LEFT_S:
            while self.inside and elapsed_s(now, self.inside[0]) > LEFT_S:
                self.inside.popleft()
        full = int(self.reach_m / VEHICLE_M) + 1
        while len(self.inside) > 2 * full:  # more do not fit between the loops: they left uncounted
            self.inside.popleft()
        self.queue = float(sum(t <= now for t in self.inside)) + (1.0 if line and line.occupied else 0.0)
        if advance.occupied and elapsed_s(now, advance.changed) > STANDS_S:
            self.queue = max(self.queue, full - 0.5 * max(0.0, green_s))
