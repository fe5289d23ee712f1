"""Loops that vehicles pass: shown one step later and never missed, counted by the pulses that ended."""

from meydan.city.events import DetectorChanged, ZoneChanged
from meydan.city.instant import Instant, later
from meydan.field.rsmp.watched_loops import WatchedLoops
from tests.paper_street import START


def at(s: float) -> Instant:
    return later(START, s)


def pulse(loop: str, begin_s: float, end_s: float | None = None) -> list[DetectorChanged]:
    on = DetectorChanged(at(begin_s), "J1", loop, occupied=True)
    return [on] if end_s is None else [on, DetectorChanged(at(end_s), "J1", loop, occupied=False)]


def loops(*heard: DetectorChanged, step_s: float = 1.0) -> WatchedLoops:
    found = WatchedLoops(("D1", "D2"), step_s)
    found.hear(heard)
    return found


def test_what_is_told_at_once_is_shown_one_after_another_a_step_later() -> None:
    seen = loops(*pulse("D1", 0.2, 0.6), *pulse("D2", 0.7))
    shown = [seen.occupied(at(1 + tenth / 10)) for tenth in range(10)]
    assert [tenth for tenth, on in enumerate(shown) if "D1" in on] == [2, 3, 4, 5]
    assert [tenth for tenth, on in enumerate(shown) if "D2" in on] == [7, 8, 9]


def test_a_pulse_between_two_looks_is_shown_at_one_of_them() -> None:
    seen = loops(*pulse("D1", 0.2, 0.6))
    assert [seen.occupied(at(s)) for s in (1, 2, 3)] == [frozenset(), {"D1"}, frozenset()]


def test_whoever_looks_only_when_the_next_change_is_due_misses_none() -> None:
    always = loops(*pulse("D1", 0.2, 0.6), *pulse("D2", 0.61, 0.64), *pulse("D2", 0.9))
    rarely = loops(*pulse("D1", 0.2, 0.6), *pulse("D2", 0.61, 0.64), *pulse("D2", 0.9))
    due, shown = at(0), frozenset[str]()
    looks = 0
    for tenth in range(40):
        now = at(tenth / 10)
        if now >= due:
            looks += 1
            shown = rarely.occupied(now)
            due = rarely.next_change(now)
        assert shown == always.occupied(now)
    assert looks == 6  # at first, at four changes, and when what was held is let go


def test_a_zone_and_a_loop_without_a_digit_are_left_out() -> None:
    seen = loops(*pulse("D9", 0.2))
    seen.hear([ZoneChanged(at(1), "J1", "Z1", 3, 3)])
    assert seen.occupied(at(5)) == frozenset()


def test_vehicles_are_counted_where_they_left_and_time_where_it_was_spent() -> None:
    seen = loops(*pulse("D1", 9, 11), *pulse("D1", 12, 13), *pulse("D1", 19))
    assert seen.vehicles("D1", at(10), at(13)) == 1
    assert seen.vehicles("D1", at(10), at(20)) == 2
    assert seen.occupied_ms("D1", at(10), at(20)) == 1000 + 1000 + 1000
    assert seen.occupied_ms("D2", at(10), at(20)) == 0
