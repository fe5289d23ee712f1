"""What the API tells once: the city and its junctions."""

from starlette.testclient import TestClient

from meydan.centre.loop import Centre
from meydan.city.junction import Sureness
from tests.web.paper_city import NAMES


def test_the_city_is_told_with_all_its_junctions(street: TestClient) -> None:
    told = street.get("/api/city").json()
    assert {told[name] for name in ("name", "zone", "attribution", "strategy")} == {
        "Kâğıthane",
        "Europe/Istanbul",
        "© Ölçme Dairesi",
        "quiet",
    }
    assert {junction["id"]: junction["name"] for junction in told["junctions"]} == NAMES
    assert told["languages"] == ["en", "tr"]


def test_junctions_come_in_the_order_of_the_live_rows(street: TestClient, centre: Centre) -> None:
    assert [junction["id"] for junction in street.get("/api/city").json()["junctions"]] == list(centre.seen)


def test_only_a_twin_offers_speed_and_pause(street: TestClient, twin: TestClient) -> None:
    assert street.get("/api/city").json()["twin"] is False
    assert twin.get("/api/city").json()["twin"] is True


def test_a_junction_names_the_roads_of_its_detectors(street: TestClient) -> None:
    told = street.get("/api/city").json()
    assert [told["roads"][place] for place in told["junctions"][0]["roads"]] == ["road P1", "road P2", "road P3"]


def test_a_junction_is_told_whole(street: TestClient, centre: Centre) -> None:
    told, real = street.get("/api/junctions/J1").json(), centre.city.junctions["J1"]
    assert told["name"] == "Şişli – Iğdır"
    assert {group["id"]: group["kind"] for group in told["groups"]} == {g.id: g.kind for g in real.groups.values()}
    assert {stage["id"]: set(stage["green"]) for stage in told["stages"]} == {
        s.id: s.green for s in real.stages.values()
    }
    assert {(i["ending"], i["starting"]): i["s"] for i in told["intergreens"]} == {
        pair: known.s for pair, known in real.intergreens.items()
    }
    assert {detector["id"] for detector in told["detectors"]} == set(real.detectors)
    assert {lane["id"] for lane in told["lanes"]} == set(real.lanes)


def test_only_the_plans_of_the_junction_are_told(street: TestClient) -> None:
    (plan,) = street.get("/api/junctions/J2").json()["plans"]
    assert (plan["id"], plan["cycle_s"], [step["stage"] for step in plan["steps"]]) == ("day", 65, ["A", "B", "C"])


def test_a_safety_value_says_how_sure_it_is(street: TestClient) -> None:
    told = street.get("/api/junctions/J1").json()
    assert told["startup_red"] == {"s": 6, "sure": Sureness.SURVEYED}
    assert {group["min_green"]["sure"] for group in told["groups"]} == {"surveyed"}


def test_a_group_carries_the_name_of_its_road(street: TestClient) -> None:
    groups = {group["id"]: group["approach_name"] for group in street.get("/api/junctions/J1").json()["groups"]}
    assert groups == {"P1": "Atatürk Caddesi", "P2": "Atatürk Caddesi", "P3": "", "W1": ""}


def test_an_unknown_junction_is_not_found(street: TestClient) -> None:
    assert street.get("/api/junctions/J99").status_code == 404
    assert street.get("/api/live/J99").status_code == 404


def test_the_id_of_a_junction_may_hold_any_sign(street: TestClient, centre: Centre) -> None:
    odd = "köşe #1?%&"
    centre.seen[odd] = centre.seen["J1"]
    centre.city.junctions[odd] = centre.city.junctions["J1"]  # type: ignore[index]  # the paper city keeps a dict
    assert street.get("/api/junctions/k%C3%B6%C5%9Fe%20%231%3F%25%26").json()["name"] == "Şişli – Iğdır"
