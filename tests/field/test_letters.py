"""What SUMO's light shows for what the groups show."""

from dataclasses import replace

from meydan.city.events import Event, StageEnded, StageStarted
from meydan.city.instant import Instant
from meydan.city.junction import Lamp, TwinLinks
from meydan.field.sumo.letters import Letters
from tests.junctions import junction

T = Instant(0)
LINKS = TwinLinks("J1", ("P1", "P1", "P2", "P3", ""), {"A": "GgrrG", "B": "rrGrr", "C": "sgGGr"})


def letters(*shown: tuple[dict[str, Lamp], list[Event]]) -> list[str]:
    """Return what a light shows as its groups change: only groups that are not red are given."""
    light = Letters(replace(junction(), twin=LINKS))
    found = []
    for lit, news in shown:
        light.follow(dict.fromkeys(("P1", "P2", "P3", "W1"), Lamp.RED) | lit, news)
        found.append(light.now)
    return found


def to(stage: str, before: str = "") -> list[Event]:
    return [StageEnded(T, "J1", before, stage), StageStarted(T, "J1", stage)]


def test_a_link_shows_the_green_of_its_stage_and_yields_where_it_must() -> None:
    assert letters(({"P1": Lamp.GREEN}, to("A"))) == ["Ggrrr"]


def test_amber_and_red_amber_have_letters_of_their_own() -> None:
    assert letters(({"P1": Lamp.GREEN}, to("A")), ({"P1": Lamp.AMBER, "P2": Lamp.RED_AMBER}, [])) == ["Ggrrr", "yyurr"]


def test_while_others_clear_a_green_yields_if_it_yields_in_either_stage() -> None:
    yields_in_c = replace(LINKS, letters={**LINKS.letters, "C": "rrgGr"})
    light = Letters(replace(junction(), twin=yields_in_c))
    reds = dict.fromkeys(("P1", "P2", "P3", "W1"), Lamp.RED)
    shown = []
    for lit, news in (
        ({"P2": Lamp.GREEN, "P3": Lamp.GREEN}, to("C")),
        ({"P2": Lamp.GREEN, "P3": Lamp.AMBER}, to("B", "C")),
        ({"P2": Lamp.GREEN}, []),
    ):
        light.follow(reds | lit, news)
        shown.append(light.now)
    assert shown == ["rrgGr", "rrgyr", "rrGrr"]


def test_a_turn_on_red_is_shown_only_where_both_stages_allow_it() -> None:
    in_c = ({"P2": Lamp.GREEN, "P3": Lamp.GREEN}, to("C"))
    assert letters(in_c) == ["srGGr"]


def test_a_link_that_no_group_moves_never_turns_green() -> None:
    assert all(shown[4] == "r" for shown in letters(({"P1": Lamp.GREEN}, to("A")), ({"P2": Lamp.GREEN}, to("B", "A"))))


def test_everything_flashes_together() -> None:
    flash = dict.fromkeys(("P1", "P2", "P3", "W1"), Lamp.FLASHING_AMBER)
    assert letters((flash, [])) == ["oooor"]


def test_a_change_is_told_once() -> None:
    light = Letters(replace(junction(), twin=LINKS))
    lamps = dict.fromkeys(("P1", "P2", "P3", "W1"), Lamp.RED) | {"P1": Lamp.GREEN}
    assert [light.follow(lamps, to("A")), light.follow(lamps, [])] == [True, False]
