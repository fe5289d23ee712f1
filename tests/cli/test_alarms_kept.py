"""What people did with alarms outlives the centre: it is read back from the end of a log, and told again."""

import asyncio
from pathlib import Path
from typing import Any

from meydan.centre.alarm_book import TELL_AGAIN_S
from meydan.centre.alarm_snapshot import snapshot_alarms
from meydan.centre.loop import Centre, Record, run
from meydan.centre.replay import replay
from meydan.city.alarm import AlarmClosed, AlarmHandled, HandleAlarm, Handling, Reason
from meydan.city.events import AlarmChanged, Event, RunStarted, Tick
from meydan.city.instant import Instant, later
from meydan.city.orders import Cleared, TellAlarm
from meydan.cli.serving import alarms_before
from meydan.control import fixed_time
from meydan.store.event_log import EventLog
from tests.paper_street import OFFSET_S, START, PaperStreet, city

LAMP = ("J1", "SG2", "A0201")
ON = PaperStreet.on_street


def at(s: float) -> Instant:
    return later(START, s)


def lamp(s: float, *, suspended: bool = False) -> AlarmChanged:
    return AlarmChanged(at(s), *LAMP, True, False, suspended, 2, at(s), "")


def done(act: Handling, s: float, lasts_s: float = 0.0) -> AlarmHandled:
    reason = Reason.REPAIR if act is Handling.SUSPEND else Reason.NONE
    return HandleAlarm(*LAMP, act, "ayse", reason, lasts_s).at(at(s))


def write(folder: Path, *events: Event) -> None:
    log = EventLog.open(folder)
    for event in events:
        log.append(event)
    log.close()


def live(script: dict[int, list[Event]], seconds: int, standing: list[Any]) -> tuple[Centre, list[Record]]:
    """Run a street on which nothing happens but this."""
    records: list[Record] = []
    centre = Centre(city(), fixed_time, "fixed_time", records.append, on_street=ON)
    asyncio.run(run(centre, PaperStreet(city(), script, seconds), RunStarted(START, "", "fixed_time", 1, 2), standing))
    return centre, records


def test_a_restart_takes_up_what_holds_and_ends_the_suspension_in_its_time(tmp_path: Path) -> None:
    write(tmp_path, RunStarted(at(-900), "", "", 1, 1), lamp(-800), done(Handling.SUSPEND, -700, 760), Tick(at(-1), 0))
    standing = alarms_before(tmp_path, city(), START)
    assert [(one.since, one.t) for one in standing] == [(at(-700), START)]
    centre, records = live({5: [lamp(5, suspended=True)]}, 90, list(standing))
    told = [r.order for r in records if isinstance(r, Cleared) and isinstance(r.order, TellAlarm)]
    assert [(order.t, order.act, order.fence) for order in told] == [(at(60), Handling.RESUME, 2)]
    assert centre.alarms.standing[LAMP].rest is None


def test_what_was_done_an_hour_ago_is_still_found_because_it_was_told_again(tmp_path: Path) -> None:
    script: dict[int, list[Event]] = {1: [lamp(1)], 2: [done(Handling.SUSPEND, 2, 86_400)]}
    _, records = live(script, 3601, [])
    again = [r for r in records if isinstance(r, AlarmHandled)]
    assert [(r.since, r.t) for r in again] == [(at(2), at(s)) for s in (2, *(TELL_AGAIN_S * n for n in range(1, 5)))]
    write(tmp_path, *(record for record in records if isinstance(record, RunStarted | AlarmHandled | Tick)))
    assert [one.since for one in alarms_before(tmp_path, city(), at(4000))] == [at(2)]


def test_what_left_the_list_is_shown_again_after_a_restart_and_after_the_next(tmp_path: Path) -> None:
    over = AlarmChanged(at(4), *LAMP, False, True, False, 2, at(4), "")
    script: dict[int, list[Event]] = {1: [lamp(1)], 2: [done(Handling.ACKNOWLEDGE, 2)], 4: [over]}
    first, records = live(script, 10, [])
    shown = snapshot_alarms(first.alarms, at(10))["closed"]
    assert [(one["code"], one["seen"]["person"], one["closed"]) for one in shown] == [("A0201", "ayse", at(4))]
    write(tmp_path, *kept_of(records))
    begin = at(20)
    for fence in (2, 3):
        records = []
        centre = Centre(city(), fixed_time, "fixed_time", records.append, on_street=ON)
        start = RunStarted(begin, "", "fixed_time", 1, fence)
        asyncio.run(run(centre, PaperStreet(city(), {}, 0), start, alarms_before(tmp_path, city(), begin)))
        assert snapshot_alarms(centre.alarms, begin)["closed"] == shown
        write(tmp_path, *kept_of(records))
        begin = later(begin, 3600)


def kept_of(records: list[Record]) -> list[Event]:
    return [one for one in records if isinstance(one, RunStarted | AlarmHandled | AlarmChanged | AlarmClosed | Tick)]


def test_a_replay_of_acts_on_alarms_gives_the_same_orders() -> None:
    script: dict[int, list[Event]] = {
        1: [lamp(1)],
        2: [done(Handling.ACKNOWLEDGE, 2)],
        3: [done(Handling.SUSPEND, 3, 50)],
        4: [lamp(4, suspended=True)],
        70: [lamp(70)],
    }
    _, records = live(script, 1000, [])
    told = [r.order.act for r in records if isinstance(r, Cleared) and isinstance(r.order, TellAlarm)]
    assert told == [Handling.ACKNOWLEDGE, Handling.SUSPEND, Handling.RESUME]
    found = replay(records, city(), fixed_time, "fixed_time", on_street=ON)
    assert (found.difference, len(found.logged)) == (None, len([r for r in records if isinstance(r, Cleared)]))


def test_what_was_done_at_a_junction_that_is_no_more_is_left(tmp_path: Path) -> None:
    write(tmp_path, RunStarted(at(-9), "", "", 1, 1), HandleAlarm("J9", "", "x", Handling.ACKNOWLEDGE, "a").at(at(-8)))
    assert alarms_before(tmp_path, city(), START) == []


def test_a_tick_of_the_loop_is_what_ends_a_suspension() -> None:
    centre = Centre(city(), fixed_time, "fixed_time", lambda record: None, on_street=ON)
    centre.handle(RunStarted(START, "", "", 1, 1))
    for event in (lamp(1), done(Handling.SUSPEND, 2, 60), lamp(3, suspended=True), Tick(at(61), OFFSET_S)):
        assert [c for c in centre.handle(event) if isinstance(c.order, TellAlarm)] == [] or event.t == at(2)
    [resumed] = [c.order for c in centre.handle(Tick(at(62), OFFSET_S)) if isinstance(c.order, TellAlarm)]
    assert resumed.act is Handling.RESUME
