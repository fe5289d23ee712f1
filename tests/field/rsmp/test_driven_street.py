"""A virtual street with vehicles, on paper: who drives, what they are shown, what the sites say of it."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from meydan.city.errors import FieldError
from meydan.city.events import DetectorChanged, Event, GroupChanged, StageStarted
from meydan.city.instant import Instant, later
from meydan.city.junction import Lamp
from meydan.field.rsmp.controller_cabinet import ControllerCabinet
from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.messages import Value
from meydan.field.rsmp.site_link import Calling
from meydan.field.rsmp.street import Speaking, Street
from tests.field.test_actuation import crossing, day
from tests.junctions import plan, without_crossing
from tests.lamp_rules import broken_rules
from tests.paper_street import START, city, passes, script

pytestmark = pytest.mark.anyio


@dataclass
class PaperTraffic:
    """Vehicles that pass when a list says so, in steps of a second, as `passes` and `script` give them."""

    happens: Mapping[int, Sequence[Event]]
    seconds: int
    begin: Instant = START
    step_s: float = 1.0
    at_s: int = 0
    fails_at_s: int = -1
    shown: list[Event] = field(default_factory=list)
    lamps: dict[str, Lamp] = field(default_factory=dict)

    @property
    def now(self) -> Instant:
        return later(self.begin, self.at_s)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        yield

    def end(self) -> Instant:
        return later(self.begin, self.seconds)

    def begin_again(self) -> list[DetectorChanged]:
        return []

    def step(self) -> list[DetectorChanged]:
        self.at_s += 1
        if self.at_s == self.fails_at_s:
            raise FieldError("twin.refused")
        said = (event for event in self.happens.get(self.at_s, ()) if isinstance(event, DetectorChanged))
        return [replace(event, t=Instant(event.t - START + self.begin)) for event in said]

    def follow(self, junction: str, lamps: Mapping[str, Lamp], news: Sequence[Event]) -> None:
        assert junction == "J1"
        self.shown += news
        self.lamps = dict(lamps)


@dataclass
class Clock:
    """A clock that a test moves."""

    s: float = 0.0

    def __call__(self) -> Moment:
        return Moment(later(START, self.s), round(self.s * 1000))


async def driven(
    happens: Mapping[int, Sequence[Event]], seconds: int = 120, speaking: Speaking | None = None, begin_s: float = 0.0
) -> tuple[PaperTraffic, ControllerCabinet]:
    """Return the traffic and the one cabinet of a street after so many seconds, which pass at once."""
    clock, found = Clock(begin_s), []

    def traffic(begin: Instant) -> PaperTraffic:
        found.append(PaperTraffic(happens, seconds, begin))
        return found[0]

    street = Street(crossing(), Calling("127.0.0.1", 1), speaking or Speaking(), traffic=traffic, now=clock)
    clock.s += 1e6
    await street.run()
    (cabinet,) = street.cabinets.values()
    return found[0], cabinet


def read(cabinet: ControllerCabinet, code: str, name: str = "status", interval_s: int = 60) -> Value:
    part = "DL3" if code in ("S0201", "S0202", "S0203") else "TC"
    return cabinet.read(part, code, name, Moment(later(START, 120), 0), interval_s)


async def test_vehicles_are_shown_every_lamp_and_no_rule_is_broken() -> None:
    traffic, cabinet = await driven({})
    changes = [e for e in traffic.shown if isinstance(e, GroupChanged)]
    assert len({change.group for change in changes}) == 3
    assert traffic.lamps == cabinet.controller.lamps
    assert broken_rules(crossing().junctions["J1"], changes, START) == []


async def test_a_street_begins_on_a_whole_second_so_that_plans_are_met() -> None:
    traffic, _ = await driven({}, seconds=620, begin_s=0.321)
    assert traffic.begin == later(START, 1)
    starts = [e.t // 1000 % 62 for e in traffic.shown if isinstance(e, StageStarted) and e.stage == "A"]
    assert set(starts[-3:]) == {0}


async def test_a_site_counts_who_drives_past_and_how_fast() -> None:
    loops = script(*(passes("P2s", s, lasts_s=1.3) for s in range(65, 115, 10)))
    _, cabinet = await driven(loops, seconds=120)
    assert read(cabinet, "S0201", "vehicles") == "5"
    assert read(cabinet, "S0202", "speed") == str(round(6.5 / 1.3 * 3.6))
    assert read(cabinet, "S0203", "occupancy") == str(round(100 * 5 * 1.3 / 60))


async def test_a_site_shows_who_stands_on_a_loop() -> None:
    _, cabinet = await driven(passes("P2s", 100, lasts_s=60), seconds=120)
    assert read(cabinet, "S0002", "detectorlogicstatus") == "001000"


async def test_a_pulse_is_shown_as_long_as_it_lasted_between_two_steps_too() -> None:
    clock = Clock()
    traffic = PaperTraffic({}, 1)
    street = Street(crossing(), Calling("127.0.0.1", 1), Speaking(), traffic=lambda _: traffic, now=clock)
    (site,) = street.cabinets
    (post,) = street._posts
    for events in passes("P2s", 9.2, lasts_s=0.4).values():
        street.cabinets[site].hear(events)
    shown = []
    for tenth in range(100, 110):
        clock.s = tenth / 10
        post.look(clock())
        shown.append(str(read(street.cabinets[site], "S0002", "detectorlogicstatus"))[2])
    assert "".join(shown) == "0011110000"


async def test_who_came_between_two_steps_asks_for_green_from_the_next_one_on() -> None:
    clock = Clock()
    traffic = PaperTraffic({}, 1)
    street = Street(crossing(), Calling("127.0.0.1", 1), Speaking(), traffic=lambda _: traffic, now=clock)
    ((cabinet,), (post,)) = street.cabinets.values(), street._posts
    for s in range(22):
        cabinet.advance(later(START, s), by_steps=True)
    assert not cabinet._insides.is_due(later(START, 23))
    came = passes("P2s", 20.5, lasts_s=60)[21]
    cabinet.hear(came)
    clock.s = 22.4
    post.look(clock())
    assert "E" not in str(read(cabinet, "S0001", "signalgroupstatus"))
    cabinet.advance(later(START, 23), by_steps=True)
    assert "E" in str(read(cabinet, "S0001", "signalgroupstatus"))


async def test_detectors_are_asked_each_second_even_where_the_street_goes_faster_than_the_looks() -> None:
    shown: list[list[Value]] = []
    for look_s in (1, 30):
        clock = Clock()
        of = city(without_crossing(), plans=[day()])
        street = Street(of, Calling("127.0.0.1", 1), Speaking(is_actuated=True), now=clock)
        ((cabinet,), (post,)) = street.cabinets.values(), street._posts
        shown.append([])
        for s in range(look_s, 601, look_s):
            clock.s = s
            post.look(clock())
            if s % 30 == 0:
                shown[-1].append(read(cabinet, "S0001", "signalgroupstatus"))
    assert shown[0] == shown[1]


async def test_counts_of_a_faster_street_are_of_the_walls_minute() -> None:
    loops = script(*(passes("P2s", s, lasts_s=1.5) for s in range(65, 595, 10)))
    _, cabinet = await driven(loops, seconds=600, speaking=Speaking(speed=10.0))
    now = Moment(later(START, 60), 0)
    assert cabinet.read("DL3", "S0201", "vehicles", now, 60) == "53"
    assert cabinet.read("DL3", "S0201", "starttime", now, 60) == "2026-03-03T00:00:00.000Z"


async def test_traffic_that_cannot_go_on_ends_the_street_with_its_error() -> None:
    clock = Clock()
    traffic = PaperTraffic({}, 100, fails_at_s=5)
    street = Street(crossing(), Calling("127.0.0.1", 1), Speaking(), traffic=lambda _: traffic, now=clock)
    clock.s = 1e6
    with pytest.raises(FieldError):
        await street.run()


def stages(traffic: PaperTraffic) -> list[str]:
    return [e.stage for e in traffic.shown if isinstance(e, StageStarted)]


async def test_actuated_controllers_serve_who_waits_and_rest_where_nobody_does() -> None:
    traffic, cabinet = await driven(passes("P2s", 60), 200, Speaking(is_actuated=True))
    assert stages(traffic) == ["A", "B"]
    assert [read(cabinet, code) for code in ("S0009", "S0010", "S0032")] == ["False", "True", "off"]
    confidence = cabinet.read("SG1", "S0025", "ToGConfidence", Moment(START, 0), 0)
    assert confidence == "0"  # it hangs on who comes


async def test_an_actuated_controller_is_told_to_keep_to_fixed_times_and_back() -> None:
    _, cabinet = await driven({}, 60, Speaking(is_actuated=True))
    now = Moment(START, 0)
    cabinet.obey("TC", "M0007", {"status": "True", "securityCode": "2222"}, now)
    seen = [e for s in range(60, 200) for e in cabinet.advance(later(START, s)) if isinstance(e, StageStarted)]
    assert {e.stage for e in seen} == {"A", "B", "C"}
    assert [read(cabinet, code) for code in ("S0009", "S0010", "S0032")] == ["True", "False", "local"]
    assert cabinet.read("SG1", "S0025", "ToGConfidence", Moment(START, 0), 0) == "100"
    cabinet.obey("TC", "M0007", {"status": "False", "securityCode": "2222"}, now)
    later_on = [e for s in range(200, 290) for e in cabinet.advance(later(START, s)) if isinstance(e, StageStarted)]
    assert len(later_on) <= 1  # it rests where it came to, for nobody asks


async def test_an_open_route_goes_before_the_detectors() -> None:
    _, cabinet = await driven({}, 60, Speaking(is_actuated=True))
    given: Mapping[str, Value] = {"emergencyroute": "3", "securityCode": "2222"}
    cabinet.obey("TC", "M0005", {"status": "True", **given}, Moment(START, 0))
    for s in range(60, 90):
        cabinet.advance(later(START, s))
    assert cabinet.controller.stage == "C"
    cabinet.hear(passes("P1s", 91, lasts_s=60)[91])
    for s in range(91, 110):
        cabinet.advance(later(START, s))
    assert cabinet.controller.stage == "C"
    cabinet.obey("TC", "M0005", {"status": "False", **given}, Moment(START, 0))
    for s in range(110, 130):
        cabinet.advance(later(START, s))
    assert cabinet.controller.stage == "A"


async def test_without_vehicles_loops_that_pulse_actuate_too() -> None:
    clock = Clock()
    street = Street(city(plans=[plan()]), Calling("127.0.0.1", 1), Speaking(is_actuated=True, speed=10.0), now=clock)
    (cabinet,) = street.cabinets.values()
    seen = [e for s in range(300) for e in cabinet.advance(later(START, s)) if isinstance(e, StageStarted)]
    assert {e.stage for e in seen} == {"A", "B", "C"}
