"""The seconds between two greens: the longest of what safety asks, and what the lamps themselves need."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.interstage import interstage_s
from meydan.city.junction import Junction, Stage
from tests.feeds.sumo.rules import change_s
from tests.junctions import junction, known
from tests.random_junctions import junctions


def with_lamps(*, flashing_s: float = 0, red_amber_s: float = 0) -> Junction:
    """Return the junction with a flashing end of P1's green, and red-amber before P2's."""
    stands = junction()
    p1 = replace(stands.groups["P1"], flashing_green=known(flashing_s))
    p2 = replace(stands.groups["P2"], red_amber=known(red_amber_s))
    return replace(stands, groups={**stands.groups, "P1": p1, "P2": p2})


@pytest.mark.parametrize(
    ("stands", "seconds"),
    [
        (junction(), 5),  # the matrix, longer than 3 s of amber
        (with_lamps(red_amber_s=1), 5),
        (with_lamps(red_amber_s=2.5), 5.5),  # 3 s of amber + 2.5 s of red-amber
        (with_lamps(flashing_s=4), 7),  # 4 s flashing + 3 s of amber
        (with_lamps(flashing_s=4, red_amber_s=1), 8),
    ],
)
def test_the_effective_intergreen_is_the_matrix_or_what_the_lamps_need(stands: Junction, seconds: float) -> None:
    assert stands.effective_intergreen_s("P1", "P2") == seconds


def test_the_lamps_of_the_other_order_do_not_count() -> None:
    assert with_lamps(flashing_s=4, red_amber_s=2).effective_intergreen_s("P2", "P1") == 5


def test_a_missing_intergreen_is_never_taken_for_zero() -> None:
    with pytest.raises(KeyError):
        junction().effective_intergreen_s("P1", "W1")


@pytest.mark.parametrize(
    ("stage", "to", "seconds"),
    [
        ("A", "B", 8),  # people on W1 need 8 s before P2
        ("B", "A", 5),
        ("A", "C", 8),
        ("C", "A", 5),
        ("B", "C", 0),  # P3 joins and conflicts with nothing that ends
        ("C", "B", 0),  # P3 ends and nothing starts
        ("A", "A", 0),
    ],
)
def test_a_change_of_stages_takes_the_longest_wait_of_a_group_that_starts(stage: str, to: str, seconds: float) -> None:
    assert interstage_s(junction(), stage, to) == seconds


def test_a_group_that_joins_still_shows_its_red_amber() -> None:
    assert interstage_s(junction(red_amber_s=2), "B", "C") == 2


def test_groups_that_stay_green_wait_for_nobody() -> None:
    stands = junction()
    both = replace(stands, stages={**stands.stages, "D": Stage("D", frozenset({"P1"}))})
    assert interstage_s(both, "A", "D") == 0
    assert interstage_s(both, "D", "A") == 0


def test_a_conflict_without_an_intergreen_is_no_change_at_all() -> None:
    stands = junction()
    torn = {pair: s for pair, s in stands.intergreens.items() if pair != ("W1", "P2")}
    with pytest.raises(KeyError):
        interstage_s(replace(stands, intergreens=torn), "A", "B")
    assert interstage_s(replace(stands, intergreens=torn), "B", "A") == 5


@given(data=st.data())
def test_any_change_agrees_with_the_rule_written_down_apart(data: st.DataObject) -> None:
    stands = data.draw(junctions())
    stages = st.sampled_from(sorted(stands.stages))
    stage, to = data.draw(stages), data.draw(stages)
    assert interstage_s(stands, stage, to) == change_s(stands, stage, to)
