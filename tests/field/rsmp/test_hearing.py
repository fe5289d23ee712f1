from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.because import because
from meydan.city.events import (
    DetectorChanged,
    Event,
    GroupChanged,
    JunctionHeard,
    Mode,
    ModeChanged,
    PlanChanged,
    StageEnded,
    StageStarted,
)
from meydan.city.instant import Instant, later
from meydan.city.junction import Lamp
from meydan.city.priority import PriorityChanged, PriorityStand
from meydan.city.state import JunctionState
from meydan.city.words import CATALOGUE
from meydan.field.rsmp.hearing import MOST_REQUEST, MOST_REQUESTS, Hearing
from meydan.field.rsmp.letters import find_lamp, why_of
from meydan.field.rsmp.messages import Quality, StatusUpdate, StatusValue
from meydan.field.rsmp.site_map import SiteMap
from tests import junctions
from tests.field.rsmp.paper_site import MAIN, SITE

NOW = Instant(1_764_057_600_000)
GROUPS = ("P1", "P2", "P3", "W1")
MAP = SiteMap("J1", SITE, MAIN, GROUPS, ("P1s", "P1a"), {"day": 3}, {})
LETTERS = "abcdefghABCDEFGP0123456789NO"


def hearing() -> Hearing:
    return Hearing(junctions.junction(), MAP)


def update(t: Instant, /, *values: tuple[str, str, str], quality: Quality = Quality.RECENT) -> StatusUpdate:
    told = tuple(StatusValue(code, name, value, quality) for code, name, value in values)
    return StatusUpdate("f48900bc-e6fb-431a-8ca4-05070dd9df6a", MAIN, t, told)


def lamps(t: Instant, letters: str) -> StatusUpdate:
    return update(t, ("S0001", "signalgroupstatus", letters))


def test_letters_become_lamps_and_only_changes_are_told() -> None:
    site = hearing()
    first = site.hear(lamps(NOW, "AAAA"), NOW)
    assert first == [GroupChanged(NOW, "J1", g, Lamp.RED) for g in GROUPS]
    assert site.hear(lamps(NOW, "AAAA"), NOW) == [JunctionHeard(NOW, "J1")]
    assert site.hear(lamps(later(NOW, 1), "0BAA"), NOW) == [GroupChanged(NOW, "J1", "P1", Lamp.RED_AMBER)]


def test_a_stage_starts_when_exactly_its_groups_are_green_and_ends_with_the_first() -> None:
    site = hearing()
    told: list[Event] = []
    for s, letters in enumerate(("1AAA", "1AA1", "3AA1", "3AAA", "NAAA", "A1AA", "A11A", "A31A")):
        told += [e for e in site.hear(lamps(later(NOW, s), letters), NOW) if not isinstance(e, GroupChanged)]
    assert [e for e in told if not isinstance(e, JunctionHeard)] == [
        StageStarted(NOW, "J1", "A"),
        StageEnded(NOW, "J1", "A", ""),
        StageStarted(NOW, "J1", "B"),
        StageStarted(NOW, "J1", "C"),
    ]


def test_every_letter_of_the_list_has_a_lamp_and_says_why_in_both_languages() -> None:
    for letter in LETTERS:
        assert find_lamp(letter) is not None
        assert why_of(letter).code in CATALOGUE
    assert find_lamp("-") is None


def test_why_a_lamp_shows_what_it_shows_is_kept_also_without_a_change() -> None:
    site = hearing()
    site.hear(lamps(NOW, "1AAA"), NOW)
    site.hear(lamps(later(NOW, 1), "3AAA"), NOW)
    assert site.why["P1"].code == "rsmp.group_3"


def test_what_waited_in_a_buffer_or_was_overtaken_changes_nothing() -> None:
    site = hearing()
    site.hear(lamps(NOW, "AAAA"), NOW)
    old = update(later(NOW, 1), ("S0001", "signalgroupstatus", "1111"), quality=Quality.OLD)
    assert site.hear(old, NOW) == []
    assert site.hear(lamps(later(NOW, -1), "1111"), NOW) == []


def test_a_clock_set_back_does_not_make_a_site_mute() -> None:
    site = hearing()
    site.hear(lamps(NOW, "AAAA"), NOW)
    assert len(site.hear(lamps(later(NOW, -3600), "1AAA"), NOW)) == 1


def test_detectors_are_told_as_they_change() -> None:
    site = hearing()
    first = site.hear(update(NOW, ("S0002", "detectorlogicstatus", "01")), NOW)
    assert first == [DetectorChanged(NOW, "J1", "P1a", True)]
    then = site.hear(update(later(NOW, 1), ("S0002", "detectorlogicstatus", "10")), NOW)
    assert then == [DetectorChanged(NOW, "J1", "P1s", True), DetectorChanged(NOW, "J1", "P1a", False)]


def test_who_decides_follows_from_several_values() -> None:
    site = hearing()
    assert site.hear(update(NOW, ("S0020", "controlmode", "control")), NOW) == [JunctionHeard(NOW, "J1")]
    modes = []
    for s, value in enumerate(
        [
            ("S0014", "source", "calendar_clock"),
            ("S0014", "source", "forced"),
            ("S0008", "status", "True"),
            ("S0020", "controlmode", "failure"),
            ("S0020", "controlmode", "startup"),
        ]
    ):
        modes += [
            (e.mode, e.why.code) for e in site.hear(update(later(NOW, s), value), NOW) if isinstance(e, ModeChanged)
        ]
    assert modes == [
        (Mode.LOCAL, "controller.local_plan"),
        (Mode.LOCAL, "rsmp.forced"),
        (Mode.MANUAL, "rsmp.manual"),
        (Mode.FAILURE, "rsmp.failure"),
        (Mode.STARTUP, "controller.startup"),
    ]


def test_a_plan_that_we_chose_is_told_with_our_reason() -> None:
    site = hearing()
    site.chosen = because("control.timetable", plan="day", day="all", since="00:00")
    told = site.hear(update(NOW, ("S0020", "controlmode", "control"), ("S0014", "source", "forced")), NOW)
    assert told == [ModeChanged(NOW, "J1", Mode.LOCAL, site.chosen)]


def test_our_reason_for_a_plan_is_told_also_where_the_site_says_nothing_new() -> None:
    site = hearing()
    says = (("S0020", "controlmode", "control"), ("S0014", "source", "forced"), ("S0014", "status", "3"))
    site.hear(update(NOW, *says), NOW)
    assert site.hear(update(NOW, *says), NOW) == [JunctionHeard(NOW, "J1")]
    site.chosen = because("control.timetable", plan="day", day="all", since="00:00")
    assert site.hear(update(NOW, *says), NOW) == [ModeChanged(NOW, "J1", Mode.LOCAL, site.chosen)]


def test_a_plan_is_told_with_the_start_of_its_cycle() -> None:
    site = hearing()
    counter, plan = ("S0001", "cyclecounter", "12"), ("S0014", "status", "3")
    assert site.hear(update(NOW, counter, plan), NOW) == [PlanChanged(NOW, "J1", "day", later(NOW, -12))]


def test_a_number_too_long_to_be_a_counter_is_let_pass() -> None:
    site = hearing()
    values = ("S0001", "cyclecounter", "9" * 10_000), ("S0014", "status", "3")
    assert site.hear(update(NOW, *values), NOW) == [JunctionHeard(NOW, "J1")]


def test_after_a_loss_all_is_told_anew() -> None:
    site = hearing()
    first = site.hear(lamps(NOW, "AAAA"), NOW)
    site.forget()
    assert site.hear(lamps(NOW, "AAAA"), NOW) == first


@given(st.lists(st.tuples(st.integers(0, 30), st.text(LETTERS + "-?", max_size=6), st.text("012", max_size=4))))
def test_whatever_a_site_says_the_state_of_its_junction_can_take_it(said: list[tuple[int, str, str]]) -> None:
    site, state = hearing(), JunctionState(junctions.junction(), on_street=True)
    for s, letters, digits in said:
        values = ("S0001", "signalgroupstatus", letters), ("S0002", "detectorlogicstatus", digits)
        for event in site.hear(update(later(NOW, s), *values), later(NOW, s)):
            state.observe(event)


def test_places_that_the_junction_has_not_are_passed_over() -> None:
    gaps = replace(MAP, groups=("P1", "", "P2"), detectors=("", "P1s"))
    site = Hearing(junctions.junction(), gaps)
    told = site.hear(lamps(NOW, "A1A"), NOW) + site.hear(update(NOW, ("S0002", "detectorlogicstatus", "11")), NOW)
    assert told == [
        GroupChanged(NOW, "J1", "P1", Lamp.RED),
        GroupChanged(NOW, "J1", "P2", Lamp.RED),
        DetectorChanged(NOW, "J1", "P1s", True),
    ]


IN_CONTROL = (("S0020", "controlmode", "control"), ("S0014", "source", "calendar_clock"), ("S0014", "status", "3"))


def modes_told(*said: str) -> list[tuple[Mode, str]]:
    """Return who decides and why, as it changes while a site in control says these lamps."""
    site = hearing()
    events = site.hear(update(NOW, *IN_CONTROL), NOW)
    for s, letters in enumerate(said, 1):
        events += site.hear(lamps(later(NOW, s), letters), NOW)
    return [(e.mode, e.why.code) for e in events if isinstance(e, ModeChanged)]


def test_a_site_that_says_that_greens_are_in_conflict_is_told_and_not_ordered_about_until_it_says_otherwise() -> None:
    local, never = (Mode.LOCAL, "controller.local_plan"), (Mode.MANUAL, "rsmp.greens_in_conflict")
    assert modes_told("1AA1", "11A1", "1AA1") == [local, never, local]


@pytest.mark.parametrize("letters", ["1AA", "", "1AA-", "1AA?"])
def test_a_site_that_does_not_say_what_a_group_shows_is_told_and_not_ordered_about(letters: str) -> None:
    assert modes_told("1AA1", letters)[1:] == [(Mode.MANUAL, "rsmp.group_unsaid")]


def test_a_plan_that_the_city_does_not_have_is_told() -> None:
    site = hearing()
    site.hear(update(NOW, *IN_CONTROL), NOW)
    (told,) = site.hear(update(later(NOW, 1), ("S0014", "status", "9" * 1000)), NOW)
    assert isinstance(told, ModeChanged)
    assert (told.mode, told.why.code) == (Mode.LOCAL, "rsmp.unknown_plan")
    assert len(str(told.why.values)) < 100


def priorities(t: Instant, *stands: tuple[str, str]) -> StatusUpdate:
    rows = tuple({"r": request, "t": "2026-11-30T12:00:00.000Z", "s": stand} for request, stand in stands)
    return StatusUpdate(
        "f48900bc-e6fb-431a-8ca4-05070dd9df6a", MAIN, t, (StatusValue("S0033", "status", rows, Quality.RECENT),)
    )


def test_requests_for_priority_are_told_when_they_stand_otherwise() -> None:
    site = hearing()
    assert site.hear(priorities(NOW, ("a", "received")), NOW) == [
        PriorityChanged(NOW, "J1", "a", PriorityStand.RECEIVED)
    ]
    again = site.hear(priorities(later(NOW, 1), ("a", "received"), ("b", "queued")), NOW)
    assert again == [PriorityChanged(NOW, "J1", "b", PriorityStand.QUEUED)]
    assert site.hear(priorities(later(NOW, 2), ("b", "queued")), NOW) == [JunctionHeard(NOW, "J1")]
    told = site.hear(priorities(later(NOW, 3), ("b", "activated"), ("c", "no such word")), NOW)
    assert told == [PriorityChanged(NOW, "J1", "b", PriorityStand.ACTIVATED)]


def test_a_site_that_makes_up_requests_fills_no_memory() -> None:
    site = hearing()
    told = site.hear(priorities(NOW, *((f"{n:0200}", "queued") for n in range(1000))), NOW)
    assert len({event.request for event in told if isinstance(event, PriorityChanged)}) <= MOST_REQUESTS
    assert all(len(event.request) <= MOST_REQUEST for event in told if isinstance(event, PriorityChanged))


def test_a_text_in_the_place_of_requests_means_nothing() -> None:
    assert hearing().hear(update(NOW, ("S0033", "status", "received")), NOW) == []


SHARED = [
    StatusValue(code, name, text, quality)
    for code, name, texts in (
        ("S0001", "signalgroupstatus", ("AAAA", "1AA1", "11AA")),
        ("S0001", "cyclecounter", ("7", "8")),
        ("S0002", "detectorlogicstatus", ("00", "10")),
        ("S0014", "status", ("3", "9")),
        ("S0014", "source", ("forced", "calendar_clock")),
        ("S0020", "controlmode", ("control", "failure")),
        ("S0095", "status", ("x",)),
    )
    for text in texts
    for quality in (Quality.RECENT, Quality.RECENT, Quality.OLD)
]
SAID = st.lists(st.sampled_from(SHARED), max_size=6, unique_by=lambda v: (v.code, v.name))


@given(st.lists(st.tuples(SAID | st.none(), st.integers(-20, 20), st.booleans()), max_size=12))
def test_values_known_by_the_object_are_heard_as_if_each_was_looked_at(
    updates: list[tuple[list[StatusValue] | None, int, bool]],
) -> None:
    quick, slow, t, said = hearing(), hearing(), NOW, list[StatusValue]()
    for values, later_s, is_ours in updates:
        t, said = later(t, later_s), said if values is None else values  # None: the same again
        told = StatusUpdate("f48900bc-e6fb-431a-8ca4-05070dd9df6a", MAIN, t, tuple(said))
        quick.chosen = slow.chosen = because("test") if is_ours else None
        slow._settle()
        slow._mode_rests_on = None
        assert quick.hear(told, NOW) == slow.hear(told, NOW)
