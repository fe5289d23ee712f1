"""What holds on a wire that loses, doubles, delays and cuts, and what is whole again once the wire is."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.happened import Answered, Declined, Ready, Unanswered
from meydan.field.rsmp.messages import AggregatedStatus, AlarmStatus, Quality, StatusUpdate, Subscription
from meydan.field.rsmp.versions import CORES
from tests.field.rsmp.paper_site import MAIN, PLAN, Wire, at

KEPT = frozenset({"S0014"})
PLANS = Subscription("S0014", "status", 0, on_change=True)


def unsound(seed: int, loses: float, doubles: float, delays_s: float) -> Callable[[bytes], list[float]]:
    draw = Random(seed)

    def fault(_packet: bytes) -> list[float]:
        copies = 0 if draw.random() < loses else 2 if draw.random() < doubles else 1
        return [draw.uniform(0, delays_s) for _ in range(copies)]

    return fault


@pytest.mark.parametrize("core", CORES)
@given(
    seed=st.integers(0, 2**32),
    loses=st.sampled_from([0.0, 0.05, 0.3]),
    doubles=st.sampled_from([0.0, 0.5]),
    delays_s=st.sampled_from([0.0, 0.3, 2.0]),
    acts=st.lists(st.sampled_from(["plan", "alarm", "health", "order", "cut", "wait"]), max_size=12),
)
def test_once_the_wire_is_sound_again_both_ends_agree(
    core: str, seed: int, loses: float, doubles: float, delays_s: float, acts: list[str]
) -> None:
    wire = Wire(cores=(core,), subscriptions={MAIN: (PLANS,)}, kept=KEPT)
    wire.cabinet.values[MAIN, "S0014", "status"] = "0"
    wire.settle()
    wire.fault = unsound(seed, loses, doubles, delays_s)
    shown, ordered = ["0"], []
    for number, act in enumerate(acts, 1):
        if act == "plan":
            wire.cabinet.values[MAIN, "S0014", "status"] = str(number)
            shown.append(str(number))
        elif act == "order" and isinstance(made := wire.supervisor.order(MAIN, PLAN, _now(wire)), str):
            ordered.append(made)
        do(wire, act)
        wire.run(1.0, step=0.5)
    wire.fault = lambda _: [0.0]
    wire.run(40.0, step=0.5)  # an end may first have to find out that it waits in vain
    assert wire.site.is_ready
    assert wire.supervisor.is_ready
    assert_agreed(wire, shown)
    assert_each_order_came_to_one_end(wire, ordered)


def _now(wire: Wire) -> Moment:
    return at(wire.s)


def do(wire: Wire, act: str) -> None:
    if act == "alarm":
        wire.cabinet.active ^= {(MAIN, "A0001")}
    elif act == "health":
        wire.cabinet.bits = (not wire.cabinet.bits[0], *wire.cabinet.bits[1:])
    elif act == "cut":
        wire.cut()


def assert_agreed(wire: Wire, shown: list[str]) -> None:
    """Hold what the supervisor knows, newest by the site's own time, against what is so; nothing kept was lost."""
    alarms = [one for one in wire.happened if isinstance(one, AlarmStatus) and one.code == "A0001"]
    newest = max(alarms, key=lambda one: one.t)
    assert newest.active == ((MAIN, "A0001") in wire.cabinet.active)
    health = [one for one in wire.happened if isinstance(one, AggregatedStatus)]
    assert max(health, key=lambda one: one.t).bits == wire.cabinet.bits
    told = {v.value for one in wire.happened if isinstance(one, StatusUpdate) for v in one.values}
    assert set(shown) <= told
    known = [one for one in wire.happened if isinstance(one, StatusUpdate)]
    assert max(known, key=lambda one: one.t).values[0].value == shown[-1]


def assert_each_order_came_to_one_end(wire: Wire, ordered: list[str]) -> None:
    ends = [one.request.id for one in wire.happened if isinstance(one, Answered | Declined | Unanswered)]
    assert sorted(one for one in ends if one in ordered) == sorted(ordered)
    assert len(wire.cabinet.obeyed) <= len(ordered)


def test_a_site_comes_back_after_each_cut() -> None:
    wire = Wire()
    wire.settle()
    for _ in range(3):
        wire.cut()
        wire.run(2)
    assert sum(isinstance(one, Ready) for one in wire.happened) == 4


def test_only_what_waited_is_called_old() -> None:
    wire = Wire(subscriptions={MAIN: (PLANS,)}, kept=KEPT)
    wire.cabinet.values[MAIN, "S0014", "status"] = "1"
    wire.run(5)
    assert {v.quality for one in wire.happened if isinstance(one, StatusUpdate) for v in one.values} == {Quality.RECENT}
