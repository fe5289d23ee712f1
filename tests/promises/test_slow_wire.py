"""P-6, P-7, P-8 with their real figures, in simulated time: a slow wire, an outage of up to an hour, seven faults."""

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.field.rsmp.conversation import Timers
from meydan.field.rsmp.frames import frame
from meydan.field.rsmp.happened import Answered, Declined, Ready, Unanswered
from meydan.field.rsmp.messages import AlarmStatus
from tests.field.rsmp.paper_site import LAMPS, MAIN, PLAN, Wire, at, of_kind
from tools.fault_proxy.faults import FORM_FEED, Faults, Spoiler

ORDER_EVERY_S = 20


def slow(wire: Wire, seed: int) -> Callable[[bytes], list[float]]:
    """Return what a line of 2 s and 20 % loss does: TCP sends what is lost again, and all that follows waits."""
    draw, last = Random(seed), 0.0

    def fault(_packet: bytes) -> list[float]:
        nonlocal last
        again_s = 1.0 if draw.random() < 0.2 else 0.0
        last = max(last, wire.s + 2 + draw.uniform(0, 0.5) + again_s)
        return [last - wire.s]

    return fault


@given(st.integers(0, 2**32))
def test_a_line_of_two_seconds_that_loses_a_fifth_is_no_loss_and_each_order_ends_within_ten(seed: int) -> None:
    wire = Wire(timers=Timers(), subscriptions={MAIN: (LAMPS,)})
    wire.fault = slow(wire, seed)
    wire.run(30)
    assert wire.supervisor.is_ready
    ordered: dict[str, float] = {}
    ended: dict[str, float] = {}
    for _ in range(6):
        wire.cabinet.values[MAIN, "S0001", "signalgroupstatus"] = "A"
        request = wire.supervisor.order(MAIN, PLAN, at(wire.s))
        assert isinstance(request, str)
        ordered[request] = wire.s
        for _ in range(ORDER_EVERY_S * 2):
            wire.run(0.5, step=0.5)
            for one in of_kind(wire, Answered) + of_kind(wire, Unanswered) + of_kind(wire, Declined):
                ended.setdefault(one.request.id, wire.s)  # type: ignore[attr-defined]
    assert wire.endings == []
    took = [ended[request] - begun for request, begun in ordered.items()]
    assert max(took) <= 10.5  # half a second is the step of this test
    assert len(wire.cabinet.obeyed) == len(ordered)


@pytest.mark.parametrize("outage_s", [1, 5, 30, 60, 600, 3600])
def test_after_an_outage_of_up_to_an_hour_a_site_is_back_and_what_it_kept_is_told(outage_s: int) -> None:
    wire = Wire(timers=Timers())
    wire.settle()
    wire.cut()
    wire.cabinet.active.add((MAIN, "A0001"))
    wire.run(outage_s, step=1, reconnect=False)
    wire.cabinet.active.clear()
    wire.run(1, step=1, reconnect=False)
    wire.run(3)
    assert wire.supervisor.is_ready
    assert len(of_kind(wire, Ready)) == 2
    told = [one.active for one in wire.happened if isinstance(one, AlarmStatus) and one.code == "A0001"]
    assert told[0] is False
    assert True in told  # also what began and ended while nobody listened
    newest = max((one for one in wire.happened if isinstance(one, AlarmStatus) and one.code == "A0001"), key=_t)
    assert newest.active is False


def _t(alarm: AlarmStatus) -> int:
    return alarm.t


SEVEN = {
    "repetition": Faults(doubles=0.4),
    "deletion": Faults(loses=0.2),
    "resequence": Faults(reorders=0.4, late_s=1.0),
    "corruption": Faults(corrupts=0.3),
    "delay": Faults(delay_s=1.5, jitter_s=1.5),
    "truncation": Faults(truncates=0.3),
}


@pytest.mark.parametrize("what", [*SEVEN, "insertion"])
@given(seed=st.integers(0, 2**32))
def test_no_order_is_followed_twice_or_changed_whatever_becomes_of_messages(what: str, seed: int) -> None:
    """The faults of EN 50159 (masquerade is for TLS): repeated, lost, inserted, out of sequence, corrupted, delayed."""
    wire = Wire()
    wire.settle()
    wire.fault = _inserted(wire) if what == "insertion" else _spoilt(wire, SEVEN[what], seed)
    orders = 0
    for _ in range(8):
        orders += isinstance(wire.supervisor.order(MAIN, PLAN, at(wire.s)), str)
        wire.run(1.0, step=0.5)
    wire.fault = lambda _: [0.0]
    wire.run(40, step=0.5)
    assert wire.site.is_ready
    assert wire.supervisor.is_ready
    assert len(wire.cabinet.obeyed) <= orders
    if what != "corruption":  # no flipped bit of a valid value can be seen without a checksum: TCP and TLS have one
        expected = {argument.name: argument.value for argument in PLAN}
        assert all(followed == (MAIN, "M0002", expected) for followed in wire.cabinet.obeyed)


def _spoilt(wire: Wire, faults: Faults, seed: int) -> Callable[[bytes], list[float]]:
    """Let the spoiler of the proxy have its way; a changed packet is handed over instead of the true one."""
    spoiler = Spoiler(str(seed), Counter())

    def fault(packet: bytes) -> list[float]:
        delays = []
        for passing in spoiler.spoil(frame(packet), faults, wire.s):
            if passing.piece == frame(packet):
                delays.append(passing.due_s - wire.s)
            else:
                _hand_over(wire, packet, passing.piece)
        return delays

    return fault


def _hand_over(wire: Wire, packet: bytes, changed: bytes) -> None:
    """Give a changed frame to whom the true one was meant for."""
    to = next(to for to, sent in reversed(wire.sent) if sent == packet)
    if to == "site":
        wire.site.take(changed, at(wire.s))
    else:
        wire.happened += wire.supervisor.take(changed, at(wire.s))


def _inserted(wire: Wire) -> Callable[[bytes], list[float]]:
    """Put rubbish, and a packet of long ago, before a true packet; thirty times, for each is answered."""
    left = 30

    def fault(packet: bytes) -> list[float]:
        nonlocal left
        left -= 1
        if left >= 0:
            _hand_over(wire, packet, b'{"mType":"rSMsg"}' + FORM_FEED + wire.sent[0][1] + FORM_FEED)
        return [0.0]

    return fault
