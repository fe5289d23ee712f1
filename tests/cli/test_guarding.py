"""What runs is looked at now and then: where it may not go on, the loop ends and control begins anew."""

import asyncio
from argparse import Namespace
from contextlib import closing
from pathlib import Path

import pytest

from meydan.centre import holding
from meydan.centre.going_live import Place, deploy
from meydan.city.errors import StoreError
from meydan.city.instant import Instant, later
from meydan.cli import deploying, guarding
from meydan.cli.deploying import as_it_holds, check_deployed, choice_on_street
from meydan.cli.guarding import Guard, guarded
from meydan.cli.main import main
from meydan.cli.obeying import Running
from meydan.cli.own_alarms import taken_back_alarms
from meydan.cli.supervising import BEGIN_ANEW
from meydan.control import fixed_time
from meydan.control.parameter import Choice
from meydan.store.city_folder import read_city, write_city
from meydan.store.deployments import list_deployments, read_parts
from meydan.store.office.database import Database
from tests.centre.test_going_live import ENGINEER, NOW, WAIVER, proof_of, street

pytestmark = pytest.mark.anyio
PLAIN = Running(Choice("fixed_time"), fixed_time)


async def for_ever(ends: list[str]) -> None:
    try:
        await asyncio.Event().wait()
    finally:
        ends.append("in order")


async def test_a_loop_ends_in_order_when_a_look_says_so() -> None:
    ends: list[str] = []
    looks = iter([False, False, True])
    assert await guarded(for_ever(ends), lambda: next(looks), 0.01) == BEGIN_ANEW
    assert ends == ["in order"]


async def test_a_loop_that_ends_by_itself_is_done_and_one_that_fails_fails() -> None:
    async def short() -> None:
        await asyncio.sleep(0)

    async def broken() -> None:
        raise StoreError("store.disk", error="full")

    assert await guarded(short(), lambda: True, 5) == 0
    with pytest.raises(StoreError):
        await guarded(broken(), lambda: False, 5)


async def test_who_is_stopped_stops_the_loop() -> None:
    ends: list[str] = []
    task = asyncio.ensure_future(guarded(for_ever(ends), lambda: False, 0.01))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ends == ["in order"]


@pytest.fixture
def typed(tmp_path: Path) -> Namespace:
    """A street that runs something by a waiver of a day."""
    write_city(street(), tmp_path / "city")
    with closing(Database.open(tmp_path / "city" / "office")) as office:
        at = Place(tmp_path / "city", office)
        deploy(at, "greedy", proof_of(at, "greedy", verdict="undecided"), ENGINEER, WAIVER)
    flags = {"office": None, "resume": False, "strategy": None, "parameters": None}
    return Namespace(city=tmp_path / "city", headless=True, **flags)


def at_time(now: Instant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "now", lambda: now)
    monkeypatch.setattr(deploying, "now", lambda: now)


def test_a_waiver_that_ends_while_a_street_runs_takes_back_what_it_let_run(
    typed: Namespace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    guard = Guard(typed, street(), PLAIN, on_street=True)
    at_time(NOW, monkeypatch)
    assert not guard.look()
    at_time(WAIVER.until, monkeypatch)
    assert guard.look()
    assert "strategy.toml" not in read_parts(typed.city)
    assert choice_on_street(typed) == Choice("fixed_time")
    check_deployed(typed.city, Choice("fixed_time"), WAIVER.until)
    assert main(["deploy", str(typed.city), "--list"]) == 0
    assert "the waiver by mehmet has ended" in capsys.readouterr().out
    (alarm, *_) = taken_back_alarms(typed.city, street(), WAIVER.until)
    assert (alarm.code, alarm.detail) == ("proof_ended", "1")
    assert not guard.look()


def test_a_junction_that_is_written_to_while_a_street_runs_is_waited_for_and_then_judged(
    typed: Namespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "read_city", lambda folder: read_city(folder, with_files=False))
    guard, file = Guard(typed, street(), PLAIN, on_street=True), typed.city / "junctions" / "J1.toml"
    at_time(NOW, monkeypatch)
    text = file.read_text(encoding="utf-8")
    assert [guard.look(), guard.look()] == [False, False]
    file.write_text(text[:50], encoding="utf-8")
    assert [guard.look(), guard.look()] == [False, False]
    file.write_text(text, encoding="utf-8")
    assert not guard.look()
    file.write_text(text + "\n# surveyed anew\n", encoding="utf-8")
    assert guard.look()
    assert list_deployments(typed.city)[-1].junctions == ("J1",)


def test_where_the_map_runs_the_supervisor_begins_control_anew(
    typed: Namespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed.headless = False
    at_time(WAIVER.until, monkeypatch)
    assert not Guard(typed, street(), PLAIN, on_street=True).look()
    assert len(list_deployments(typed.city)) == 2


def test_what_ended_while_nobody_looked_is_taken_back_at_the_start_and_said(
    typed: Namespace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at_time(later(WAIVER.until, 3600), monkeypatch)
    here = read_city(typed.city, with_files=False)
    monkeypatch.setattr(deploying, "read_city", lambda folder: read_city(folder, with_files=False))
    as_it_holds(typed, here, "en")
    assert "the waiver by mehmet has ended" in capsys.readouterr().out
    as_it_holds(typed, here, "en")
    assert capsys.readouterr().out == ""


def test_control_that_begins_anew_runs_what_is_in_force_whatever_was_typed(
    typed: Namespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed.strategy = "greedy"
    assert choice_on_street(typed) == Choice("greedy")
    at_time(WAIVER.until, monkeypatch)
    assert Guard(typed, street(), PLAIN, on_street=True).look()
    typed.resume = True
    assert choice_on_street(typed) == Choice("fixed_time")


def test_a_trial_that_must_end_lets_control_begin_anew_and_trouble_with_looking_does_not(typed: Namespace) -> None:
    def trouble() -> bool:
        raise StoreError("store.disk", error="full")

    for must_end, wanted in ((lambda: True, True), (trouble, False)):
        running = Running(Choice("x"), fixed_time, must_end=must_end)
        assert Guard(typed, street(), running, on_street=False).look() == wanted
