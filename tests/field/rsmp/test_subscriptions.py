from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from meydan.field.rsmp.messages import Subscription, Value
from meydan.field.rsmp.subscriptions import Subscriptions
from tests.field.rsmp.paper_site import START_T, at


def reading(value: Value) -> Callable[[str, Subscription], Value]:
    return lambda _component, _asked: value


EVERY_5 = Subscription("S0014", "status", 5, on_change=False)


def test_an_interval_runs_from_the_subscription_on() -> None:
    standing = Subscriptions()
    assert standing.add("TC", [EVERY_5], at(0.3), reading("1")) == [EVERY_5]
    sent = [s for s in range(21) if standing.due(at(s), reading("1"))]
    assert sent == [6, 11, 16]


def test_an_interval_stays_in_step_though_it_is_looked_at_late() -> None:
    standing = Subscriptions()
    every_second = Subscription("S0014", "status", 1, on_change=False)
    standing.add("TC", [every_second], at(0), reading("1"))
    looks = [number * 0.3 for number in range(1, 101)]
    assert len([s for s in looks if standing.due(at(s), reading("1"))]) == 30


def test_what_was_missed_for_long_is_not_made_up_for() -> None:
    standing = Subscriptions()
    standing.add("TC", [EVERY_5], at(0), reading("1"))
    sent = [s for s in (17, 18, 19, 21, 22, 23, 26, 27) if standing.due(at(s), reading("1"))]
    assert sent == [17, 22, 27]


def test_a_change_is_sent_at_once_and_restarts_the_interval() -> None:
    standing = Subscriptions()
    standing.add("TC", [Subscription("S0014", "status", 10, on_change=True)], at(0), reading("1"))
    assert standing.due(at(4), reading("2")) != {}
    assert standing.due(at(10), reading("2")) == {}
    assert standing.due(at(14), reading("2")) != {}


def test_subscribing_again_changes_the_interval_and_tells_the_value_again() -> None:
    standing = Subscriptions()
    standing.add("TC", [EVERY_5], at(0), reading("1"))
    every_2 = Subscription("S0014", "status", 2, on_change=False)
    assert standing.add("TC", [every_2], at(1), reading("9")) == [every_2]
    assert len(standing) == 1
    assert standing.due(at(2.5), reading("1")) == {}
    assert standing.due(at(3), reading("1")) != {}


@given(st.integers(0, 10_000), st.integers(1, 3600))
def test_counts_come_at_even_multiples_of_the_clock_and_not_before(begin_s: int, interval_s: int) -> None:
    standing = Subscriptions()
    counts = Subscription("S0201", "vehicles", interval_s, on_change=True)
    assert standing.add("DL1", [counts], at(begin_s), reading("7")) == []
    first = next(s for s in range(begin_s + 1, begin_s + interval_s + 1) if standing.due(at(s), reading("8")))
    assert (START_T // 1000 + first) % interval_s == 0


def test_what_is_due_together_for_a_component_is_sent_together() -> None:
    standing = Subscriptions()
    both = [EVERY_5, Subscription("S0001", "stage", 5, on_change=False)]
    standing.add("TC", both, at(0), reading("1"))
    assert [len(values) for values in standing.due(at(5), reading("1")).values()] == [2]
