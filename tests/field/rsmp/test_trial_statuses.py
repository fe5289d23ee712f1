"""Every status of the signal list at the trial junction, its clock, its counts and its alarms."""

import base64
import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from meydan.field.rsmp.schema import read_index
from meydan.field.rsmp.sxl import Part, part_of
from tests.field.rsmp.strict_centre import ALL_VERSIONS, BEGIN, MAIN, NEWEST, RefusedError, StrictCentre, ready

each_version = pytest.mark.parametrize(("core", "sxl"), ALL_VERSIONS)
with_requests = pytest.mark.parametrize(("core", "sxl"), [v for v in ALL_VERSIONS if v[0] >= "3.1.5"])
COMPONENT = {Part.MAIN: MAIN, Part.SIGNAL_GROUP: "SG1", Part.DETECTOR_LOGIC: "DL1"}
PLAIN = re.compile(r"\d+")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@each_version
def test_every_value_of_every_status_is_known(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    centre.run(90)  # so that counts of a whole minute stand
    unknown = []
    for code, status in read_index(sxl)["statuses"].items():
        if core < "3.2" and code == "S0033":
            continue  # lists of rows came with core 3.2
        for name, value in centre.ask(code, *status["required"], component=COMPONENT[part_of(code)]).items():
            if value is None:
                unknown.append((code, name))
    assert unknown == []


@each_version
def test_statuses_are_told_of_one_intersection(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    assert centre.ask("S0005", "status") == {"status": "False"}
    assert centre.ask("S0013", "intersection", "status") == {"intersection": "0", "status": "0"}
    assert centre.ask("S0020", "intersection", "controlmode") == {"intersection": "0", "controlmode": "control"}
    claims = {"S0007": "True", "S0008": "False", "S0010": "False", "S0011": "False", "S0012": "False"}
    for code, claim in claims.items():
        assert centre.ask(code, "intersection", "status") == {"intersection": "0", "status": claim}
    numbers = {"S0016": "4", "S0017": "4", "S0019": "4"} | ({} if sxl == "1.2.1" else {"S0018": "2"})
    assert {code: centre.ask(code, "number")["number"] for code in numbers} == numbers
    assert centre.ask("S0022", "status") == {"status": "1,2"}


def test_start_up_by_intersection_is_a_list_of_rows() -> None:
    centre = ready(*NEWEST)
    value = centre.ask("S0005", "statusByIntersection")["statusByIntersection"]
    assert value == [{"intersection": "0", "startup": "False"}]


@pytest.mark.parametrize(
    ("sxl", "values"), [("1.0.15", {"user": "nobody", "status": "logout"}), ("1.2.1", {"user": "0"})]
)
def test_nobody_is_logged_in(sxl: str, values: dict[str, str]) -> None:
    centre = ready("3.1.2" if sxl == "1.0.15" else "3.2.2", sxl)
    assert centre.ask("S0091", *values) == centre.ask("S0092", *values) == values


def test_the_configuration_is_its_plans_and_stays_the_same() -> None:
    centre = ready(*NEWEST)
    told = centre.ask("S0098", "config", "timestamp", "version")
    plans = json.loads(base64.b64decode(told["config"]))
    assert {name: plan["cycle_s"] for name, plan in plans.items()} == {"day": 100, "night": 60}
    assert centre.ask("S0097", "checksum", "timestamp")["checksum"].startswith(told["version"])
    centre.run(5)
    assert centre.ask("S0098", "config", "timestamp", "version") == told


def instant(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


@each_version
@pytest.mark.parametrize("number", [1, 4])
def test_the_next_green_and_red_of_a_group_come_as_they_were_told(core: str, sxl: str, number: int) -> None:
    centre = ready(core, sxl)
    names = [f"{how}To{what}Estimate" for what in "GR" for how in ("min", "likely", "max")]
    told = centre.ask("S0025", *names, "ToGConfidence", "ToRConfidence", component=f"SG{number}")
    assert {told["ToGConfidence"], told["ToRConfidence"]} == {"100"}
    assert told["minToGEstimate"] == told["likelyToGEstimate"] == told["maxToGEstimate"]
    seen: dict[str, float] = {}
    before = shown(centre, number)
    assert before in ("14" if number == 1 else "AE")
    while len(seen) < 2:
        centre.run(0.1)
        now = shown(centre, number)
        if (now in "14") != (before in "14"):
            seen["G" if now in "14" else "R"] = (BEGIN + centre.ms) / 1000
        before = now
    assert {what: instant(told[f"likelyTo{what}Estimate"]) for what in "GR"} == pytest.approx(seen, abs=0.2)


def shown(centre: StrictCentre, number: int) -> str:
    return str(centre.ask("S0001", "signalgroupstatus")["signalgroupstatus"])[number - 1]


def test_nothing_is_forecast_while_it_flashes() -> None:
    centre = ready(*NEWEST)
    centre.order("M0001", "setValue", status="YellowFlash", timeout="0", intersection="0")
    assert centre.ask("S0025", "likelyToGEstimate", "ToGConfidence", component="SG1") == {
        "likelyToGEstimate": None,
        "ToGConfidence": "0",
    }


CLOCK = {"year": "2020", "month": "09", "day": "29", "hour": "17", "minute": "29", "second": "51"}
CLOCK_S = datetime(2020, 9, 29, 17, 29, 51, tzinfo=UTC).timestamp()


def near_the_clock(text: str) -> bool:
    return 0 <= instant(text) - CLOCK_S < 5


@each_version
def test_a_clock_that_is_set_is_in_every_stamp(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    receipt = centre.order("M0104", "setDate", **CLOCK)
    assert near_the_clock(receipt["cTS"])
    read = centre.ask("S0096", *CLOCK)
    assert abs(int(read.pop("second")) - 51) <= 5
    assert read == {name: text for name, text in CLOCK.items() if name != "second"}
    assert near_the_clock(centre.heard[-1]["sTs"])
    assert near_the_clock(centre.order("M0007", "setFixedTime", status="True")["cTS"])
    centre.order("M0019", "setInput", status="True", input="7", inputValue="True")
    came = centre.run(2)
    assert all(near_the_clock(m["wTs"]) for m in came if m["type"] == "Watchdog")
    assert [near_the_clock(m["aTs"]) for m in came if m["type"] == "Alarm"] == [True]
    assert len([m for m in came if m["type"] == "Watchdog"]) == 2


@each_version
def test_a_clock_is_opened_by_level_one_alone_and_knows_its_days(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    with pytest.raises(RefusedError, match="security code"):
        centre.order("M0104", "setDate", **CLOCK, securityCode="2222")
    for wrong in ({"month": "13"}, {"day": "31"}, {"year": "9999"}, {"hour": "24"}, {"year": "0"}):
        with pytest.raises(RefusedError):
            centre.order("M0104", "setDate", **{**CLOCK, **wrong})
    assert centre.ask("S0096", "year") == {"year": "2026"}


@with_requests
def test_aggregated_status_is_given_when_asked_for_by_the_clock_that_was_set(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    centre.order("M0104", "setDate", **CLOCK)
    came = centre.say(centre.about("AggregatedStatusRequest", MAIN))
    told = next(m for m in came if m["type"] == "AggregatedStatus")
    assert near_the_clock(told["aSTS"])
    assert (told["fP"], told["fS"]) == (None, None)
    assert told["se"] == [False, False, False, False, False, True, False, False]


COUNTS = {"S0201": "vehicles", "S0202": "speed", "S0203": "occupancy"}


@each_version
@pytest.mark.parametrize(("is_set", "start"), [(False, "2026-03-03T00:01"), (True, "2020-09-29T17:29")])
def test_counts_are_those_of_the_last_whole_minute(core: str, sxl: str, is_set: bool, start: str) -> None:
    centre = ready(core, sxl)
    edges, before = 0, "0"
    if is_set:  # to an even minute
        centre.order("M0104", "setDate", **{**CLOCK, "second": "0"})
    else:
        centre.run(30)
    for _ in range(600):
        centre.run(0.1)
        digit = str(centre.ask("S0002", "detectorlogicstatus")["detectorlogicstatus"])[0]
        edges += digit == "0" and before == "1"
        before = digit
    assert centre.ask("S0201", "starttime", "vehicles", component="DL1") == {
        "starttime": f"{start}:00.000Z",
        "vehicles": str(edges),
    }
    assert edges > 0
    assert centre.ask("S0203", "occupancy", component="DL1") == {"occupancy": str(round(edges * 0.5 / 60 * 100))}
    assert centre.ask("S0202", "speed", component="DL1") == {"speed": "47"}
    assert centre.ask("S0204", "P", "L", "C", component="DL1") == {"P": str(edges), "L": "0", "C": "0"}
    all_of_them = centre.ask("S0205", "start", "vehicles")
    assert all_of_them["start"] == f"{start}:00.000Z"
    assert [v >= 0 for v in map(int, all_of_them["vehicles"].split(","))] == [True] * 4
    assert all_of_them["vehicles"].startswith(f"{edges},")


@each_version
def test_counts_come_each_even_minute_and_also_after_the_clock_was_set_back(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    came = centre.subscribe(("S0207", "start"), ("S0207", "occupancy"), interval="60")
    assert not [m for m in came if m["type"] == "StatusUpdate"]
    centre.order("M0104", "setDate", **CLOCK)
    values = [v for m in centre.run(130) if m["type"] == "StatusUpdate" for v in m["sS"] if v["sCI"] == "S0207"]
    starts = [v["s"] for v in values if v["n"] == "start"]
    assert starts == [f"2020-09-29T17:{minute}:00.000Z" for minute in (29, 30, 31)]
    shares = [v["s"] for v in values if v["n"] == "occupancy"]
    assert all(-1 <= int(share) <= 100 for text in shares for share in text.split(","))


def force(centre: StrictCentre, number: int, value: str) -> list[dict[str, Any]]:
    centre.order("M0019", "setInput", status="True", input=str(number), inputValue=value)
    return [m for m in centre.run(0.2) if m["type"] == "Alarm"]


@each_version
def test_an_input_raises_an_alarm_that_is_acknowledged_and_ends(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    force(centre, 7, "False")
    [raised] = force(centre, 7, "True")
    about = {key: raised[key] for key in ("cId", "aCId", "aSp", "aS", "ack", "sS", "cat", "pri")}
    assert about == {
        "cId": "DL1",
        "aCId": "A0302",
        "aSp": "Issue",
        "aS": "Active",
        "ack": "notAcknowledged",
        "sS": "notSuspended",
        "cat": "D",
        "pri": "3",
    }
    values = {one["n"]: one["v"] for one in raised["rvs"]}
    assert set(values) == set(read_index(sxl)["alarms"]["A0302"]["required"])
    assert abs(instant(raised["aTs"]) - (BEGIN + centre.ms) / 1000) < 1
    came = centre.say(
        centre.about("Alarm", "DL1", aCId="A0302", xACId="", xNACId="", aSp="Acknowledge", aTs=raised["aTs"])
    )
    acknowledged = next(m for m in came if m["type"] == "Alarm")
    assert [acknowledged[key] for key in ("aSp", "ack", "aS")] == ["Acknowledge", "Acknowledged", "Active"]
    [ended] = force(centre, 7, "False")
    assert [ended[key] for key in ("aSp", "ack", "aS")] == ["Issue", "Acknowledged", "inActive"]


def order_alarm(centre: StrictCentre, act: str) -> dict[str, Any]:
    came = centre.say(centre.about("Alarm", "DL1", aCId="A0302", xACId="", xNACId="", aSp=act))
    return next(m for m in came if m["type"] == "Alarm")


@each_version
def test_an_alarm_is_suspended_and_resumed(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    assert order_alarm(centre, "Resume")["sS"] == "notSuspended"
    suspended = order_alarm(centre, "Suspend")
    assert (suspended["aSp"], suspended["sS"]) == ("Suspend", "Suspended")
    assert force(centre, 7, "True") == []
    resumed = order_alarm(centre, "Resume")
    assert (resumed["aSp"], resumed["sS"], resumed["aS"]) == ("Suspend", "notSuspended", "Active")
    if core >= "3.1.5":
        assert order_alarm(centre, "Request")["aSp"] == "Issue"


@each_version
def test_a_bad_alarm_is_in_the_aggregated_status(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    centre.order("M0006", "setInput", status="True", input="5")
    told = [m for m in centre.run(0.2) if m["type"] == "AggregatedStatus"]
    assert [str(bit).lower() for bit in told[0]["se"]] == ["false"] * 4 + ["true", "true", "false", "false"]
    centre.order("M0006", "setInput", status="False", input="5")
    told = [m for m in centre.run(0.2) if m["type"] == "AggregatedStatus"]
    assert [str(bit).lower() for bit in told[0]["se"]] == ["false"] * 5 + ["true", "false", "false"]


@pytest.mark.parametrize(("core", "sxl"), [ALL_VERSIONS[0], ALL_VERSIONS[-1]])
def test_an_alarm_that_the_list_does_not_have_is_never_raised(core: str, sxl: str) -> None:
    centre = ready(core, sxl)
    centre.order("M0006", "setInput", status="True", input="6")
    raised = {m["type"] for m in centre.run(0.2)} & {"Alarm", "AggregatedStatus"}
    assert raised == (set() if sxl == "1.0.15" else {"Alarm", "AggregatedStatus"})
