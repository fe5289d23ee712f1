"""A queue is believed where the line bears it out; an advance loop that is stuck ends no trial."""

import pytest

from meydan.city.because import because
from meydan.city.events import DetectorChanged, DetectorHealth, DetectorJudged, Event, Tick
from meydan.city.instant import later
from meydan.city.junction import Junction
from meydan.city.state import JunctionState
from meydan.control import actuated, fixed_time
from meydan.control.demand import STUCK_S
from meydan.control.standing_queue import StandingQueue
from meydan.control.trial import OnTrial
from tests.control.test_trial import FIRST, night, trial_on
from tests.junctions import junction
from tests.paper_street import START, passes, script

QUEUE_S = 180.0
COVERED = (10.0, "P1a", True)
Change = tuple[float, str, bool]


def first_found(
    changes: list[Change], until_s: int = 400, of: Junction | None = None, judged: list[Event] | None = None
) -> float | None:
    """Return at which second a queue over P1's advance loop is told of; None if it never is."""
    stands = of or junction()
    seen, queue = JunctionState(stands, on_street=False), StandingQueue(stands, QUEUE_S)
    told: list[Event] = [DetectorChanged(later(START, s), "J1", d, on) for s, d, on in changes]
    ticks = [Tick(later(START, s + 0.5), 0) for s in range(until_s)]
    for event in sorted([*told, *(judged or []), *ticks], key=lambda one: one.t):
        seen.observe(event)
        queue.take(event, seen)
        if isinstance(event, Tick) and queue.find(seen) is not None:
            return (event.t - START) / 1000
    return None


def going(detector: str, seconds: range) -> list[Change]:
    """Return vehicles over a loop, each for a second."""
    return [(s + at, detector, on) for s in seconds for at, on in ((0.0, True), (1.0, False))]


def standing(go: range) -> list[Change]:
    """Return a line at which somebody stands all the time but for the moments in which one goes and the next comes."""
    return [(2.0, "P1s", True), *((s + at, "P1s", on) for s in go for at, on in ((0.0, False), (2.0, True)))]


def test_a_queue_that_stands_from_the_line_on_is_told_of_after_its_time() -> None:
    assert first_found([COVERED, (2.0, "P1s", True)]) == 190.5
    assert first_found([COVERED, *standing(range(20, 60, 10))]) == 190.5  # those who stood between the loops left
    assert first_found([COVERED, (2.0, "P1s", True), (150.0, "P1a", False)]) is None


def test_a_loop_that_is_covered_while_many_go_is_stuck() -> None:
    assert first_found([COVERED, *standing(range(20, 390, 15))]) is None


def test_a_loop_that_is_covered_while_nobody_stands_at_the_line_is_stuck() -> None:
    assert first_found([COVERED, *going("P1s", range(5, 390, 60))]) is None


def test_a_loop_that_was_judged_faulty_tells_nothing() -> None:
    faulty: list[Event] = [DetectorJudged(later(START, 100), "J1", "P1a", DetectorHealth.STUCK_ON)]
    assert first_found([COVERED, (2.0, "P1s", True)], judged=faulty) is None


@pytest.mark.parametrize("line", [[], [(2.0, "P1s", True), (3.0, "P1s", False)]])
def test_without_a_line_that_can_be_believed_a_loop_is_believed_as_long_as_any(line: list[Change]) -> None:
    quiet = 0 if not line else 305.0  # a line that was heard lately says that nobody stands there
    covered = (10.0 + quiet, "P1a", True)
    assert first_found([*line, covered], until_s=900) == 190.5 + quiet
    assert STUCK_S > QUEUE_S


@pytest.mark.anyio
async def test_a_stuck_advance_loop_ends_no_trial() -> None:
    busy = script(
        *(passes("P1s", 5 * k) for k in range(40)), {20: [DetectorChanged(later(START, 20), "J1", "P1a", True)]}
    )
    strategy = OnTrial(fixed_time, actuated, trial_on(FIRST, FIRST + 1, queue_s=30))
    await night(strategy, busy)
    assert strategy.stopped is None
    both = [DetectorChanged(later(START, 20), "J1", d, True) for d in ("P1s", "P1a")]
    await night(strategy, {20: both})
    assert strategy.stopped == because("trial.stop_queue", junction="J1", detector="P1a", covered_s=30.0)
