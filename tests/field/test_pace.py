"""The pace of the twin, against a clock that only tests move."""

import asyncio

import pytest

from meydan.field.sumo import pace as module
from meydan.field.sumo.pace import BREATH_S, NAP_S, Pace

pytestmark = pytest.mark.anyio


class Clock:
    """A wall clock that moves when somebody sleeps, and what it was asked for; `at` makes things happen meanwhile.

    Who sleeps wakes up `late_s` later than asked.
    """

    def __init__(self) -> None:
        self.now_s = 5000.0
        self.late_s = 0.0
        self.sleeps: list[float] = []
        self.at: dict[float, tuple[Pace, str, object]] = {}

    def monotonic(self) -> float:
        return self.now_s

    async def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.now_s += seconds + self.late_s
        for due_s in [due_s for due_s in self.at if due_s <= self.now_s]:
            pace, name, value = self.at.pop(due_s)
            setattr(pace, name, value)
        await asyncio.sleep(0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    monkeypatch.setattr(module, "asyncio", clock)
    return clock


async def steps(pace: Pace, clock: Clock, count: int, step_s: float = 1.0) -> float:
    """Return how long so many steps take on the wall."""
    begun_s = clock.now_s
    for _ in range(count):
        await pace.wait(step_s)
    return clock.now_s - begun_s


async def started(pace: Pace, clock: Clock) -> Pace:
    """Return the pace after its first steps, which find it late."""
    await steps(pace, clock, 3)
    return pace


@pytest.mark.parametrize(("speed", "step_s"), [(1.0, 1.0), (0.5, 1.0), (10.0, 1.0), (2.0, 0.1)])
async def test_steps_take_their_time_at_the_speed_asked(clock: Clock, speed: float, step_s: float) -> None:
    pace = await started(Pace(speed), clock)
    assert await steps(pace, clock, 50, step_s) == pytest.approx(50 * step_s / speed, abs=1.5 / speed)


async def test_a_step_that_took_long_itself_is_taken_off_the_wait(clock: Clock) -> None:
    pace = await started(Pace(1.0), clock)
    begun_s = clock.now_s
    for _ in range(20):
        clock.now_s += 0.6  # the work of the step
        await pace.wait(1.0)
    assert clock.now_s - begun_s == pytest.approx(20, abs=1)


async def test_waking_up_late_does_not_add_up(clock: Clock) -> None:
    clock.late_s = 0.02
    pace = await started(Pace(1.0), clock)
    assert await steps(pace, clock, 100) == pytest.approx(100, abs=1.5)


async def test_a_twin_that_is_late_does_not_race_to_catch_up(clock: Clock) -> None:
    pace = await started(Pace(1.0), clock)
    clock.now_s += 100
    assert await steps(pace, clock, 10) >= 8


async def test_a_paused_twin_waits_until_it_may_go_on(clock: Clock) -> None:
    pace = await started(Pace(1.0), clock)
    pace.paused = True
    clock.at[clock.now_s + 60] = (pace, "paused", False)
    waited_s = await steps(pace, clock, 1)
    assert 60 <= waited_s <= 61 + 2 * NAP_S
    assert await steps(pace, clock, 10) == pytest.approx(10, abs=1)  # and does not catch up


async def test_a_free_run_can_be_paused_too(clock: Clock) -> None:
    pace = Pace(None, paused=True)
    clock.at[clock.now_s + 30] = (pace, "paused", False)
    assert await steps(pace, clock, 1) >= 30


async def test_a_new_speed_is_noticed_within_a_nap(clock: Clock) -> None:
    pace = await started(Pace(0.001), clock)
    clock.at[clock.now_s + 5] = (pace, "speed", 10.0)
    assert await steps(pace, clock, 1) <= 5 + 2 * NAP_S


async def test_a_free_run_never_waits_and_lets_others_work_now_and_then(clock: Clock) -> None:
    pace = Pace(None)
    for _ in range(1000):
        clock.now_s += BREATH_S / 10
        await pace.wait(1.0)
    assert set(clock.sleeps) == {0}
    assert 80 <= len(clock.sleeps) <= 110


async def test_even_a_late_twin_lets_others_work_at_every_step(clock: Clock) -> None:
    pace = Pace(1.0)
    for _ in range(10):
        clock.now_s += 5
        await pace.wait(1.0)
    assert len(clock.sleeps) >= 10
