"""How often something may be tried: a window that moves, and memory that is bounded."""

from meydan.web import attempts
from meydan.web.attempts import Attempts, first_wait_s
from tests.web.paper_city import Clock


def test_an_attempt_is_free_again_when_the_oldest_leaves_the_window() -> None:
    clock = Clock()
    limit = Attempts(2, 60, clock)
    for _ in range(2):
        assert limit.wait_s("a") == 0
        limit.note("a")
        clock.s += 10
    assert limit.wait_s("a") == 40
    assert limit.wait_s("b") == 0
    clock.s += 40
    assert limit.wait_s("a") == 0


def test_what_is_refused_by_one_limit_is_counted_by_none() -> None:
    clock = Clock()
    narrow, wide = Attempts(1, 60, clock), Attempts(5, 60, clock)
    waits = [first_wait_s((narrow, "a"), (wide, "x")) for _ in range(20)]
    assert waits == [0] + [60] * 19
    assert [first_wait_s((wide, "x")) for _ in range(5)] == [0, 0, 0, 0, 60]


def test_memory_is_bounded_however_many_names_are_tried(monkeypatch: object) -> None:
    clock = Clock()
    limit = Attempts(5, 60, clock)
    for i in range(attempts.MOST_KEYS + 500):
        limit.note(f"name {i}")
    assert len(limit._seen) <= attempts.MOST_KEYS
    clock.s += 61
    limit.note("one more")
    assert len(limit._seen) == 1
