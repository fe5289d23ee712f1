"""The measures of the last quarter of an hour: those of the log, no more of it than is needed, for whoever may look."""

from dataclasses import replace
from itertools import chain

import pytest
from starlette.testclient import TestClient

from meydan.centre.frames import RecordsTold
from meydan.centre.loop import Centre
from meydan.city.events import DetectorChanged, Event, RunStarted, Tick
from meydan.city.instant import Instant, later
from meydan.store.codec import encode_records
from meydan.web.lately import Lately
from meydan.web.measure_routes import Ranking, together
from meydan.web.mirror import Mirror
from tests.paper_street import OFFSET_S, START, started
from tests.web.conftest import HERE
from tests.web.paper_city import paper_app, paper_city
from tests.web.paper_office import PaperOffice
from tests.web.passing import CYCLE_S, MINUTES, passing

WINDOW_CYCLES = 14  # of 15 in the window, the first began in it and the last is not over


def heard(*events: Event) -> Lately:
    lately = Lately(paper_city())
    for event in (started(), *events):
        lately.hear(event)
    return lately


def test_the_sums_are_those_of_the_cycles_in_the_window() -> None:
    told = heard(*passing("J1", on_green=3, on_red=2, fails=5)).measure("J1")
    (group,) = told["groups"]
    assert group["group"] == "P1"
    assert group["vehicles"] == pytest.approx(5 * WINDOW_CYCLES, abs=5)
    assert group["on_green"] / group["vehicles"] == pytest.approx(0.6, abs=0.02)
    assert group["delay_s"] / (group["vehicles"] - group["on_green"]) == pytest.approx(29.75)
    assert group["cycles"] == pytest.approx(WINDOW_CYCLES, abs=1)
    assert group["failures"] == 3
    assert group["mean_green_s"] == 20
    assert (told["heard_s"], told["coverage"], told["has_loops"]) == (900, 1.0, True)
    assert heard().measure("J1")["groups"] == []


def test_what_happened_before_the_window_changes_nothing() -> None:
    early = list(passing("J1", on_green=9, on_red=9, fails=1, minutes=60))
    late = [event for event in passing("J1", on_green=2, on_red=1, minutes=100) if event.t >= later(START, 3600)]
    before, alone = heard(*early, *late), heard(*late)
    for lately in (before, alone):
        lately.now = late[-1].t
    assert before.measure("J1") == alone.measure("J1")
    assert before.diagram("J1") == alone.diagram("J1")


def test_no_more_is_kept_than_is_needed() -> None:
    lately, most = heard(), 0
    for event in passing("J1", on_green=3, on_red=2, minutes=600):
        lately.hear(event)
        if isinstance(event, Tick) or event.t % 300_000 == 0:
            lately.now = event.t
            lately.measure("J1")
            most = max(most, lately._live["J1"].log().t.size)
    assert most < 42 * 17  # events of a window and a cycle, a window more until it is worth it, and what still holds


def test_what_is_forgotten_changes_no_measure_of_the_longest_cycle(monkeypatch: pytest.MonkeyPatch) -> None:
    passed = passing("J1", on_green=3, on_red=2, minutes=20)
    slow = [replace(event, t=Instant(START + 9 * (event.t - START))) for event in passed]
    beats = [DetectorChanged(later(START, 20 * n), "J1", "P2s", occupied=n % 2 == 0) for n in range(540)]
    cycles = 0
    short = heard()
    monkeypatch.setattr("meydan.web.lately.BEFORE_MIN", 1000)
    whole = heard()
    for number, event in enumerate(sorted([*slow, *beats], key=lambda event: event.t)):
        for lately in (short, whole):
            lately.hear(event)
            lately.now = event.t
        if number % 9 == 0:
            cycles += sum(group["cycles"] > 0 for group in short.measure("J1")["groups"])
            assert short.measure("J1") == whole.measure("J1")
            assert short.diagram("J1") == whole.diagram("J1")
    assert short._live["J1"].log().t.size < whole._live["J1"].log().t.size / 2
    assert cycles > 9


def test_a_clock_far_ahead_ends_no_window() -> None:
    events = [*passing("J1", on_green=3, on_red=2), *passing("J1", on_green=1, on_red=4, minutes=80)]
    lately = heard(*events[: len(events) // 2])
    odd = DetectorChanged(later(lately.now, 86_400), "J1", "P1a", occupied=True)
    lately.hear(odd)
    assert lately.measure("J1") == heard(*events[: len(events) // 2]).measure("J1")
    for event in events:
        lately.hear(event)
    assert lately.measure("J1")["groups"] == heard(*events).measure("J1")["groups"] != []


def test_a_diagram_places_vehicles_in_their_cycles() -> None:
    found = heard(*passing("J1", on_green=2, on_red=1)).diagram("J1")["P1"]
    assert {tuple(cycle[1:]) for cycle in found["cycles"]} == {(37.0, 57.0, 60.0)}
    assert {s for _, s in found["vehicles"]} == {38.0, 40.0, 7.0}
    assert all(0 <= ago <= 900 for ago, _ in found["vehicles"])
    assert len(found["cycles"]) == pytest.approx(15, abs=1)


def test_with_a_run_everything_begins_anew() -> None:
    lately = heard(*passing("J1", on_green=3, on_red=2))
    end = later(START, CYCLE_S * MINUTES)
    lately.hear(RunStarted(end, "", "", 1, 2))
    lately.hear(Tick(later(end, 120), OFFSET_S))
    told = lately.measure("J1")
    assert (told["groups"], told["heard_s"], told["coverage"]) == ([], 120, 0.0)


def test_the_web_hears_what_control_tells() -> None:
    lately = Lately(paper_city())
    mirror = Mirror(paper_city(), "quiet", None, lately.hear)
    told = [started(), *passing("J1", on_green=3, on_red=2)]
    mirror.take(RecordsTold(encode_records(told)))
    assert lately.measure("J1") == heard(*told[1:]).measure("J1")


def test_a_junction_that_cannot_be_measured_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    lately = heard(*passing("J2", on_green=1, on_red=1))
    ranking = Ranking(lately, ["J1", "J2"])
    measure = lately.measure

    def broken(junction: str) -> object:
        return 1 / 0 if junction == "J1" else measure(junction)

    monkeypatch.setattr(Lately, "measure", lambda _, junction: broken(junction))
    for junction in ranking.junctions:
        ranking.measure(junction)
    assert list(ranking.rows) == ["J2"]


def test_the_api_tells_all_junctions_and_one(centre: Centre) -> None:
    lately = heard(*chain(passing("J1", on_green=3, on_red=1), passing("J2", on_green=1, on_red=3)))
    with TestClient(paper_app(centre, lately=lately), base_url=HERE) as client:
        one = client.get("/api/measures/J2").json()
        assert client.get("/api/measures/J99").status_code == 404
    assert one["vehicles"] == together(lately.measure("J2"))["vehicles"] > 0
    assert one["on_green"] / one["vehicles"] == pytest.approx(0.25, abs=0.05)
    assert set(one["diagram"]) == {"P1", "P2", "P3"}


@pytest.mark.parametrize("path", ["/api/measures", "/api/measures/J1"])
def test_where_others_can_come_no_measure_is_seen_without_an_account(public_office: PaperOffice, path: str) -> None:
    assert public_office.client().get(path).json()["detail"]["code"] == "account.sign_in"
    assert public_office.signed_in("vedat").get(path).status_code == 200
