"""What became of the latest orders outlives the centre: it is read from the end of the log, and not for long."""

from pathlib import Path

import pytest

from meydan.centre.order_book import OrderStand
from meydan.city.events import GroupChanged, Tick
from meydan.city.junction import Lamp
from meydan.cli.serving import latest_orders
from meydan.store import order_records as reading
from meydan.store.event_log import EventLog
from tests.centre.test_orders_before import at, given, run, shows, stands
from tests.paper_street import city


def test_a_restart_reads_them_from_the_log_and_none_of_a_time_to_come(tmp_path: Path) -> None:
    log = EventLog.open(tmp_path)
    for record in (run(0, 1), given(5), shows(7, "day"), given(60, "night"), Tick(at(61), 0)):
        log.append(record)
    log.close()
    assert stands(latest_orders(tmp_path, city(), at(70))["J1"]) == [
        (at(5), OrderStand.CONFIRMED),
        (at(60), OrderStand.EXPIRED),
    ]
    assert stands(latest_orders(tmp_path, city(), at(30))["J1"]) == [(at(5), OrderStand.CONFIRMED)]


def test_no_more_is_decoded_than_there_is_time_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = EventLog.open(tmp_path)
    log.append(run(0, 1))
    for s in range(20):
        log.append(given(s, f"plan {s}"))
        for group in range(20):  # of which most is
            log.append(GroupChanged(at(s), "J1", f"P{group}", Lamp.RED))
        log.wait_durable(log.next_number - 1)  # a frame of its own
    log.close()
    whole = reading.order_records(tmp_path)
    assert len(whole) == 21
    monkeypatch.setattr(reading, "MOST_BYTES", 3000)
    latest = reading.order_records(tmp_path)
    assert 0 < len(latest) < 21
    assert latest == whole[-len(latest) :]
