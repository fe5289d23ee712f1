"""P-15: the same command twice has one effect, and of two operators the second sees the conflict; nobody is silent."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from meydan.centre.loop import Centre
from meydan.centre.overrides import STANDING, Stand
from meydan.city.override import Action, AskOverride, Cause, OverrideAsked
from tests.centre.overriding import two_plans
from tests.nightly import NIGHTLY
from tests.paper_street import started
from tests.web.paper_city import every_state, paper_centre
from tests.web.paper_office import PaperOffice, code, empty_office, fill, quick_hashes

WISH = {"id": "override-1", "junction": "J2", "action": "local", "plan": "", "cause": "event", "lasts_s": 3600}
Told = dict[str, Any]


@pytest.fixture
def centre() -> Centre:
    return every_state()


@pytest.fixture
def office(tmp_path: Path, centre: Centre, monkeypatch: pytest.MonkeyPatch) -> Iterator[PaperOffice]:
    quick_hashes(monkeypatch)
    paper = empty_office(tmp_path, centre)
    fill(paper)
    yield paper
    for client in paper.clients:
        client.close()
    paper.office.close()


def let_the_loop_take(of: Centre) -> None:
    while of.inbox:
        of.take_wish()


def stand(client: TestClient, override: str) -> Told:
    told: Told = client.get(f"/api/overrides/{override}").json()
    return told


def test_the_same_command_twice_has_one_effect(office: PaperOffice, centre: Centre) -> None:
    client = office.signed_in("ayse")
    answers = [client.post("/api/overrides", json=WISH).status_code for _ in range(3)]
    let_the_loop_take(centre)
    answers.append(client.post("/api/overrides", json=WISH).status_code)
    let_the_loop_take(centre)
    assert answers == [202] * 4
    assert centre.overrides.ids() == ["override-1"]
    assert len([event for event in centre.recent["J2"] if isinstance(event, OverrideAsked)]) <= 3  # told, and ignored
    assert centre.overrides.standing["J2"].stand in STANDING


def test_of_two_who_ask_at_once_the_second_is_told_who_was_faster(
    office: PaperOffice,
    centre: Centre,
) -> None:
    ayse, veli = office.signed_in("ayse"), office.signed_in("veli")
    both = [ayse.post("/api/overrides", json=WISH), veli.post("/api/overrides", json=WISH | {"id": "override-2"})]
    assert [answer.status_code for answer in both] == [202, 202]  # neither could know of the other
    let_the_loop_take(centre)
    assert centre.overrides.standing["J2"].asked.person == "ayse"
    lost = stand(veli, "override-2")
    assert (lost["stand"], lost["why"]) == ("refused", {"code": "override.conflict", "values": {"person": "ayse"}})
    late = veli.post("/api/overrides", json=WISH | {"id": "override-3"})
    assert code(late) == "override.conflict"


def test_who_is_replaced_on_purpose_is_told_by_whom(
    office: PaperOffice,
    centre: Centre,
) -> None:
    ayse, veli = office.signed_in("ayse"), office.signed_in("veli")
    ayse.post("/api/overrides", json=WISH)
    let_the_loop_take(centre)
    veli.post("/api/overrides", json=WISH | {"id": "override-2", "instead_of": "override-1"})
    let_the_loop_take(centre)
    assert stand(ayse, "override-1")["stand"] == "taken_over"
    before = centre.overrides.find("override-1")
    assert before is not None
    assert (before.ended_by, centre.overrides.standing["J2"].asked.person) == ("veli", "veli")


ASKS = st.tuples(st.sampled_from(["ayse", "veli"]), st.integers(1, 6), st.sampled_from(["", "standing", "gone"]))


@given(st.lists(ASKS, max_size=60 if NIGHTLY else 20))
def test_whatever_two_operators_ask_each_wish_ends_in_a_word_and_one_holds_the_junction(
    asks: list[tuple[str, int, str]],
) -> None:
    of = paper_centre(two_plans())
    of.handle(started())
    for person, number, instead in asks:
        held = of.overrides.standing.get("J1")
        named = {"": "", "gone": "nobody-s", "standing": held.asked.override if held else ""}[instead]
        override, known = f"override-{person}-{number}", of.overrides.find(f"override-{person}-{number}")
        wish = AskOverride("J1", override, person, Action.LOCAL, "", Cause.EVENT, 600, named)
        of.handle(wish.at(of.now))
        now = of.overrides.standing.get("J1")
        became = of.overrides.find(override)
        assert became is not None
        if known is not None:  # the same again: nothing moved
            assert (became, now) == (known, held)
        elif became.stand is Stand.REFUSED:
            assert became.why is not None
            assert now == held
        else:
            assert now == became
            if held is not None:
                lost = of.overrides.find(held.asked.override)
                assert lost is not None
                assert (lost.stand, lost.ended_by) == (Stand.TAKEN_OVER, person)
