"""Every command of the signal list at the trial junction, as a centre that takes nothing on trust sees it."""

import re
from typing import Any

import pytest

from tests.field.rsmp.strict_centre import ALL_VERSIONS, NEWEST, RefusedError, StrictCentre, ready

each_version = pytest.mark.parametrize(("core", "sxl"), ALL_VERSIONS)
from_1_1 = pytest.mark.parametrize(("core", "sxl"), [v for v in ALL_VERSIONS if v[1] != "1.0.15"])
with_rows = pytest.mark.parametrize(("core", "sxl"), [v for v in ALL_VERSIONS if v[0] >= "3.2"])


def position(centre: StrictCentre, wanted: str, timeout: str = "0") -> dict[str, Any]:
    return centre.order("M0001", "setValue", status=wanted, timeout=timeout, intersection="0")


NORMAL = {
    ("S0007", "status"): re.compile("^True$"),
    ("S0011", "status"): re.compile("^False$"),
    ("S0005", "status"): "False",
}


@each_version
@pytest.mark.parametrize(("wanted", "status", "letter"), [("YellowFlash", "S0011", "c"), ("Dark", "S0007", "b")])
def test_the_position_is_commanded_and_normal_control_comes_back(
    core: str, sxl: str, wanted: str, status: str, letter: str
) -> None:
    centre = ready(core, sxl)
    position(centre, wanted)
    centre.wait({(status, "status"): "True" if wanted == "YellowFlash" else "False"})
    centre.wait({("S0001", "signalgroupstatus"): letter * 4})
    position(centre, "NormalControl")
    centre.wait(NORMAL, within_s=8)
    centre.wait({("S0001", "signalgroupstatus"): re.compile(f"^[^{letter}]+$")})
    centre.wait({("S0020", "controlmode"): "control"})


@each_version
def test_normal_control_where_it_is_normal_is_confirmed_at_once(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    position(centre, "NormalControl")
    centre.wait(NORMAL, within_s=0.1)


@each_version
def test_every_group_goes_through_e_f_and_g_after_flashing(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    position(centre, "YellowFlash")
    centre.run(3)
    before = len(centre.heard)
    position(centre, "NormalControl")
    assert centre.ask("S0005", "status") == {"status": "True"}
    assert centre.ask("S0011", "status") == {"status": "False"}
    assert centre.ask("S0020", "controlmode") == {"controlmode": "startup"}
    centre.run(8)
    updates = [m for m in centre.heard[before:] if m["type"] == "StatusUpdate"]
    letters = [v["s"] for m in updates for v in m["sS"] if v["n"] == "signalgroupstatus"]
    assert letters[:3] == ["eeee", "ffff", "gggg"]
    assert set(letters[3]) & set("01")


def test_a_position_with_a_time_out_of_a_minute_ends_after_a_minute() -> None:
    centre = ready()
    position(centre, "YellowFlash", timeout="1")
    centre.run(59)
    assert centre.ask("S0011", "status") == {"status": "True"}
    centre.wait(NORMAL, within_s=9)


@each_version
@pytest.mark.parametrize("number", ["1", "2"])
def test_a_plan_is_chosen_and_told_also_if_it_runs_already(core: str, sxl: str, number: str) -> None:
    centre = ready(core, sxl)
    centre.order("M0002", "setPlan", status="True", timeplan=number)
    centre.wait({("S0014", "status"): number}, within_s=0.5)
    if sxl != "1.0.15":
        assert centre.ask("S0014", "status", "source") == {"status": number, "source": "forced"}


@each_version
def test_a_traffic_situation_is_set_and_left(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    for number in ("1", "2", "4"):
        centre.order("M0003", "setTrafficSituation", status="True", traficsituation=number)
        centre.wait({("S0015", "status"): number})
    centre.order("M0003", "setTrafficSituation", status="False", traficsituation="1")
    centre.wait({("S0015", "status"): "1"})
    with pytest.raises(RefusedError):
        centre.order("M0003", "setTrafficSituation", status="True", traficsituation="5")


def route(centre: StrictCentre, number: str, status: str) -> None:
    centre.order("M0005", "setEmergency", status=status, emergencyroute=number)


@each_version
def test_an_emergency_route_holds_its_stage_until_it_is_closed(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    route(centre, "3", "True")
    centre.wait({("S0006", "status"): "True", ("S0006", "emergencystage"): "3"})
    centre.wait({("S0001", "stage"): "3"}, within_s=40)
    assert not [m for m in centre.run(200) if m["type"] == "Alarm"]
    assert centre.ask("S0001", "stage") == {"stage": "3"}
    route(centre, "3", "False")
    centre.wait({("S0006", "status"): "False", ("S0006", "emergencystage"): "0"})
    centre.wait({("S0001", "stage"): "1"}, within_s=40)


@with_rows
def test_all_open_routes_are_told_and_the_first_keeps_its_stage(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    route(centre, "2", "True")
    route(centre, "1", "True")
    centre.wait({("S0035", "emergencyroutes"): [{"id": "1"}, {"id": "2"}]})
    centre.wait({("S0001", "stage"): "2"}, within_s=60)
    route(centre, "1", "False")
    centre.wait({("S0035", "emergencyroutes"): [{"id": "2"}]})
    route(centre, "2", "False")
    centre.wait({("S0035", "emergencyroutes"): []})
    with pytest.raises(RefusedError):
        route(centre, "4", "True")


@each_version
@pytest.mark.parametrize("number", [1, 3, 8])
def test_an_input_is_activated_and_forced(core: str, sxl: str, number: int) -> None:
    centre = ready(core, sxl)

    def shows(digit: str, forced: str) -> None:
        at = re.compile(f"^.{{{number - 1}}}{digit}.{{{8 - number}}}$")
        held = re.compile(f"^.{{{number - 1}}}{forced}")
        centre.wait({("S0003", "inputstatus"): at, ("S0029", "status"): held})

    for status in ("True", "False"):
        centre.order("M0006", "setInput", status=status, input=str(number))
        shows("1" if status == "True" else "0", "0")
    for value in ("False", "True"):
        centre.order("M0019", "setInput", status="True", input=str(number), inputValue=value)
        shows("1" if value == "True" else "0", "1")
    centre.order("M0006", "setInput", status="False", input=str(number))
    shows("1", "1")
    centre.order("M0019", "setInput", status="False", input=str(number), inputValue="True")
    shows("0", "0")
    with pytest.raises(RefusedError):
        centre.order("M0006", "setInput", status="True", input="9")


@each_version
def test_a_series_of_inputs_is_set_by_bits(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    centre.order("M0013", "setInput", status="1,3,12;5,5,10")
    centre.wait({("S0003", "inputstatus"): "11001010"})
    centre.order("M0013", "setInput", status="1,7,2;")  # what is both set and unset is unset
    centre.wait({("S0003", "inputstatus"): "10101010"})
    for wrong in ("1,3", "8,2,0", "0,1,0", "a,b,c", ""):
        with pytest.raises(RefusedError):
            centre.order("M0013", "setInput", status=wrong)
    assert centre.ask("S0003", "inputstatus") == {"inputstatus": "10101010"}


@each_version
def test_an_output_is_forced(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    centre.order("M0020", "setOutput", status="True", output="3", outputValue="True")
    centre.wait({("S0004", "outputstatus"): "00100000", ("S0030", "status"): "00100000"})
    centre.order("M0020", "setOutput", status="False", output="3", outputValue="True")
    centre.wait({("S0004", "outputstatus"): "00000000", ("S0030", "status"): "00000000"})


@each_version
def test_a_detector_logic_is_forced_whatever_its_loop_sees(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    for number in (1, 4):
        for mode, digit in (("True", "1"), ("False", "0")):
            centre.order("M0008", "setForceDetectorLogic", f"DL{number}", status="True", mode=mode)
            centre.wait({("S0002", "detectorlogicstatus"): re.compile(f"^.{{{number - 1}}}{digit}")})
            for _ in range(50):
                centre.run(0.2)
                assert centre.ask("S0002", "detectorlogicstatus")["detectorlogicstatus"][number - 1] == digit
    assert centre.ask("S0021", "detectorlogics") == {"detectorlogics": "1001"}
    centre.order("M0008", "setForceDetectorLogic", "DL4", status="False", mode="True")
    assert centre.ask("S0021", "detectorlogics") == {"detectorlogics": "1000"}


def bands(centre: StrictCentre) -> dict[tuple[int, int], int]:
    rows = [tuple(map(int, row.split("-"))) for row in centre.ask("S0023", "status")["status"].split(",")]
    return {(plan, band): s for plan, band, s in rows}


@each_version
def test_a_band_is_what_its_green_has_beyond_its_base_and_the_cycle_stays(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    at_rest = bands(centre)
    assert at_rest == {(1, 1): 30, (1, 2): 19, (1, 3): 18, (2, 1): 12, (2, 2): 5, (2, 3): 10}
    centre.order("M0014", "setCommands", plan="1", status="1-42")
    assert bands(centre) == at_rest | {(1, 1): 42, (1, 2): 12, (1, 3): 13}
    plan = centre.cabinet.controller.plans["day"]
    assert ([step.green_s for step in plan.steps], plan.cycle_s) == ([48, 18, 19], 100)
    centre.order("M0014", "setCommands", plan="1", status="1-10,2-40,3-17")
    assert bands(centre) == at_rest | {(1, 1): 10, (1, 2): 40, (1, 3): 17}
    centre.order("M0014", "setCommands", plan="1", status="1-30,2-19,3-18")
    assert bands(centre) == at_rest
    for plan_number, wrong in (("1", "4-1"), ("1", "1-99"), ("3", "1-1"), ("1", "1"), ("1", ""), ("1", "1-1,2-1,3-1")):
        with pytest.raises(RefusedError):
            centre.order("M0014", "setCommands", plan=plan_number, status=wrong)


@from_1_1
def test_bands_end_after_their_time_out(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    centre.order("M0023", "setTimeout", status="2")
    assert centre.ask("S0034", "status") == {"status": "2"}
    centre.run(60)
    centre.order("M0014", "setCommands", plan="1", status="2-5")
    centre.run(119)
    assert bands(centre)[1, 2] == 5
    centre.run(2)
    assert bands(centre)[1, 2] == 19
    centre.order("M0023", "setTimeout", status="0")
    centre.order("M0014", "setCommands", plan="1", status="2-5")
    centre.run(300)
    assert bands(centre)[1, 2] == 5


@each_version
def test_offset_and_cycle_are_set_and_read_back(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    centre.order("M0015", "setOffset", plan="1", status="99")
    assert centre.ask("S0024", "status") == {"status": "1-99,2-0"}
    centre.order("M0018", "setCycleTime", plan="1", status="105")
    assert centre.ask("S0028", "status") == {"status": "1-105,2-60"}
    centre.order("M0018", "setCycleTime", plan="1", status="100")
    assert centre.ask("S0028", "status") == {"status": "1-100,2-60"}


@each_version
def test_tables_and_levels_are_kept_as_they_are_commanded(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    assert centre.ask("S0026", "status") == {"status": "0-1,1-1,2-1,3-1,4-1,5-1,6-1"}
    centre.order("M0016", "setWeekTable", status="0-1,6-2")
    assert centre.ask("S0026", "status") == {"status": "0-1,1-1,2-1,3-1,4-1,5-1,6-2"}
    centre.order("M0017", "setTimeTable", status="12-1-12-59,1-0-23-12")
    assert centre.ask("S0027", "status") == {"status": "1-0-23-12,12-1-12-59"}
    centre.order("M0021", "setLevel", status="1-70")
    assert centre.ask("S0031", "status") == {"status": "1-70,2-50,3-50,4-50"}
    for code, order, wrong in (
        ("M0016", "setWeekTable", "7-1"),
        ("M0017", "setTimeTable", "1-1-24-0"),
        ("M0021", "setLevel", "5-1"),
    ):
        with pytest.raises(RefusedError):
            centre.order(code, order, status=wrong)


@each_version
def test_fixed_time_is_commanded_and_told(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    for status in ("True", "False"):
        centre.order("M0007", "setFixedTime", status=status)
        centre.wait({("S0009", "status"): status})


@each_version
def test_groups_are_asked_for_and_no_longer(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    red = next(i for i, letter in enumerate(letters(centre)) if letter in "AE")
    centre.order("M0010", "setStart", f"SG{red + 1}", status="True")
    assert letters(centre)[red] == "E"
    centre.order("M0011", "setStop", f"SG{red + 1}", status="True")
    assert letters(centre)[red] == "A"
    centre.order("M0012", "setStart", status=f"{red + 1},1,0")
    assert letters(centre)[red] == "E"


def letters(centre: StrictCentre) -> str:
    return str(centre.ask("S0001", "signalgroupstatus")["signalgroupstatus"])


@each_version
def test_each_level_has_its_code_and_the_code_of_one_opens_no_other(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    with pytest.raises(RefusedError, match="security code"):
        centre.order("M0008", "setForceDetectorLogic", "DL1", status="True", mode="True", securityCode="1111")
    with pytest.raises(RefusedError, match="security code"):
        centre.order("M0007", "setFixedTime", status="True", securityCode="")
    for level, code in (("Level1", "1111"), ("Level2", "2222")):
        centre.order("M0103", "setSecurityCode", status=level, oldSecurityCode=code, newSecurityCode=code)
    with pytest.raises(RefusedError, match="security code"):
        centre.order("M0103", "setSecurityCode", status="Level2", oldSecurityCode="1111", newSecurityCode="9")
    centre.order("M0103", "setSecurityCode", status="Level2", oldSecurityCode="2222", newSecurityCode="9")
    with pytest.raises(RefusedError, match="security code"):
        centre.order("M0007", "setFixedTime", status="True")
    centre.order("M0007", "setFixedTime", status="True", securityCode="9")


@each_version
def test_a_restart_ends_the_connection_and_all_that_was_commanded(core: str, sxl: str) -> None:
    centre = ready(core, sxl, kept=frozenset({"S0001"}))  # what is kept outlives a connection, but no restart
    centre.order("M0002", "setPlan", status="True", timeplan="2")
    centre.order("M0015", "setOffset", plan="1", status="9")
    centre.order("M0019", "setInput", status="True", input="1", inputValue="True")
    centre.order("M0004", "setRestart", status="True")
    assert centre.end.conversation is not None
    assert centre.end.conversation.over == "restarted by command"
    centre.disconnect()
    centre.connect()
    assert letters(centre) == "eeee"
    assert not [m for m in centre.run(1) if m["type"] == "StatusUpdate"]
    centre.wait(NORMAL, within_s=9)
    assert centre.ask("S0014", "status") == {"status": "1"}
    assert centre.ask("S0024", "status") == {"status": "1-0,2-0"}
    assert centre.ask("S0003", "inputstatus") == {"inputstatus": "00000000"}


def states(came: list[dict[str, Any]], name: str) -> list[str]:
    values = [v for m in came if m["type"] == "StatusUpdate" for v in m["sS"] if v["sCI"] == "S0033"]
    return [row["s"] for value in values for row in value["s"] if row["r"] == name]


def priority(centre: StrictCentre, name: str, kind: str = "new") -> None:
    more = {"signalGroupId": "SG1", "level": "7", "eta": "2", "vehicleType": "car"} if kind == "new" else {}
    centre.order("M0022", "requestPriority", requestId=name, type=kind, **more)


@with_rows
@pytest.mark.parametrize("ends", ["completed", "stale"])
def test_priority_is_received_activated_and_completed_or_stale(core: str, sxl: str, ends: str) -> None:
    centre = ready(core, sxl)
    before = len(centre.heard)
    centre.subscribe(("S0033", "status"))
    for name in ("x1", "mine", "x2"):
        priority(centre, name)
    centre.run(2)
    if ends == "completed":
        priority(centre, "mine", "cancel")
    centre.run(4)
    seen = states(centre.heard[before:], "mine")
    assert list(dict.fromkeys(seen)) == ["received", "activated", ends]
    centre.run(15)
    assert centre.ask("S0033", "status") == {"status": []}
    with pytest.raises(RefusedError):
        priority(centre, "mine", "cancel")


def test_priority_for_a_group_there_is_not_is_rejected_in_the_status() -> None:
    centre = ready(*NEWEST)
    centre.order("M0022", "requestPriority", requestId="a", type="new", signalGroupId="SG9")
    assert [row["s"] for row in centre.ask("S0033", "status")["status"]] == ["rejected"]
