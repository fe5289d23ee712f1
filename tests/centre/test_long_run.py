"""What a long run needs of its loop and its memory."""

import asyncio
import gc
from collections.abc import Iterator

import pytest

from meydan.centre.long_run import OLD, fast_loop, settle_memory


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


def test_what_is_there_is_not_looked_through_again() -> None:
    settle_memory()
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold()[2] == OLD


def test_circles_that_come_later_are_still_freed() -> None:
    class Circle:
        """Holds itself."""

        freed = 0

        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            Circle.freed += 1

    settle_memory()
    for _ in range(20_000):
        Circle()
    assert Circle.freed > 10_000


def test_the_loop_is_the_fast_one_where_there_is_one() -> None:
    with asyncio.Runner(loop_factory=fast_loop()) as runner:
        assert "uvloop" in type(runner.get_loop()).__module__
