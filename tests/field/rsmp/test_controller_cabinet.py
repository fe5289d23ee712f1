"""What the site of a virtual controller says of it, and what it does with commands."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest

from meydan.city.events import Mode
from meydan.city.instant import Instant, later
from meydan.city.junction import Lamp
from meydan.city.secret import Secret
from meydan.field.controller import VirtualController
from meydan.field.rsmp.cabinet import Obeyed
from meydan.field.rsmp.codes import Codes
from meydan.field.rsmp.commanded import COMMANDS
from meydan.field.rsmp.controller_cabinet import ControllerCabinet
from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.encode import encode
from meydan.field.rsmp.insides import Build
from meydan.field.rsmp.letters import find_lamp, letter_of
from meydan.field.rsmp.messages import Quality, StatusResponse, StatusValue, Unreadable, Value
from meydan.field.rsmp.pulses import Pulses
from meydan.field.rsmp.schema import read_index
from meydan.field.rsmp.site_map import maps_of
from meydan.field.rsmp.sxl import names_of
from meydan.field.rsmp.versions import NEWEST, SXLS
from tests.junctions import junction, plan
from tests.paper_street import START, city

LOOPS = ("P1s", "P1a", "P2s", "P2a", "P3s", "P3a")


class NoPulses(Pulses):
    """Loops that are occupied when a test says so."""

    def __init__(self) -> None:
        super().__init__("J1", (), 1, START)
        self.on: frozenset[str] = frozenset()

    def occupied(self, now: object) -> frozenset[str]:
        return self.on

    def next_change(self, now: Instant) -> Instant:
        return now  # at any time


class Bench:
    """One controller with the plans "day" and "night" and its cabinet, in simulated time."""

    def __init__(self) -> None:
        plans = {"day": plan(), "night": replace(plan(), id="night", offset_s=20.0)}
        of = city(plans=list(plans.values()))
        self.pulses = NoPulses()
        self.controller = VirtualController(junction(), plans, START)
        build = Build("1.2.1", Codes(Secret("1111"), Secret("2222")))
        self.cabinet = ControllerCabinet(self.controller, maps_of(of)[0], self.pulses, build, START)
        self.s = 0.0
        self.run(0)

    def run(self, s: float) -> None:
        for _ in range(round(s * 10) or 1):
            self.s += 0.1 if s else 0
            self.cabinet.advance(later(START, self.s))

    def read(self, code: str, name: str = "status") -> Value:
        return self.cabinet.read("TC", code, name, Moment(START, 0), 0)

    def letters(self) -> str:
        return str(self.read("S0001", "signalgroupstatus"))

    def letters_after(self, s: float) -> str:
        self.run(s)
        return self.letters()

    def order(self, code: str, **arguments: str) -> Obeyed | str:
        given: Mapping[str, Value] = {"securityCode": "2222", **arguments}
        return self.cabinet.obey("TC", code, given, Moment(START, 0))


def test_letters_say_start_up_then_minimum_green_then_rest() -> None:
    bench = Bench()
    assert bench.letters() == "gggg"
    bench.run(6.5)
    assert bench.letters() == "1AA1"
    assert bench.read("S0001", "stage") == "1"
    bench.run(6)
    assert bench.letters() == "4AA4"


def test_a_red_that_is_asked_for_says_so_until_its_green() -> None:
    bench = Bench()
    bench.run(6.5)
    bench.pulses.on = frozenset({"P2s"})
    bench.run(0.2)
    assert bench.read("S0002", "detectorlogicstatus") == "001000"
    bench.pulses.on = frozenset()
    bench.run(0.2)
    assert bench.read("S0002", "detectorlogicstatus") == "000000"
    assert bench.letters() == "1EA1"
    while not bench.controller.target:
        bench.run(0.1)
    assert bench.letters() == "NGAA"
    assert bench.read("S0001", "stage") == "0"
    while bench.controller.stage != "B":
        bench.run(0.1)
    assert bench.letters()[1] == "1"
    bench.run(40)
    assert "E" not in bench.letters()


@pytest.mark.parametrize("lamp", Lamp)
@pytest.mark.parametrize("flag", ["starting", "called", "asked", "had_minimum"])
def test_every_letter_is_read_as_the_lamp_it_was_written_for(lamp: Lamp, flag: str) -> None:
    flags = dict.fromkeys(("starting", "called", "asked", "had_minimum"), False) | {flag: True}
    assert find_lamp(letter_of(lamp, **flags)) is lamp


def test_a_plan_by_command_runs_until_it_is_given_back() -> None:
    bench = Bench()
    bench.run(20)
    assert (bench.read("S0014"), bench.read("S0014", "source")) == ("1", "calendar_clock")
    assert bench.order("M0002", status="True", timeplan="2") is Obeyed.DONE
    bench.run(30)
    assert (bench.read("S0014"), bench.read("S0014", "source")) == ("2", "forced")
    assert bench.read("S0001", "cyclecounter") == str(((START // 1000) + 50 - 20) % 65)
    assert bench.order("M0002", status="False", timeplan="1") is Obeyed.DONE
    bench.run(1)
    assert (bench.read("S0014"), bench.read("S0014", "source")) == ("1", "calendar_clock")


def test_a_plan_there_is_not_is_refused_and_nothing_changes() -> None:
    bench = Bench()
    bench.run(20)
    assert bench.order("M0002", status="True", timeplan="3") == "there is no plan 3"
    bench.run(1)
    assert (bench.read("S0014"), bench.read("S0014", "source")) == ("1", "calendar_clock")


@pytest.mark.parametrize("code", ["M0001", "M0002", "M0003", "M0015"])
def test_a_wrong_security_code_is_refused_and_not_repeated(code: str) -> None:
    bench = Bench()
    answer = bench.order(code, securityCode="1234")
    assert answer == "the security code is wrong"


@pytest.mark.parametrize("sxl", SXLS)
def test_every_command_of_every_list_is_followed(sxl: str) -> None:
    assert set(read_index(sxl)["commands"]) - set(COMMANDS) == {"M0104"}  # the clock, which needs to know the time


@pytest.mark.parametrize(
    ("wanted", "letter", "claims"), [("YellowFlash", "c", "True True"), ("Dark", "b", "False False")]
)
def test_it_stands_aside_by_command_and_comes_back_over_all_red(wanted: str, letter: str, claims: str) -> None:
    bench = Bench()
    bench.run(20)
    assert bench.order("M0001", status=wanted, timeout="0", intersection="0") is Obeyed.DONE
    bench.run(100)
    assert bench.letters() == letter * 4
    assert f"{bench.read('S0007')} {bench.read('S0011')}" == claims
    assert bench.read("S0020", "controlmode") == "standby"
    assert bench.cabinet.health().bits == (False,) * 6 + (True, False)
    assert bench.order("M0001", status="NormalControl", timeout="0", intersection="0") is Obeyed.DONE
    assert [bench.letters_after(s) for s in (0.9, 0.2, 2.8, 0.2, 5.8, 0.3)] == [
        "eeee",
        "fffg",
        "fffg",
        *["gggg"] * 2,
        "1AA1",
    ]
    assert bench.read("S0011") == "False"


def test_it_stands_aside_no_longer_than_the_time_out() -> None:
    bench = Bench()
    bench.run(20)
    bench.order("M0001", status="YellowFlash", timeout="1", intersection="0")
    bench.run(59)
    assert bench.letters() == "cccc"
    bench.run(1.5)
    assert bench.letters() == "eeee"
    bench.run(5)
    assert bench.letters() == "gggg"


@pytest.mark.parametrize(
    ("name", "value"), [("intersection", "2"), ("timeout", "1441"), ("timeout", "9" * 5000), ("timeout", "-1")]
)
def test_a_position_out_of_range_is_refused(name: str, value: str) -> None:
    bench = Bench()
    bench.run(20)
    given = {"status": "YellowFlash", "timeout": "0", "intersection": "0", name: value}
    assert isinstance(bench.order("M0001", **given), str)
    bench.run(1)
    assert "c" not in bench.letters()


def starts_of_the_cycle(bench: Bench) -> list[float]:
    """Return at which seconds stage A started in the next 15 minutes."""
    starts, before = [], bench.read("S0001", "stage")
    for _ in range(9000):
        bench.run(0.1)
        stage = bench.read("S0001", "stage")
        if stage == "1" != before:
            starts.append(START / 1000 + bench.s)
        before = stage
    return starts


def test_an_offset_by_command_moves_the_cycle() -> None:
    bench = Bench()
    assert bench.order("M0015", status="30", plan="1") is Obeyed.DONE
    assert bench.read("S0024") == "1-30,2-20"
    assert (starts_of_the_cycle(bench)[-1] - 30) % 65 == pytest.approx(0, abs=1.1)
    assert bench.order("M0015", status="0", plan="1") is Obeyed.DONE
    assert (starts_of_the_cycle(bench)[-1] + 1) % 65 == pytest.approx(1, abs=1.1)


def test_a_cycle_by_command_scales_the_greens_and_comes_back() -> None:
    bench = Bench()
    assert bench.order("M0018", status="91", plan="1") is Obeyed.DONE
    assert bench.read("S0028") == "1-91,2-65"
    assert [s.green_s for s in bench.controller.plan.steps] == [45.0, 15.0, 18.0]
    starts = starts_of_the_cycle(bench)
    assert starts[-1] - starts[-2] == pytest.approx(91, abs=1.1)
    assert bench.order("M0018", status="65", plan="1") is Obeyed.DONE
    assert bench.controller.plan == plan()


@pytest.mark.parametrize(
    ("code", "status", "number"),
    [
        ("M0015", "256", "1"),
        ("M0015", "-1", "1"),
        ("M0015", "5", "3"),
        ("M0018", "0", "1"),
        ("M0018", "30", "1"),
        ("M0018", "255", "1"),
        ("M0015", "65", "1"),
    ],
)
def test_a_number_that_cannot_be_is_refused_and_changes_nothing(code: str, status: str, number: str) -> None:
    bench = Bench()
    assert isinstance(bench.order(code, status=status, plan=number), str)
    assert bench.controller.plan == plan()


def test_a_failure_is_told_and_ended_by_no_command() -> None:
    bench = Bench()
    bench.run(20)
    bench.controller.fail(later(START, 20))
    assert [a.code for a in bench.cabinet.alarms() if a.active] == ["A0006"]
    assert bench.cabinet.health().bits[2:4] == (True, True)
    assert isinstance(bench.order("M0001", status="NormalControl", timeout="0", intersection="0"), str)
    bench.run(30)
    assert bench.read("S0020", "controlmode") == "failure"
    assert bench.controller.mode is Mode.FAILURE


@pytest.mark.parametrize("sxl", SXLS)
def test_every_status_value_is_one_that_the_list_allows(sxl: str) -> None:
    bench = Bench()
    told = 0
    for code in (f"S{number:04}" for number in range(1, 99)):
        for name in names_of(sxl, code):
            value = bench.read(code, name)
            if value is not None:
                told += 1
                known = StatusValue(code, name, value, Quality.RECENT)
                message = StatusResponse("00000000-0000-4000-8000-000000000001", "TC", START, (known,))
                assert not isinstance(encode(message, NEWEST, sxl), Unreadable), f"{code} {name}"
    assert told >= 25


def test_pulses_are_the_same_for_the_same_seed_and_others_for_another() -> None:
    def seen(seed: int) -> list[frozenset[str]]:
        pulses = Pulses("J1", LOOPS, seed, START)
        return [pulses.occupied(later(START, s / 10)) for s in range(3000)]

    first = seen(1)
    assert first == seen(1) != seen(2)
    vehicles = sum(len(now - before) for before, now in pairwise(first))
    assert 100 < vehicles < 200  # 6 loops in 300 s, a vehicle each 12 s on average
