"""What a site keeps while nobody listens, and what is acknowledged only once it is stored."""

from meydan.field.rsmp.messages import (
    AggregatedStatus,
    AlarmStatus,
    Quality,
    StatusUpdate,
    StatusValue,
    Subscription,
)
from meydan.field.rsmp.outbox import Outbox
from tests.field.rsmp.paper_site import LAMPS, MAIN, Wire, at, ready


def test_what_happens_in_an_outage_comes_later_and_says_that_it_is_old() -> None:
    counted = Subscription("S0014", "status", 1, on_change=False)
    wire = Wire(subscriptions={MAIN: (counted, LAMPS)}, kept=frozenset({"S0014"}))
    wire.cabinet.values.update({(MAIN, "S0014", "status"): "1", (MAIN, "S0001", "signalgroupstatus"): "A"})
    wire.settle()
    wire.cut()
    wire.run(3.25, reconnect=False)
    assert len(wire.site.subscriptions) == 1
    assert len(wire.site.outbox) == 3
    wire.happened.clear()
    wire.run(2)
    old = [(v.code, v.quality) for one in wire.happened if isinstance(one, StatusUpdate) for v in one.values]
    assert old.count(("S0014", Quality.OLD)) == 3
    assert ("S0001", Quality.OLD) not in old
    assert len(wire.site.outbox) == 0


def test_a_full_buffer_loses_the_oldest_and_is_emptied_no_faster_than_it_is_acknowledged() -> None:
    wire = Wire(subscriptions={MAIN: (Subscription("S0014", "status", 1, on_change=False),)}, kept=frozenset({"S0014"}))
    wire.cabinet.values[MAIN, "S0014", "status"] = "1"
    wire.settle()
    wire.cut()
    wire.run(60.5, reconnect=False)
    assert (len(wire.site.outbox), wire.site.outbox.lost) == (50, 10)
    wire.setup = type(wire.setup)(wire.setup.expect, wire.setup.cores, wire.setup.timers, durable=True)
    wire.happened.clear()
    wire.connect()
    wire.settle()
    waiting = [one for one in wire.happened if isinstance(one, StatusUpdate) and one.values[0].quality is Quality.OLD]
    assert len(waiting) == 5
    wire.supervisor.confirm(waiting[0].id)
    wire.settle()
    assert sum(isinstance(o, StatusUpdate) and o.values[0].quality is Quality.OLD for o in wire.happened) == 6


def test_what_must_be_stored_is_acknowledged_when_it_is() -> None:
    wire = Wire(durable=True)
    wire.settle()
    kept = [m.id for m in wire.happened if isinstance(m, AggregatedStatus | AlarmStatus)]
    assert wire.site.conversation is not None
    assert [m.id for m in wire.site.conversation.unanswered] == kept
    for message in kept:
        wire.supervisor.confirm(message)
    wire.settle()
    assert wire.site.conversation.unanswered == []


def test_what_was_never_acknowledged_is_sent_again_before_what_came_later() -> None:
    outbox = Outbox(10, frozenset({"S0014"}))
    first, second, third = (
        StatusUpdate(str(n), MAIN, at(n).t, (StatusValue("S0014", "status", str(n), Quality.RECENT),)) for n in range(3)
    )
    outbox.keep(third)
    outbox.put_back([first, second])
    assert [kept.id for _ in range(3) if (kept := outbox.take()) is not None] == ["0", "1", "2"]
    assert outbox.take() is None


def test_on_coming_back_all_is_told_as_it_is_at_that_moment() -> None:
    wire = ready()
    wire.cut()
    wire.happened.clear()
    wire.cabinet.active.add((MAIN, "A0001"))
    wire.connect()
    wire.settle()
    assert [one.active for one in wire.happened if isinstance(one, AlarmStatus) and one.code == "A0001"] == [True]
