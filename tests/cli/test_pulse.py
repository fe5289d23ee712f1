"""The pulse of a part: what counts as silent, and what does not."""

import os
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pytest

from meydan.centre.sign_of_life import SignOfLife, wait_until_left
from meydan.cli.pulse import FIRST_SIGN, Pulse

PATIENCE_S = 60.0


class SupportsFileno(Protocol):
    def fileno(self) -> int: ...


@pytest.fixture
def line() -> Iterator[tuple[Pulse, socket.socket]]:
    ours, theirs = socket.socketpair()
    pulse = Pulse(ours, PATIENCE_S, now_s=0.0)
    with theirs:
        yield pulse, theirs
    pulse.close()


def say(part: SupportsFileno, times: int = 1) -> None:
    with closing(SignOfLife(part.fileno())) as living:
        for _ in range(times):
            living.give()


def still_at(pulse: Pulse, from_s: int, to_s: int) -> int | None:
    """Return the first second at which a pulse that is looked at each second has stood still."""
    return next((s for s in range(from_s, to_s) if pulse.stands_still(float(s))), None)


def test_a_part_that_said_something_once_is_given_up_when_its_patience_is_over(
    line: tuple[Pulse, socket.socket],
) -> None:
    pulse, part = line
    say(part)
    assert not pulse.stands_still(1.0)
    assert still_at(pulse, 2, 1000) == 62


def test_a_part_that_speaks_now_and_then_goes_on(line: tuple[Pulse, socket.socket]) -> None:
    pulse, part = line
    for second in range(1, 600):
        if second % 50 == 1:
            say(part)
        assert not pulse.stands_still(float(second))


def test_a_part_that_begins_is_waited_for_ten_times_as_long(line: tuple[Pulse, socket.socket]) -> None:
    pulse, _ = line
    assert still_at(pulse, 1, 1000) == PATIENCE_S * FIRST_SIGN + 1


def test_time_in_which_the_supervisor_did_not_look_counts_for_little(line: tuple[Pulse, socket.socket]) -> None:
    pulse, part = line
    say(part)
    assert not pulse.stands_still(1.0)
    assert not any(pulse.stands_still(1.0 + 100 * look) for look in range(1, 50))


def test_what_was_said_while_nobody_looked_is_heard(line: tuple[Pulse, socket.socket]) -> None:
    pulse, part = line
    say(part, 20_000)  # more than the socket holds: who is not heard is not held up
    assert not pulse.stands_still(1e6)
    assert pulse.silent_s == 0.0


def test_a_part_learns_that_it_was_left_though_it_was_not_heard() -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        say(theirs)
        ours.close()
        wait_until_left(theirs.fileno())
        say(theirs)


def test_nothing_is_said_where_nobody_could_listen() -> None:
    with Path(os.devnull).open("rb") as nowhere:
        say(nowhere)
        wait_until_left(nowhere.fileno())
